import { Mismatch, UnreadableFile } from '../errors/kinds.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { toCsv } from '../files/csv.js';
import { readCsvTable } from '../files/csv-table.js';
import type { CellList } from './dataset.js';
import { checkSides, type Split } from './split.js';

interface SplitRow {
  file: string;
  subset: string;
  patient?: string;
}

/** Writes a split as CSV, `file,patient,class,subset`, one line per cell, subset `train` or `validation`. */
export async function writeSplitFile(path: string, split: Split, cells: CellList): Promise<void> {
  const subsets = new Map<number, string>();
  for (const cell of split.train) subsets.set(cell, 'train');
  for (const cell of split.validation) subsets.set(cell, 'validation');
  const lines = cells.files.flatMap((file, cell) => {
    const subset = subsets.get(cell);
    if (subset === undefined) return [];
    return [[file, cells.patients[cell] ?? '', cells.classNames[cells.labels[cell]!]!, subset]];
  });
  const rows = [['file', 'patient', 'class', 'subset'], ...lines];
  await writeFileAtomic(path, toCsv(rows));
}

/**
 * Reads a split written by {@link writeSplitFile}, joined to the cells by file name, never by position.
 * Cells that the file does not name take no part.
 * @throws UserError when the file is missing or no such table, names a cell twice, a cell that is not in the data set
 * or an unknown subset, or leaves a side without cells of some class.
 */
export async function readSplitFile(path: string, cells: CellList): Promise<Split> {
  const positions = new Map(cells.files.map((file, cell) => [file, cell]));
  const split: Split = { train: [], validation: [] };
  for (const { file, subset } of await readRows(path)) {
    const cell = positions.get(file);
    if (cell === undefined) {
      throw new Mismatch(`${path}: ${file} is not among the readable cells of the data set, or named twice`);
    }
    positions.delete(file);
    if (subset !== 'train' && subset !== 'validation') {
      throw new UnreadableFile(path, `${path}: subset "${subset}" of ${file}; expected train or validation`);
    }
    split[subset].push(cell);
  }
  split.train.sort((a, b) => a - b);
  split.validation.sort((a, b) => a - b);
  checkSides(split, cells.labels, cells.classNames, path);
  return split;
}

/** The patients that a split file trains on; `undefined` unless it names the patient of every cell. */
export async function readTrainingPatients(path: string): Promise<Set<string> | undefined> {
  const training = (await readRows(path)).filter(({ subset }) => subset === 'train');
  if (training.some(({ patient }) => !patient)) return undefined;
  return new Set(training.map(({ patient }) => patient!));
}

async function readRows(path: string): Promise<SplitRow[]> {
  const rows = await readCsvTable(path, 'the split file');
  if (rows[0]?.file === undefined || rows[0].subset === undefined) {
    throw new UnreadableFile(
      path,
      `${path}: expected the columns file, patient, class, subset and at least one line`,
    );
  }
  return rows as unknown as SplitRow[];
}
