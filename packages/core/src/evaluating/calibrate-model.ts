import { basename, dirname, join } from 'node:path';
import { counted } from '../counted.js';
import { type CellDataset, listCells } from '../dataset/dataset.js';
import { loadCells } from '../dataset/load-cells.js';
import { evaluationSubset } from '../dataset/subsets.js';
import { checkTargetSensitivity } from '../errors/check-option.js';
import { InvalidOption, Mismatch, MissingOption, OutputExists, UnusableData } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import type { OnEvent } from '../events/events.js';
import { statIfThere } from '../files/exists.js';
import { checkOutputFile } from '../files/output.js';
import { CvFolder } from '../files/run-paths.js';
import { openCellModel, readCellModel, saveCellModel } from '../formats/cell-model.js';
import type { CellModelMetadata } from '../formats/cell-model-metadata.js';
import { checkModelEnding, findModelFile, isKerasFile, isShippedFile } from '../formats/model-files.js';
import { factsOf, type MeaningOptions, withOptions } from '../formats/model-meaning.js';
import { changeMetadata, readMetadata } from '../formats/onnx-metadata.js';
import { fitGateOnFiles } from '../gate/fit-gate-on-files.js';
import { FEWEST_CELLS, type Gate } from '../gate/gate.js';
import type { Evaluation } from '../metrics/evaluation.js';
import {
  type Calibration,
  calibratedEvaluation,
  fitCalibration,
  scaledEvaluation,
} from '../metrics/fit-calibration.js';
import { computeMetrics } from '../metrics/metrics.js';
import type { Metrics } from '../metrics/metrics-schema.js';
import { readPlan } from '../run-folder/cv-folder.js';
import { readFold } from '../run-folder/read-fold.js';
import { evaluateCells } from './evaluate-cells.js';

/** Which model is calibrated, on which cells. */
export interface CalibrateRequest {
  readonly model: string;
  /** Labelled cells that the model was not trained on, or the folder of a cross-validation of its recipe. */
  readonly source: string;
  readonly targetSensitivity?: number | undefined;
  /** Share of the cells that the "unsure" band leaves to a person, in [0, 1). */
  readonly unsureShare?: number | undefined;
  /** Folder of cells like those that the model was trained on: the input gate is fitted on them. */
  readonly gate?: string | undefined;
  /** What the user says about the model. */
  readonly meaning?: MeaningOptions | undefined;
  /** The .onnx file to write; the model itself when left out, unless it is a Keras file. */
  readonly out?: string | undefined;
  readonly onEvent?: OnEvent | undefined;
}

/** A model file that was calibrated. */
export interface CalibratedModel {
  readonly path: string;
  readonly calibration: Calibration;
  /** What of it was left out, and why. */
  readonly leftOut: readonly string[];
  /** Of the cells that it was fitted on. */
  readonly metrics: Metrics;
}

/**
 * Fits temperature, threshold, "unsure" band and the patients' threshold, and writes them into a model file.
 * @throws UserError on a mistake of the user's
 */
export async function calibrateModel(request: CalibrateRequest): Promise<CalibratedModel> {
  const { model, targetSensitivity, unsureShare, out } = request;
  checkTargetSensitivity(targetSensitivity);
  if (unsureShare !== undefined && !(unsureShare >= 0 && unsureShare < 1)) {
    throw InvalidOption.mustBe('unsureShare', unsureShare, 'at least 0 and below 1');
  }
  if (out !== undefined && (await statIfThere(out))) {
    throw new OutputExists(out, text`${out} already exists; give another file to ${option('out')}`);
  }
  const file = await findModelFile(model);
  if (isKerasFile(file) && out === undefined) {
    throw new MissingOption(
      'out',
      text`${file} is a Keras file, which has no place for a calibration: give an .onnx file to write with ${option('out')}`,
    );
  }
  if (out === undefined && (await isShippedFile(file))) {
    throw new MissingOption(
      'out',
      text`${model} ships with giemsa and is never changed: give an .onnx file to write with ${option('out')}, such as ${option('out')} ${basename(dirname(file))}-calibrated.onnx`,
    );
  }
  await checkOutputFile('out', out ?? file);
  if (out !== undefined) checkModelEnding('out', out, ['.onnx']);
  // Before anything is computed: only giemsa's own files can hold a calibration.
  if (!isKerasFile(file)) await readMetadata(model);
  const gate = request.gate === undefined ? undefined : await fitGateOnFolder(request.gate);
  const { evaluation, source, meaning } = await rawAnswers(request);
  const { calibration, leftOut } = fitCalibration(evaluation, { targetSensitivity, unsureShare, source });
  // Results of an earlier calibration must not stay beside this one.
  const change = (before: CellModelMetadata): CellModelMetadata => {
    const {
      calibration: _,
      targetSensitivity: __,
      unsureHalfWidth: ___,
      patientThreshold: ____,
      ...kept
    } = before;
    return { ...kept, ...calibration, ...(gate && { gate }) };
  };
  const path = isKerasFile(file)
    ? await writeAsOnnx(file, meaning, change, out!)
    : await changeMetadata(model, (metadata) => change(withOptions(metadata, meaning, file)), out);
  const metrics = computeMetrics(calibratedEvaluation(evaluation, calibration));
  return { path, calibration, leftOut, metrics };
}

/** All cells; of a data set with a split of its own those that are not for training. */
function untrained({ files, subsets }: CellDataset, onEvent: OnEvent | undefined): number[] {
  const all = [...files.keys()];
  if (!subsets) return all;
  const subset = subsets.includes('validation') ? 'validation' : evaluationSubset(subsets);
  const chosen = all.filter((position) => subsets[position] === subset);
  const cells = chosen.length;
  onEvent?.({ type: 'cells-chosen', purpose: 'calibration', by: 'folders', subset, cells });
  return chosen;
}

async function writeAsOnnx(
  file: string,
  meaning: MeaningOptions,
  change: (metadata: CellModelMetadata) => CellModelMetadata,
  out: string,
): Promise<string> {
  const { model, metadata } = await readCellModel(file, meaning);
  await saveCellModel(out, model, change(metadata));
  return out;
}

async function fitGateOnFolder(folder: string): Promise<Gate> {
  const { root, files } = await listCells(folder);
  const gate = await fitGateOnFiles(
    files.map((file) => join(root, file)),
    0,
  );
  if (gate) return gate;
  throw new UnusableData(
    `${root} has ${counted(files.length, 'cell')}; an input gate takes ${FEWEST_CELLS} to fit`,
  );
}

/** Answers as a network gives them: of this model for labelled cells, or of the models of a cross-validation. */
async function rawAnswers({
  model,
  source,
  meaning: given,
  onEvent,
}: CalibrateRequest): Promise<{ evaluation: Evaluation; source: string; meaning: MeaningOptions }> {
  const plan = await readPlan(new CvFolder(source));
  const folder = plan ? undefined : await listCells(source);
  const meaning = { ...given, folderClasses: folder?.classNames };
  const opened = await openCellModel(model, {}, meaning);
  onEvent?.({ type: 'model-opened', models: [factsOf(opened)] });
  if (!plan) {
    const cells = await loadCells(source, opened, onEvent);
    const scaled = await evaluateCells(opened, cells, untrained(cells, onEvent));
    await opened.release();
    const evaluation = scaledEvaluation(scaled, 1 / (opened.calibration?.temperature ?? 1));
    return { evaluation, source: `cells of ${basename(cells.root)}`, meaning };
  }
  await opened.release();
  const { classNames, threshold } = opened;
  const runs = Array.from({ length: plan.folds }, (_, index) => new CvFolder(source).fold(index + 1));
  const folds = await Promise.all(runs.map(readFold));
  if (folds[0]!.classes.join() !== classNames.join()) {
    throw new Mismatch(
      `${source} has the classes ${folds[0]!.classes.join(', ')}, but ${model} has ${classNames.join(', ')}`,
    );
  }
  return {
    evaluation: { ...folds[0]!, threshold, cells: folds.flatMap(({ cells }) => cells) },
    source: `cross-validation in ${counted(plan.folds, 'fold')} of patients, each by another model of the same recipe`,
    meaning,
  };
}
