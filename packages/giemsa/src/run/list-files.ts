import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { IMAGE_EXTENSIONS } from '../dataset/decode.js';
import { compareCodePoints } from '../dataset/folder.js';
import { UserError } from '../errors.js';

/** Files as they are given, and the images of folders in code-point order; each file once. */
export async function listFiles(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
    files.push(...(isFolder ? await imagesIn(path) : [path]));
  }
  if (files.length === 0) throw new UserError('give the images, or folders of images');
  return [...new Set(files)];
}

async function imagesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch((error: Error) => {
    throw new UserError(`cannot read the folder ${folder}: ${error.message}`);
  });
  const images = names.filter((name) => isImageName(name) && !isHidden(name));
  if (images.length > 0) return images.sort(compareCodePoints).map((name) => join(folder, name));
  throw new UserError(`${folder} holds no images (${IMAGE_EXTENSIONS.join(' ')})`);
}

/** By its ending. */
export const isImageName = (name: string): boolean =>
  (IMAGE_EXTENSIONS as readonly string[]).includes(extname(name).toLowerCase());

/** Hidden files and folders, and what macOS leaves in archives. */
export const isHidden = (name: string): boolean => /(^|[/\\])(\.|__MACOSX[/\\])/.test(name);
