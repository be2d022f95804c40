import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, posix } from 'node:path';
import { UserError } from '../errors.js';
import { IMAGE_EXTENSIONS } from './decode.js';

/** Where `data synth` puts whole microscope fields, beside the class folders: no class. */
export const FIELDS_FOLDER = 'fields';

/** The picture files of a folder-per-class data set. */
export interface ClassFolder {
  /** The folder that holds the class folders: the one given, or the single folder within it. */
  root: string;
  /** Names of the class folders in code-point order: a class's index is its position here, as in Keras. */
  classNames: string[];
  /** Paths of each class's pictures, relative to `root`, with `/`, in code-point order. */
  files: string[][];
}

/**
 * Lists a data set with one folder per class, as Keras' `flow_from_directory` does: classes and names in code-point
 * order, folders within a class read too. Hidden files and files that are no pictures by their ending are left out;
 * a symbolic link that leads back to a folder already open is not followed.
 * `cell_images/Parasitized` of the NIH archive is found from the folder that holds `cell_images`.
 * @throws UserError when `directory` is missing, unreadable or empty, has fewer than two classes, or a class has
 * fewer than two pictures.
 */
export async function readClassFolder(directory: string): Promise<ClassFolder> {
  const root = await findRoot(directory);
  const classNames: string[] = [];
  const files: string[][] = [];
  for (const name of await subfolders(root)) {
    if (name === FIELDS_FOLDER) continue;
    const found = await listPictures(root, name, new Set([await realpath(root)]));
    if (found.length === 0) continue;
    classNames.push(name);
    files.push(found);
  }
  checkClasses(root, classNames, files);
  return { root, classNames, files };
}

/** Compares by Unicode code points, as Python sorts strings (JavaScript compares UTF-16 units). */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  let i = 0;
  while (i < a.length && i < b.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  // Within a surrogate pair the first halves may be equal: step back to the start of the character.
  if (i > 0 && /[\ud800-\udbff]/.test(a.charAt(i - 1))) i--;
  return (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1);
}

async function findRoot(directory: string): Promise<string> {
  const names = await subfolders(directory);
  const nested = names.length === 1 ? join(directory, names[0]!) : undefined;
  return nested && (await subfolders(nested)).length > 1 ? nested : directory;
}

async function subfolders(directory: string): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await list(directory)) {
    if ((await kindOf(directory, entry)) === 'folder') names.push(entry.name);
  }
  return names;
}

/** The pictures under `root`/`folder`, folder by folder in code-point order, as Keras walks them. */
async function listPictures(root: string, folder: string, open: Set<string>): Promise<string[]> {
  const real = await realpath(join(root, folder));
  if (open.has(real)) return [];
  const pictures: string[] = [];
  const folders: string[] = [];
  for (const entry of await list(join(root, folder))) {
    const { name } = entry;
    const kind = await kindOf(join(root, folder), entry);
    if (kind === 'folder') folders.push(posix.join(folder, name));
    else if (kind === 'file' && isPictureName(name)) pictures.push(posix.join(folder, name));
  }
  for (const inner of folders) pictures.push(...(await listPictures(root, inner, new Set([...open, real]))));
  return pictures;
}

function isPictureName(name: string): boolean {
  return (IMAGE_EXTENSIONS as readonly string[]).includes(extname(name).toLowerCase());
}

/** Follows links; `undefined` for a link to nowhere, a loop of links, a socket and the like. */
async function kindOf(folder: string, entry: Dirent): Promise<'file' | 'folder' | undefined> {
  const found = entry.isSymbolicLink() ? await stat(join(folder, entry.name)).catch(() => undefined) : entry;
  if (found?.isDirectory()) return 'folder';
  return found?.isFile() ? 'file' : undefined;
}

/** What is in a folder, hidden ones left out, in code-point order. */
async function list(directory: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    const visible = entries.filter((entry) => !entry.name.startsWith('.'));
    return visible.sort((a, b) => compareCodePoints(a.name, b.name));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UserError(`${directory}: there is no such folder`);
    if (code === 'ENOTDIR') {
      throw new UserError(`${directory} is a file; expected a folder with one folder of pictures per class`);
    }
    if (code === 'EACCES') {
      throw new UserError(`${directory}: no permission to read this folder; allow it with chmod u+rx`);
    }
    throw new UserError(`${directory}: ${message}`);
  }
}

function checkClasses(root: string, classNames: string[], files: string[][]): void {
  const expected = 'expected one folder of pictures per class, such as Parasitized/ and Uninfected/';
  if (classNames.length === 0) {
    throw new UserError(
      `no pictures (${IMAGE_EXTENSIONS.join(' ')}) in the folders of ${root}: ${expected}. ` +
        `"giemsa data synth ${basename(root)}" draws a data set, "giemsa data download" fetches the NIH one`,
    );
  }
  if (classNames.length === 1) {
    throw new UserError(`${root} has pictures of one class only, ${classNames[0]}: ${expected}`);
  }
  for (const [index, pictures] of files.entries()) {
    if (pictures.length > 1) continue;
    throw new UserError(
      `${join(root, classNames[index]!)} has 1 picture; a class needs at least 2, one to train and one to validate`,
    );
  }
}
