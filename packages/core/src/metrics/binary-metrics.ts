import { isPositive, isUnsure, mostProbable, unsureBand } from '../answer/decide.js';
import type { BinaryScores } from './binary-scores.js';
import { brierScore, logLoss } from './calibration.js';
import { binaryConfusion, f1Score, matthewsCorrelation, ratio } from './confusion.js';
import { delongInterval } from './delong.js';
import { binaryScores, type Evaluation } from './evaluation.js';
import type { BinaryMetrics, Estimate, SharedField } from './metrics-schema.js';
import { coverageCurve, errorAt } from './operating-point.js';
import { patientBootstrap, weightedAucRoc, weightedShare } from './patient-bootstrap.js';
import { patientLevel } from './patient-level.js';
import { countByPatient, type PatientIndex } from './patients.js';
import { aucRoc, averagePrecision } from './ranking-curves.js';
import {
  weightedAveragePrecision,
  weightedCalibrationError,
  weightedCounts,
  weightedMean,
} from './weighted-figures.js';
import { wilsonInterval } from './wilson.js';

type BinaryFields = Omit<BinaryMetrics, SharedField>;

/** The number of cells that meet a condition, among the cells that it applies to. */
interface Rate {
  part: (label: number, predicted: number) => boolean;
  whole: (label: number, predicted: number) => boolean;
}

const RATES = {
  accuracy: { part: (label, predicted) => label === predicted, whole: () => true },
  sensitivity: { part: (label, predicted) => label === 1 && predicted === 1, whole: (label) => label === 1 },
  specificity: { part: (label, predicted) => label === 0 && predicted === 0, whole: (label) => label === 0 },
  precision: {
    part: (label, predicted) => label === 1 && predicted === 1,
    whole: (_, predicted) => predicted === 1,
  },
  npv: {
    part: (label, predicted) => label === 0 && predicted === 0,
    whole: (_, predicted) => predicted === 0,
  },
} satisfies Record<string, Rate>;

type RateName = keyof typeof RATES;

/** The figures that only two-class evaluations have. */
export function binaryFields(
  evaluation: Evaluation,
  matrix: number[][],
  patients: PatientIndex | null,
): BinaryFields {
  const { classes, positive, threshold } = evaluation;
  const scores = binaryScores(evaluation);
  const predicted = Uint8Array.from(scores.probabilities, (probability) =>
    isPositive(probability, threshold) ? 1 : 0,
  );
  const confusion = binaryConfusion(matrix, positive);
  const { tp, fn, fp, tn } = confusion;
  const area = aucRoc(scores);
  const f1 = f1Score(confusion);
  const mcc = matthewsCorrelation(confusion);
  const precisionArea = averagePrecision(scores);
  const clustered =
    patients && patientIntervals(scores, predicted, patients, mostProbableIsRight(evaluation));
  const counted = patients && perPatient(scores.labels, predicted, patients);
  const estimate = (name: RateName, part: number, whole: number): Estimate => ({
    value: ratio(part, whole),
    ci95: wilsonInterval(part, whole),
    ...(clustered && { ci95_patients: clustered[name] }),
  });

  return {
    positive_class: classes[positive]!,
    threshold,
    accuracy: estimate('accuracy', tp + tn, tp + fn + fp + tn),
    sensitivity: estimate('sensitivity', tp, tp + fn),
    specificity: estimate('specificity', tn, tn + fp),
    precision: estimate('precision', tp, tp + fp),
    npv: estimate('npv', tn, tn + fn),
    f1,
    mcc,
    auc_roc: {
      value: area,
      ci95: delongInterval(scores),
      ...(clustered && { ci95_patients: clustered.auc_roc }),
    },
    auc_pr: precisionArea,
    brier: brierScore(scores),
    confusion,
    undefined_metrics: undefinedMetrics(classes[positive]!, classes[1 - positive]!, confusion),
    ...(clustered && {
      ci95_patients: Object.fromEntries(NUMBERS.map((name) => [name, clustered[name]])),
    }),
    ...(evaluation.unsureHalfWidth !== undefined && {
      selective: selective(scores, threshold, evaluation.unsureHalfWidth),
    }),
    ...(counted && {
      patient_level: patientLevel(counted, evaluation.patientThreshold),
      per_patient: counted,
    }),
  };
}

/** Figures without an interval of their own that get one over patients. */
const NUMBERS = ['f1', 'mcc', 'auc_pr', 'brier', 'log_loss', 'ece'] as const;

/** Shares of the cells at which `metrics.json` gives the error. */
const COVERAGES = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1];

function selective(scores: BinaryScores, threshold: number, halfWidth: number): BinaryMetrics['selective'] {
  const { labels, probabilities } = scores;
  const curve = coverageCurve(scores, threshold);
  let [unsure, wrong] = [0, 0];
  for (let cell = 0; cell < labels.length; cell++) {
    if (isUnsure(probabilities[cell]!, threshold, halfWidth)) unsure++;
    else if ((isPositive(probabilities[cell]!, threshold) ? 1 : 0) !== labels[cell]) wrong++;
  }
  const decided = labels.length - unsure;
  return {
    band: unsureBand(threshold, halfWidth),
    unsure,
    coverage: decided / labels.length,
    error: ratio(wrong, decided),
    error_of_all: errorAt(curve, 1),
    curve: COVERAGES.map((coverage) => ({ coverage, error: errorAt(curve, coverage) })),
  };
}

function patientIntervals(
  scores: { labels: Uint8Array; probabilities: Float64Array },
  predicted: Uint8Array,
  patients: PatientIndex,
  isRight: readonly boolean[],
) {
  const rate = ({ part, whole }: Rate) => {
    const count = (holds: Rate['part']) =>
      countByPatient(patients, (cell) => holds(scores.labels[cell]!, predicted[cell]!));
    return weightedShare(count(part), count(whole));
  };
  return patientBootstrap(patients.ids.length, {
    accuracy: rate(RATES.accuracy),
    sensitivity: rate(RATES.sensitivity),
    specificity: rate(RATES.specificity),
    precision: rate(RATES.precision),
    npv: rate(RATES.npv),
    auc_roc: weightedAucRoc(scores, patients.ofCell),
    auc_pr: weightedAveragePrecision(scores, patients.ofCell),
    ...weightedCounts(scores.labels, predicted, patients),
    brier: weightedMean(patients, (cell) => (scores.probabilities[cell]! - scores.labels[cell]!) ** 2),
    log_loss: weightedMean(patients, (cell) => {
      const { labels, probabilities } = scores;
      return logLoss([labels[cell] === 1 ? probabilities[cell]! : 1 - probabilities[cell]!]);
    }),
    ece: weightedCalibrationError(scores.probabilities, isRight, patients),
  });
}

/** Whether the most probable class is the true one, whatever the threshold: what a calibration error is measured on. */
const mostProbableIsRight = ({ cells }: Evaluation): boolean[] =>
  cells.map(({ label, probabilities }) => mostProbable(probabilities) === label);

function perPatient(labels: Uint8Array, predicted: Uint8Array, patients: PatientIndex) {
  const n = countByPatient(patients, () => true);
  const infected = countByPatient(patients, (cell) => labels[cell] === 1);
  const predictedInfected = countByPatient(patients, (cell) => predicted[cell] === 1);
  const correct = countByPatient(patients, (cell) => labels[cell] === predicted[cell]);
  return patients.ids.map((patient, index) => ({
    patient,
    n: n[index]!,
    infected: infected[index]!,
    predicted_infected: predictedInfected[index]!,
    accuracy: correct[index]! / n[index]!,
  }));
}

function undefinedMetrics(
  positiveClass: string,
  negativeClass: string,
  { tp, fn, fp, tn }: BinaryFields['confusion'],
): Record<string, string> {
  const noPositives = tp + fn === 0 && `no cell is labelled ${positiveClass}`;
  const noNegatives = fp + tn === 0 && `no cell is labelled ${negativeClass}`;
  const reasons = {
    sensitivity: noPositives,
    specificity: noNegatives,
    precision: tp + fp === 0 && `no cell is predicted ${positiveClass}`,
    npv: fn + tn === 0 && `no cell is predicted ${negativeClass}`,
    f1: tp + fn + fp === 0 && `no cell is labelled or predicted ${positiveClass}`,
    mcc: noPositives || noNegatives,
    auc_roc: noPositives || noNegatives,
    auc_pr: noPositives,
  };
  return Object.fromEntries(Object.entries(reasons).filter((entry): entry is [string, string] => !!entry[1]));
}
