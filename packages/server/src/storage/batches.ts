import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, inArray, notExists, sql } from 'drizzle-orm';
import type { Tables } from './database.js';
import { batches, corrections, pictures, results, type SmearSettings, type VERDICTS } from './schema.js';

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

/** A picture with its result and the last word of a person, where there are any. */
export interface ReadPicture {
  readonly picture: Picture;
  readonly result: Result | null;
  readonly correction: Correction | null;
}

/** Rows of one statement; PostgreSQL takes at most 65,535 values. */
const ROWS_PER_INSERT = 1000;

/** The newest batches first. */
export async function listBatches(
  tables: Tables,
  limit: number,
): Promise<(Batch & { progress: Progress })[]> {
  const rows = await tables.select().from(batches).orderBy(desc(batches.createdAt)).limit(limit);
  const progress = await progressOf(
    tables,
    rows.map(({ id }) => id),
  );
  return rows.map((batch) => ({ ...batch, progress: progress.get(batch.id)! }));
}

export async function findBatch(tables: Tables, id: string): Promise<Batch | undefined> {
  return (await tables.select().from(batches).where(eq(batches.id, id)))[0];
}

/**
 * A new batch; the one that was made before under the same key, where there is one.
 * @param idempotencyKey of the client's: a request that is sent twice makes one batch
 */
export async function createBatch(
  tables: Tables,
  values: {
    name: string;
    modelId: string;
    idempotencyKey?: string | undefined;
    smear?: SmearSettings | undefined;
  },
): Promise<{ batch: Batch; isNew: boolean }> {
  const rows = await tables
    .insert(batches)
    .values({ id: randomUUID(), ...values })
    .onConflictDoNothing()
    .returning();
  if (rows[0]) return { batch: rows[0], isNew: true };
  const known = await tables.select().from(batches).where(eq(batches.idempotencyKey, values.idempotencyKey!));
  return { batch: known[0]!, isNew: false };
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
  return tables.transaction(async (transaction) => {
    // One upload at a time gives positions to the pictures of a batch.
    await transaction.select().from(batches).where(eq(batches.id, batchId)).for('update');
    const [last] = await transaction
      .select({ position: sql<number>`coalesce(max(${pictures.position}), -1)::int` })
      .from(pictures)
      .where(eq(pictures.batchId, batchId));
    const known = await namesWithContent(transaction, batchId, added);
    const fresh = added.filter((picture) => {
      const key = nameWithContent(picture);
      const isNew = !known.has(key);
      known.add(key);
      return isNew;
    });
    const rows = fresh.map(({ name, sha256, bytes, width, height, label }, index) => ({
      ...{ name, sha256, bytes, width, height, label },
      id: randomUUID(),
      batchId,
      owner,
      position: last!.position + 1 + index,
      status: 'waiting' as const,
      attempts: 0,
    }));
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      await transaction.insert(pictures).values(rows.slice(start, start + ROWS_PER_INSERT));
    }
    return rows.map(({ id }) => id);
  });
}

const nameWithContent = ({ name, sha256 }: Pick<Picture, 'name' | 'sha256'>): string => `${sha256} ${name}`;

async function namesWithContent(
  tables: Tables,
  batchId: string,
  added: readonly NewPicture[],
): Promise<Set<string>> {
  const names = new Set<string>();
  for (let start = 0; start < added.length; start += ROWS_PER_INSERT) {
    const hashes = added.slice(start, start + ROWS_PER_INSERT).map(({ sha256 }) => sha256);
    const rows = await tables
      .select({ name: pictures.name, sha256: pictures.sha256 })
      .from(pictures)
      .where(and(eq(pictures.batchId, batchId), inArray(pictures.sha256, hashes)));
    for (const row of rows) names.add(nameWithContent(row));
  }
  return names;
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

/** All pictures of a batch in the order of upload, with results and the newest correction of each. */
export async function readBatch(tables: Tables, batchId: string): Promise<ReadPicture[]> {
  const latest = tables
    .selectDistinctOn([corrections.pictureId])
    .from(corrections)
    .orderBy(corrections.pictureId, desc(corrections.id))
    .as('latest');
  const rows = await tables
    .select({ picture: pictures, result: results, latest: sql<number | null>`${latest.id}` })
    .from(pictures)
    .leftJoin(results, eq(results.pictureId, pictures.id))
    .leftJoin(latest, eq(latest.pictureId, pictures.id))
    .where(eq(pictures.batchId, batchId))
    .orderBy(asc(pictures.position));
  const ids = rows.flatMap(({ latest: id }) => (id === null ? [] : [Number(id)]));
  const found = new Map<number, Correction>();
  for (let start = 0; start < ids.length; start += ROWS_PER_INSERT) {
    const part = ids.slice(start, start + ROWS_PER_INSERT);
    for (const row of await tables.select().from(corrections).where(inArray(corrections.id, part))) {
      found.set(row.id, row);
    }
  }
  return rows.map(({ picture, result, latest: id }) => ({
    picture,
    result,
    correction: id === null ? null : found.get(Number(id))!,
  }));
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

/** @returns the content hashes that no other batch has */
export async function deleteBatch(tables: Tables, batchId: string): Promise<string[]> {
  return tables.transaction(async (transaction) => {
    const gone = await transaction
      .selectDistinct({ sha256: pictures.sha256 })
      .from(pictures)
      .where(eq(pictures.batchId, batchId));
    await transaction.delete(batches).where(eq(batches.id, batchId));
    return unusedContents(
      transaction,
      gone.map(({ sha256 }) => sha256),
    );
  });
}

/** Of an upload that failed: the same request again shall begin anew. */
export async function deleteEmptyBatch(tables: Tables, batchId: string): Promise<void> {
  const kept = tables.select({ id: pictures.id }).from(pictures).where(eq(pictures.batchId, batchId));
  await tables.delete(batches).where(and(eq(batches.id, batchId), notExists(kept)));
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

export async function countAttempt(tables: Tables, ids: readonly string[]): Promise<void> {
  await tables
    .update(pictures)
    .set({ attempts: sql`${pictures.attempts} + 1` })
    .where(inArray(pictures.id, [...ids]));
}

/** What a job found out of its pictures. */
export interface Outcome {
  readonly results: readonly Omit<Result, 'createdAt'>[];
  /** Pictures without a result, and why. */
  readonly failures: readonly {
    readonly pictureId: string;
    readonly status: 'refused' | 'failed';
    readonly reason: string;
  }[];
}

/** Writes results once: what another worker wrote before stays. Pictures deleted meanwhile are passed over. */
export async function writeOutcome(tables: Tables, { results: found, failures }: Outcome): Promise<void> {
  await tables.transaction(async (transaction) => {
    const ids = [...found, ...failures].map(({ pictureId }) => pictureId);
    if (ids.length === 0) return;
    const rows = await transaction
      .select({ id: pictures.id })
      .from(pictures)
      .where(and(inArray(pictures.id, ids), eq(pictures.status, 'waiting')))
      .for('update');
    const open = new Set(rows.map(({ id }) => id));
    const kept = found.filter(({ pictureId }) => open.has(pictureId));
    if (kept.length > 0) {
      await transaction
        .insert(results)
        .values([...kept])
        .onConflictDoNothing();
      const done = kept.map(({ pictureId }) => pictureId);
      await transaction.update(pictures).set({ status: 'done' }).where(inArray(pictures.id, done));
    }
    // Pictures are mostly refused for a few reasons: one statement for each of them.
    for (const [, same] of groupedBy(failures, ({ status, reason }) => `${status} ${reason}`)) {
      const { status, reason } = same[0]!;
      const failed = same.map(({ pictureId }) => pictureId).filter((id) => open.has(id));
      if (failed.length === 0) continue;
      await transaction.update(pictures).set({ status, reason }).where(inArray(pictures.id, failed));
    }
  });
}

function groupedBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}
