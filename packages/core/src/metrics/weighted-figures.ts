import { type BinaryScores, cellsInOrder } from './binary-scores.js';
import { CALIBRATION_BINS, calibrationBin } from './calibration.js';
import { f1Score, matthewsCorrelation } from './confusion.js';
import { type WeightedStatistic, weightedRatio } from './patient-bootstrap.js';
import { countByPatient, type PatientIndex } from './patients.js';

// Figures of a resample of patients: `weights[patient]` says how often each was drawn.

/** F1 and Matthews correlation. */
export function weightedCounts(
  labels: ArrayLike<number>,
  predicted: ArrayLike<number>,
  patients: PatientIndex,
): { f1: WeightedStatistic; mcc: WeightedStatistic } {
  const count = (label: number, answer: number) =>
    countByPatient(patients, (cell) => labels[cell] === label && predicted[cell] === answer);
  const counts = { tp: count(1, 1), fn: count(1, 0), fp: count(0, 1), tn: count(0, 0) };
  const weighted = (weights: Uint32Array) => {
    const total = (values: Uint32Array) => values.reduce((sum, value, i) => sum + weights[i]! * value, 0);
    return { tp: total(counts.tp), fn: total(counts.fn), fp: total(counts.fp), tn: total(counts.tn) };
  };
  return {
    f1: (weights) => f1Score(weighted(weights)),
    mcc: (weights) => matthewsCorrelation(weighted(weights)),
  };
}

/** Mean of a value of each cell. */
export function weightedMean(
  patients: PatientIndex,
  valueOfCell: (cell: number) => number,
): WeightedStatistic {
  const sums = new Float64Array(patients.ids.length);
  const counts = countByPatient(patients, () => true);
  patients.ofCell.forEach((patient, cell) => {
    sums[patient]! += valueOfCell(cell);
  });
  return weightedRatio(sums, counts);
}

/** Expected calibration error: each patient's gap between right answers and confidence in each bin is added up once. */
export function weightedCalibrationError(
  probabilities: ArrayLike<number>,
  isRight: readonly boolean[],
  patients: PatientIndex,
): WeightedStatistic {
  const gaps = new Float64Array(patients.ids.length * CALIBRATION_BINS);
  const counts = countByPatient(patients, () => true);
  patients.ofCell.forEach((patient, cell) => {
    const p = probabilities[cell]!;
    const confidence = Math.max(p, 1 - p);
    gaps[patient * CALIBRATION_BINS + calibrationBin(confidence)]! += (isRight[cell] ? 1 : 0) - confidence;
  });
  return (weights) => {
    const total = new Float64Array(CALIBRATION_BINS);
    let count = 0;
    for (let patient = 0; patient < weights.length; patient++) {
      const weight = weights[patient]!;
      if (weight === 0) continue;
      count += weight * counts[patient]!;
      for (let bin = 0; bin < CALIBRATION_BINS; bin++) {
        total[bin]! += weight * gaps[patient * CALIBRATION_BINS + bin]!;
      }
    }
    return count === 0 ? null : total.reduce((sum, gap) => sum + Math.abs(gap), 0) / count;
  };
}

/** Average precision; the cells are sorted once, each resample is one pass over them. */
export function weightedAveragePrecision(scores: BinaryScores, patients: Uint32Array): WeightedStatistic {
  const { isPositive, patientOf, endsTie } = cellsInOrder(scores, patients);
  return (weights) => {
    let [positives, called, before, sum] = [0, 0, 0, 0];
    for (let position = 0; position < patientOf.length; position++) {
      const weight = weights[patientOf[position]!]!;
      called += weight;
      if (isPositive[position] === 1) positives += weight;
      if (endsTie[position] === 0 || called === 0) continue;
      sum += (positives - before) * (positives / called);
      before = positives;
    }
    return positives === 0 ? null : sum / positives;
  };
}
