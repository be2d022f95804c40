import { fitTemperature, scaleByTemperature } from '../answer/temperature.js';
import { counted } from '../counted.js';
import { randomFromSeed } from '../random.js';
import { binaryScores, type Evaluation, predictedClass } from './evaluation.js';
import { calibrationError } from './metrics.js';
import { thresholdForSensitivity, unsureHalfWidth } from './operating-point.js';
import { fitPatientThreshold } from './patient-level.js';
import { countByPatient, patientIndex } from './patients.js';

/**
 * Fewer wrong answers say too little about how sure a model should be: without any, no probability is too
 * high.
 */
export const FEWEST_MISTAKES = 10;

/** Patients of each kind that a threshold between them takes. */
const FEWEST_PATIENTS = 5;

/** Share of the cells that the "unsure" band leaves to a person, unless it is said otherwise. */
export const UNSURE_SHARE = 0.05;

/** What is fitted beside the temperature. */
export interface CalibrationOptions {
  /** The threshold is the highest that reaches it; left out, the threshold stays. */
  readonly targetSensitivity?: number | undefined;
  readonly unsureShare?: number | undefined;
  /** Which cells these are, in words, for the model's card. */
  readonly source: string;
}

/** What a model file takes from a calibration. */
export interface Calibration {
  /** Left out where no temperature could be fitted. */
  readonly calibration?:
    | {
        /** `softmax(logits / temperature)`. */
        readonly temperature: number;
        readonly cells: number;
        readonly patients: number;
        /** Which cells it was fitted on. */
        readonly source: string;
        /** Expected calibration error of patients that it was not fitted on. */
        readonly ece?: number | undefined;
      }
    | undefined;
  /** In [0, 1], of the positive class. */
  readonly threshold: number;
  readonly targetSensitivity?: number | undefined;
  /** In logits around the threshold. */
  readonly unsureHalfWidth?: number | undefined;
  /** Share of predicted-positive cells from which a patient is called positive. */
  readonly patientThreshold?: number | undefined;
}

/** A calibration, and the parts for which there were too few cells. */
export interface FittedCalibration {
  readonly calibration: Calibration;
  /** Why parts of it were left out. */
  readonly leftOut: readonly string[];
}

/**
 * Fits temperature, threshold, "unsure" band and the patients' threshold on labelled cells that the model was not
 * trained on.
 * @param evaluation of probabilities as the network gives them, not scaled
 * @throws UserError when a sensitivity is asked for and no cell is positive
 */
export function fitCalibration(
  evaluation: Evaluation,
  { targetSensitivity, unsureShare = UNSURE_SHARE, source }: CalibrationOptions,
): FittedCalibration {
  const { cells, classes } = evaluation;
  const leftOut: string[] = [];
  const mistakes = cells.filter(
    (cell) => predictedClass({ ...evaluation, threshold: 0.5 }, cell) !== cell.label,
  );
  const patients = new Set(cells.flatMap(({ patient }) => patient ?? []));
  const isCalibrated = mistakes.length >= FEWEST_MISTAKES;
  if (!isCalibrated) {
    leftOut.push(
      `no temperature: the mistakes among ${cells.length} cells are too few to fit one: ${mistakes.length}, and ${FEWEST_MISTAKES} are needed`,
    );
  }
  const temperature = isCalibrated ? fitTemperature(cells) : 1;
  const error = isCalibrated ? crossFittedError(evaluation) : undefined;
  const calibration = isCalibrated && {
    calibration: {
      temperature,
      cells: cells.length,
      patients: patients.size,
      source,
      ...(error !== undefined && { ece: error }),
    },
  };
  if (classes.length !== 2)
    return { calibration: { threshold: evaluation.threshold, ...calibration }, leftOut };

  const scaled = scaledEvaluation(evaluation, temperature);
  const scores = binaryScores(scaled);
  const threshold =
    targetSensitivity === undefined
      ? evaluation.threshold
      : thresholdForSensitivity(scores, targetSensitivity);
  const patientThreshold = fitPatients({ ...scaled, threshold });
  if (patientThreshold === undefined) {
    leftOut.push(
      `no threshold for patients: it takes ${counted(FEWEST_PATIENTS, 'patient')} with positive cells and as many without`,
    );
  }
  return {
    calibration: {
      ...calibration,
      threshold,
      ...(targetSensitivity !== undefined && { targetSensitivity }),
      unsureHalfWidth: unsureHalfWidth(scores.probabilities, threshold, unsureShare),
      ...(patientThreshold !== undefined && { patientThreshold }),
    },
    leftOut,
  };
}

/** Number of groups of patients that are measured in turn. */
const PARTS = 5;

/**
 * The calibration error on patients that the temperature was not fitted on; measured where it was fitted, it flatters.
 * `undefined` with fewer than five patients, or where they are not known.
 */
function crossFittedError(evaluation: Evaluation): number | undefined {
  const index = patientIndex(evaluation);
  if (!index || index.ids.length < PARTS) return undefined;
  const order = randomFromSeed(0).shuffle([...index.ids.keys()]);
  const partOf = new Map(order.map((patient, place) => [patient, place % PARTS]));
  const scaled = Array.from({ length: PARTS }, (_, part) => {
    const isMeasured = (cell: number) => partOf.get(index.ofCell[cell]!) === part;
    const temperature = fitTemperature(evaluation.cells.filter((__, cell) => !isMeasured(cell)));
    const cells = evaluation.cells.filter((__, cell) => isMeasured(cell));
    return scaledEvaluation({ ...evaluation, cells }, temperature).cells;
  });
  return calibrationError(scaled.flat());
}

/** The same cells with probabilities scaled by a temperature, rounded to float32 as a model gives them. */
export function scaledEvaluation(evaluation: Evaluation, temperature: number): Evaluation {
  if (temperature === 1) return evaluation;
  const cells = evaluation.cells.map((cell) => ({
    ...cell,
    probabilities: Float32Array.from(scaleByTemperature(cell.probabilities, temperature)),
  }));
  return { ...evaluation, cells };
}

/** The evaluation that the calibrated model gives. @param evaluation of probabilities as the network gives them */
export function calibratedEvaluation(evaluation: Evaluation, calibration: Calibration): Evaluation {
  const { calibration: fitted, threshold, unsureHalfWidth: halfWidth, patientThreshold } = calibration;
  return {
    ...scaledEvaluation(evaluation, fitted?.temperature ?? 1),
    threshold,
    ...(fitted && { temperature: fitted.temperature }),
    ...(halfWidth !== undefined && { unsureHalfWidth: halfWidth }),
    ...(patientThreshold !== undefined && { patientThreshold }),
  };
}

function fitPatients(evaluation: Evaluation): number | undefined {
  const patients = patientIndex(evaluation);
  if (!patients) return undefined;
  const { cells, positive } = evaluation;
  const n = countByPatient(patients, () => true);
  const infected = countByPatient(patients, (cell) => cells[cell]!.label === positive);
  const predicted = countByPatient(patients, (cell) => predictedClass(evaluation, cells[cell]!) === positive);
  const counts = patients.ids.map((_, index) => ({
    n: n[index]!,
    infected: infected[index]!,
    predicted_infected: predicted[index]!,
    accuracy: 0,
  }));
  const withInfected = counts.filter((patient) => patient.infected > 0).length;
  if (Math.min(withInfected, counts.length - withInfected) < FEWEST_PATIENTS) return undefined;
  return fitPatientThreshold(counts);
}
