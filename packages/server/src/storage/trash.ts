import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { addAuditEntry } from './audit-log.js';
import { type BatchPage, inRoom, pageOfBatches } from './batches.js';
import type { Tables } from './database.js';
import type { PictureFiles } from './picture-files.js';
import { removeBatch } from './remove-batch.js';
import { batches, keyedRequests } from './schema.js';

const IS_SIGNED = sql`EXISTS (SELECT 1 FROM sign_offs WHERE sign_offs.batch_id = ${batches.id})`;

// Only the database's clock decides whether a batch in the trash has expired. An expired batch cannot be
// restored, and only expired batches are deleted, so the two never collide.

/** A batch with signed results never expires: a person decides that what somebody stands for is gone. */
const due = (days: number) =>
  sql`(${batches.deletedAt} <= now() - make_interval(days => ${days}::int) AND NOT ${IS_SIGNED})`;

/**
 * Puts a batch into the trash, where it is not there yet. Its idempotency key is free again: the same upload makes a new batch.
 * @param by name of the token
 */
export async function moveToTrash(tables: Tables, batchId: string, by: string | null): Promise<void> {
  await tables.transaction(async (transaction) => {
    await transaction
      .update(batches)
      .set({ deletedAt: sql`now()`, deletedBy: by })
      .where(and(eq(batches.id, batchId), isNull(batches.deletedAt)));
    await transaction.delete(keyedRequests).where(eq(keyedRequests.batchId, batchId));
  });
}

/** What was deleted last first, a page at a time. @param room `null` for all @param after a `BATCH_CURSOR` */
export const listTrash = (
  tables: Tables,
  limit: number,
  room: string | null,
  after?: string,
): Promise<BatchPage> =>
  pageOfBatches(tables, batches.deletedAt, and(isNotNull(batches.deletedAt), inRoom(room)), limit, after);

/** Those of some batches in which a result is signed. */
export async function signedBatches(tables: Tables, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tables
    .select({ id: batches.id })
    .from(batches)
    .where(and(inArray(batches.id, [...ids]), IS_SIGNED));
  return new Set(rows.map(({ id }) => id));
}

/** Deletes a batch for good. @returns false where it is not in the trash, or not any more */
export const removeFromTrash = (tables: Tables, files: PictureFiles, batchId: string): Promise<boolean> =>
  removeBatch(tables, files, batchId, isNotNull(batches.deletedAt));

/** @returns whether it was there and not due yet */
export async function restoreFromTrash(tables: Tables, batchId: string, days: number): Promise<boolean> {
  const rows = await tables
    .update(batches)
    .set({ deletedAt: null, deletedBy: null })
    .where(and(eq(batches.id, batchId), isNotNull(batches.deletedAt), sql`NOT ${due(days)}`))
    .returning({ id: batches.id });
  return rows.length > 0;
}

/**
 * Deletes batches for good after some days in the trash, and notes it in the audit log.
 * @param signal aborted when the server stops: what is left then is swept the next time
 * @returns how many batches
 */
export async function sweepTrash(
  tables: Tables,
  files: PictureFiles,
  days: number,
  signal: AbortSignal,
): Promise<number> {
  const isDue = and(isNotNull(batches.deletedAt), due(days));
  const rows = await tables.select({ id: batches.id }).from(batches).where(isDue);
  let count = 0;
  for (const { id } of rows) {
    if (signal.aborted) break;
    // Another server, of more days, may have restored it meanwhile.
    if (!(await removeBatch(tables, files, id, isDue))) continue;
    await addAuditEntry(tables, { action: 'trash swept', batchId: id });
    count++;
  }
  return count;
}
