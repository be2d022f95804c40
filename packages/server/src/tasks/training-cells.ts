import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { safeName } from '@giemsa/core/internal/collecting/places';
import { Mismatch, NotFound } from '@giemsa/core/internal/errors/kinds';
import { writeFileAtomic } from '@giemsa/core/internal/files/atomic-file';
import { toCsv } from '@giemsa/core/internal/files/csv';
import { readCsvTable } from '@giemsa/core/internal/files/csv-table';
import { exists } from '@giemsa/core/internal/files/exists';
import type { RunFolder } from '@giemsa/core/internal/files/run-paths';
import type { PictureFiles } from '../storage/picture-files.js';
import { UnreadablePicture } from '../storage/unreadable-picture.js';
import type { AnsweredCell } from './answered-cells.js';

/** A picture with its place in a data set of folders. */
export interface PlacedCell {
  /** With `/` between folders. */
  readonly file: string;
  readonly sha256: string;
}

/** Pictures of an uploaded set, at the places that they were uploaded from. */
export function placeUploaded(pictures: readonly { name: string; sha256: string }[]): PlacedCell[] {
  const taken = new Set<string>();
  return pictures.map(({ name, sha256 }) => {
    const path = name.split('/').map(safeName).join('/');
    const file = unique(path, taken);
    return { file, sha256 };
  });
}

/**
 * Answered cells in folders of their classes, under names that tell their patients. A picture that is in several batches is taken
 * once.
 * @throws UserError where it has two classes
 */
export function placeAnswered(cells: readonly AnsweredCell[]): PlacedCell[] {
  const taken = new Set<string>();
  const classes = new Map<string, string>();
  return cells.flatMap(({ name, sha256, class: said, patient }) => {
    const before = classes.get(sha256);
    if (before !== undefined && before !== said) {
      throw new Mismatch(
        `${name} is in two of these batches, once called ${before} and once ${said}: correct one of them, or choose only one`,
      );
    }
    if (before !== undefined) return [];
    classes.set(sha256, said);
    const ending = extname(name);
    const own = safeName(name.split('/').at(-1)!);
    const whose = patient === null ? '' : /^_*$/.test(safeName(patient)) ? 'patient' : safeName(patient);
    const file = patient === null ? own : `${whose}_IMG_${sha256.slice(0, 12)}${ending}`;
    return [{ file: unique(`${safeName(said)}/${file}`, taken), sha256 }];
  });
}

/** Names that come twice get a number, whatever a file system makes of capitals. */
function unique(path: string, taken: Set<string>): string {
  const ending = extname(path);
  let file = path;
  for (let number = 2; taken.has(file.toLowerCase()); number++)
    file = `${path.slice(0, path.length - ending.length)}-${number}${ending}`;
  taken.add(file.toLowerCase());
  return file;
}

/** Notes what a training learns from, so that it finds the same when it is resumed. */
export const keepCells = ({ cells: path }: RunFolder, cells: readonly PlacedCell[]): Promise<void> =>
  writeFileAtomic(path, toCsv([['file', 'sha256'], ...cells.map(({ file, sha256 }) => [file, sha256])]));

/** @throws UserError where the list is gone or damaged */
export async function readCells({ cells: path }: RunFolder): Promise<PlacedCell[]> {
  const rows = await readCsvTable(path, 'the list of cells');
  return rows.map(({ file = '', sha256 = '' }) => ({ file, sha256 }));
}

/**
 * Copies pictures of the reading room into a folder, whole or not at all.
 * @returns how many are gone
 */
export async function copyCells(
  files: PictureFiles,
  cells: readonly PlacedCell[],
  folder: string,
  onPicture: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<number> {
  if (await exists(folder)) return 0;
  const begun = `${folder}.begun`;
  await rm(begun, { recursive: true, force: true });
  await mkdir(begun, { recursive: true });
  let [done, gone] = [0, 0];
  for (const { file, sha256 } of cells) {
    signal.throwIfAborted();
    const path = join(begun, file);
    await mkdir(dirname(path), { recursive: true });
    const bytes = await files.read(sha256).catch((error: unknown) => {
      if (error instanceof UnreadablePicture) return undefined;
      throw error;
    });
    if (bytes) await writeFile(path, bytes);
    else gone++;
    onPicture(++done, cells.length);
  }
  await rename(begun, folder);
  return gone;
}

/** @throws UserError where pictures that a training learned from are not there any more */
export function checkWhole(gone: number, total: number): void {
  if (gone === 0) return;
  throw new NotFound(
    'pictures',
    `${gone} of the ${total} pictures that it learns from were deleted since it was started; start another training`,
  );
}
