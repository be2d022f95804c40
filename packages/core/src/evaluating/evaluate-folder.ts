import { join } from 'node:path';
import { type CellDataset, listCells } from '../dataset/dataset.js';
import { readExcludeFile } from '../dataset/exclude-file.js';
import { loadCells } from '../dataset/load-cells.js';
import { openDevice } from '../device/open-device.js';
import { Mismatch, UnusableModel } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import { refuseForeignFolder } from '../files/ours.js';
import { inParallel } from '../files/parallel.js';
import { type CombinedModel, openCombinedModel } from '../formats/combined-model.js';
import { refuse } from '../gate/refuse.js';
import { binaryScores, type Evaluation } from '../metrics/evaluation.js';
import { computeMetrics } from '../metrics/metrics.js';
import { isBinary, type Metrics } from '../metrics/metrics-schema.js';
import { thresholdForSensitivity } from '../metrics/operating-point.js';
import { decodePixels } from '../pictures/decode.js';
import { writingInto } from '../run-folder/run-folder.js';
import type { Output } from '../terminal/output.js';
import { describeData, describeMetrics } from './describe.js';
import { evaluateCells } from './evaluate-cells.js';
import { checkRequest, type EvaluateRequest } from './evaluate-request.js';
import { choosePositions, findTrainingPatients, warnOfTrainingCells } from './evaluated-cells.js';
import { writeEvaluation } from './write-evaluation.js';

/**
 * Evaluates a model on a labelled folder.
 * @throws UserError on a mistake of the user's
 */
export async function evaluateFolder(request: EvaluateRequest, output: Output): Promise<Metrics> {
  await checkRequest(request);
  const { out } = request;
  if (out === undefined) return evaluate(request, output);
  await refuseForeignFolder('out', out);
  return writingInto(out, () => evaluate(request, output));
}

async function evaluate(request: EvaluateRequest, output: Output): Promise<Metrics> {
  const { tta, threads } = request;
  const device = await openDevice({ threads });
  // What may be wrong with the folder is said when it is loaded: what is wrong with the model comes first.
  const folder = await listCells(request.data).catch(() => undefined);
  const meaning = { ...request.meaning, folderClasses: folder?.classNames };
  const model = await openCombinedModel([request.model, ...(request.with ?? [])], {
    tta,
    meaning,
    ...device,
  });
  output.say(...model.told);
  const cells = await loadCells(request.data, model);
  output.say(`Model: ${model.architecture}, recipe ${model.recipe}, ${model.path}`, ...describeData(cells));
  const positions = await choosePositions(request, cells, output);
  await warnOfTrainingCells(request, model, cells, positions, output);
  const trainingPatients = await findTrainingPatients(request, model, cells);
  const excluded = request.exclude === undefined ? undefined : await readExcludeFile(request.exclude, cells);
  const begun = performance.now();
  const answers = await evaluateCells(model, cells, positions, request.threshold, trainingPatients);
  const milliseconds = (performance.now() - begun) / positions.length;
  await model.release();
  const evaluation = { ...atTarget(answers, request, output), ...(excluded && { excluded }) };
  const metrics: Metrics = {
    ...computeMetrics(evaluation),
    ...(model.passes > 1 && { cost: costOf(model, milliseconds) }),
    ...(request.gate && { gate: await countRefused(model, cells, positions) }),
  };
  output.say(...describeMetrics(metrics));
  warnOfClassesReversed(model, metrics, output);
  if (request.out !== undefined) {
    const report = await writeEvaluation(request.out, model, cells, evaluation, metrics);
    output.say(`Report: ${report}`);
  }
  return metrics;
}

/** Classes that are the wrong way round make a good model look like a very bad one. */
function warnOfClassesReversed(
  { classNames, meaning }: CombinedModel,
  metrics: Metrics,
  output: Output,
): void {
  const auc = isBinary(metrics) ? metrics.auc_roc.value : null;
  if (auc === null || auc >= 0.5) return;
  const saysItself = !meaning?.some(({ what, source }) => what === 'classes' && source !== 'file');
  output.warn([
    `the AUC is ${auc.toFixed(4)}, below 0.5: the classes are probably the wrong way round; `,
    saysItself
      ? 'the model’s file says their order, so look at the names of the folders'
      : text`if so, say their order by ${option('classes')} ${[...classNames].reverse().join(',')}`,
  ]);
}

/** The same answers at the threshold for a sensitivity, where one is asked for. */
function atTarget(
  evaluation: Evaluation,
  { targetSensitivity }: EvaluateRequest,
  output: Output,
): Evaluation {
  if (targetSensitivity === undefined) return evaluation;
  if (evaluation.classes.length !== 2) {
    throw new Mismatch(text`${option('targetSensitivity')} is for models of two classes`);
  }
  const threshold = thresholdForSensitivity(binaryScores(evaluation), targetSensitivity);
  output.warn(
    `the threshold ${threshold.toPrecision(4)} was chosen on these very cells, which flatters sensitivity and specificity; ` +
      'choose it on others by giemsa calibrate',
  );
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
