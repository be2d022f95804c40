import { join } from 'node:path';
import { decodePixels } from '../../pictures/decode.js';
import { loadSharp } from '../../pictures/load-sharp.js';
import { list } from '../../pictures/picture-tree.js';

/** Whether a path, with `/`, stays within the folder that it is relative to. */
export const isInside = (path: string): boolean =>
  path !== '' && !/^(?:\/|[a-z]:)/i.test(path) && !path.split('/').includes('..');

/** Width and height of a picture when it is upright, as it is decoded. @throws UserError when it cannot be read */
export async function uprightSize(file: string): Promise<{ width: number; height: number }> {
  const sharp = await loadSharp();
  const header = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  return header?.autoOrient ?? decodePixels(file);
}

/** Why the boxes of a picture do not fit it: they were made on one of another size. Undefined where they do. */
export async function otherSize(
  file: string,
  width: number | undefined,
  height: number | undefined,
): Promise<string | undefined> {
  // Some programs write 0 for a size that they do not know.
  if (!width || !height) return undefined;
  const size = await uprightSize(file).catch((error: Error) => error);
  if (size instanceof Error) return size.message;
  if (size.width === width && size.height === height) return undefined;
  return `its labels are for ${width} × ${height} pixels, the picture has ${size.width} × ${size.height}`;
}

/** Files of a folder in code-point order; with `deep` those of the folders in it, too, links left out. */
export async function filesBelow(folder: string, deep: boolean): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await list(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(deep ? await filesBelow(path, true) : []));
    else files.push(path);
  }
  return files;
}
