import { PRIORITIES } from '../jobs/predict-queue.js';
import {
  addPictures,
  type Batch,
  deletePictures,
  type NewPicture,
  reopenUnread,
  unusedContents,
} from '../storage/batches.js';
import type { Context } from './context.js';
import type { Refused } from './upload.js';

/** A field is about a second of work. */
const FIELDS_PER_JOB = 1;
/** A batch of more pictures waits behind smaller ones. */
const INTERACTIVE_PICTURES = 500;

/**
 * Puts pictures whose files are here into a batch and the queue. One that a deletion of the same content removes at this moment is
 * refused.
 * @param owner name of the token that sent them
 * @returns how many are new
 */
export async function takePictures(
  context: Context,
  batch: Batch,
  pictures: readonly NewPicture[],
  owner: string | null,
): Promise<{ accepted: number; refused: Refused[] }> {
  await context.files.sync(pictures.map(({ sha256 }) => sha256));
  const added = await addPictures(context.database.tables, batch.id, pictures, owner);
  // From here on a deletion sees the rows, and gives back what it removed after this look.
  const gone = new Set(await context.files.missing(pictures.map(({ sha256 }) => sha256)));
  const kept = gone.size === 0 ? added : await withoutGone(context, batch, added, [...gone]);
  const ids = [...kept, ...(await mended(context, batch, pictures, added, gone))];
  const priority = ids.length <= INTERACTIVE_PICTURES ? PRIORITIES.interactive : PRIORITIES.bulk;
  const perJob = batch.smear ? FIELDS_PER_JOB : undefined;
  if (ids.length > 0) await context.queue.send(batch.id, ids, priority, perJob);
  const refused = pictures
    .filter(({ sha256 }) => gone.has(sha256))
    .map(({ name }) => ({ name, reason: 'the same picture was just being deleted; send it again' }));
  return { accepted: ids.length, refused };
}

/** Pictures that were sent before, failed because their files were not whole, and wait again. */
async function mended(
  { database: { tables } }: Context,
  batch: Batch,
  pictures: readonly NewPicture[],
  added: readonly string[],
  gone: ReadonlySet<string>,
): Promise<string[]> {
  if (added.length === pictures.length) return [];
  const here = pictures.map(({ sha256 }) => sha256).filter((sha256) => !gone.has(sha256));
  return reopenUnread(tables, batch.id, here);
}

/** Undoes the rows of pictures whose files are gone. @returns the ids that are left */
async function withoutGone(
  { database: { tables }, files }: Context,
  batch: Batch,
  added: readonly string[],
  gone: readonly string[],
): Promise<string[]> {
  const undone = new Set(await deletePictures(tables, batch.id, gone));
  const unusedOf = (contents: readonly string[]) => unusedContents(tables, contents);
  await files.delete(await unusedOf(gone), unusedOf);
  return added.filter((id) => !undone.has(id));
}
