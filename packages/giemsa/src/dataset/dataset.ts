import { createHash } from 'node:crypto';
import { join, relative, sep } from 'node:path';
import { UserError } from '../errors.js';
import { type LoadImagesOptions, loadImages, type SkippedFile } from './cache.js';
import type { ColorMode } from './decode.js';
import { type ClassFolder, readClassFolder } from './folder.js';
import { patientOf, readPatientTables } from './patients.js';

/** What is known of the cells of a data set without looking at their pixels. Entry `i` is cell `i` everywhere. */
export interface CellList {
  classNames: string[];
  /** Paths relative to the data set's folder, with `/`. */
  files: string[];
  /** `[N] uint8`, class indices. */
  labels: Uint8Array;
  /** The patient of each cell, `null` where unknown. */
  patients: (string | null)[];
}

/** A folder-per-class data set, decoded. */
export interface CellDataset extends CellList {
  /** The folder that `files` are relative to. */
  root: string;
  /** Index of the class that counts as positive. */
  positiveClass: number;
  /** `[N, imageSize, imageSize, 3] uint8`. */
  images: Uint8Array;
  imageSize: number;
  colorMode: ColorMode;
  skipped: SkippedFile[];
  /** SHA-256 of names, labels, patients and pixels: the same for a copy of the data elsewhere. */
  fingerprint: string;
}

export interface LoadDatasetOptions {
  imageSize: number;
  colorMode: ColorMode;
  /** Where decoded pictures are kept; left out, they are not kept. */
  cacheDir?: string;
  onProgress?: (done: number, total: number) => void;
}

/**
 * The class that counts as positive: the one named like parasitized, infected or positive, but not uninfected,
 * non-, negative or healthy; else class 0.
 */
export function findPositiveClass(classNames: readonly string[]): number {
  const found = classNames.findIndex(
    (name) => /parasit|infect|positive/i.test(name) && !/un-?infect|non|negative|healthy/i.test(name),
  );
  return Math.max(found, 0);
}

/**
 * Lists the cells of a folder-per-class data set with their patients, without decoding them.
 * @throws UserError as {@link readClassFolder} and {@link readPatientTables} do.
 */
export async function listCells(directory: string): Promise<CellList & { root: string }> {
  const folder = await readClassFolder(directory);
  const files = folder.files.flat();
  const labels = Uint8Array.from(folder.files.flatMap((names, index) => names.map(() => index)));
  const table = new Map([...(await readPatientTables(directory)), ...(await tableOfRoot(directory, folder))]);
  const patients = files.map((file) => patientOf(file, table));
  return { root: folder.root, classNames: folder.classNames, files, labels, patients };
}

/** The NIH tables lie beside `cell_images` or within it. */
async function tableOfRoot(directory: string, { root }: ClassFolder) {
  return root === directory ? [] : await readPatientTables(root);
}

/**
 * Loads a folder-per-class data set; pictures that cannot be read are listed in `skipped`.
 * @throws UserError when the folder is no such data set ({@link readClassFolder}), or a class is left with fewer than
 * two readable pictures.
 */
export async function loadDataset(directory: string, options: LoadDatasetOptions): Promise<CellDataset> {
  const cells = await listCells(directory);
  const { imageSize, ...rest } = options;
  const loadOptions: LoadImagesOptions = { ...rest, size: imageSize };
  const paths = cells.files.map((file) => join(cells.root, file));
  const { images, skipped, checksum } = await loadImages(paths, loadOptions);
  const unread = new Set(skipped.map(({ file }) => file));
  const kept = cells.files.flatMap((_, index) => (unread.has(paths[index]!) ? [] : [index]));
  const list: CellList = {
    classNames: cells.classNames,
    files: kept.map((index) => cells.files[index]!),
    labels: Uint8Array.from(kept, (index) => cells.labels[index]!),
    patients: kept.map((index) => cells.patients[index]!),
  };
  checkReadable(list, cells.root, skipped);
  return {
    ...list,
    root: cells.root,
    positiveClass: findPositiveClass(list.classNames),
    images,
    imageSize,
    colorMode: options.colorMode,
    skipped: skipped.map(({ file, reason }) => ({
      file: relative(cells.root, file).split(sep).join('/'),
      reason,
    })),
    fingerprint: fingerprintOf(list, checksum),
  };
}

function checkReadable({ classNames, labels }: CellList, root: string, skipped: SkippedFile[]): void {
  for (const [index, name] of classNames.entries()) {
    const readable = labels.filter((label) => label === index).length;
    if (readable >= 2) continue;
    throw new UserError(
      `${join(root, name)} has ${readable} readable pictures; a class needs at least 2. ` +
        `${skipped.length} could not be read; the first: ${skipped[0]?.reason}`,
    );
  }
}

function fingerprintOf({ classNames, files, labels, patients }: CellList, checksum: number): string {
  const names = JSON.stringify({ classNames, files, patients, checksum });
  return createHash('sha256').update(names).update(labels).digest('hex');
}
