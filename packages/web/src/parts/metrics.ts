import { lacksPatients, quotedInterval } from '@giemsa/core/internal/metrics/quoted-interval';
import { texts } from '../texts.js';
import { decimals } from './format.js';

/** A rate with its 95 % interval, as `metrics.json` has it. */
export interface Estimate {
  readonly value: number | null;
  readonly ci95: readonly [number, number] | null;
}

export interface ShownMetrics {
  readonly n: number;
  /** Undefined where the patient of some cell is not known. */
  readonly patients: number | undefined;
  /** How the intervals were found, in the words of the page's texts; undefined where there are none for another reason. */
  readonly intervals: 'patients' | 'cells' | 'few' | undefined;
  readonly estimates: readonly { name: string; estimate: Estimate }[];
  readonly confusion: { tp: number; fp: number; fn: number; tn: number } | undefined;
}

const SHOWN = ['accuracy', 'sensitivity', 'specificity', 'auc_roc'] as const;

/**
 * The figures of a `metrics.json` that the page shows, each with the interval to quote; of patients never seen, where these are not
 * all. What is of another form than giemsa writes is left out.
 * @returns `undefined` where there are none
 */
export function metricsOf(metrics: unknown): ShownMetrics | undefined {
  if (!isObject(metrics)) return undefined;
  const { unseen_patients: unseen, shared_patients: shared } = metrics;
  const isPart = isObject(unseen) && isObject(shared) && shared.n !== 0;
  const from = isPart ? unseen : metrics;
  const found = SHOWN.flatMap((key) => {
    const estimate = estimateOf(from[key]);
    return estimate ? [{ name: texts.counts[key], ...estimate }] : [];
  });
  if (!isNumber(from.n) || found.length === 0) return undefined;
  return {
    n: from.n,
    patients: isNumber(from.n_patients) ? from.n_patients : undefined,
    intervals: (['patients', 'few', 'cells'] as const).find((how) => found.some((one) => one.how === how)),
    estimates: found.map(({ name, estimate }) => ({ name, estimate })),
    confusion: isPart ? undefined : confusionOf(metrics.confusion),
  };
}

function estimateOf(value: unknown): { estimate: Estimate; how?: ShownMetrics['intervals'] } | undefined {
  if (isNumber(value)) return { estimate: { value, ci95: null } };
  if (!isObject(value) || !(value.value === null || isNumber(value.value))) return undefined;
  const overPatients = value.ci95_patients;
  const kept = {
    ...{ value: value.value, ci95: intervalOf(value.ci95) },
    ...(overPatients !== undefined && { ci95_patients: intervalOf(overPatients) }),
  };
  const ci95 = quotedInterval(kept);
  const how = ci95 ? (overPatients === undefined ? 'cells' : 'patients') : undefined;
  return { estimate: { value: value.value, ci95 }, how: lacksPatients(kept) ? 'few' : how };
}

function intervalOf(value: unknown): [number, number] | null {
  const [low, high] = Array.isArray(value) ? (value as unknown[]) : [];
  return isNumber(low) && isNumber(high) ? [low, high] : null;
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

/** On what figures were measured, and what their intervals are. */
export function measuredText({ n, patients, intervals }: ShownMetrics): string {
  const words = texts.training;
  const on =
    patients === undefined
      ? words.measured.cells({ cells: n })
      : words.measured.patients({ cells: n, patients });
  return intervals === undefined ? on : `${on} ${words.intervals[intervals]}`;
}
