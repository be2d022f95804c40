import type { CellDataset } from '../dataset/dataset.js';
import type { Relabelled } from '../dataset/relabel-file.js';
import { checkSides, imageSplit, patientSplit, type Split } from '../dataset/split.js';
import { readSplitFile } from '../dataset/split-file.js';
import { folderSplit } from '../dataset/subsets.js';
import type { TrainingSettingsRecord } from '../recipes/settings.js';

/**
 * The split that the settings ask for.
 * @param savedSplitFile of a run that is resumed: the split that it was started with
 * @throws UserError as the splits do
 */
export async function splitCells(
  cells: CellDataset,
  { split, splitFile, validationFraction, seed }: TrainingSettingsRecord,
  savedSplitFile: string | undefined,
): Promise<Split> {
  if (savedSplitFile !== undefined) return readSplitFile(savedSplitFile, cells);
  if (split === 'file') return readSplitFile(splitFile!, cells);
  if (split === 'folders') return folderSplit(cells);
  if (split === 'image') return imageSplit(cells, validationFraction!);
  return patientSplit(cells, validationFraction!, seed);
}

/**
 * Settings with a possible split. If none is chosen, the data set's own split is used if there is one, and a
 * recipe's split by patient becomes a split by image if no patient is known.
 */
export function fitSplit(
  settings: TrainingSettingsRecord,
  cells: CellDataset,
  isChosen: boolean,
): TrainingSettingsRecord {
  if (isChosen || settings.split === 'file') return settings;
  if (cells.subsets) return { ...settings, split: 'folders', validationFraction: null };
  const unknown = cells.patients.every((patient) => patient === null);
  return settings.split === 'patient' && unknown ? { ...settings, split: 'image' } : settings;
}

/**
 * The split without the cells excluded from training; the validation side stays whole, so that figures stay
 * comparable.
 * @throws UserError when no training cell of some class is left
 */
export function withoutTraining(
  split: Split,
  cells: CellDataset,
  excluded: ReadonlySet<string> = new Set(),
): Split {
  const kept = { ...split, train: split.train.filter((position) => !excluded.has(cells.files[position]!)) };
  checkSides(kept, cells.labels, cells.classNames, `without ${excluded.size} excluded cells`);
  return kept;
}

/** The cells with other labels for training; the validation side keeps its labels, so that figures stay comparable. */
export function relabelTraining(cells: CellDataset, { train }: Split, relabelled: Relabelled): CellDataset {
  const labels = cells.labels.slice();
  for (const position of train)
    labels[position] = relabelled.get(cells.files[position]!) ?? labels[position]!;
  return { ...cells, labels };
}
