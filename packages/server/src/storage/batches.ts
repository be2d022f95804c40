import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, getTableColumns, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Tables } from './database.js';
import { addRemovals } from './removals.js';
import { batches, corrections, pictures, results, type SmearSettings, type VERDICTS } from './schema.js';
import { MENDABLE_REASONS } from './unreadable-picture.js';

export type Batch = typeof batches.$inferSelect;
export type Picture = typeof pictures.$inferSelect;
export type Result = typeof results.$inferSelect;
export type Correction = typeof corrections.$inferSelect;

export interface Progress {
  readonly total: number;
  readonly done: number;
  /** No cells, by the model's input gate. */
  readonly refused: number;
  readonly failed: number;
}

/** Whether there is nothing left to do. */
export const isOver = ({ total, done, refused, failed }: Progress): boolean =>
  done + refused + failed === total;

/** A picture that was uploaded and looked at. */
export type NewPicture = Pick<Picture, 'name' | 'sha256' | 'bytes' | 'width' | 'height' | 'label'>;

/** Rows of one statement, so that none takes long. */
const ROWS_PER_INSERT = 1000;

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
 */
export const listBatches = (
  tables: Tables,
  limit: number,
  room: string | null = null,
  after?: string,
): Promise<BatchPage> =>
  pageOfBatches(tables, batches.createdAt, and(isNull(batches.deletedAt), inRoom(room)), limit, after);

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
  /** Whose it is; null where it is made without a token. */
  readonly room?: string | null;
}

export async function createBatch(tables: Tables, values: NewBatch): Promise<Batch> {
  return (
    await tables
      .insert(batches)
      .values({ id: randomUUID(), ...values })
      .returning()
  )[0]!;
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

/**
 * A picture of the same name and content as one that the batch has is the same one, sent twice.
 * @param owner name of the token that sent them
 * @returns the ids of the new pictures, in order
 */
export async function addPictures(
  tables: Tables,
  batchId: string,
  added: readonly NewPicture[],
  owner: string | null,
): Promise<string[]> {
  const ids: string[] = [];
  for (let start = 0; start < added.length; start += ROWS_PER_INSERT) {
    const part = JSON.stringify(added.slice(start, start + ROWS_PER_INSERT));
    const { rows } = await tables.execute<{ id: string }>(sql`
      INSERT INTO pictures (id, batch_id, name, sha256, bytes, width, height, label, owner)
      SELECT gen_random_uuid(), ${batchId}, name, sha256, bytes, width, height, label, ${owner}
      FROM ROWS FROM (jsonb_to_recordset(${part}::jsonb)
        AS (name text, sha256 text, bytes integer, width integer, height integer, label text)) WITH ORDINALITY
      ORDER BY ordinality
      ON CONFLICT (batch_id, sha256, name) DO NOTHING
      RETURNING id`);
    for (const { id } of rows) ids.push(id);
  }
  return ids;
}

/** Pictures of a token that were not deleted. */
export async function countStored(tables: Tables, owner: string): Promise<number> {
  const [row] = await tables
    .select({ count: sql<number>`count(*)::int` })
    .from(pictures)
    .where(eq(pictures.owner, owner));
  return row!.count;
}

export async function progressOf(
  tables: Tables,
  batchIds: readonly string[],
): Promise<Map<string, Progress>> {
  const progress = new Map(batchIds.map((id) => [id, { total: 0, done: 0, refused: 0, failed: 0 }]));
  if (batchIds.length === 0) return progress;
  const counts = await tables
    .select({ batchId: pictures.batchId, status: pictures.status, count: sql<number>`count(*)::int` })
    .from(pictures)
    .where(inArray(pictures.batchId, [...batchIds]))
    .groupBy(pictures.batchId, pictures.status);
  for (const { batchId, status, count } of counts) {
    const entry = progress.get(batchId)!;
    entry.total += count;
    if (status !== 'waiting') entry[status] += count;
  }
  return progress;
}

export async function findPicture(tables: Tables, id: string): Promise<Picture | undefined> {
  return (await tables.select().from(pictures).where(eq(pictures.id, id)))[0];
}

export async function addCorrection(
  tables: Tables,
  correction: {
    pictureId: string;
    verdict: (typeof VERDICTS)[number];
    label: string | null;
    reviewer: string;
  },
): Promise<Correction> {
  return (await tables.insert(corrections).values(correction).returning())[0]!;
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

/** Takes pictures of some contents out of a batch again. @returns their ids */
export async function deletePictures(
  tables: Tables,
  batchId: string,
  contents: readonly string[],
): Promise<string[]> {
  const rows = await tables
    .delete(pictures)
    .where(and(eq(pictures.batchId, batchId), inArray(pictures.sha256, [...contents])))
    .returning({ id: pictures.id });
  return rows.map(({ id }) => id);
}

/** Pictures of a batch whose files were gone or damaged and are here again: they wait once more. @returns their ids */
export async function reopenUnread(
  tables: Tables,
  batchId: string,
  contents: readonly string[],
): Promise<string[]> {
  const rows = await tables
    .update(pictures)
    .set({ status: 'waiting', reason: null, attempts: 0 })
    .where(
      and(
        eq(pictures.batchId, batchId),
        eq(pictures.status, 'failed'),
        inArray(pictures.reason, [...MENDABLE_REASONS]),
        sql`${pictures.sha256} = ANY(${sql.param([...contents])}::text[])`,
      ),
    )
    .returning({ id: pictures.id });
  return rows.map(({ id }) => id);
}

/** Those of some contents that no picture has. */
export async function unusedContents(tables: Tables, contents: readonly string[]): Promise<string[]> {
  const used = new Set<string>();
  for (let start = 0; start < contents.length; start += ROWS_PER_INSERT) {
    const part = contents.slice(start, start + ROWS_PER_INSERT);
    const rows = await tables
      .selectDistinct({ sha256: pictures.sha256 })
      .from(pictures)
      .where(inArray(pictures.sha256, part));
    for (const { sha256 } of rows) used.add(sha256);
  }
  return contents.filter((sha256) => !used.has(sha256));
}

/** Pictures of a job that have no result yet. */
export async function waitingPictures(tables: Tables, ids: readonly string[]): Promise<Picture[]> {
  if (ids.length === 0) return [];
  return tables
    .select()
    .from(pictures)
    .where(and(inArray(pictures.id, [...ids]), eq(pictures.status, 'waiting')))
    .orderBy(asc(pictures.position));
}

/** The models that read some batches. */
export async function modelsOf(tables: Tables, batchIds: readonly string[]): Promise<string[]> {
  const rows = await tables
    .selectDistinct({ modelId: batches.modelId })
    .from(batches)
    .where(inArray(batches.id, [...batchIds]));
  return rows.map(({ modelId }) => modelId);
}

/** A picture with which a worker begins, with what its batch says of how it is read. */
export type BegunPicture = Picture & Pick<Batch, 'modelId' | 'smear'>;

/** Takes those of some pictures that have no result yet, in their order; `attempts` counts this one too. */
export async function beginPictures(tables: Tables, ids: readonly string[]): Promise<BegunPicture[]> {
  const rows = await tables
    .update(pictures)
    .set({ attempts: sql`${pictures.attempts} + 1` })
    .from(batches)
    .where(
      and(
        sql`${pictures.id} = ANY(${sql.param(ids)}::uuid[])`,
        eq(pictures.status, 'waiting'),
        eq(batches.id, pictures.batchId),
      ),
    )
    .returning({ picture: pictures, modelId: batches.modelId, smear: batches.smear });
  return rows
    .map(({ picture, modelId, smear }) => ({ ...picture, modelId, smear }))
    .sort((a, b) => a.position - b.position);
}

/** What a job found out of its pictures. */
export interface Outcome {
  /** With what was not looked at of a file, such as further pages, as `reason`. */
  readonly results: readonly (Omit<Result, 'createdAt'> & { readonly reason?: string })[];
  /** Pictures without a result, and why. */
  readonly failures: readonly {
    readonly pictureId: string;
    readonly status: 'refused' | 'failed';
    readonly reason: string;
  }[];
}

/**
 * Writes results once: what another worker wrote before stays. Pictures deleted meanwhile are passed over.
 * One statement, so all or nothing; a row that another worker is writing is waited for, and passed over then.
 */
export async function writeOutcome(tables: Tables, { results: found, failures }: Outcome): Promise<void> {
  const rows = [...found.map((result) => ({ ...result, status: 'done' })), ...failures];
  if (rows.length === 0) return;
  await tables.execute(sql`
    WITH found AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS (
        "pictureId" uuid, status text, reason text,
        "modelSha256" text, class text, probability double precision, probabilities jsonb, unsure boolean)),
    open AS (
      UPDATE pictures SET status = found.status, reason = found.reason FROM found
      WHERE pictures.id = found."pictureId" AND pictures.status = 'waiting'
      RETURNING pictures.id, found.*)
    INSERT INTO results (picture_id, model_sha256, class, probability, probabilities, unsure)
    SELECT id, "modelSha256", class, probability, probabilities, unsure FROM open WHERE status = 'done'
    ON CONFLICT DO NOTHING`);
}

/** Checksum of the model that gave a picture's result, where it has one. */
export async function resultModels(tables: Tables, pictureId: string): Promise<string[]> {
  const rows = await tables
    .select({ sha256: results.modelSha256 })
    .from(results)
    .where(eq(results.pictureId, pictureId));
  return rows.map(({ sha256 }) => sha256);
}
