import { randomUUID } from 'node:crypto';
import {
  and,
  desc,
  eq,
  getTableColumns,
  ilike,
  inArray,
  isNotNull,
  isNull,
  type SQL,
  sql,
} from 'drizzle-orm';
import { batchSettings, expectedFiles } from './batch-tables.js';
import type { Tables } from './database.js';
import { unusedContents } from './pictures.js';
import { addRemovals } from './removals.js';
import { batches, pictures, type SmearSettings } from './schema.js';

export type Batch = typeof batches.$inferSelect;

export interface Progress {
  readonly total: number;
  readonly done: number;
  /** No cells, by the model's input gate. */
  readonly refused: number;
  readonly failed: number;
  /** Files that an upload said were to come, and how many of them are here; null where it said nothing. */
  readonly announced: number | null;
  readonly arrived: number | null;
}

/** Of a batch to which nothing was sent yet. */
export const NO_PROGRESS: Progress = {
  ...{ total: 0, done: 0, refused: 0, failed: 0, announced: null, arrived: null },
};

/** Whether there is nothing left to do, and nothing left to come. */
export const isOver = ({ total, done, refused, failed, announced, arrived }: Progress): boolean =>
  done + refused + failed === total && announced === arrived;

/** The place of a batch in the list of them: microseconds since 1970, and its id. */
export const BATCH_CURSOR = /^(\d{1,17})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** One page of a list of batches. */
export interface BatchPage {
  readonly batches: (Batch & { progress: Progress })[];
  /** The place of the last, where more follow. */
  readonly next: string | undefined;
}

/**
 * The newest batches first, without those in the trash.
 * @param room the one whose batches are listed; `null` for all
 * @param after a {@link BATCH_CURSOR}: those that come after it
 * @param search those with this text in their names, in either case
 */
export const listBatches = (
  tables: Tables,
  limit: number,
  room: string | null = null,
  after?: string,
  search?: string,
): Promise<BatchPage> =>
  pageOfBatches(
    tables,
    batches.createdAt,
    and(
      isNull(batches.deletedAt),
      eq(batches.labelled, false),
      inRoom(room),
      search === undefined ? undefined : named(search),
    ),
    limit,
    after,
  );

const named = (text: string): SQL => ilike(batches.name, `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`);

/** Those of some batches that come after a place, the latest first by a time of theirs. */
export async function pageOfBatches(
  tables: Tables,
  column: typeof batches.createdAt | typeof batches.deletedAt,
  which: SQL | undefined,
  limit: number,
  after: string | undefined,
): Promise<BatchPage> {
  const [, time, id] = BATCH_CURSOR.exec(after ?? '') ?? [];
  const isAfter =
    after === undefined
      ? undefined
      : sql`(${column}, ${batches.id}) <
            (timestamptz 'epoch' + ${time}::bigint * interval '1 microsecond', ${id}::uuid)`;
  const rows = await tables
    .select({
      ...getTableColumns(batches),
      time: sql<string>`(extract(epoch from ${column}) * 1000000)::bigint::text`,
    })
    .from(batches)
    .where(and(which, isAfter))
    .orderBy(desc(column), desc(batches.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const progress = await progressOf(
    tables,
    shown.map((batch) => batch.id),
  );
  const last = shown.at(-1);
  return {
    batches: shown.map(({ time: _, ...batch }) => ({ ...batch, progress: progress.get(batch.id)! })),
    next: rows.length > limit && last ? `${last.time}.${last.id}` : undefined,
  };
}

/** Batches of a room; `null` for all. */
export const inRoom = (room: string | null): SQL | undefined =>
  room === null ? undefined : eq(batches.room, room);

export async function findBatch(tables: Tables, id: string): Promise<Batch | undefined> {
  return (await tables.select().from(batches).where(eq(batches.id, id)))[0];
}

/** What a new batch begins with. */
export interface NewBatch {
  readonly name: string;
  readonly modelId: string;
  readonly smear?: SmearSettings | undefined;
  /** Whether it is trained on, and no model reads it. */
  readonly labelled?: boolean | undefined;
  /** Name of its token; null if it was made without one. */
  readonly room?: string | null;
  /** Who has it read blind from the beginning; left out where nobody does. */
  readonly blindBy?: string | undefined;
}

export async function createBatch(tables: Tables, { blindBy, ...values }: NewBatch): Promise<Batch> {
  const blind = blindBy !== undefined;
  const [batch] = await tables
    .insert(batches)
    .values({ id: randomUUID(), ...values, blind })
    .returning();
  if (blind) {
    const setting = { setting: 'blind', blind } as const;
    await tables.insert(batchSettings).values({ batchId: batch!.id, setting, setBy: blindBy });
  }
  return batch!;
}

/** Until the transaction ends nobody deletes it. @returns whether it is there, and not in the trash */
export async function holdBatch(transaction: Tables, id: string): Promise<boolean> {
  const rows = await transaction
    .select({ id: batches.id })
    .from(batches)
    .where(and(eq(batches.id, id), isNull(batches.deletedAt)))
    .for('share');
  return rows.length > 0;
}

/** Labelled sets, the newest first. @param room the one whose sets are listed; `null` for all */
export const labelledSets = (tables: Tables, room: string | null, limit: number): Promise<Batch[]> =>
  tables
    .select()
    .from(batches)
    .where(and(isNull(batches.deletedAt), eq(batches.labelled, true), inRoom(room)))
    .orderBy(desc(batches.createdAt), desc(batches.id))
    .limit(limit);

/** Batches of single cells that a person has answered, the newest first. @param room the one whose batches are listed; `null` for all */
export async function answeredBatches(tables: Tables, room: string | null, limit: number): Promise<Batch[]> {
  const answered = sql`EXISTS (SELECT FROM pictures JOIN corrections ON picture_id = pictures.id
    WHERE pictures.batch_id = ${batches.id})`;
  return tables
    .select()
    .from(batches)
    .where(
      and(
        isNull(batches.deletedAt),
        isNull(batches.smear),
        eq(batches.labelled, false),
        inRoom(room),
        answered,
      ),
    )
    .orderBy(desc(batches.createdAt), desc(batches.id))
    .limit(limit);
}

/** Batches of fields at which a person has looked, the newest first. @param room the one whose batches are listed; `null` for all */
export async function correctedBatches(tables: Tables, room: string | null, limit: number): Promise<Batch[]> {
  const looked = sql`${batches.id} IN (SELECT batch_id FROM pictures JOIN field_edits ON picture_id = pictures.id
    UNION SELECT batch_id FROM pictures JOIN field_marks ON picture_id = pictures.id
    UNION SELECT batch_id FROM pictures JOIN field_readings ON picture_id = pictures.id)`;
  return tables
    .select()
    .from(batches)
    .where(
      and(
        isNull(batches.deletedAt),
        isNotNull(batches.smear),
        // What is read blind has no figures yet.
        eq(batches.blind, false),
        inRoom(room),
        looked,
      ),
    )
    .orderBy(desc(batches.createdAt), desc(batches.id))
    .limit(limit);
}

export async function progressOf(
  tables: Tables,
  batchIds: readonly string[],
): Promise<Map<string, Progress>> {
  const progress = new Map<string, { -readonly [Key in keyof Progress]: Progress[Key] }>(
    batchIds.map((id) => [id, { ...NO_PROGRESS }]),
  );
  if (batchIds.length === 0) return progress;
  const counts = await tables
    .select({
      ...{ batchId: pictures.batchId, status: pictures.status, blind: batches.blind },
      count: sql<number>`count(*)::int`,
    })
    .from(pictures)
    .innerJoin(batches, eq(batches.id, pictures.batchId))
    .where(inArray(pictures.batchId, [...batchIds]))
    .groupBy(pictures.batchId, pictures.status, batches.blind);
  for (const { batchId, status, count, blind } of counts) {
    const entry = progress.get(batchId)!;
    entry.total += count;
    // That the model refused a picture is what it says of it.
    if (status !== 'waiting') entry[blind && status === 'refused' ? 'done' : status] += count;
  }
  const files = await tables
    .select({
      batchId: expectedFiles.batchId,
      announced: sql<number>`count(*)::int`,
      arrived: sql<number>`count(${expectedFiles.arrivedAt})::int`,
    })
    .from(expectedFiles)
    .where(inArray(expectedFiles.batchId, [...batchIds]))
    .groupBy(expectedFiles.batchId);
  for (const { batchId, ...counts } of files) Object.assign(progress.get(batchId)!, counts);
  return progress;
}

/**
 * @param only deletes it only where this holds, now and not when somebody looked before
 * @returns the content hashes that no other batch has, which are noted until their files are gone; `undefined` where there is no
 * such batch
 */
export async function deleteBatch(
  tables: Tables,
  batchId: string,
  only?: SQL,
): Promise<string[] | undefined> {
  return tables.transaction(async (transaction) => {
    // From here on nothing is added to it, and nobody restores it.
    const held = await transaction
      .select({ id: batches.id })
      .from(batches)
      .where(and(eq(batches.id, batchId), only))
      .for('update');
    if (held.length === 0) return undefined;
    const gone = await transaction
      .selectDistinct({ sha256: pictures.sha256 })
      .from(pictures)
      .where(eq(pictures.batchId, batchId));
    await transaction.delete(batches).where(eq(batches.id, batchId));
    const unused = await unusedContents(
      transaction,
      gone.map(({ sha256 }) => sha256),
    );
    await addRemovals(transaction, unused);
    return unused;
  });
}
