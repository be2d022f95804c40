// giemsa/metrics: figures from answers, as scikit-learn defines them, with intervals.

export { confidentLearning, type LabelNoise } from '../audit/confident-learning.js';
export { type CrossValidated, crossValidated } from '../metrics/cross-validation.js';
export type { EvaluatedCell, Evaluation } from '../metrics/evaluation.js';
export { calibratedEvaluation, fitCalibration } from '../metrics/fit-calibration.js';
export { computeMetrics } from '../metrics/metrics.js';
export {
  type BinaryMetrics,
  type Estimate,
  isBinary,
  type Metrics,
  type MulticlassMetrics,
} from '../metrics/metrics-schema.js';
export { wilsonInterval } from '../metrics/wilson.js';
