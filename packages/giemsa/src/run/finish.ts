import { writeFileAtomic } from '../dataset/atomic-file.js';
import { RESIZE_RULE } from '../dataset/resize.js';
import type { Evaluation } from '../evaluate/evaluation.js';
import { computeMetrics } from '../evaluate/metrics.js';
import type { Metrics } from '../evaluate/metrics-schema.js';
import { openCellModel, saveCellModel } from '../formats/cell-model.js';
import { evaluateCells } from './evaluate-cells.js';
import { writePredictions } from './predictions.js';
import type { PreparedRun } from './prepare.js';

const DEFAULT_THRESHOLD = 0.5;

/** Writes the trained model, reads it back as any user would, and evaluates the validation cells with it. */
export async function evaluateRun(run: PreparedRun): Promise<{ evaluation: Evaluation; metrics: Metrics }> {
  const { folder, settings, cells, split, model } = run;
  const { imageSize, colorMode, rescaling, architecture, recipe } = settings;
  await saveCellModel(folder.model, model, {
    classNames: cells.classNames,
    positiveClass: cells.positiveClass,
    threshold: DEFAULT_THRESHOLD,
    imageSize,
    resizeRule: RESIZE_RULE,
    colorMode,
    rescaling,
    architecture,
    recipe,
    dataFingerprint: cells.fingerprint,
  });
  const saved = await openCellModel(folder.model);
  const evaluation = await evaluateCells(saved, cells, split.validation);
  await saved.release();
  const metrics = computeMetrics(evaluation);
  await writePredictions(folder.predictions, evaluation);
  await writeFileAtomic(folder.metrics, `${JSON.stringify(metrics, null, 2)}\n`);
  return { evaluation, metrics };
}
