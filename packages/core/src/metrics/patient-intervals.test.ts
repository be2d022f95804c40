import { describe, expect, test } from 'vitest';
import type { EvaluatedCell } from './evaluation.js';
import { computeMetrics } from './metrics.js';
import { type BinaryMetrics, isBinary } from './metrics-schema.js';

/** As many cells of each patient and class; of each patient so many of the infected ones are missed. */
function metricsOf(patients: number, { missed = 0, cells = 10 } = {}): BinaryMetrics {
  const all = Array.from({ length: patients }, (_, patient) =>
    [0, 1].flatMap((label) =>
      Array.from({ length: cells }, (_, index): EvaluatedCell => {
        const infected = label === 0 && index >= missed ? 0.9 : 0.1;
        const probabilities = [infected, 1 - infected];
        return { file: `${patient}-${label}-${index}.png`, patient: `C${patient}`, label, probabilities };
      }),
    ),
  ).flat();
  const metrics = computeMetrics({
    classes: ['Parasitized', 'Uninfected'],
    positive: 0,
    threshold: 0.5,
    cells: all,
    patientThreshold: 0.25,
  });
  if (!isBinary(metrics)) throw new Error('two classes are binary');
  return metrics;
}

describe('intervals over patients', () => {
  // scipy.stats.binomtest(10, 10).proportion_ci(0.95, 'wilson'): ten patients, not a hundred cells.
  test('no error among 10 patients: as of ten observations', () => {
    const { accuracy, sensitivity, specificity, patient_level: level } = metricsOf(10);
    const wilson = [expect.closeTo(0.7224672001371109, 12), 1];
    for (const figure of [accuracy, sensitivity, specificity, level!.mean_accuracy]) {
      expect(figure).toMatchObject({ value: 1, ci95_patients: wilson });
    }
    // binomtest(0, 10): and so for what should be nothing.
    expect(level!.infected_share.mean_absolute_error).toMatchObject({
      value: 0,
      ci95_patients: [0, expect.closeTo(0.27753279986288926, 12)],
    });
  });

  test('the same error in every patient: resampling sees no difference, and the interval still has a width', () => {
    const { sensitivity } = metricsOf(8, { missed: 2 });
    const [low, high] = sensitivity.ci95_patients!;
    expect(sensitivity.value).toBeCloseTo(0.8, 12);
    expect(low).toBeLessThan(0.6);
    expect(high).toBeGreaterThan(0.9);
  });

  test('figures that are not shares have none if resampling sees no difference', () => {
    const { ci95_patients: intervals, auc_roc: area } = metricsOf(10);
    expect(area.ci95_patients).toBeNull();
    expect(intervals).toMatchObject({ mcc: null, f1: null, ece: null, brier: null });
  });

  test.each([1, 2, 4])('%i patients are too few', (patients) => {
    const metrics = metricsOf(patients, { missed: 1 });
    expect(metrics.accuracy.ci95_patients).toBeNull();
    expect(metrics.sensitivity.ci95_patients).toBeNull();
    expect(metrics.patient_level!.mean_accuracy.ci95_patients).toBeNull();
  });

  test('infected cells of one patient only: the sensitivity rests on one, whoever else is there', () => {
    const { cells } = {
      cells: Array.from({ length: 80 }, (_, index): EvaluatedCell => {
        const infected = index < 10 ? 0 : 1;
        const probabilities = index % 9 === 0 ? [0.4, 0.6] : infected === 0 ? [0.9, 0.1] : [0.1, 0.9];
        return {
          file: `${index}.png`,
          patient: `C${Math.floor(index / 10)}`,
          label: infected,
          probabilities,
        };
      }),
    };
    const metrics = computeMetrics({
      classes: ['Parasitized', 'Uninfected'],
      positive: 0,
      threshold: 0.5,
      cells,
    });
    expect(metrics).toMatchObject({
      sensitivity: { ci95_patients: null },
      auc_roc: { ci95_patients: null },
      specificity: { ci95_patients: [expect.any(Number), 1] },
    });
  });
});
