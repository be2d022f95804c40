import type { TopLevelSpec } from 'vega-lite';
import { COLORS, INK, PANEL } from '../drawing/theme.js';
import type { Evaluation } from '../metrics/evaluation.js';
import type { ChartSpec } from './chart-spec.js';
import { formatThreshold } from './ranking-charts.js';

const BINS = 20;

/** How the probabilities of the positive class are spread, one panel per true class, with the threshold. */
export function scoreHistogramSpec(evaluation: Evaluation): ChartSpec {
  const { classes, positive, threshold } = evaluation;
  const panel = (index: number, isLast: boolean) => {
    const color = index === positive ? COLORS.positive : COLORS.negative;
    const x = {
      field: 'low',
      type: 'quantitative' as const,
      title: isLast ? `Probability of ${classes[positive]} given by the model` : null,
      scale: { domain: [0, 1] },
      axis: { format: '~%', tickCount: 5, grid: false, labels: isLast },
    };
    return {
      title: { text: `Truly ${classes[index]}`, color, fontSize: 13, offset: 6 },
      width: PANEL.width,
      height: 110,
      layer: [
        {
          data: { values: histogram(evaluation, index) },
          mark: { type: 'bar' as const, color, binSpacing: 1 },
          encoding: {
            x: { ...x, bin: 'binned' as const },
            x2: { field: 'high' },
            y: {
              field: 'count',
              type: 'quantitative' as const,
              title: 'Cells',
              scale: { type: 'sqrt' as const, nice: true },
              axis: { tickCount: 4, format: ',d' },
            },
          },
        },
        {
          data: { values: [{ low: threshold }] },
          mark: { type: 'rule' as const, strokeDash: [4, 3], strokeWidth: 1.5, stroke: INK },
          encoding: { x },
        },
      ],
    };
  };
  const order = [positive, 1 - positive];
  return {
    title: {
      text: 'Scores by class',
      subtitle: `root scale; dashed line: threshold ${formatThreshold(threshold)}`,
    },
    spacing: 16,
    vconcat: order.map((index, position) => panel(index, position === order.length - 1)),
  } satisfies TopLevelSpec;
}

function histogram({ cells, positive }: Evaluation, label: number) {
  const counts = new Array<number>(BINS).fill(0);
  for (const cell of cells) {
    if (cell.label !== label) continue;
    counts[Math.min(BINS - 1, Math.floor(cell.probabilities[positive]! * BINS))]!++;
  }
  return counts.map((count, bin) => ({ low: bin / BINS, high: (bin + 1) / BINS, count }));
}
