import { computeMetrics, type EvaluatedCell, type Metrics } from '@giemsa/core/metrics';
import { expect, test } from 'vitest';
import { describeMetrics } from './describe-metrics.js';

/** Twenty cells of each patient, half of them infected; of each patient so many of these are missed. */
function metricsOf(patients: number, missed = 0): Metrics {
  const cells = Array.from({ length: 20 * patients }, (_, index): EvaluatedCell => {
    const [patient, label, place] = [Math.floor(index / 20), index % 2, Math.floor((index % 20) / 2)];
    const infected = label === 0 && place >= missed ? 0.9 : 0.1;
    return { file: `${index}.png`, patient: `C${patient}`, label, probabilities: [infected, 1 - infected] };
  });
  return computeMetrics({
    ...{ classes: ['Parasitized', 'Uninfected'], positive: 0, threshold: 0.5, cells, patientThreshold: 0.25 },
  });
}

test.each([1, 2, 4])('of %i patients no interval is printed', (patients) => {
  const lines = describeMetrics(metricsOf(patients, 1)).join('\n');
  expect(lines).toContain('accuracy     95.00 %  (too few patients for an interval)');
  expect(lines).toContain('sensitivity  90.00 %  (too few patients for an interval)');
});

test.each([3, 5, 10, 40])(
  'of %i patients nothing that is printed is an interval without a width',
  (patients) => {
    const text = describeMetrics(metricsOf(patients)).join('\n');
    for (const [, low, high] of text.matchAll(/\(([\d.]+)(?: %)? to ([\d.]+)/g)) expect(low).not.toBe(high);
  },
);
