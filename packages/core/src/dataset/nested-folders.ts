import { stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { UnusableData } from '../errors/kinds.js';
import type { SkippedFile } from '../files/skipped-file.js';

/**
 * Removes folders inside the data set that hold the same classes again, as in the Kaggle archive of the NIH
 * cells (`cell_images/cell_images/Parasitized`).
 * @param found pictures by class folder; changed
 * @returns what was taken out
 * @throws UserError when such a folder holds other pictures, so that it is not clear which ones are meant
 */
export async function leaveOutCopies(root: string, found: Map<string, string[]>): Promise<SkippedFile[]> {
  const leftOut: SkippedFile[] = [];
  for (const [folder, files] of [...found]) {
    const inner = files.map((file) => posix.relative(folder, file));
    const names = new Set(inner.map((file) => (file.includes('/') ? file.split('/')[0]! : '')));
    const around = posix.dirname(folder);
    const isNested = names.size > 1 && [...names].every((name) => found.has(posix.join(around, name)));
    if (!isNested) continue;
    const path = join(root, folder);
    const other = await firstOther(root, folder, around, inner, new Set([...found.values()].flat()));
    if (other !== undefined) {
      throw new UnusableData(
        `${path} holds folders of the same classes as those beside it, ${[...names].join(' and ')}, with other pictures ` +
          `(such as ${join(path, other)}): give ${path} to use only these, or move them into the folders beside it`,
      );
    }
    found.delete(folder);
    leftOut.push({
      file: folder,
      reason: `${path} holds the classes again, nested: its ${files.length} pictures are copies of those beside it`,
    });
  }
  return leftOut;
}

/** The first picture that is not there in the same size, under the same name, in the folders around. */
async function firstOther(
  root: string,
  folder: string,
  around: string,
  inner: readonly string[],
  known: ReadonlySet<string>,
): Promise<string | undefined> {
  for (const file of inner) {
    const outer = posix.join(around, file);
    if (!known.has(outer)) return file;
    const [copy, original] = await Promise.all([stat(join(root, folder, file)), stat(join(root, outer))]);
    if (copy.size !== original.size) return file;
  }
  return undefined;
}
