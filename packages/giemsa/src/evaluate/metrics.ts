import { binaryFields } from './binary-metrics.js';
import { expectedCalibrationError, logLoss } from './calibration.js';
import { confusionMatrix } from './confusion.js';
import { checkEvaluation, type Evaluation, mostProbableClass, predictedClass } from './evaluation.js';
import type { Metrics } from './metrics-schema.js';
import { multiclassFields } from './multiclass-metrics.js';
import { patientIndex } from './patients.js';

/**
 * All figures of an evaluation, in the form of `metrics.json`. Values are scikit-learn's; a figure that is not defined
 * (one class only, nothing predicted positive) is null and `undefined_metrics` says why.
 * @throws UserError without cells or with a threshold outside `[0, 1]`; RangeError for a label or probability that cannot be.
 */
export function computeMetrics(evaluation: Evaluation): Metrics {
  checkEvaluation(evaluation);
  const { classes, cells, skipped = [] } = evaluation;
  const labels = cells.map(({ label }) => label);
  const predicted = Uint32Array.from(cells, (cell) => predictedClass(evaluation, cell));
  const matrix = confusionMatrix(labels, predicted, classes.length);
  const patients = patientIndex(evaluation);
  const mostProbable = cells.map(mostProbableClass);
  const common = {
    n: cells.length,
    classes,
    ece: expectedCalibrationError(
      cells.map(({ probabilities }, index) => probabilities[mostProbable[index]!]!),
      mostProbable.map((index, cell) => index === labels[cell]),
    ),
    log_loss: logLoss(cells.map(({ probabilities, label }) => probabilities[label]!)),
    confusion_matrix: matrix,
    ...(patients && { n_patients: patients.ids.length }),
    skipped,
  };
  return classes.length === 2
    ? { ...common, ...binaryFields(evaluation, matrix, patients) }
    : { ...common, ...multiclassFields(evaluation, matrix, predicted, patients) };
}
