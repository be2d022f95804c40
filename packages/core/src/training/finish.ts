import { join } from 'node:path';
import { evaluateCells, patientsOf } from '../evaluating/evaluate-cells.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { openCellModel, saveCellModel } from '../formats/cell-model.js';
import { changeMetadata } from '../formats/onnx-metadata.js';
import { patientKey } from '../formats/patient-key.js';
import { RESCALES } from '../formats/rescale.js';
import { fitGateOnFiles } from '../gate/fit-gate-on-files.js';
import { FEWEST_CELLS } from '../gate/gate.js';
import type { Evaluation } from '../metrics/evaluation.js';
import { calibratedEvaluation, fitCalibration } from '../metrics/fit-calibration.js';
import { computeMetrics } from '../metrics/metrics.js';
import type { Metrics } from '../metrics/metrics-schema.js';
import { RESIZE_RULE } from '../pictures/resize.js';
import { writePredictions } from '../run-folder/predictions.js';
import type { PreparedRun } from './prepare.js';

const DEFAULT_THRESHOLD = 0.5;

export interface EvaluatedRun {
  readonly evaluation: Evaluation;
  readonly metrics: Metrics;
  /**
   * On patients that the temperature was not fitted on; the one in `metrics` is on those it was fitted on.
   */
  readonly expectedCalibrationError?: number;
  /** What of the calibration was left out, and why. */
  readonly leftOut: readonly string[];
}

/**
 * Writes the trained model, reads it back as any user would, evaluates the validation cells with it, and writes what is
 * fitted on them (temperature, threshold, "unsure" band) into the model.
 * @throws UserError when a target sensitivity is asked for and no validation cell is positive
 */
export async function evaluateRun(
  run: PreparedRun,
  { targetSensitivity }: { targetSensitivity?: number | undefined } = {},
): Promise<EvaluatedRun> {
  const { folder, settings, cells, split, model } = run;
  const { imageSize, colorMode, rescaling, rescale, architecture, recipe, resizeRule } = settings;
  const trainingPatients = patientsOf(cells, split.train);
  await saveCellModel(folder.model, model, {
    classNames: cells.classNames,
    positiveClass: cells.positiveClass,
    threshold: DEFAULT_THRESHOLD,
    imageSize,
    resizeRule: resizeRule ?? RESIZE_RULE,
    colorMode,
    rescaling,
    architecture,
    recipe,
    dataFingerprint: cells.fingerprint,
    ...(rescale && { meaning: [{ what: 'input range', value: RESCALES[rescale].text, source: 'given' }] }),
    ...(trainingPatients && { trainingPatients: [...trainingPatients].map(patientKey).sort() }),
  });
  const saved = await openCellModel(folder.model);
  const raw = await evaluateCells(saved, cells, split.validation, undefined, trainingPatients);
  await saved.release();
  const { calibration, leftOut } = fitCalibration(raw, {
    targetSensitivity,
    source: 'validation cells of the training',
  });
  const gate = await fitGateOnFiles(
    split.train.map((position) => join(cells.root, cells.files[position]!)),
    settings.seed,
  );
  const noGate = `no input gate: ${split.train.length} training cells are too few to fit one (${FEWEST_CELLS} needed)`;
  await changeMetadata(folder.model, (metadata) => ({ ...metadata, ...calibration, ...(gate && { gate }) }));
  const { excluded, relabelled } = run;
  const evaluation = {
    ...calibratedEvaluation(raw, calibration),
    ...(excluded && { excluded }),
    ...(relabelled && { relabelled }),
  };
  const metrics = computeMetrics(evaluation);
  await writePredictions(folder.predictions, evaluation);
  await writeFileAtomic(folder.metrics, `${JSON.stringify(metrics, null, 2)}\n`);
  const error = calibration.calibration?.ece;
  return {
    evaluation,
    metrics,
    ...(error !== undefined && { expectedCalibrationError: error }),
    leftOut: gate ? leftOut : [...leftOut, noGate],
  };
}
