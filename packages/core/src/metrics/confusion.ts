/** Counts of a two-class classifier's answers: true and false, positive and negative. */
export interface Confusion {
  tp: number;
  fn: number;
  fp: number;
  tn: number;
}

/** Rows are true classes, columns predicted ones: scikit-learn's `confusion_matrix`. */
export function confusionMatrix(
  labels: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classCount: number,
): number[][] {
  const matrix = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  for (let index = 0; index < labels.length; index++) matrix[labels[index]!]![predicted[index]!]!++;
  return matrix;
}

/** The four counts of a 2 × 2 confusion matrix, `positive` being the index of the positive class. */
export function binaryConfusion(matrix: number[][], positive: number): Confusion {
  const negative = 1 - positive;
  return {
    tp: matrix[positive]![positive]!,
    fn: matrix[positive]![negative]!,
    fp: matrix[negative]![positive]!,
    tn: matrix[negative]![negative]!,
  };
}

/** `part / whole`, or null when there is nothing to divide by. */
export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Harmonic mean of precision and sensitivity, `2 tp / (2 tp + fp + fn)`: scikit-learn's `f1_score`. Null without positives anywhere. */
export const f1Score = ({ tp, fn, fp }: Pick<Confusion, 'tp' | 'fn' | 'fp'>) =>
  ratio(2 * tp, 2 * tp + fp + fn);

/**
 * Matthews correlation coefficient, in `[-1, 1]`: scikit-learn's `matthews_corrcoef`, 0 when all predictions are the same
 * class. Null when all labels are.
 */
export function matthewsCorrelation({ tp, fn, fp, tn }: Confusion): number | null {
  if (tp + fn === 0 || fp + tn === 0) return null;
  if (tp + fp === 0 || fn + tn === 0) return 0;
  return (tp * tn - fp * fn) / (Math.sqrt((tp + fp) * (tp + fn)) * Math.sqrt((tn + fp) * (tn + fn)));
}
