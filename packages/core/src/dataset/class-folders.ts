import { realpath, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { SkippedFile } from '../files/skipped-file.js';
import { listPictures } from '../pictures/picture-tree.js';
import { leaveOutCopies } from './nested-folders.js';
import { subsetNamed } from './subsets.js';

/** Where `data synth` puts whole microscope fields, beside the class folders: no class. */
export const FIELDS_FOLDER = 'fields';

export interface FoundClasses {
  classNames: string[];
  /** Paths of each class's pictures, relative to the root. */
  files: string[][];
  /** What is not used, by its path relative to the root, with the reason. */
  leftOut: SkippedFile[];
}

/**
 * The class folders of a folder; those without pictures are none, nor are copies of the others and folders such as `test`.
 * @param below a folder in `root` that holds them; `root` itself when left out
 */
export async function readClasses(root: string, names: readonly string[], below = ''): Promise<FoundClasses> {
  const found = new Map<string, string[]>();
  const leftOut: SkippedFile[] = [];
  for (const name of names) {
    const path = posix.join(below, name);
    const { pictures, ...rest } = await listPictures(root, path, new Set([await realpath(root)]));
    const reason = pictures.length === 0 ? undefined : await whyNoClass(join(root, path), name);
    if (reason === undefined) leftOut.push(...rest.leftOut);
    else if (reason !== 'ours') leftOut.push({ file: path, reason: `${join(root, path)}: ${reason}` });
    if (pictures.length > 0 && reason === undefined) found.set(path, pictures);
  }
  leftOut.push(...(await leaveOutCopies(root, found)));
  const paths = [...found.keys()];
  return { classNames: paths.map((path) => posix.basename(path)), files: [...found.values()], leftOut };
}

/** `'ours'`: what `data synth` draws beside the classes. */
async function whyNoClass(path: string, name: string): Promise<string | undefined> {
  if (subsetNamed(name) !== undefined) return 'a part of a split, not a class';
  if (name !== FIELDS_FOLDER) return undefined;
  const isDrawn = (await stat(join(path, 'truth.json')).catch(() => undefined)) !== undefined;
  return isDrawn ? 'ours' : 'whole fields, not a class';
}
