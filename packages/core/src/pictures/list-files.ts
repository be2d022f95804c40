import { readdir, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { MissingOption, UnreadableFile, UnusableData } from '../errors/kinds.js';
import { MARK } from '../files/ours.js';
import type { SkippedFile } from '../files/skipped-file.js';
import { isHidden, PICTURES_READ, whyLeftOut } from './picture-kind.js';
import { compareCodePoints } from './picture-tree.js';

export interface ListedFiles {
  /** Pictures, each once. */
  readonly files: string[];
  /** Other files of the folders given, each with the reason why it is none. */
  readonly leftOut: SkippedFile[];
}

/** Files as they are given, and the pictures of folders in code-point order. @throws UserError when there are none */
export async function listFiles(paths: readonly string[]): Promise<ListedFiles> {
  const files = new Set<string>();
  const leftOut: SkippedFile[] = [];
  for (const path of paths) {
    const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
    const found = isFolder ? await imagesIn(path) : { files: [path], leftOut: [] };
    for (const file of found.files) files.add(file);
    leftOut.push(...found.leftOut);
  }
  if (files.size === 0) throw new MissingOption('files', 'give the images, or folders of images');
  return { files: [...files], leftOut };
}

async function imagesIn(folder: string): Promise<ListedFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: Error) => {
    throw new UnreadableFile(folder, `cannot read the folder ${folder}: ${error.message}`);
  });
  const files: string[] = [];
  const leftOut: SkippedFile[] = [];
  const ours = new Set<string>();
  for (const { parentPath, name } of entries) {
    if (name === MARK && resolve(parentPath) !== resolve(folder)) ours.add(parentPath);
  }
  for (const path of ours) leftOut.push({ file: path, reason: `${path} is a results folder of giemsa` });
  const isOurs = (path: string) => [...ours].some((results) => path.startsWith(`${results}${sep}`));
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !isHidden(path.slice(folder.length)) && !isOurs(path));
  for (const path of paths.sort(compareCodePoints)) {
    const reason = await whyLeftOut(path);
    if (reason === undefined) files.push(path);
    else leftOut.push({ file: path, reason: `cannot read ${path}: ${reason}` });
  }
  if (files.length > 0) return { files, leftOut };
  throw new UnusableData(
    `${folder} contains no images (${PICTURES_READ})${leftOut.length > 0 ? `; ${leftOut[0]!.reason}` : ''}`,
  );
}
