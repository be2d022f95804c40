// giemsa/metrics: figures from answers, as scikit-learn defines them, with intervals.

export type { DoubtfulLabel } from '../audit/confident-learning.js';
export { confidentLearning, type LabelNoise } from '../audit/confident-learning.js';
export type { Agreement } from '../metrics/agreement.js';
export type { Spread, TargetReached } from '../metrics/cross-validation.js';
export { type CrossValidated, crossValidated } from '../metrics/cross-validation.js';
export type { EvaluatedCell, Evaluation, SkippedFile } from '../metrics/evaluation.js';
export type { Calibration, CalibrationOptions, FittedCalibration } from '../metrics/fit-calibration.js';
export { calibratedEvaluation, fitCalibration } from '../metrics/fit-calibration.js';
export { computeMetrics } from '../metrics/metrics.js';
export {
  type BinaryMetrics,
  type Estimate,
  isBinary,
  type Metrics,
  type MulticlassMetrics,
} from '../metrics/metrics-schema.js';
export type { Interval } from '../metrics/wilson.js';
export { wilsonInterval } from '../metrics/wilson.js';
