import { extname, join } from 'node:path';
import { positiveClass } from '../answer/positive-class.js';
import { UserError } from '../errors/user-error.js';
import { inParallel } from '../files/parallel.js';
import type { SkippedFile } from '../files/skipped-file.js';
import { decodePixels } from '../pictures/decode.js';
import { type CellList, type ListedCells, listCells } from './dataset.js';

export interface Range {
  minimum: number;
  median: number;
  maximum: number;
}

export interface ClassSummary {
  name: string;
  /** Whether it is the infected class by its name; false for all if the names do not show it. */
  positive: boolean;
  cells: number;
  /** Patients with cells of this class. */
  patients: number;
}

/** What `data inspect` reports about a data set. */
export interface DatasetSummary {
  directory: string;
  cells: number;
  classes: ClassSummary[];
  patients: number;
  /** Cells of no known patient. */
  cellsWithoutPatient: number;
  /** Cells of one patient, over the patients; `null` when none is known. */
  cellsPerPatient: Range | null;
  /** Width and height in pixels of the readable pictures. */
  width: Range | null;
  height: Range | null;
  /** Number of files by ending. */
  formats: Record<string, number>;
  /** Cells of each part of a ready-made split, where the classes lie in folders such as `train/` and `test/`. */
  subsets?: Record<string, number>;
  skipped: SkippedFile[];
  /** What is in the folder and is not a cell, or not all of what a file holds, with the reason. */
  leftOut: SkippedFile[];
}

/**
 * Reads every picture of a data set and counts classes, patients, sizes and files that cannot be read.
 * @throws UserError when the folder is not a data set, as `readClassFolder` does.
 */
export async function inspectDataset(
  directory: string,
  onProgress?: (done: number, total: number) => void,
): Promise<DatasetSummary> {
  const cells = await listCells(directory);
  const { files, patients } = cells;
  const known = patients.filter((patient) => patient !== null);
  const { widths, heights, skipped, notes } = await readSizes(cells, onProgress);
  return {
    directory: cells.root,
    cells: files.length,
    classes: summarizeClasses(cells),
    patients: new Set(known).size,
    cellsWithoutPatient: files.length - known.length,
    cellsPerPatient: rangeOf([...countBy(known).values()]),
    width: rangeOf(widths),
    height: rangeOf(heights),
    formats: Object.fromEntries([...countBy(files.map((file) => extname(file).toLowerCase()))].sort()),
    ...(cells.subsets && { subsets: Object.fromEntries(countBy(cells.subsets)) }),
    skipped,
    leftOut: [...cells.leftOut, ...notes],
  };
}

async function readSizes(
  { root, files }: ListedCells,
  onProgress?: (done: number, total: number) => void,
): Promise<{ widths: number[]; heights: number[]; skipped: SkippedFile[]; notes: SkippedFile[] }> {
  const widths: number[] = [];
  const heights: number[] = [];
  const skipped: SkippedFile[] = [];
  const notes: SkippedFile[] = [];
  let done = 0;
  await inParallel(files.length, async (index) => {
    const file = files[index]!;
    try {
      const { width, height, note } = await decodePixels(join(root, file));
      if (note !== undefined) notes.push({ file, reason: `${file}: ${note}` });
      widths.push(width);
      heights.push(height);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      skipped.push({ file, reason: error.message });
    }
    onProgress?.(++done, files.length);
  });
  for (const list of [skipped, notes]) list.sort((a, b) => (a.file < b.file ? -1 : 1));
  return { widths, heights, skipped, notes };
}

function summarizeClasses({ classNames, labels, patients }: CellList): ClassSummary[] {
  const told = positiveClass(classNames);
  return classNames.map((name, index) => {
    const known = patients.filter((patient, cell) => labels[cell] === index && patient !== null);
    const cells = labels.filter((label) => label === index).length;
    return {
      name,
      positive: told !== 'unknown' && index === told.index,
      cells,
      patients: new Set(known).size,
    };
  });
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function rangeOf(values: number[]): Range | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
  return { minimum: sorted[0]!, median, maximum: sorted.at(-1)! };
}
