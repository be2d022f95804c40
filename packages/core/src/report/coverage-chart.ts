import type { TopLevelSpec } from 'vega-lite';
import { COLORS, INK, PANEL } from '../drawing/theme.js';
import { binaryScores, type Evaluation } from '../metrics/evaluation.js';
import type { BinaryMetrics } from '../metrics/metrics-schema.js';
import { coverageCurve } from '../metrics/operating-point.js';
import type { ChartSpec } from './chart-spec.js';

/** A curve of 27,558 cells is drawn from so many of its points. */
const POINTS = 400;

/** Error against coverage, with the "unsure" band's point. Null for a model without a band. */
export function coverageSpec(evaluation: Evaluation, metrics: BinaryMetrics): ChartSpec | null {
  const { selective, threshold } = metrics;
  if (!selective) return null;
  const curve = coverageCurve(binaryScores(evaluation), threshold);
  const step = Math.max(1, Math.floor(curve.length / POINTS));
  // The first few cells alone make a share of wrong answers that jumps.
  const points = curve.filter(
    ({ coverage }, index) => coverage >= 0.05 && (index % step === 0 || index === curve.length - 1),
  );
  const operating =
    selective.error === null ? [] : [{ coverage: selective.coverage, error: selective.error }];
  const x = {
    field: 'coverage',
    type: 'quantitative' as const,
    title: 'Coverage: share of cells that the model decides',
    scale: { domain: [0, 1] },
    axis: { format: '~%', tickCount: 5 },
  };
  const y = {
    field: 'error',
    type: 'quantitative' as const,
    title: 'Wrong answers among them',
    scale: { zero: true, nice: true },
    axis: { format: '~%', tickCount: 5 },
  };
  return {
    title: {
      text: 'Leaving cells to a person',
      subtitle: `${percent(1 - selective.coverage)} left to a person: error ${percent(selective.error ?? 0)} instead of ${percent(selective.error_of_all)}`,
    },
    width: PANEL.height,
    height: PANEL.height,
    layer: [
      {
        data: { values: points },
        mark: { type: 'line', stroke: COLORS.negative, strokeWidth: 2.5 },
        encoding: { x, y },
      },
      {
        data: { values: operating },
        mark: { type: 'point', filled: true, size: 110, color: COLORS.validation, opacity: 1 },
        encoding: { x, y },
      },
      {
        data: { values: operating },
        mark: { type: 'text', text: ['unsure band'], align: 'right', dx: -10, dy: -8, color: INK },
        encoding: { x, y },
      },
    ],
  } satisfies TopLevelSpec;
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
