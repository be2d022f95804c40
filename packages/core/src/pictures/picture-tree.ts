import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { NotFound, UnreadableFile } from '../errors/kinds.js';
import { isOurFolder } from '../files/ours.js';
import type { SkippedFile } from '../files/skipped-file.js';
import { isHidden, whyLeftOut } from './picture-kind.js';

/** Pictures of one folder, with those of the folders in it, and what else is there. */
export interface FoundPictures {
  pictures: string[];
  leftOut: SkippedFile[];
}

/** Names of the folders in a folder. @throws UserError when it cannot be listed */
export async function subfolders(directory: string): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await list(directory)) {
    if ((await kindOf(directory, entry)) === 'folder') names.push(entry.name);
  }
  return names;
}

/** The pictures under `root`/`folder`, folder by folder in code-point order, as Keras walks them. */
export async function listPictures(
  root: string,
  folder: string,
  open = new Set<string>(),
): Promise<FoundPictures> {
  const real = await realpath(join(root, folder));
  const found: FoundPictures = { pictures: [], leftOut: [] };
  if (open.has(real)) return found;
  if (await isOurFolder(join(root, folder))) {
    found.leftOut.push({ file: folder, reason: `${join(root, folder)} is a results folder of giemsa` });
    return found;
  }
  const folders: string[] = [];
  for (const entry of await list(join(root, folder))) {
    const file = posix.join(folder, entry.name);
    const kind = await kindOf(join(root, folder), entry);
    if (kind === 'folder') folders.push(file);
    if (kind !== 'file') continue;
    const reason = await whyLeftOut(join(root, file));
    if (reason === undefined) found.pictures.push(file);
    else found.leftOut.push({ file, reason: `cannot read ${join(root, file)}: ${reason}` });
  }
  for (const inner of folders) {
    const { pictures, leftOut } = await listPictures(root, inner, new Set([...open, real]));
    found.pictures.push(...pictures);
    found.leftOut.push(...leftOut);
  }
  return found;
}

/** Follows links; `undefined` for a link to nowhere, a loop of links, a socket and the like. */
async function kindOf(folder: string, entry: Dirent): Promise<'file' | 'folder' | undefined> {
  const found = entry.isSymbolicLink() ? await stat(join(folder, entry.name)).catch(() => undefined) : entry;
  if (found?.isDirectory()) return 'folder';
  return found?.isFile() ? 'file' : undefined;
}

/** What is in a folder, hidden ones left out, in code-point order. */
export async function list(directory: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    const visible = entries.filter((entry) => !isHidden(entry.name));
    return visible.sort((a, b) => compareCodePoints(a.name, b.name));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new NotFound(directory, `${directory}: there is no such folder`);
    if (code === 'ENOTDIR') {
      throw new UnreadableFile(
        directory,
        `${directory} is a file; expected a folder with one folder of pictures per class`,
      );
    }
    if (code === 'EACCES') {
      throw new UnreadableFile(
        directory,
        `${directory}: no permission to read this folder; allow it with chmod u+rx`,
      );
    }
    throw new UnreadableFile(directory, `${directory}: ${message}`);
  }
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
