import { join } from 'node:path';
import { type CellDataset, listCells } from '../dataset/dataset.js';
import { readExcludeFile } from '../dataset/exclude-file.js';
import { loadCells, tellData } from '../dataset/load-cells.js';
import { readRelabelFile } from '../dataset/relabel-file.js';
import { openDevice } from '../device/open-device.js';
import { Mismatch, UnusableModel } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import type { OnEvent } from '../events/events.js';
import { refuseForeignFolder } from '../files/ours.js';
import { inParallel } from '../files/parallel.js';
import { type CombinedModel, openCombinedModel } from '../formats/combined-model.js';
import { factsOf } from '../formats/model-meaning.js';
import { refuse } from '../gate/refuse.js';
import { binaryScores, type Evaluation } from '../metrics/evaluation.js';
import { computeMetrics } from '../metrics/metrics.js';
import { isBinary, type Metrics } from '../metrics/metrics-schema.js';
import { thresholdForSensitivity } from '../metrics/operating-point.js';
import { decodePixels } from '../pictures/decode.js';
import { writingInto } from '../run-folder/run-folder.js';
import { evaluateCells } from './evaluate-cells.js';
import { checkRequest, type EvaluateRequest } from './evaluate-request.js';
import { choosePositions, findTrainingPatients, warnOfTrainingCells } from './evaluated-cells.js';
import { writeEvaluation } from './write-evaluation.js';

/**
 * Evaluates a model on a labelled folder.
 * @throws UserError on a mistake of the user's
 */
export async function evaluateFolder(request: EvaluateRequest): Promise<Metrics> {
  await checkRequest(request);
  const { out } = request;
  if (out === undefined) return evaluate(request);
  await refuseForeignFolder('out', out);
  return writingInto(out, () => evaluate(request));
}

async function evaluate(request: EvaluateRequest): Promise<Metrics> {
  const { tta, threads, onEvent } = request;
  const device = await openDevice({ threads });
  // Problems of the folder are reported when it is loaded; problems of the model come first.
  const folder = await listCells(request.data).catch(() => undefined);
  const meaning = { ...request.meaning, folderClasses: folder?.classNames };
  const model = await openCombinedModel([request.model, ...(request.with ?? [])], {
    tta,
    meaning,
    ...device,
  });
  onEvent?.({ type: 'model-opened', models: model.parts.map(factsOf) });
  const cells = await loadCells(request.data, model, onEvent);
  const { architecture, recipe, path } = model;
  onEvent?.({ type: 'evaluation-started', model: path, architecture, recipe });
  tellData(cells, onEvent);
  const positions = await choosePositions(request, cells);
  await warnOfTrainingCells(request, model, cells, positions);
  const trainingPatients = await findTrainingPatients(request, model, cells);
  const { exclude, relabel } = request;
  const excluded = exclude === undefined ? undefined : await readExcludeFile(exclude, cells, onEvent);
  const { files } = cells;
  const relabelled =
    relabel === undefined
      ? undefined
      : await readRelabelFile(relabel, { files, classNames: model.classNames }, onEvent);
  const begun = performance.now();
  const answers = await evaluateCells(model, cells, positions, request.threshold, trainingPatients);
  const milliseconds = (performance.now() - begun) / positions.length;
  await model.release();
  const evaluation = {
    ...atTarget(answers, request),
    ...(excluded && { excluded }),
    ...(relabelled && { relabelled }),
  };
  const metrics: Metrics = {
    ...computeMetrics(evaluation),
    ...(model.passes > 1 && { cost: costOf(model, milliseconds) }),
    ...(request.gate && { gate: await countRefused(model, cells, positions) }),
  };
  onEvent?.({ type: 'evaluated', metrics });
  warnOfClassesReversed(model, metrics, onEvent);
  if (request.out !== undefined) {
    const report = await writeEvaluation(request.out, model, cells, evaluation, metrics);
    onEvent?.({ type: 'report-written', report });
  }
  return metrics;
}

/** Swapped classes make a good model look like a very bad one. */
function warnOfClassesReversed(
  { classNames, meaning }: CombinedModel,
  metrics: Metrics,
  onEvent: OnEvent | undefined,
): void {
  const auc = isBinary(metrics) ? metrics.auc_roc.value : null;
  if (auc === null || auc >= 0.5) return;
  const saidByFile = !meaning?.some(({ what, source }) => what === 'classes' && source !== 'file');
  onEvent?.({ type: 'warning', about: 'classes-reversed', auc, classes: classNames, saidByFile });
}

/** The same answers at the threshold for a sensitivity, if one was requested. */
function atTarget(evaluation: Evaluation, { targetSensitivity, onEvent }: EvaluateRequest): Evaluation {
  if (targetSensitivity === undefined) return evaluation;
  if (evaluation.classes.length !== 2) {
    throw new Mismatch(text`${option('targetSensitivity')} is for models of two classes`);
  }
  const threshold = thresholdForSensitivity(binaryScores(evaluation), targetSensitivity);
  onEvent?.({ type: 'warning', about: 'threshold-chosen-on-these-cells', threshold });
  return { ...evaluation, threshold, patientThreshold: undefined };
}

function costOf({ members, passes }: CombinedModel, milliseconds: number): Metrics['cost'] {
  return {
    models: members.length,
    views: passes / members.length,
    passes_per_cell: passes,
    milliseconds_per_cell: Number(milliseconds.toFixed(3)),
  };
}

async function countRefused(
  { gate, path }: CombinedModel,
  { root, files }: CellDataset,
  positions: readonly number[],
): Promise<Metrics['gate']> {
  if (!gate) throw new UnusableModel(`${path} has no input gate; models trained by this version have one`);
  const reasons: Record<string, number> = {};
  await inParallel(positions.length, async (index) => {
    const reason = refuse(gate, await decodePixels(join(root, files[positions[index]!]!)));
    if (reason !== undefined) reasons[reason] = (reasons[reason] ?? 0) + 1;
  });
  const refused = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  return { refused, share: refused / positions.length, reasons };
}
