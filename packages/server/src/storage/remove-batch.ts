import type { SQL } from 'drizzle-orm';
import { deleteBatch } from './batches.js';
import type { Tables } from './database.js';
import type { PictureFiles } from './picture-files.js';
import { unusedContents } from './pictures.js';
import { endRemovals, openRemovals } from './removals.js';

/**
 * Deletes a batch: rows, results, corrections, its pictures and all made from them.
 * @param only as of {@link deleteBatch}
 * @returns whether there was such a batch
 */
export async function removeBatch(
  tables: Tables,
  files: PictureFiles,
  batchId: string,
  only?: SQL,
): Promise<boolean> {
  const contents = await deleteBatch(tables, batchId, only);
  if (contents !== undefined) await removeFiles(tables, files, contents);
  return contents !== undefined;
}

/** What a killed server was deleting. */
export async function finishRemovals(tables: Tables, files: PictureFiles): Promise<void> {
  await removeFiles(tables, files, await openRemovals(tables));
}

async function removeFiles(tables: Tables, files: PictureFiles, contents: readonly string[]): Promise<void> {
  const unusedOf = (some: readonly string[]) => unusedContents(tables, some);
  await files.delete(await unusedOf(contents), unusedOf);
  await endRemovals(tables, contents);
}
