import type { TopLevelSpec } from 'vega-lite';
import { COLORS, INK, PANEL } from '../drawing/theme.js';
import { reliabilityBins } from '../metrics/calibration.js';
import { binaryScores, type Evaluation } from '../metrics/evaluation.js';
import type { BinaryMetrics } from '../metrics/metrics-schema.js';
import { wilsonInterval } from '../metrics/wilson.js';
import type { ChartSpec } from './chart-spec.js';
import { sizeSteps } from './size-steps.js';

/** Reliability diagram: of the cells given a probability, the share that is positive, with Wilson intervals, in 15 bins. */
export function reliabilitySpec(evaluation: Evaluation, metrics: BinaryMetrics): ChartSpec {
  const positiveClass = metrics.positive_class;
  const bins = reliabilityBins(binaryScores(evaluation)).map((bin) => {
    const [low, high] = wilsonInterval(Math.round(bin.positiveShare * bin.n), bin.n)!;
    return { probability: bin.meanProbability, share: bin.positiveShare, n: bin.n, low, high };
  });
  const axis = { format: '~%', tickCount: 5 };
  const scale = { domain: [0, 1] };
  const x = {
    field: 'probability',
    type: 'quantitative' as const,
    title: `Probability of ${positiveClass} given by the model`,
    scale,
    axis,
  };
  const y = {
    field: 'share',
    type: 'quantitative' as const,
    title: `Share that is ${positiveClass}`,
    scale,
    axis,
  };
  return {
    title: {
      text: 'Reliability',
      subtitle: `expected calibration error ${metrics.ece.toFixed(4)}, Brier score ${metrics.brier.toFixed(4)}`,
    },
    width: PANEL.height,
    height: PANEL.height,
    data: { values: bins },
    layer: [
      {
        data: {
          values: [
            { probability: 0, share: 0 },
            { probability: 1, share: 1 },
          ],
        },
        mark: { type: 'line', strokeDash: [4, 4], stroke: INK, opacity: 0.45, strokeWidth: 1 },
        encoding: { x, y },
      },
      {
        mark: { type: 'rule', color: COLORS.negative, opacity: 0.5, strokeWidth: 1.5 },
        encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
      },
      { mark: { type: 'line', stroke: COLORS.negative, strokeWidth: 2 }, encoding: { x, y } },
      {
        mark: { type: 'point', filled: true, color: COLORS.negative, opacity: 1 },
        encoding: {
          x,
          y,
          size: {
            field: 'n',
            type: 'quantitative',
            title: 'Cells',
            scale: { type: 'sqrt', range: [25, 300] },
            legend: {
              orient: 'bottom-right',
              values: sizeSteps(bins.map(({ n }) => n)),
              offset: 4,
              symbolFillColor: COLORS.negative,
            },
          },
        },
      },
    ],
  } satisfies TopLevelSpec;
}
