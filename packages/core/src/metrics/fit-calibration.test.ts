import { describe, expect, test } from 'vitest';
import { randomFromSeed } from '../random.js';
import { crossValidated, spread } from './cross-validation.js';
import type { Evaluation } from './evaluation.js';
import { calibratedEvaluation, fitCalibration } from './fit-calibration.js';
import { computeMetrics } from './metrics.js';
import { type BinaryMetrics, metricsSchema } from './metrics-schema.js';

/** Cells whose probabilities are far more sure as they should be; of every third patient none is infected. */
function overconfident(seed: number, count = 900, patients = 30): Evaluation {
  const random = randomFromSeed(seed);
  const cells = Array.from({ length: count }, (_, index) => {
    const patient = index % patients;
    const label = patient % 3 !== 0 && random.chance(0.6) ? 0 : 1;
    const logit = 7 * ((label === 0 ? 1.1 : -1.1) + random.normal());
    const p = 1 / (1 + Math.exp(-logit));
    return { file: `cell-${seed}-${index}.png`, patient: `C${patient}`, label, probabilities: [p, 1 - p] };
  });
  return { classes: ['Parasitized', 'Uninfected'], positive: 0, threshold: 0.5, cells };
}

const fit = (evaluation: Evaluation, targetSensitivity?: number) =>
  fitCalibration(evaluation, { targetSensitivity, source: 'test' });

describe('a calibration', () => {
  const evaluation = overconfident(1);
  const { calibration, leftOut } = fit(evaluation);

  test('tempers a model that is too sure, without changing what it decides at 0.5', () => {
    expect(leftOut).toEqual([]);
    expect(calibration.calibration!.temperature).toBeGreaterThan(1.3);
    const before = computeMetrics(evaluation) as BinaryMetrics;
    const after = computeMetrics(calibratedEvaluation(evaluation, calibration)) as BinaryMetrics;
    expect(after.confusion).toEqual(before.confusion);
    expect(after.ece).toBeLessThan(before.ece / 2);
    expect(after.calibration!.ece_uncalibrated).toBeCloseTo(before.ece, 6);
  });

  test('tells the error to expect of other patients, which is not that of the cells it was fitted on', () => {
    const measured = computeMetrics(calibratedEvaluation(overconfident(9, 9000), calibration)).ece;
    expect(calibration.calibration!.ece).toBeLessThan(0.06);
    expect(Math.abs(calibration.calibration!.ece! - measured)).toBeLessThan(0.03);
  });

  test('holds for other cells of the same kind', () => {
    const others = overconfident(2);
    const after = computeMetrics(calibratedEvaluation(others, calibration));
    expect(after.ece).toBeLessThan(computeMetrics(others).ece / 2);
  });

  test('leaves the least certain twentieth to a person, and what is left errs less', () => {
    const { selective } = computeMetrics(calibratedEvaluation(evaluation, calibration)) as BinaryMetrics;
    expect(selective!.coverage).toBeCloseTo(0.95, 2);
    expect(selective!.error).toBeLessThan(selective!.error_of_all);
    expect(selective!.band.low).toBeLessThan(0.5);
    expect(selective!.band.high).toBeGreaterThan(0.5);
  });

  test('reaches the requested sensitivity with the highest possible threshold', () => {
    const { calibration: chosen } = fit(evaluation, 0.95);
    const metrics = computeMetrics(calibratedEvaluation(evaluation, chosen)) as BinaryMetrics;
    expect(metrics.sensitivity.value).toBeGreaterThanOrEqual(0.95);
    expect(metrics.sensitivity.value).toBeLessThan(0.96);
    expect(chosen.targetSensitivity).toBe(0.95);
  });

  test('of a handful of mistakes is left out, and says so', () => {
    const certain = { ...evaluation, cells: evaluation.cells.filter((_, index) => index < 12) };
    const result = fit(certain);
    expect(result.calibration.calibration).toBeUndefined();
    expect(result.leftOut[0]).toMatch(/mistakes among 12 cells are too few/);
  });
});

describe('figures of patients', () => {
  const evaluation = overconfident(3);
  const { calibration } = fit(evaluation);
  const metrics = computeMetrics({
    ...calibratedEvaluation(evaluation, calibration),
    trainingPatients: new Set(['C1', 'C2', 'C4']),
  }) as BinaryMetrics;

  test('cells of patients that are also in training are counted, and the figures of the others given', () => {
    expect(metrics.shared_patients).toEqual({ n: 90, share: 0.1 });
    const others = evaluation.cells.filter(({ patient }) => !['C1', 'C2', 'C4'].includes(patient!));
    const alone = computeMetrics(calibratedEvaluation({ ...evaluation, cells: others }, calibration));
    expect(metrics.unseen_patients).toMatchObject({ n: 810, n_patients: 27, accuracy: alone.accuracy });
  });

  test('a patient is called by the share of their cells that are', () => {
    const level = metrics.patient_level!;
    expect(level).toMatchObject({ n: 30, infected: 20 });
    const { tp, fn, fp, tn } = level.call!.confusion;
    expect(tp + fn).toBe(20);
    expect(fp + tn).toBe(10);
    expect(level.auc_roc.value).toBeGreaterThan(0.8);
    expect(level.infected_share.correlation.value).toBeGreaterThan(0.5);
  });

  test('every figure has an interval over patients that holds it, and the JSON is valid', () => {
    for (const name of ['f1', 'mcc', 'auc_pr', 'brier', 'log_loss'] as const) {
      const [low, high] = metrics.ci95_patients![name]!;
      expect(low).toBeLessThan(metrics[name]!);
      expect(high).toBeGreaterThan(metrics[name]!);
    }
    expect(metricsSchema.parse(JSON.parse(JSON.stringify(metrics)))).toEqual(metrics);
  });

  test('when all patients are in training, nothing is said about others', () => {
    const all = new Set(evaluation.cells.map(({ patient }) => patient!));
    expect(computeMetrics({ ...evaluation, trainingPatients: all }).unseen_patients).toBeNull();
  });

  test('excluded cells: figures with them and without', () => {
    const wrong = evaluation.cells.filter(({ probabilities, label }) => probabilities[label]! < 0.2);
    const both = computeMetrics({ ...evaluation, excluded: new Set(wrong.map(({ file }) => file)) });
    expect(both.n).toBe(900);
    expect(both.without_excluded).toMatchObject({ n_excluded: wrong.length, n: 900 - wrong.length });
    expect(both.without_excluded!.accuracy.value).toBeGreaterThan(both.accuracy.value!);
  });

  test('relabelled cells: figures with the labels as they are and with the others', () => {
    const wrong = evaluation.cells.filter(({ probabilities, label }) => probabilities[label]! < 0.2);
    const relabelled = new Map(wrong.map(({ file, label }) => [file, 1 - label]));
    const both = computeMetrics({ ...evaluation, relabelled });
    expect(both.accuracy).toEqual(metrics.accuracy);
    expect(both.with_relabelled).toMatchObject({ n_relabelled: wrong.length, n: 900 });
    expect(both.with_relabelled!.accuracy.value! * 900).toBeCloseTo(
      metrics.accuracy.value! * 900 + wrong.length,
      6,
    );
    expect(metricsSchema.parse(JSON.parse(JSON.stringify(both)))).toEqual(both);
  });
});

describe('a cross-validation', () => {
  const folds = [overconfident(4), overconfident(5), overconfident(6)].map((fold, index) => ({
    ...fold,
    cells: fold.cells.map((cell) => ({ ...cell, patient: `${cell.patient}-${index}` })),
  }));
  const result = crossValidated(folds, 0.9);

  test('pools every cell once, of patients never seen', () => {
    expect(result.pooled).toMatchObject({ n: 2700, n_patients: 90, shared_patients: { n: 0, share: 0 } });
    expect(result.foldOf.filter((fold) => fold === 2)).toHaveLength(900);
    expect(result.spread.accuracy!.folds).toHaveLength(3);
  });

  test('is calibrated by temperatures fitted on the other folds', () => {
    expect(result.pooled.calibration!.ece_uncalibrated).toBeGreaterThan(2 * result.pooled.ece);
    const own = folds[0]!.cells.length;
    const swapped = [{ ...folds[0]!, cells: folds[0]!.cells.slice(0, own / 2) }, folds[1]!, folds[2]!];
    const first = (from: typeof result) => Array.from(from.evaluation.cells[0]!.probabilities);
    // Cells of a fold do not change how that fold is scaled.
    expect(first(crossValidated(swapped))).toEqual(first(result));
  });

  test('tells what a threshold chosen on the other folds reaches', () => {
    expect(result.target!.sensitivity.value).toBeCloseTo(0.9, 1);
    expect(result.target!.thresholds).toHaveLength(3);
  });

  test('standard deviations are those of a sample', () => {
    expect(spread([1, 2, 3, 4]).sd).toBeCloseTo(Math.sqrt(5 / 3), 12);
  });
});
