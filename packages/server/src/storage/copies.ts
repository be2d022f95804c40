import { and, eq, getTableColumns, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Batch } from './batches.js';
import type { Tables } from './database.js';
import { batchCopies, batches } from './schema.js';

/** Whose copy of which batch for which model. */
export interface CopyKey {
  readonly sourceId: string;
  readonly modelSha256: string;
  /** SHA-256 of the token that asks; empty where none is asked for. */
  readonly owner: string;
}

/** The batch that was made as this copy; `undefined` where there is none, or it is in the trash. */
export async function findCopy(tables: Tables, key: CopyKey): Promise<Batch | undefined> {
  const rows = await tables
    .select(getTableColumns(batches))
    .from(batchCopies)
    .innerJoin(batches, eq(batches.id, batchCopies.batchId))
    .where(and(is(key), isNull(batches.deletedAt)));
  return rows[0];
}

/** In place of one in the trash. @returns false when another request has just made one */
export async function addCopy(transaction: Tables, key: CopyKey, batchId: string): Promise<boolean> {
  const deleted = transaction.select({ id: batches.id }).from(batches).where(isNotNull(batches.deletedAt));
  await transaction.delete(batchCopies).where(and(is(key), inArray(batchCopies.batchId, deleted)));
  const rows = await transaction
    .insert(batchCopies)
    .values({ ...key, batchId })
    .onConflictDoNothing()
    .returning({ batchId: batchCopies.batchId });
  return rows.length > 0;
}

const is = ({ sourceId, modelSha256, owner }: CopyKey) =>
  and(
    eq(batchCopies.sourceId, sourceId),
    eq(batchCopies.modelSha256, modelSha256),
    eq(batchCopies.owner, owner),
  );
