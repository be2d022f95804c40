import { mostProbable } from '../answer/decide.js';
import { scaleByTemperature } from '../answer/temperature.js';
import { binaryFields } from './binary-metrics.js';
import { expectedCalibrationError, logLoss } from './calibration.js';
import { confusionMatrix } from './confusion.js';
import { checkEvaluation, type EvaluatedCell, type Evaluation, predictedClass } from './evaluation.js';
import { isBinary, type Metrics } from './metrics-schema.js';
import { multiclassFields } from './multiclass-metrics.js';
import { patientIndex } from './patients.js';

/**
 * All figures of an evaluation, in the form of `metrics.json`. Values are scikit-learn's; a figure that is not defined
 * (one class only, nothing predicted positive) is null and `undefined_metrics` says why.
 * @throws UserError without cells or with a threshold outside `[0, 1]`; RangeError for a label or probability that cannot be.
 * @example
 * ```ts
 * import { computeMetrics, isBinary } from 'giemsa/metrics';
 *
 * const metrics = computeMetrics({
 *   classes: ['Parasitized', 'Uninfected'],
 *   positive: 0,
 *   threshold: 0.5,
 *   cells: [
 *     { file: 'a.png', patient: 'P1', label: 0, probabilities: [0.9, 0.1] },
 *     { file: 'b.png', patient: 'P2', label: 1, probabilities: [0.2, 0.8] },
 *   ],
 * });
 * if (isBinary(metrics)) console.log(metrics.sensitivity.value, metrics.sensitivity.ci95);
 * ```
 */
export function computeMetrics(evaluation: Evaluation): Metrics {
  checkEvaluation(evaluation);
  const { classes, cells, skipped = [] } = evaluation;
  const labels = cells.map(({ label }) => label);
  const predicted = Uint32Array.from(cells, (cell) => predictedClass(evaluation, cell));
  const matrix = confusionMatrix(labels, predicted, classes.length);
  const patients = patientIndex(evaluation);
  const common = {
    n: cells.length,
    classes,
    ece: calibrationError(cells),
    log_loss: logLoss(cells.map(({ probabilities, label }) => probabilities[label]!)),
    confusion_matrix: matrix,
    ...(patients && { n_patients: patients.ids.length }),
    skipped,
    ...(evaluation.temperature !== undefined && {
      calibration: withoutCalibration(cells, evaluation.temperature),
    }),
  };
  const fields: Metrics =
    classes.length === 2
      ? { ...common, ...binaryFields(evaluation, matrix, patients) }
      : { ...common, ...multiclassFields(evaluation, matrix, predicted, patients) };
  return {
    ...fields,
    ...(patients && unseenPatients(evaluation, fields)),
    ...(evaluation.excluded && { without_excluded: withoutExcluded(evaluation, evaluation.excluded) }),
    ...(evaluation.relabelled && { with_relabelled: withRelabelled(evaluation, evaluation.relabelled) }),
  };
}

/** The figures without cells whose labels are doubtful; null when no cell is left. */
function withoutExcluded(evaluation: Evaluation, excluded: ReadonlySet<string>): Metrics['without_excluded'] {
  const cells = evaluation.cells.filter(({ file }) => !excluded.has(file));
  if (cells.length === 0) return null;
  return { n_excluded: evaluation.cells.length - cells.length, ...otherFooting({ ...evaluation, cells }) };
}

/** The figures with replaced labels; of the replacements only those count that change the label of a cell here. */
function withRelabelled(
  evaluation: Evaluation,
  relabelled: ReadonlyMap<string, number>,
): Metrics['with_relabelled'] {
  const cells = evaluation.cells.map((cell) => ({ ...cell, label: relabelled.get(cell.file) ?? cell.label }));
  const changed = cells.filter(({ label }, index) => label !== evaluation.cells[index]!.label);
  return { n_relabelled: changed.length, ...otherFooting({ ...evaluation, cells }) };
}

/** The main figures of the same answers on other cells or labels. */
function otherFooting(evaluation: Evaluation) {
  const of = computeMetrics({ ...evaluation, ...ONE_FOOTING, skipped: [] });
  const rates = isBinary(of) && {
    sensitivity: of.sensitivity,
    specificity: of.specificity,
    auc_roc: of.auc_roc,
    mcc: of.mcc,
  };
  return { n: of.n, accuracy: of.accuracy, ece: of.ece, ...rates };
}

/** What is given on several footings is computed for one at a time. */
const ONE_FOOTING = { trainingPatients: undefined, excluded: undefined, relabelled: undefined };

/** Of the most probable class, whatever the threshold. */
export function calibrationError(cells: readonly EvaluatedCell[]): number {
  const decided = cells.map(({ probabilities }) => mostProbable(probabilities));
  return expectedCalibrationError(
    cells.map(({ probabilities }, cell) => probabilities[decided[cell]!]!),
    decided.map((index, cell) => index === cells[cell]!.label),
  );
}

/** How good the probabilities would be as the network gave them. */
function withoutCalibration(cells: readonly EvaluatedCell[], temperature: number) {
  const raw = cells.map((cell) => ({
    ...cell,
    probabilities: scaleByTemperature(cell.probabilities, 1 / temperature),
  }));
  return {
    temperature,
    ece_uncalibrated: calibrationError(raw),
    log_loss_uncalibrated: logLoss(raw.map(({ probabilities, label }) => probabilities[label]!)),
  };
}

/** What the figures are for patients that the model was not trained on, and how many cells come from others. */
function unseenPatients(
  evaluation: Evaluation,
  all: Metrics,
): Pick<Metrics, 'shared_patients' | 'unseen_patients'> {
  const { trainingPatients, cells } = evaluation;
  if (trainingPatients === undefined) return {};
  const unseen = cells.filter(({ patient }) => !trainingPatients.has(patient!));
  const shared = cells.length - unseen.length;
  const shared_patients = { n: shared, share: shared / cells.length };
  if (unseen.length === 0) return { shared_patients, unseen_patients: null };
  const of =
    shared === 0
      ? all
      : computeMetrics({
          ...evaluation,
          ...ONE_FOOTING,
          cells: unseen,
          skipped: [],
        });
  const { n, n_patients, accuracy } = of;
  const rates = isBinary(of) && {
    sensitivity: of.sensitivity,
    specificity: of.specificity,
    auc_roc: of.auc_roc,
  };
  return { shared_patients, unseen_patients: { n, n_patients: n_patients!, accuracy, ...rates } };
}
