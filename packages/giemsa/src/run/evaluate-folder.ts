import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeFileAtomic } from '../dataset/atomic-file.js';
import type { CellDataset } from '../dataset/dataset.js';
import { readSplitFile, readTrainingPatients } from '../dataset/split-file.js';
import { UserError } from '../errors.js';
import type { Evaluation } from '../evaluate/evaluation.js';
import { computeMetrics } from '../evaluate/metrics.js';
import type { Metrics } from '../evaluate/metrics-schema.js';
import { type CellModel, openCellModel } from '../formats/cell-model.js';
import { drawFigures, writeFigures } from '../report/figures.js';
import { runReport } from '../report/run-report.js';
import { checkName, checkThreshold } from './choices.js';
import { describeData, describeMetrics, describeShared } from './describe.js';
import { evaluateCells } from './evaluate-cells.js';
import { folderState, RunFolder } from './folder.js';
import { loadCells } from './load-cells.js';
import type { Output } from './output.js';
import { drawMistakes } from './pictures.js';
import { writePredictions } from './predictions.js';

export interface EvaluateRequest {
  /** A run folder or an .onnx file that giemsa wrote. */
  readonly model: string;
  /** The data set's folder. */
  readonly data: string;
  /** In [0, 1]; the model's own when left out. */
  readonly threshold?: number | undefined;
  /** Evaluate only the cells that this file puts into `subset`. */
  readonly splitFile?: string | undefined;
  /** `validation` (the default) or `train`. */
  readonly subset?: string | undefined;
  /** Folder for metrics, predictions, pictures and a report; nothing is written when left out. */
  readonly out?: string | undefined;
}

/**
 * Evaluates a model on a labelled folder.
 * @throws UserError on a mistake of the user's
 */
export async function evaluateFolder(request: EvaluateRequest, output: Output): Promise<Metrics> {
  await checkRequest(request);
  const model = await openCellModel(request.model);
  const cells = await loadCells(request.data, model);
  output.say(`Model: ${model.architecture}, recipe ${model.recipe}, ${model.path}`, ...describeData(cells));
  const positions = await choosePositions(request, cells, output);
  await warnOfTrainingCells(request, model, cells, positions, output);
  const trainingPatients = await findTrainingPatients(request, model);
  const evaluation = await evaluateCells(model, cells, positions, request.threshold, trainingPatients);
  await model.release();
  const metrics = computeMetrics(evaluation);
  output.say(...describeMetrics(metrics));
  if (request.out !== undefined) {
    const report = await writeEvaluation(request.out, model, cells, evaluation, metrics);
    output.say(`Report: ${report}`);
  }
  return metrics;
}

async function checkRequest({ threshold, splitFile, subset, out }: EvaluateRequest): Promise<void> {
  checkThreshold(threshold);
  checkName('--subset', subset, ['train', 'validation']);
  if (subset !== undefined && splitFile === undefined) {
    throw new UserError('--subset needs --split-file FILE, such as the split.csv of a run folder');
  }
  if (out !== undefined && (await folderState(out)) === 'run') {
    throw new UserError(`${out} is a run folder, whose metrics would be lost; give another folder to --out`);
  }
}

async function choosePositions(
  { splitFile, subset = 'validation' }: EvaluateRequest,
  cells: CellDataset,
  output: Output,
): Promise<number[]> {
  if (splitFile === undefined) return [...cells.files.keys()];
  const split = await readSplitFile(splitFile, cells);
  if (subset === 'train') return split.train;
  output.say(`Split: ${describeShared(cells, split)}`);
  return split.validation;
}

/** Figures of cells that the model was trained on say nothing of others. */
async function warnOfTrainingCells(
  { subset }: EvaluateRequest,
  model: CellModel,
  cells: CellDataset,
  positions: readonly number[],
  output: Output,
): Promise<void> {
  if (subset === 'train' || model.dataFingerprint !== cells.fingerprint) return;
  const splitFile = join(dirname(model.path), 'split.csv');
  const hasSplit = (await stat(splitFile).catch(() => undefined)) !== undefined;
  if (!hasSplit) {
    if (positions.length < cells.files.length) return;
    return output.warn(
      'the model was trained on a part of this data set, so these figures flatter it; choose the cells it was not trained on by --split-file',
    );
  }
  const trained = new Set((await readSplitFile(splitFile, cells)).train);
  const count = positions.filter((position) => trained.has(position)).length;
  if (count === 0) return;
  output.warn(
    `the model was trained on ${count} of these ${positions.length} cells, so these figures flatter it; add --split-file ${splitFile}`,
  );
}

/** Patients of the model's training cells: by the split file given, or the one beside the model. */
async function findTrainingPatients(
  { splitFile, subset }: EvaluateRequest,
  { path }: CellModel,
): Promise<Set<string> | undefined> {
  if (subset === 'train') return undefined;
  const file = splitFile ?? join(dirname(path), 'split.csv');
  if (splitFile === undefined && !(await stat(file).catch(() => undefined))) return undefined;
  return readTrainingPatients(file);
}

async function writeEvaluation(
  out: string,
  model: CellModel,
  cells: CellDataset,
  evaluation: Evaluation,
  metrics: Metrics,
): Promise<string> {
  await mkdir(out, { recursive: true });
  const folder = new RunFolder(out);
  const figures = await drawFigures(evaluation, metrics);
  const mistakes = await drawMistakes(evaluation, cells.root);
  const name = basename(cells.root);
  await writePredictions(folder.predictions, evaluation);
  await writeFileAtomic(folder.metrics, `${JSON.stringify(metrics, null, 2)}\n`);
  await writeFigures(out, figures);
  const page = runReport({
    title: `${model.architecture}, recipe ${model.recipe}, evaluated on ${name}`,
    made: new Date(),
    evaluatedOn: `cells of ${name}`,
    metrics,
    figures,
    ...(mistakes && { mistakes }),
    environment: { Model: model.path, 'Data fingerprint': cells.fingerprint },
  });
  await writeFileAtomic(folder.report, page);
  return folder.report;
}
