import type { TopLevelSpec } from 'vega-lite';
import { COLORS, INK, PANEL } from '../drawing/theme.js';
import { binaryScores, type Evaluation } from '../metrics/evaluation.js';
import type { BinaryMetrics } from '../metrics/metrics-schema.js';
import { precisionRecallCurve, rocCurve } from '../metrics/ranking-curves.js';
import type { ChartSpec } from './chart-spec.js';

interface Point {
  x: number;
  y: number;
}

/** ROC curve with the operating point. Null when the labels hold one class only. */
export function rocSpec(evaluation: Evaluation, metrics: BinaryMetrics): ChartSpec | null {
  const curve = rocCurve(binaryScores(evaluation));
  if (!curve) return null;
  return rankingSpec({
    title: 'ROC curve',
    subtitle: `area ${metrics.auc_roc.value!.toFixed(4)}`,
    x: 'False positive rate (1 − specificity)',
    y: 'Sensitivity (true positive rate)',
    points: thinned(
      curve.map(({ falsePositiveRate, truePositiveRate }) => ({ x: falsePositiveRate, y: truePositiveRate })),
    ),
    chance: [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ],
    operating: { x: 1 - metrics.specificity.value!, y: metrics.sensitivity.value! },
    threshold: metrics.threshold,
  });
}

/** Precision-recall curve with the operating point. Null when no label is positive. */
export function precisionRecallSpec(evaluation: Evaluation, metrics: BinaryMetrics): ChartSpec | null {
  const curve = precisionRecallCurve(binaryScores(evaluation));
  if (!curve) return null;
  const share = (metrics.confusion.tp + metrics.confusion.fn) / metrics.n;
  return rankingSpec({
    title: 'Precision-recall curve',
    subtitle: `average precision ${metrics.auc_pr!.toFixed(4)}`,
    x: 'Sensitivity (recall)',
    y: 'Precision (positive predictive value)',
    points: thinned([
      { x: 0, y: curve[0]!.precision },
      ...curve.map(({ recall, precision }) => ({ x: recall, y: precision })),
    ]),
    chance: [
      { x: 0, y: share },
      { x: 1, y: share },
    ],
    operating:
      metrics.precision.value === null ? null : { x: metrics.sensitivity.value!, y: metrics.precision.value },
    threshold: metrics.threshold,
  });
}

/** Leaves out points nearer than a quarter of a pixel to the one before, so that the SVG of 27,558 cells stays small. */
function thinned(points: Point[]): Point[] {
  const step = 0.25 / PANEL.width;
  let kept = points[0]!;
  return points.filter((point, index) => {
    const far = Math.abs(point.x - kept.x) >= step || Math.abs(point.y - kept.y) >= step;
    const keep = far || index === 0 || index === points.length - 1;
    if (keep) kept = point;
    return keep;
  });
}

function rankingSpec(curve: {
  title: string;
  subtitle: string;
  x: string;
  y: string;
  points: Point[];
  chance: Point[];
  operating: Point | null;
  threshold: number;
}): ChartSpec {
  const axis = { format: '~%', tickCount: 5 };
  const scale = { domain: [0, 1] };
  const x = { field: 'x', type: 'quantitative' as const, title: curve.x, scale, axis };
  const y = { field: 'y', type: 'quantitative' as const, title: curve.y, scale, axis };
  const order = { field: 'x', type: 'quantitative' as const };
  const { operating } = curve;
  const dot = operating ? `; dot: threshold ${formatThreshold(curve.threshold)}` : '';
  return {
    // Beside the dot it would lie over the curve or over the numbers of an axis.
    title: { text: curve.title, subtitle: curve.subtitle + dot },
    width: PANEL.height,
    height: PANEL.height,
    layer: [
      {
        data: { values: curve.chance },
        mark: { type: 'line', strokeDash: [4, 4], stroke: INK, opacity: 0.45, strokeWidth: 1 },
        encoding: { x, y, order },
      },
      {
        data: { values: curve.points },
        // In the order given: sorting by x would turn the vertical parts of the curve into zigzags.
        transform: [{ window: [{ op: 'row_number', as: 'position' }] }],
        mark: { type: 'line', stroke: COLORS.negative, strokeWidth: 2.5, strokeJoin: 'round' },
        encoding: { x, y, order: { field: 'position', type: 'quantitative' } },
      },
      {
        data: { values: operating ? [operating] : [] },
        mark: { type: 'point', filled: true, size: 110, color: COLORS.validation, opacity: 1 },
        encoding: { x, y },
      },
    ],
  } satisfies TopLevelSpec;
}

/** A threshold as people write it: 0.5, 0.37, 0.0123. */
export const formatThreshold = (threshold: number) => String(Number(threshold.toPrecision(4)));
