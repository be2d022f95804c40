import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { delong, delongInterval } from './delong.js';
import type { Evaluation } from './evaluation.js';
import { computeMetrics } from './metrics.js';
import { type BinaryMetrics, type MulticlassMetrics, metricsSchema } from './metrics-schema.js';
import { rocCurve } from './ranking-curves.js';

interface Golden<Probability, Expected> {
  name: string;
  labels: number[];
  probabilities: Probability[];
  threshold: number;
  expected: Expected;
}
type BinaryGolden = Golden<
  number,
  Record<BinaryNumber | 'delong_variance', number> & {
    accuracy_ci95: number[];
    sensitivity_ci95: number[];
    confusion: BinaryMetrics['confusion'];
    roc_curve: { fpr: number[]; tpr: number[] };
  }
>;
type MulticlassGolden = Golden<
  number[],
  Record<MulticlassNumber | 'accuracy', number> & { confusion_matrix: number[][] }
>;

const BINARY_ESTIMATES = ['accuracy', 'sensitivity', 'specificity', 'precision', 'npv', 'auc_roc'] as const;
const BINARY_NUMBERS = ['f1', 'mcc', 'auc_pr', 'brier', 'log_loss', 'ece'] as const;
const MULTICLASS_NUMBERS = [
  'macro_sensitivity',
  'macro_precision',
  'macro_f1',
  'macro_auc_roc',
  'log_loss',
  'ece',
] as const;
type BinaryNumber = (typeof BINARY_ESTIMATES)[number] | (typeof BINARY_NUMBERS)[number];
type MulticlassNumber = (typeof MULTICLASS_NUMBERS)[number];

const goldens = <T>(file: string): T[] =>
  JSON.parse(readFileSync(new URL(`./goldens/${file}`, import.meta.url), 'utf8'));

const TOLERANCE = 1e-9;

function expectClose(actual: number | null, expected: number, name: string) {
  expect(actual, name).not.toBeNull();
  expect(Math.abs(actual! - expected), `${name}: ${actual} instead of ${expected}`).toBeLessThan(TOLERANCE);
}

// The positive class has index 0, as the data set's alphabetical classes give it, so labels turn round.
const binaryEvaluation = ({ labels, probabilities, threshold }: BinaryGolden): Evaluation => ({
  classes: ['Parasitized', 'Uninfected'],
  positive: 0,
  threshold,
  cells: labels.map((label, index) => ({
    file: `cell-${index}.png`,
    label: label === 1 ? 0 : 1,
    probabilities: [probabilities[index]!, 1 - probabilities[index]!],
  })),
});

describe.each(goldens<BinaryGolden>('binary.json'))('two classes, $name', (golden) => {
  const metrics = computeMetrics(binaryEvaluation(golden)) as BinaryMetrics;
  const { expected } = golden;

  test('every figure is scikit-learn’s', () => {
    expect(metrics.confusion).toEqual(expected.confusion);
    for (const name of BINARY_ESTIMATES) {
      // A ratio without a denominator is 0 to scikit-learn, with a warning.
      if (metrics[name].value === null) expect(expected[name], metrics.undefined_metrics[name]!).toBe(0);
      else expectClose(metrics[name].value, expected[name], name);
    }
    for (const name of BINARY_NUMBERS) expectClose(metrics[name], expected[name], name);
  });

  test('Wilson intervals are SciPy’s', () => {
    for (const end of [0, 1] as const) {
      expectClose(metrics.accuracy.ci95![end], expected.accuracy_ci95[end]!, 'accuracy interval');
      expectClose(metrics.sensitivity.ci95![end], expected.sensitivity_ci95[end]!, 'sensitivity interval');
    }
  });

  test('the ROC curve has scikit-learn’s points', () => {
    const points = rocCurve(golden)!;
    expect(points.length).toBe(expected.roc_curve.fpr.length);
    points.forEach((point, index) => {
      expectClose(point.falsePositiveRate, expected.roc_curve.fpr[index]!, `fpr ${index}`);
      expectClose(point.truePositiveRate, expected.roc_curve.tpr[index]!, `tpr ${index}`);
    });
  });

  test('DeLong’s variance by mid-ranks is the one by the definition', () => {
    expectClose(delong(golden).variance, expected.delong_variance, 'variance');
    const interval = delongInterval(golden);
    if (expected.delong_variance === 0) expect(interval).toBeNull();
    else {
      expect(interval![0]).toBeLessThan(expected.auc_roc);
      expect(interval![1]).toBeGreaterThan(expected.auc_roc);
    }
  });

  test('written as JSON it is valid metrics.json', () => {
    const written = JSON.parse(JSON.stringify(metrics));
    expect(metricsSchema.parse(written)).toEqual(metrics);
  });
});

describe.each(goldens<MulticlassGolden>('multiclass.json'))('more classes, $name', (golden) => {
  const metrics = computeMetrics({
    classes: ['gametocyte', 'ring', 'schizont', 'trophozoite'],
    positive: 0,
    threshold: 0.5,
    cells: golden.labels.map((label, index) => ({
      file: `cell-${index}.png`,
      label,
      probabilities: golden.probabilities[index]!,
    })),
  }) as MulticlassMetrics;

  test('every figure is scikit-learn’s', () => {
    expect(metrics.confusion_matrix).toEqual(golden.expected.confusion_matrix);
    expectClose(metrics.accuracy.value, golden.expected.accuracy, 'accuracy');
    for (const name of MULTICLASS_NUMBERS) expectClose(metrics[name], golden.expected[name], name);
  });

  test('written as JSON it is valid metrics.json', () => {
    const written = JSON.parse(JSON.stringify(metrics));
    expect(metricsSchema.parse(written)).toEqual(metrics);
  });
});
