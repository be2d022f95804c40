import { PRIORITIES } from '../jobs/predict-queue.js';
import { type Batch, createBatch, holdBatch, type NewBatch } from '../storage/batches.js';
import type { Tables } from '../storage/database.js';
import {
  addPictures,
  deletePictures,
  type NewPicture,
  reopenUnread,
  unusedContents,
} from '../storage/pictures.js';
import type { Context } from './context.js';
import { Problem } from './problem.js';
import type { Refused } from './upload.js';

/** A field is about a second of work. */
const FIELDS_PER_JOB = 1;
/** A batch of more pictures waits behind smaller ones. */
const INTERACTIVE_PICTURES = 500;

/** What came of pictures that were taken in. */
export interface Taken {
  readonly batch: Batch;
  /** How many are new, or read once more. */
  readonly accepted: number;
  /** Those whose files a deletion of the same content removed at this moment. */
  readonly refused: readonly Refused[];
}

export interface TakeOptions {
  /** Name of the token that sent them. */
  readonly owner: string | null;
  /**
   * Called in the transaction that writes the rows: what it writes is committed with them or not at all. It
   * is called again with the new state if pictures turn out to be gone.
   */
  readonly record?: (tables: Tables, taken: Taken) => Promise<void>;
}

/**
 * Puts pictures whose files are here into a batch and the queue; a new batch is made with its pictures or not at all.
 * @throws Problem 404 when the batch was deleted meanwhile
 */
export async function takePictures(
  context: Context,
  target: Batch | NewBatch,
  pictures: readonly NewPicture[],
  { owner, record = async () => undefined }: TakeOptions,
): Promise<Taken> {
  const { tables } = context.database;
  const contents = pictures.map(({ sha256 }) => sha256);
  await context.files.sync(contents);
  const { batch, added } = await tables.transaction(async (transaction) => {
    const made = await batchIn(transaction, target);
    const ids = await addPictures(transaction, made.id, pictures, owner, made.labelled ? 'done' : 'waiting');
    await record(transaction, { batch: made, accepted: ids.length, refused: [] });
    return { batch: made, added: ids };
  });
  // From here on a deletion sees the rows, and gives back what it removed after this look.
  const gone = new Set(await context.files.missing(contents));
  const kept = gone.size === 0 ? added : await withoutGone(context, batch, added, [...gone]);
  const ids = [...kept, ...(await mended(context, batch, pictures, added, gone))];
  const refused = pictures
    .filter(({ sha256 }) => gone.has(sha256))
    .map(({ name }) => ({ name, reason: 'the same picture was just being deleted; send it again' }));
  const taken = { batch, accepted: ids.length, refused };
  if (taken.accepted !== added.length || refused.length > 0) await record(tables, taken);
  const priority = ids.length <= INTERACTIVE_PICTURES ? PRIORITIES.interactive : PRIORITIES.bulk;
  const perJob = batch.smear ? FIELDS_PER_JOB : undefined;
  if (ids.length > 0 && !batch.labelled) await context.queue.send(batch.id, ids, priority, perJob);
  return taken;
}

async function batchIn(transaction: Tables, target: Batch | NewBatch): Promise<Batch> {
  if (!('id' in target)) return createBatch(transaction, target);
  if (await holdBatch(transaction, target.id)) return target;
  throw new Problem('not-found', `The batch ${target.id} was deleted meanwhile; its pictures are gone.`);
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
