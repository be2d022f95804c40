import { type Evaluation, predictedClass } from './evaluation.js';
import {
  type Calibration,
  calibratedEvaluation,
  fitCalibration,
  scaledEvaluation,
} from './fit-calibration.js';
import { computeMetrics } from './metrics.js';
import { type BinaryMetrics, isBinary, type Metrics } from './metrics-schema.js';
import { wilsonInterval } from './wilson.js';

/** Mean and sample standard deviation over folds. */
export interface Spread {
  readonly mean: number;
  readonly sd: number;
  readonly folds: readonly number[];
}

/** The figures of all folds together, and of each. */
export interface CrossValidated {
  /** Every cell by the model that has not seen its patient, scaled by a temperature fitted on the other folds. */
  readonly evaluation: Evaluation;
  /** The fold of each of its cells, counted from 1. */
  readonly foldOf: readonly number[];
  readonly pooled: Metrics;
  readonly perFold: readonly Metrics[];
  readonly spread: Readonly<Record<string, Spread>>;
  /** Where a sensitivity was asked for: what the threshold chosen on the other folds reaches. */
  readonly target?: TargetReached;
}

/** What thresholds reach that were chosen, for a sensitivity, on other patients than they are measured on. */
export interface TargetReached {
  readonly target: number;
  /** Of each fold, chosen on the others. */
  readonly thresholds: readonly number[];
  readonly sensitivity: { value: number; ci95: [number, number] };
  readonly specificity: { value: number; ci95: [number, number] };
}

/**
 * Sums up a cross-validation. What is fitted (temperature, "unsure" band, the patients' threshold, a threshold for a
 * sensitivity) is fitted for each fold on the cells of the other folds, so that no figure is measured where it was fitted.
 * @param folds of each, the answers of its own model for the cells held out, as the network gives them, not scaled
 */
export function crossValidated(folds: readonly Evaluation[], targetSensitivity?: number): CrossValidated {
  const nobody = new Set<string>();
  const calibrations = folds.map((_, index) => calibrationOfOthers(folds, index));
  const calibrated = folds.map((fold, index) => ({
    ...calibratedEvaluation({ ...fold, trainingPatients: nobody }, calibrations[index]!),
  }));
  const perFold = calibrated.map(computeMetrics);
  const evaluation: Evaluation = {
    ...calibrated[0]!,
    cells: calibrated.flatMap(({ cells }) => cells),
    temperature: geometricMean(calibrations.map(({ calibration }) => calibration?.temperature ?? 1)),
    ...meanOf('unsureHalfWidth', calibrations),
    ...meanOf('patientThreshold', calibrations),
  };
  if (calibrations.every(({ calibration }) => calibration === undefined)) delete evaluation.temperature;
  const pooled = withOwnThresholds(computeMetrics(evaluation), perFold, folds);
  return {
    evaluation,
    foldOf: calibrated.flatMap(({ cells }, index) => cells.map(() => index + 1)),
    pooled,
    perFold,
    spread: spreadOf(perFold),
    ...(targetSensitivity !== undefined && { target: reachTarget(folds, targetSensitivity) }),
  };
}

function calibrationOfOthers(
  folds: readonly Evaluation[],
  index: number,
  targetSensitivity?: number,
): Calibration {
  const cells = folds.flatMap((fold, other) => (other === index ? [] : fold.cells));
  const options = { targetSensitivity, source: 'the other folds' };
  return fitCalibration({ ...folds[index]!, cells }, options).calibration;
}

/**
 * The pooled figures with what depends on each fold's own fit counted by fold: the raw calibration error, and the
 * patients called.
 */
function withOwnThresholds(
  pooled: Metrics,
  perFold: readonly Metrics[],
  folds: readonly Evaluation[],
): Metrics {
  const raw = computeMetrics({ ...folds[0]!, cells: folds.flatMap(({ cells }) => cells) });
  const calibration = pooled.calibration && {
    calibration: {
      ...pooled.calibration,
      ece_uncalibrated: raw.ece,
      log_loss_uncalibrated: raw.log_loss,
    },
  };
  if (!isBinary(pooled) || !pooled.patient_level?.call) return { ...pooled, ...calibration };
  const calls = perFold.map((metrics) => (metrics as BinaryMetrics).patient_level?.call?.confusion);
  if (calls.some((call) => !call)) return { ...pooled, ...calibration };
  const total = (name: 'tp' | 'fn' | 'fp' | 'tn') => calls.reduce((sum, call) => sum + call![name], 0);
  const confusion = { tp: total('tp'), fn: total('fn'), fp: total('fp'), tn: total('tn') };
  const { tp, fn, fp, tn } = confusion;
  const rate = (part: number, whole: number) => ({
    value: whole === 0 ? null : part / whole,
    ci95: wilsonInterval(part, whole),
  });
  const call = {
    threshold: pooled.patient_level.call.threshold,
    accuracy: rate(tp + tn, tp + tn + fp + fn),
    sensitivity: rate(tp, tp + fn),
    specificity: rate(tn, tn + fp),
    confusion,
  };
  return { ...pooled, ...calibration, patient_level: { ...pooled.patient_level, call } };
}

function reachTarget(folds: readonly Evaluation[], target: number): TargetReached {
  const sums = { tp: 0, fn: 0, fp: 0, tn: 0 };
  const thresholds = folds.map((fold, index) => {
    const calibration = calibrationOfOthers(folds, index, target);
    const temperature = calibration.calibration?.temperature ?? 1;
    const scaled = { ...scaledEvaluation(fold, temperature), threshold: calibration.threshold };
    for (const cell of scaled.cells) {
      const called = predictedClass(scaled, cell) === fold.positive;
      const name = cell.label === fold.positive ? (called ? 'tp' : 'fn') : called ? 'fp' : 'tn';
      sums[name]++;
    }
    return calibration.threshold;
  });
  const rate = (part: number, whole: number) => ({
    value: part / whole,
    ci95: wilsonInterval(part, whole)!,
  });
  return {
    target,
    thresholds,
    sensitivity: rate(sums.tp, sums.tp + sums.fn),
    specificity: rate(sums.tn, sums.tn + sums.fp),
  };
}

/** The figures that are given as mean ± sd, by name. */
const FIGURES: Readonly<Record<string, (metrics: BinaryMetrics) => number | null | undefined>> = {
  accuracy: ({ accuracy }) => accuracy.value,
  auc_roc: ({ auc_roc: area }) => area.value,
  sensitivity: ({ sensitivity }) => sensitivity.value,
  specificity: ({ specificity }) => specificity.value,
  precision: ({ precision }) => precision.value,
  npv: ({ npv }) => npv.value,
  f1: ({ f1 }) => f1,
  mcc: ({ mcc }) => mcc,
  auc_pr: ({ auc_pr: area }) => area,
  brier: ({ brier }) => brier,
  ece: ({ ece }) => ece,
  patient_mean_accuracy: ({ patient_level: level }) => level?.mean_accuracy.value,
};

function spreadOf(perFold: readonly Metrics[]): Record<string, Spread> {
  const figures = perFold.every(isBinary)
    ? FIGURES
    : { accuracy: ({ accuracy }: Metrics) => accuracy.value, ece: ({ ece }: Metrics) => ece };
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, figureOf]) => {
      const values = perFold.map((metrics) => figureOf(metrics as BinaryMetrics));
      if (values.some((value) => value == null)) return [];
      return [[name, spread(values as number[])]];
    }),
  );
}

/** @param folds at least two values */
export function spread(folds: readonly number[]): Spread {
  const mean = folds.reduce((sum, value) => sum + value, 0) / folds.length;
  const squares = folds.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (folds.length - 1)), folds };
}

function meanOf(name: 'unsureHalfWidth' | 'patientThreshold', calibrations: readonly Calibration[]) {
  const values = calibrations.flatMap((calibration) => calibration[name] ?? []);
  if (values.length < calibrations.length) return {};
  return { [name]: values.reduce((sum, value) => sum + value, 0) / values.length };
}

const geometricMean = (values: readonly number[]) =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
