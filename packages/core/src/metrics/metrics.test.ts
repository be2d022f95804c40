import { describe, expect, test } from 'vitest';
import { binaryScores, type EvaluatedCell, type Evaluation } from './evaluation.js';
import { computeMetrics } from './metrics.js';
import { type BinaryMetrics, metricsSchema } from './metrics-schema.js';
import { confidentMistakes } from './mistakes.js';
import { weightedAucRoc } from './patient-bootstrap.js';

const cell = (probability: number, label: number, patient?: string): EvaluatedCell => ({
  file: `${patient ?? 'cell'}-${probability}.png`,
  label,
  probabilities: [probability, 1 - probability],
  patient,
});

const evaluation = (cells: EvaluatedCell[], threshold = 0.5): Evaluation => ({
  classes: ['Parasitized', 'Uninfected'],
  positive: 0,
  threshold,
  cells,
});

const binary = (cells: EvaluatedCell[], threshold?: number) =>
  computeMetrics(evaluation(cells, threshold)) as BinaryMetrics;

describe('figures that are not defined', () => {
  test('one class only: null with the reason, and no NaN in the JSON', () => {
    const metrics = binary([cell(0.9, 0), cell(0.8, 0), cell(0.2, 0)]);
    expect(metrics.specificity).toEqual({ value: null, ci95: null });
    expect(metrics.auc_roc).toEqual({ value: null, ci95: null });
    expect(metrics.mcc).toBeNull();
    expect(metrics.accuracy.value).toBeCloseTo(2 / 3);
    expect(metrics.undefined_metrics).toEqual({
      specificity: 'no cell is labelled Uninfected',
      mcc: 'no cell is labelled Uninfected',
      auc_roc: 'no cell is labelled Uninfected',
    });
    expect(metricsSchema.parse(JSON.parse(JSON.stringify(metrics)))).toEqual(metrics);
  });

  test('nothing predicted positive: precision is null, MCC 0 as in scikit-learn', () => {
    const metrics = binary([cell(0.4, 0), cell(0.3, 1), cell(0.1, 1)]);
    expect(metrics.precision.value).toBeNull();
    expect(metrics.undefined_metrics).toEqual({ precision: 'no cell is predicted Parasitized' });
    expect(metrics.mcc).toBe(0);
    expect(metrics.f1).toBe(0);
  });

  test('a single cell is enough for the figures that exist', () => {
    const metrics = binary([cell(0.7, 0)]);
    expect(metrics.accuracy.value).toBe(1);
    expect(metrics.accuracy.ci95![1]).toBe(1);
    expect(JSON.stringify(metrics)).not.toContain('NaN');
  });

  test('a perfect ranking has an area of 1 and no DeLong interval', () => {
    expect(binary([cell(0.9, 0), cell(0.8, 0), cell(0.2, 1), cell(0.1, 1)]).auc_roc).toEqual({
      value: 1,
      ci95: null,
    });
  });
});

describe('patients', () => {
  const random = (seed: number) => Math.abs(Math.sin(seed * 12.9898) * 43758.5453) % 1;
  // Patients 1 to 12; every third one is hard, so errors cluster by patient.
  const cells = Array.from({ length: 600 }, (_, index) => {
    const patient = 1 + (index % 12);
    const label = random(index) < 0.5 ? 0 : 1;
    const wrong = patient % 3 === 0 && random(index + 0.5) < 0.4;
    return cell((label === 0) !== wrong ? 0.9 - random(index + 0.1) / 10 : 0.1, label, `C${patient}`);
  });

  test('the table has one row per patient, in natural order, and adds up', () => {
    const { per_patient: rows, n_patients: patients, n, confusion } = binary(cells);
    expect(patients).toBe(12);
    expect(rows!.map(({ patient }) => patient).slice(0, 3)).toEqual(['C1', 'C2', 'C3']);
    const total = (field: 'n' | 'infected' | 'predicted_infected') =>
      rows!.reduce((sum, row) => sum + row[field], 0);
    expect(total('n')).toBe(n);
    expect(total('infected')).toBe(confusion.tp + confusion.fn);
    expect(total('predicted_infected')).toBe(confusion.tp + confusion.fp);
    expect(rows![0]).toMatchObject({ accuracy: 1 });
  });

  test('the patient interval holds the value and is wider than Wilson’s when errors cluster', () => {
    const { accuracy, auc_roc: area } = binary(cells);
    const [low, high] = accuracy.ci95_patients!;
    expect(low).toBeLessThan(accuracy.value!);
    expect(high).toBeGreaterThan(accuracy.value!);
    expect(high - low).toBeGreaterThan(1.5 * (accuracy.ci95![1] - accuracy.ci95![0]));
    expect(area.ci95_patients![0]).toBeLessThan(area.value!);
    expect(area.ci95_patients![1]).toBeGreaterThan(area.value!);
  });

  test('the patient interval of an accuracy agrees with the cluster-robust standard error', () => {
    const { accuracy, per_patient: rows } = binary(cells);
    const residuals = rows!.map(({ n, accuracy: own }) => n * (own - accuracy.value!));
    const standardError = Math.sqrt(residuals.reduce((sum, value) => sum + value ** 2, 0)) / cells.length;
    const [low, high] = accuracy.ci95_patients!;
    expect((high - low) / (2 * 1.96 * standardError)).toBeGreaterThan(0.85);
    expect((high - low) / (2 * 1.96 * standardError)).toBeLessThan(1.15);
  });

  test('a resample that draws every patient once has the area of the cells themselves', () => {
    const { auc_roc: area } = binary(cells);
    const patients = Uint32Array.from(cells, (_, index) => index % 12);
    const statistic = weightedAucRoc(binaryScores(evaluation(cells)), patients);
    expect(statistic(new Uint32Array(12).fill(1))).toBeCloseTo(area.value!, 12);
    expect(statistic(new Uint32Array(12).fill(3))).toBeCloseTo(area.value!, 12);
  });

  test('the same cells give the same intervals', () => {
    expect(binary(cells)).toEqual(binary(cells));
  });

  test('a cell without a patient: no patient figures at all', () => {
    const metrics = binary([...cells, cell(0.5, 0)]);
    expect(metrics).not.toHaveProperty('per_patient');
    expect(metrics.accuracy).not.toHaveProperty('ci95_patients');
  });

  test('one patient only: the interval is null', () => {
    expect(binary([cell(0.9, 0, 'P8'), cell(0.1, 1, 'P8')]).accuracy.ci95_patients).toBeNull();
  });
});

describe('the threshold', () => {
  test('a probability equal to it is called positive', () => {
    expect(binary([cell(0.5, 0), cell(0.49, 1)], 0.5).confusion).toEqual({ tp: 1, fn: 0, fp: 0, tn: 1 });
  });

  test('it changes counts, but neither areas nor calibration', () => {
    const cells = [cell(0.9, 0), cell(0.4, 0), cell(0.6, 1), cell(0.2, 1)];
    const { auc_roc: area, ece, brier, confusion } = binary(cells, 0.3);
    expect({ area, ece, brier }).toEqual({
      area: binary(cells).auc_roc,
      ece: binary(cells).ece,
      brier: binary(cells).brier,
    });
    expect(confusion).toEqual({ tp: 2, fn: 0, fp: 1, tn: 1 });
  });
});

describe('mistakes', () => {
  const wrong = [cell(0.99, 1), cell(0.05, 0), cell(0.7, 1)];
  test('come most confident first, with the class decided for', () => {
    const { mistakes, total } = confidentMistakes(evaluation([cell(0.9, 0), ...wrong]), 2);
    expect(total).toBe(3);
    expect(mistakes.map(({ predicted, confidence }) => ({ predicted, confidence }))).toEqual([
      { predicted: 0, confidence: 0.99 },
      { predicted: 1, confidence: 0.95 },
    ]);
  });
});

describe('input that cannot be evaluated is refused with its file and value', () => {
  test.each([
    [evaluation([]), 'there is no labelled image to evaluate'],
    [evaluation([cell(0.5, 0)], 1.5), 'threshold must be a probability between 0 and 1. Received 1.5'],
    [evaluation([cell(0.5, 2)]), 'cell-0.5.png: its label must be a class index below 2. Received 2'],
    [evaluation([cell(Number.NaN, 0)]), 'cell-NaN.png: the model gives Parasitized the probability NaN'],
    [
      evaluation([{ file: 'a.png', label: 0, probabilities: [1] }]),
      'a.png: expected 2 probabilities, received 1',
    ],
  ])('%#: %s', (input, message) => {
    expect(() => computeMetrics(input)).toThrow(message);
  });
});

test('the calibration error and its interval agree on the class of a cell at 0.5: the first of equals', () => {
  const cells = Array.from({ length: 6 }, (_, index) => `P${index}`).flatMap((patient) => [
    { file: `${patient}/a.png`, patient, label: 0, probabilities: [0.5, 0.5] },
    { file: `${patient}/b.png`, patient, label: 1, probabilities: [0.48, 0.52] },
  ]);
  cells.push({ file: 'P0/c.png', patient: 'P0', label: 1, probabilities: [0.1, 0.9] });
  const figures = computeMetrics({ ...evaluation(cells), positive: 1 }) as BinaryMetrics;
  expect(figures.ece).toBeCloseTo((12 * 0.49 + 0.1) / 13, 12);
  const [low, high] = figures.ci95_patients!.ece!;
  expect(low).toBeLessThan(figures.ece);
  expect(high).toBeGreaterThan(figures.ece);
});
