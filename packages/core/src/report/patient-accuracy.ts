import type { TopLevelSpec } from 'vega-lite';
import { counted } from '../counted.js';
import { COLORS, INK, PANEL } from '../drawing/theme.js';
import { isBinary, type Metrics } from '../metrics/metrics-schema.js';
import type { ChartSpec } from './chart-spec.js';
import { sizeSteps } from './size-steps.js';

/** Accuracy of every patient from the least to the most, size by cells. Null where patients are not known. */
export function patientAccuracySpec(metrics: Metrics): ChartSpec | null {
  const { per_patient: patients } = metrics;
  if (!patients) return null;
  const positiveClass = isBinary(metrics) ? metrics.positive_class : undefined;
  const [withPositive, without] = [`with ${positiveClass} cells`, `without`];
  const rows = [...patients]
    .sort((a, b) => a.accuracy - b.accuracy || b.n - a.n)
    .map((row, index) => ({
      rank: index + 1,
      n: row.n,
      accuracy: row.accuracy,
      group: 'infected' in row && row.infected > 0 ? withPositive : without,
    }));
  const y = {
    field: 'accuracy',
    type: 'quantitative' as const,
    title: 'Accuracy',
    scale: { domain: [Math.min(0.9, Math.floor(rows[0]!.accuracy * 20) / 20), 1] },
    axis: { format: '~%', tickCount: 6 },
  };
  return {
    title: {
      text: 'Accuracy by patient',
      subtitle: `${counted(rows.length, 'patient')}; dashed line: all cells together`,
    },
    width: 2 * PANEL.width,
    height: 240,
    layer: [
      {
        data: { values: [{ accuracy: metrics.accuracy.value }] },
        mark: { type: 'rule', strokeDash: [4, 3], stroke: INK, opacity: 0.7 },
        encoding: { y },
      },
      {
        data: { values: rows },
        mark: { type: 'point', filled: true, opacity: 0.75 },
        encoding: {
          x: {
            field: 'rank',
            type: 'quantitative',
            title: 'Patients, from the least to the most accurate',
            scale: { domain: [0, rows.length + 1], nice: false },
            axis: { tickMinStep: 1, format: 'd', grid: false },
          },
          y,
          size: {
            field: 'n',
            type: 'quantitative',
            title: 'Cells',
            scale: { type: 'sqrt', range: [15, 260] },
            legend: { orient: 'right', values: sizeSteps(rows.map(({ n }) => n)) },
          },
          ...(positiveClass !== undefined && {
            color: {
              field: 'group',
              type: 'nominal' as const,
              title: 'Patient',
              scale: { domain: [withPositive, without], range: [COLORS.positive, COLORS.negative] },
            },
          }),
        },
      },
    ],
  } satisfies TopLevelSpec;
}
