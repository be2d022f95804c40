import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { counted } from '../counted.js';
import { type CellDataset, listCells } from '../dataset/dataset.js';
import { readExcludeFile } from '../dataset/exclude-file.js';
import { loadCells } from '../dataset/load-cells.js';
import { readSplitFile, readTrainingPatients } from '../dataset/split-file.js';
import { evaluationSubset, type Subset } from '../dataset/subsets.js';
import { UserError } from '../errors.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { checkInputFile } from '../files/input.js';
import { markFolder, refuseForeignFolder } from '../files/ours.js';
import { inParallel } from '../files/parallel.js';
import { type CombinedModel, openCombinedModel } from '../formats/combined-model.js';
import type { MeaningOptions } from '../formats/model-meaning.js';
import { patientKey } from '../formats/patient-key.js';
import { refuse } from '../gate/refuse.js';
import { binaryScores, type Evaluation } from '../metrics/evaluation.js';
import { computeMetrics } from '../metrics/metrics.js';
import { isBinary, type Metrics } from '../metrics/metrics-schema.js';
import { thresholdForSensitivity } from '../metrics/operating-point.js';
import { decodePixels } from '../pictures/decode.js';
import { checkName, checkTargetSensitivity, checkThreshold } from '../recipes/choices.js';
import { openDevice } from '../recipes/device.js';
import { drawFigures, writeFigures } from '../report/figures.js';
import { runReport } from '../report/run-report.js';
import { writePredictions } from '../run-folder/predictions.js';
import { folderState, RunFolder, writingInto } from '../run-folder/run-folder.js';
import type { Output } from '../terminal/output.js';
import { describeData, describeMetrics, describeShared } from './describe.js';
import { evaluateCells } from './evaluate-cells.js';
import { drawMistakes } from './mistake-pictures.js';

export interface EvaluateRequest {
  /** A run folder or an .onnx file that giemsa wrote. */
  readonly model: string;
  /** The data set's folder. */
  readonly data: string;
  /** In [0, 1]; the model's own when left out. */
  readonly threshold?: number | undefined;
  /** Evaluate only the cells that this file puts into `subset`. */
  readonly splitFile?: string | undefined;
  /** `validation` (the default) or `train`; `test`, the default, where the data has a folder for it. */
  readonly subset?: string | undefined;
  /** Models whose answers are averaged in. */
  readonly with?: readonly string[] | undefined;
  /** Views of test-time augmentation: 1, 2, 4 or 8. */
  readonly tta?: number | undefined;
  /** Choose the threshold that reaches this sensitivity on these very cells. */
  readonly targetSensitivity?: number | undefined;
  /** Cells with doubtful labels: figures are given with them and without. */
  readonly exclude?: string | undefined;
  /** Count the cells that the model's input gate would refuse. */
  readonly gate?: boolean | undefined;
  /** Folder for metrics, predictions, pictures and a report; nothing is written when left out. */
  readonly out?: string | undefined;
  /** What the user says of the models. */
  readonly meaning?: MeaningOptions | undefined;
  /** Processor threads; all when left out. */
  readonly threads?: number | undefined;
}

/**
 * Evaluates a model on a labelled folder.
 * @throws UserError on a mistake of the user's
 */
export async function evaluateFolder(request: EvaluateRequest, output: Output): Promise<Metrics> {
  await checkRequest(request);
  const { out } = request;
  if (out === undefined) return evaluate(request, output);
  await refuseForeignFolder('--out', out);
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
  output.warn(
    `the AUC is ${auc.toFixed(4)}, below 0.5: the classes are probably the wrong way round; ` +
      (saysItself
        ? 'the model’s file says their order, so look at the names of the folders'
        : `if so, say their order by --classes ${[...classNames].reverse().join(',')}`),
  );
}

async function checkRequest(request: EvaluateRequest): Promise<void> {
  const { threshold, targetSensitivity, splitFile, subset, out } = request;
  checkThreshold(threshold);
  checkTargetSensitivity(targetSensitivity);
  if (threshold !== undefined && targetSensitivity !== undefined) {
    throw new UserError('choose one of --threshold and --target-sensitivity');
  }
  await checkInputFile('the split file', splitFile);
  await checkInputFile('the list of cells to exclude,', request.exclude);
  checkName('--subset', subset, ['train', 'validation', 'test']);
  if (subset === 'test' && splitFile !== undefined) {
    throw new UserError(
      '--subset test is for folders train/, test/ of the data; a split file has train and validation',
    );
  }
  if (out !== undefined && (await folderState(out)) === 'run') {
    throw new UserError(`${out} is a run folder, whose metrics would be lost; give another folder to --out`);
  }
}

async function choosePositions(
  { splitFile, subset: given }: EvaluateRequest,
  cells: CellDataset,
  output: Output,
): Promise<number[]> {
  if (splitFile === undefined && cells.subsets) return subsetPositions(cells.subsets, given, cells, output);
  if (splitFile === undefined) {
    if (given === undefined) return [...cells.files.keys()];
    throw new UserError('--subset needs --split-file FILE, such as the split.csv of a run folder');
  }
  const subset = given ?? 'validation';
  const split = await readSplitFile(splitFile, cells);
  if (subset === 'train') return split.train;
  output.say(`Split: ${describeShared(cells, split)}`);
  return split.validation;
}

/** Of a split that the data set comes with: what it keeps for evaluation, or the part that is asked for. */
function subsetPositions(
  subsets: readonly Subset[],
  given: string | undefined,
  { root }: CellDataset,
  output: Output,
): number[] {
  const subset = given ?? evaluationSubset(subsets);
  const positions = [...subsets.keys()].filter((position) => subsets[position] === subset);
  if (positions.length === 0) {
    throw new UserError(
      `${root} has no cells for ${subset}; its folders are of ${[...new Set(subsets)].join(', ')}`,
    );
  }
  output.say(`Split: the ${subset} cells of the data set’s own folders; others by --subset`);
  return positions;
}

/** The same answers at the threshold for a sensitivity, where one is asked for. */
function atTarget(
  evaluation: Evaluation,
  { targetSensitivity }: EvaluateRequest,
  output: Output,
): Evaluation {
  if (targetSensitivity === undefined) return evaluation;
  if (evaluation.classes.length !== 2) {
    throw new UserError('--target-sensitivity is for models of two classes');
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
  if (!gate) throw new UserError(`${path} has no input gate; models trained by this version have one`);
  const reasons: Record<string, number> = {};
  await inParallel(positions.length, async (index) => {
    const reason = refuse(gate, await decodePixels(join(root, files[positions[index]!]!)));
    if (reason !== undefined) reasons[reason] = (reasons[reason] ?? 0) + 1;
  });
  const refused = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  return { refused, share: refused / positions.length, reasons };
}

/** Figures of cells that the model was trained on say nothing of others. */
async function warnOfTrainingCells(
  { subset }: EvaluateRequest,
  { members, dataFingerprint }: CombinedModel,
  cells: CellDataset,
  positions: readonly number[],
  output: Output,
): Promise<void> {
  if (subset === 'train' || dataFingerprint !== cells.fingerprint) return;
  const splitFiles = members.map((path) => join(dirname(path), 'split.csv'));
  const found = await Promise.all(splitFiles.map((file) => stat(file).catch(() => undefined)));
  if (found.some((file) => file === undefined)) {
    if (positions.length < cells.files.length) return;
    return output.warn(
      'the model was trained on a part of this data set, so these figures flatter it; choose the cells it was not trained on by --split-file',
    );
  }
  const splits = await Promise.all(splitFiles.map((file) => readSplitFile(file, cells)));
  const trained = new Set(splits.flatMap(({ train }) => train));
  const count = positions.filter((position) => trained.has(position)).length;
  if (count === 0) return;
  output.warn(
    `the model was trained on ${count} of these ${counted(positions.length, 'cell')}, so these figures flatter it` +
      (members.length === 1
        ? `; add --split-file ${splitFiles[0]}`
        : '; models that answer together need cells that none of them was trained on'),
  );
}

/** Patients of the models' training cells: by the split file given, those beside the models, or what the models know. */
async function findTrainingPatients(
  { splitFile, subset }: EvaluateRequest,
  { parts }: CombinedModel,
  cells: CellDataset,
): Promise<Set<string> | undefined> {
  if (subset === 'train') return undefined;
  if (splitFile !== undefined) return readTrainingPatients(splitFile);
  const patients = new Set<string>();
  for (const { path, trainingPatients } of parts) {
    const file = join(dirname(path), 'split.csv');
    const hasSplit = (await stat(file).catch(() => undefined)) !== undefined;
    const own = hasSplit ? await readTrainingPatients(file) : rememberedPatients(trainingPatients, cells);
    if (!own) return undefined;
    for (const patient of own) patients.add(patient);
  }
  return patients;
}

/** Which of the data set's patients a model file says it was trained on; `undefined` where it does not tell. */
function rememberedPatients(
  trainingPatients: readonly string[] | undefined,
  { patients }: CellDataset,
): Set<string> | undefined {
  if (!trainingPatients) return undefined;
  const keys = new Set(trainingPatients);
  return new Set(patients.filter((patient) => patient !== null && keys.has(patientKey(patient))) as string[]);
}

function describeModels(
  { members, passes, told }: CombinedModel,
  { cost, gate }: Metrics,
  cells: CellDataset,
) {
  return {
    [members.length === 1 ? 'Model' : 'Models']: members.join(', '),
    ...(cost && {
      Cost: `${counted(passes, 'pass', 'passes')} per cell: ${counted(cost.models, 'model')} × ${counted(cost.views, 'view')}, ${cost.milliseconds_per_cell} ms per cell`,
    }),
    ...(gate && {
      'Input gate': `refuses ${gate.refused} of these cells (${(100 * gate.share).toFixed(2)} %), which are in the figures all the same`,
    }),
    ...(told.length > 0 && { 'What is known of the model': told.join('\n') }),
    'Data fingerprint': cells.fingerprint,
  };
}

async function writeEvaluation(
  out: string,
  model: CombinedModel,
  cells: CellDataset,
  evaluation: Evaluation,
  metrics: Metrics,
): Promise<string> {
  await mkdir(out, { recursive: true });
  await markFolder(out);
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
    environment: describeModels(model, metrics, cells),
  });
  await writeFileAtomic(folder.report, page);
  return folder.report;
}
