/** What people read for the names in `metrics.json`, in terminal and reports alike. */
export const FIGURE_NAMES = {
  accuracy: 'accuracy',
  auc_roc: 'AUC (ROC)',
  sensitivity: 'sensitivity',
  specificity: 'specificity',
  precision: 'precision',
  npv: 'negative predictive value',
  auc_pr: 'average precision',
  f1: 'F1',
  mcc: 'Matthews correlation',
  brier: 'Brier score',
  log_loss: 'log loss',
  ece: 'ECE',
  patient_mean_accuracy: 'mean accuracy by patient',
} as const;

export type FigureName = keyof typeof FIGURE_NAMES;

/** Figures that are written as percentages; all others are scores with four places. */
const SHARES: ReadonlySet<string> = new Set([
  'accuracy',
  'sensitivity',
  'specificity',
  'precision',
  'npv',
  'patient_mean_accuracy',
]);

export const isShare = (name: string): boolean => SHARES.has(name);
