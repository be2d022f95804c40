import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fitTemperature, scaleByTemperature } from '../answer/temperature.js';
import { logLoss } from './calibration.js';
import { coverageCurve, thresholdForSensitivity } from './operating-point.js';

interface TemperatureCase {
  name: string;
  labels: number[];
  probabilities: number[][];
  expected: { temperature: number; log_loss: number; log_loss_uncalibrated: number; first_row: number[] };
}
interface CoverageCase {
  name: string;
  labels: number[];
  probabilities: number[];
  threshold: number;
  expected: {
    curve: { coverage: number; error: number }[];
    at_sensitivity: { target: number; score: number; sensitivity: number }[];
  };
}

const [[, temperatures], [, coverages]] = JSON.parse(
  readFileSync(new URL('./goldens/calibration.json', import.meta.url), 'utf8'),
) as [['temperature', TemperatureCase[]], ['coverage', CoverageCase[]]];

describe.each(temperatures)('temperature scaling, $name', ({ labels, probabilities, expected }) => {
  const cells = probabilities.map((row, index) => ({ label: labels[index]!, probabilities: row }));
  const lossOf = (rows: ArrayLike<number>[]) => logLoss(rows.map((row, index) => row[labels[index]!]!));

  test('finds SciPy’s optimum', () => {
    expect(fitTemperature(cells)).toBeCloseTo(expected.temperature, 6);
  });

  test('gives scikit-learn’s log loss, from the probabilities alone', () => {
    const scaled = probabilities.map((row) => scaleByTemperature(row, expected.temperature));
    expect(lossOf(scaled)).toBeCloseTo(expected.log_loss, 9);
    expect(lossOf(probabilities)).toBeCloseTo(expected.log_loss_uncalibrated, 9);
    for (const [index, value] of expected.first_row.entries())
      expect(scaled[0]![index]).toBeCloseTo(value, 9);
  });

  test('is undone by its inverse', () => {
    const there = scaleByTemperature(probabilities[0]!, 2.5);
    const back = scaleByTemperature(there, 1 / 2.5);
    for (const [index, value] of probabilities[0]!.entries()) expect(back[index]).toBeCloseTo(value, 12);
  });
});

describe.each(coverages)(
  'coverage against error, $name',
  ({ labels, probabilities, threshold, expected }) => {
    test('the curve is the one by the definition', () => {
      const curve = coverageCurve({ labels, probabilities }, threshold);
      // Scores equally far from the threshold on both sides are one certainty, up to rounding.
      for (const point of expected.curve) {
        const own = curve.find(({ coverage }) => Math.abs(coverage - point.coverage) < 1e-9);
        expect(own, `coverage ${point.coverage}`).toBeDefined();
        expect(own!.error).toBeCloseTo(point.error, 9);
      }
    });

    test('the threshold for a sensitivity calls what scikit-learn’s ROC curve says', () => {
      for (const { target, score, sensitivity } of expected.at_sensitivity) {
        const own = thresholdForSensitivity({ labels, probabilities }, target);
        expect(own).toBeLessThanOrEqual(score);
        const positives = probabilities.filter((_, index) => labels[index] === 1);
        expect(positives.filter((p) => p >= own).length / positives.length).toBeCloseTo(sensitivity, 12);
        const called = (from: number) => probabilities.filter((p) => p >= from).length;
        expect(called(own)).toBe(called(score));
      }
    });
  },
);
