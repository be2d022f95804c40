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

const SHOWN = {
  accuracy: 'Accuracy',
  sensitivity: 'Sensitivity',
  specificity: 'Specificity',
  auc_roc: 'AUC (ROC)',
} as const;

/** The figures of a `metrics.json` that the page shows. */
export function metricsOf(metrics: Readonly<Record<string, unknown>> | null): ShownMetrics | undefined {
  if (!metrics) return undefined;
  const estimates = Object.entries(SHOWN).flatMap(([key, name]) => {
    const value = metrics[key];
    if (typeof value === 'number') return [{ name, estimate: { value, ci95: null } }];
    return typeof value === 'object' && value !== null ? [{ name, estimate: value as Estimate }] : [];
  });
  return {
    n: Number(metrics.n),
    estimates,
    confusion: metrics.confusion as ShownMetrics['confusion'],
  };
}

export function estimateText({ value, ci95 }: Estimate): string {
  if (value === null) return '–';
  const digits = (number: number) => number.toFixed(4);
  return ci95 ? `${digits(value)} [${digits(ci95[0])}, ${digits(ci95[1])}]` : digits(value);
}
