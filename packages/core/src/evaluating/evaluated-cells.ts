import { dirname } from 'node:path';
import type { CellDataset } from '../dataset/dataset.js';
import { sharedCells } from '../dataset/split.js';
import { readSplitFile, readTrainingPatients } from '../dataset/split-file.js';
import { evaluationSubset, type Subset } from '../dataset/subsets.js';
import { InvalidOption, MissingOption } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import type { OnEvent } from '../events/events.js';
import { statIfThere } from '../files/exists.js';
import { RunFolder } from '../files/run-paths.js';
import type { CombinedModel } from '../formats/combined-model.js';
import { patientKey } from '../formats/patient-key.js';
import type { EvaluateRequest } from './evaluate-request.js';

export async function choosePositions(
  { splitFile, subset: given, onEvent }: EvaluateRequest,
  cells: CellDataset,
): Promise<number[]> {
  if (splitFile === undefined && cells.subsets) return subsetPositions(cells.subsets, given, cells, onEvent);
  if (splitFile === undefined) {
    if (given === undefined) return [...cells.files.keys()];
    throw new MissingOption(
      'splitFile',
      text`${option('subset')} needs ${option('splitFile')} FILE, such as the split.csv of a run folder`,
    );
  }
  const subset = given ?? 'validation';
  const split = await readSplitFile(splitFile, cells);
  if (subset === 'train') return split.train;
  onEvent?.({
    ...{ type: 'cells-chosen', purpose: 'evaluation', by: 'split-file', subset: 'validation' },
    cells: split.validation.length,
    shared: sharedCells(split, cells.patients),
  });
  return split.validation;
}

/** Of the data set's own split: the part kept for evaluation, or the requested part. */
function subsetPositions(
  subsets: readonly Subset[],
  given: string | undefined,
  { root }: CellDataset,
  onEvent: OnEvent | undefined,
): number[] {
  const subset = (given as Subset | undefined) ?? evaluationSubset(subsets);
  const positions = [...subsets.keys()].filter((position) => subsets[position] === subset);
  if (positions.length === 0) {
    throw new InvalidOption(
      'subset',
      subset,
      `${root} has no cells for ${subset}; its folders are for ${[...new Set(subsets)].join(', ')}`,
    );
  }
  const cells = positions.length;
  onEvent?.({ type: 'cells-chosen', purpose: 'evaluation', by: 'folders', subset, cells });
  return positions;
}

/** Figures for cells that the model was trained on say nothing about others. */
export async function warnOfTrainingCells(
  { subset, onEvent }: EvaluateRequest,
  { members, dataFingerprint }: CombinedModel,
  cells: CellDataset,
  positions: readonly number[],
): Promise<void> {
  if (subset === 'train' || dataFingerprint !== cells.fingerprint) return;
  const splitFiles = members.map((path) => new RunFolder(dirname(path)).split);
  const found = await Promise.all(splitFiles.map((file) => statIfThere(file)));
  if (found.some((file) => file === undefined)) {
    if (positions.length < cells.files.length) return;
    return onEvent?.({ type: 'warning', about: 'trained-on-these-cells', cells: positions.length });
  }
  const splits = await Promise.all(splitFiles.map((file) => readSplitFile(file, cells)));
  const trained = new Set(splits.flatMap(({ train }) => train));
  const count = positions.filter((position) => trained.has(position)).length;
  if (count === 0) return;
  onEvent?.({
    ...{ type: 'warning', about: 'trained-on-these-cells', cells: positions.length, trained: count },
    ...(members.length === 1 && { splitFile: splitFiles[0]! }),
  });
}

/** Patients of the models' training cells: by the split file given, those beside the models, or what the models know. */
export async function findTrainingPatients(
  { splitFile, subset }: EvaluateRequest,
  { parts }: CombinedModel,
  cells: CellDataset,
): Promise<Set<string> | undefined> {
  if (subset === 'train') return undefined;
  if (splitFile !== undefined) return readTrainingPatients(splitFile);
  const patients = new Set<string>();
  for (const { path, trainingPatients } of parts) {
    const file = new RunFolder(dirname(path)).split;
    const hasSplit = (await statIfThere(file)) !== undefined;
    const own = hasSplit ? await readTrainingPatients(file) : rememberedPatients(trainingPatients, cells);
    if (!own) return undefined;
    for (const patient of own) patients.add(patient);
  }
  return patients;
}

/** The data set's patients that a model file says it was trained on; `undefined` if it does not say. */
function rememberedPatients(
  trainingPatients: readonly string[] | undefined,
  { patients }: CellDataset,
): Set<string> | undefined {
  if (!trainingPatients) return undefined;
  const keys = new Set(trainingPatients);
  return new Set(patients.filter((patient) => patient !== null && keys.has(patientKey(patient))) as string[]);
}
