import { texts } from '../texts.js';
import { decimals } from './format.js';

/** A rate with its 95 % interval, as `metrics.json` has it. */
export interface Estimate {
  readonly value: number | null;
  readonly ci95: readonly [number, number] | null;
}

export interface ShownMetrics {
  readonly n: number;
  readonly estimates: readonly { name: string; estimate: Estimate }[];
  readonly confusion: { tp: number; fp: number; fn: number; tn: number } | undefined;
}

const SHOWN = ['accuracy', 'sensitivity', 'specificity', 'auc_roc'] as const;

/**
 * The figures of a `metrics.json` that the page shows. What is of another form than giemsa writes is left out.
 * @returns `undefined` where there are none
 */
export function metricsOf(metrics: unknown): ShownMetrics | undefined {
  if (!isObject(metrics)) return undefined;
  const estimates = SHOWN.flatMap((key) => {
    const estimate = estimateOf(metrics[key]);
    return estimate ? [{ name: texts.counts[key], estimate }] : [];
  });
  if (!isNumber(metrics.n) || estimates.length === 0) return undefined;
  return { n: metrics.n, estimates, confusion: confusionOf(metrics.confusion) };
}

function estimateOf(value: unknown): Estimate | undefined {
  if (isNumber(value)) return { value, ci95: null };
  if (!isObject(value) || !(value.value === null || isNumber(value.value))) return undefined;
  const [low, high] = Array.isArray(value.ci95) ? (value.ci95 as unknown[]) : [];
  return { value: value.value, ci95: isNumber(low) && isNumber(high) ? [low, high] : null };
}

function confusionOf(value: unknown): ShownMetrics['confusion'] {
  if (!isObject(value)) return undefined;
  const { tp, fp, fn, tn } = value;
  return isNumber(tp) && isNumber(fp) && isNumber(fn) && isNumber(tn) ? { tp, fp, fn, tn } : undefined;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As many decimals as the half width of the interval carries, 1 to 4; where none was measured, three. */
function decimalsOf(ci95: Estimate['ci95']): number {
  const half = ci95 ? (ci95[1] - ci95[0]) / 2 : 0;
  return half === 0 ? 3 : Math.min(4, Math.max(1, Math.ceil(-Math.log10(half))));
}

export function estimateText({ value, ci95 }: Estimate): string {
  if (value === null) return '–';
  const digits = (number: number) => decimals(number, decimalsOf(ci95));
  return ci95 ? `${digits(value)} [${digits(ci95[0])}, ${digits(ci95[1])}]` : digits(value);
}
