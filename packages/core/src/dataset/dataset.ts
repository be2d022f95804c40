import { createHash } from 'node:crypto';
import { join, relative, sep } from 'node:path';
import { choosePositiveClass, orderOf } from '../answer/choose-classes.js';
import { positiveClass } from '../answer/positive-class.js';
import { UnusableData } from '../errors/kinds.js';
import type { OnEvent } from '../events/events.js';
import type { SkippedFile } from '../files/skipped-file.js';
import type { ColorMode } from '../pictures/fit-pixels.js';
import type { ResizeRule } from '../pictures/resize.js';
import { type LoadImagesOptions, loadImages } from './cache.js';
import { type ClassFolder, readClassFolder } from './folder.js';
import { patientOfCell, readPatientTables } from './patients.js';
import type { Subset } from './subsets.js';

/** What is known of the cells of a data set without looking at their pixels. Entry `i` is cell `i` everywhere. */
export interface CellList {
  classNames: string[];
  /** Paths relative to the data set's folder, with `/`. */
  files: string[];
  /** `[N] uint8`, class indices. */
  labels: Uint8Array;
  /** The patient of each cell, `null` where unknown. */
  patients: (string | null)[];
  /**
   * The part of a ready-made split that each cell belongs to, if the classes are in folders such as `train/`
   * and `test/`.
   */
  subsets?: Subset[];
}

/** A data set's cells, and what is in its folder besides. */
export interface ListedCells extends CellList {
  /** The folder that `files` are relative to. */
  root: string;
  /** What is in the folder and is not used, by its path relative to `root`, with the reason. */
  leftOut: SkippedFile[];
}

/** A folder-per-class data set, decoded. */
export interface CellDataset extends ListedCells {
  /** Index of the class that counts as positive; 0 where it was not asked for and the names do not tell. */
  positiveClass: number;
  /** `[N, imageSize, imageSize, 3] uint8`. */
  images: Uint8Array;
  imageSize: number;
  colorMode: ColorMode;
  skipped: SkippedFile[];
  /** SHA-256 of names, labels, patients and pixels: the same for a copy of the data elsewhere. */
  fingerprint: string;
}

/** What the pictures become, and which are read. */
export interface LoadDatasetOptions {
  imageSize: number;
  colorMode: ColorMode;
  /** Bilinear with antialias when left out. */
  resizeRule?: ResizeRule;
  /** Where decoded pictures are kept; left out, they are not kept. */
  cacheDir?: string;
  /** Names of the class folders in the order that their indices follow; code-point order when left out. */
  classes?: readonly string[] | undefined;
  /** Name of the positive class; by the classes' names when left out. `null`: it does not matter here. */
  positiveClass?: string | null | undefined;
  /** Gets the progress of decoding, and a warning if decoded pictures could not be cached. */
  onEvent?: OnEvent | undefined;
}

/**
 * Lists the cells of a folder-per-class data set with their patients, without decoding them.
 * @param classes names of the class folders in the order that their indices follow; code-point order when left out
 * @throws UserError when the folder has no classes with pictures, a table of patients cannot be read, or `classes` are others.
 */
export async function listCells(directory: string, classes?: readonly string[]): Promise<ListedCells> {
  const found = await readClassFolder(directory);
  const folder = classes === undefined ? found : inOrder(found, classes);
  const files = folder.files.flat();
  const labels = Uint8Array.from(folder.files.flatMap((names, index) => names.map(() => index)));
  const table = new Map([...(await readPatientTables(directory)), ...(await tableOfRoot(directory, folder))]);
  const patients = files.map((file) => patientOfCell(file, table));
  const { root, classNames, leftOut, subsets } = folder;
  return { root, classNames, files, labels, patients, leftOut, ...(subsets && { subsets: subsets.flat() }) };
}

function inOrder(folder: ClassFolder, classes: readonly string[]): ClassFolder {
  const order = orderOf(folder.classNames, classes, folder.root);
  const { files, subsets } = folder;
  return {
    ...folder,
    classNames: [...classes],
    files: order.map((index) => files[index]!),
    ...(subsets && { subsets: order.map((index) => subsets[index]!) }),
  };
}

/** The NIH tables lie beside `cell_images` or within it. */
async function tableOfRoot(directory: string, { root }: ClassFolder) {
  return root === directory ? [] : await readPatientTables(root);
}

/**
 * Loads a folder-per-class data set; pictures that cannot be read are listed in `skipped`.
 * @throws UserError when the folder is no such data set, or a class is left with fewer than
 * two readable pictures, or the names of two classes do not tell which is positive and `positiveClass` is left out.
 * @example
 * ```ts
 * import { loadDataset, patientSplit } from 'giemsa/dataset';
 *
 * const cells = await loadDataset('cells', { imageSize: 64, colorMode: 'rgb' });
 * const { train, validation } = patientSplit(cells, 0.2, 1);
 * console.log(cells.classNames, train.length, validation.length, cells.skipped);
 * ```
 */
export async function loadDataset(directory: string, options: LoadDatasetOptions): Promise<CellDataset> {
  const cells = await listCells(directory, options.classes);
  const positive = positiveIndex(cells, options.positiveClass);
  const { imageSize, classes: _, positiveClass: __, ...rest } = options;
  const loadOptions: LoadImagesOptions = { ...rest, size: imageSize };
  const paths = cells.files.map((file) => join(cells.root, file));
  const { images, skipped, notes, checksum } = await loadImages(paths, loadOptions);
  const unread = new Set(skipped.map(({ file }) => file));
  const kept = cells.files.flatMap((_, index) => (unread.has(paths[index]!) ? [] : [index]));
  const list: CellList = {
    classNames: cells.classNames,
    files: kept.map((index) => cells.files[index]!),
    labels: Uint8Array.from(kept, (index) => cells.labels[index]!),
    patients: kept.map((index) => cells.patients[index]!),
    ...(cells.subsets && { subsets: kept.map((index) => cells.subsets![index]!) }),
  };
  const relativeTo = ({ file, reason }: SkippedFile): SkippedFile => ({
    file: relative(cells.root, file).split(sep).join('/'),
    reason,
  });
  checkReadable(list, cells.root, skipped);
  return {
    ...list,
    root: cells.root,
    positiveClass: positive,
    images,
    imageSize,
    colorMode: options.colorMode,
    skipped: skipped.map(relativeTo),
    leftOut: [...cells.leftOut, ...notes.map(relativeTo)],
    fingerprint: fingerprintOf(list, checksum),
  };
}

function positiveIndex({ classNames, root }: ListedCells, given: string | null | undefined): number {
  if (given !== null) return choosePositiveClass(classNames, given, root);
  const told = positiveClass(classNames);
  return told === 'unknown' ? 0 : told.index;
}

function checkReadable({ classNames, labels }: CellList, root: string, skipped: SkippedFile[]): void {
  for (const [index, name] of classNames.entries()) {
    const readable = labels.filter((label) => label === index).length;
    if (readable >= 2) continue;
    throw new UnusableData(
      `${join(root, name)} has ${readable} readable pictures; a class needs at least 2. ` +
        `${skipped.length} could not be read; the first: ${skipped[0]?.reason}`,
    );
  }
}

function fingerprintOf({ classNames, files, labels, patients }: CellList, checksum: number): string {
  const names = JSON.stringify({ classNames, files, patients, checksum });
  return createHash('sha256').update(names).update(labels).digest('hex');
}
