import { type BinaryScores, type CutPoint, cutPoints } from './binary-scores.js';

export interface RocPoint {
  falsePositiveRate: number;
  truePositiveRate: number;
  /** Null at the first point, where no cell is called positive. */
  threshold: number | null;
}

export interface PrecisionRecallPoint {
  recall: number;
  precision: number;
  threshold: number;
}

/**
 * The ROC curve from (0, 0) to (1, 1), without the points that lie on a straight line between their neighbours:
 * scikit-learn's `roc_curve(drop_intermediate=True)`. Null when the labels hold one class only.
 */
export function rocCurve(scores: BinaryScores): RocPoint[] | null {
  const points = cutPoints(scores);
  const { truePositives: positives = 0, falsePositives: negatives = 0 } = points.at(-1) ?? {};
  if (positives === 0 || negatives === 0) return null;
  const kept = points.filter((point, index) => isCorner(points[index - 1], point, points[index + 1]));
  return [
    { falsePositiveRate: 0, truePositiveRate: 0, threshold: null },
    ...kept.map(({ threshold, truePositives, falsePositives }) => ({
      falsePositiveRate: falsePositives / negatives,
      truePositiveRate: truePositives / positives,
      threshold,
    })),
  ];
}

function isCorner(before: CutPoint | undefined, point: CutPoint, after: CutPoint | undefined): boolean {
  if (!before || !after) return true;
  return (
    before.truePositives - 2 * point.truePositives + after.truePositives !== 0 ||
    before.falsePositives - 2 * point.falsePositives + after.falsePositives !== 0
  );
}

/** Area under the ROC curve (trapezoids, so ties count half): scikit-learn's `roc_auc_score`. Null with one class only. */
export function aucRoc(scores: BinaryScores): number | null {
  const points = cutPoints(scores);
  const { truePositives: positives = 0, falsePositives: negatives = 0 } = points.at(-1) ?? {};
  if (positives === 0 || negatives === 0) return null;
  let twiceArea = 0;
  let before = { truePositives: 0, falsePositives: 0 };
  for (const point of points) {
    twiceArea +=
      (point.falsePositives - before.falsePositives) * (point.truePositives + before.truePositives);
    before = point;
  }
  return twiceArea / (2 * positives * negatives);
}

/** Precision and recall at every distinct threshold, by rising recall. Null when no label is positive. */
export function precisionRecallCurve(scores: BinaryScores): PrecisionRecallPoint[] | null {
  const points = cutPoints(scores);
  const positives = points.at(-1)?.truePositives ?? 0;
  if (positives === 0) return null;
  return points.map(({ threshold, truePositives, falsePositives }) => ({
    recall: truePositives / positives,
    precision: truePositives / (truePositives + falsePositives),
    threshold,
  }));
}

/** Average precision, `Σ (recall - recall before) · precision`: scikit-learn's `average_precision_score`. Null without positives. */
export function averagePrecision(scores: BinaryScores): number | null {
  const points = precisionRecallCurve(scores);
  if (!points) return null;
  let recallBefore = 0;
  let sum = 0;
  for (const { recall, precision } of points) {
    sum += (recall - recallBefore) * precision;
    recallBefore = recall;
  }
  return sum;
}
