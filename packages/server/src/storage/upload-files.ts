import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { expectedFiles, refusedFiles } from './batch-tables.js';
import type { Tables } from './database.js';

/** A file as a browser knows it before it is sent. */
export interface SentFile {
  readonly name: string;
  readonly bytes: number;
}

/** A file that did not become a picture. */
export interface RefusedFile {
  readonly name: string;
  readonly reason: string;
}

/** The files of a batch that are no pictures of it. */
export interface FilesBeside {
  readonly refused: readonly RefusedFile[];
  /** Announced, and not arrived. */
  readonly missing: readonly SentFile[];
}

const ROWS_PER_INSERT = 1000;

/** Notes what is to come. */
export async function announceFiles(
  transaction: Tables,
  batchId: string,
  files: readonly SentFile[],
): Promise<void> {
  for (let start = 0; start < files.length; start += ROWS_PER_INSERT) {
    await transaction
      .insert(expectedFiles)
      .values(
        files
          .slice(start, start + ROWS_PER_INSERT)
          .map(({ name, bytes }, index) => ({ batchId, position: start + index, name, bytes })),
      );
  }
}

/** What was announced, in its order. */
export const announcedFiles = (tables: Tables, batchId: string): Promise<SentFile[]> =>
  tables
    .select({ name: expectedFiles.name, bytes: expectedFiles.bytes })
    .from(expectedFiles)
    .where(eq(expectedFiles.batchId, batchId))
    .orderBy(asc(expectedFiles.position));

/** Notes files that are here. Of several of one name and size each is one. */
export async function markArrived(
  transaction: Tables,
  batchId: string,
  files: readonly SentFile[],
): Promise<void> {
  if (files.length === 0) return;
  await transaction.execute(sql`
    WITH got AS (
      SELECT name, bytes, row_number() OVER (PARTITION BY name, bytes) AS nth
      FROM jsonb_to_recordset(${JSON.stringify(files)}::jsonb) AS (name text, bytes bigint)),
    missing AS (
      SELECT position, name, bytes, row_number() OVER (PARTITION BY name, bytes ORDER BY position) AS nth
      FROM expected_files WHERE batch_id = ${batchId} AND arrived_at IS NULL)
    UPDATE expected_files SET arrived_at = now()
    FROM missing JOIN got USING (name, bytes, nth)
    WHERE expected_files.batch_id = ${batchId} AND expected_files.position = missing.position`);
}

/** Keeps why files did not become pictures. */
export async function addRefused(
  transaction: Tables,
  batchId: string,
  files: readonly RefusedFile[],
): Promise<void> {
  for (let start = 0; start < files.length; start += ROWS_PER_INSERT) {
    await transaction
      .insert(refusedFiles)
      .values(
        files.slice(start, start + ROWS_PER_INSERT).map(({ name, reason }) => ({ batchId, name, reason })),
      )
      .onConflictDoNothing();
  }
}

/** Files that were refused before and are pictures now. */
export async function forgetRefused(
  transaction: Tables,
  batchId: string,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  await transaction
    .delete(refusedFiles)
    .where(and(eq(refusedFiles.batchId, batchId), inArray(refusedFiles.name, [...names])));
}

export async function filesBeside(tables: Tables, batchId: string): Promise<FilesBeside> {
  const refused = await tables
    .select({ name: refusedFiles.name, reason: refusedFiles.reason })
    .from(refusedFiles)
    .where(eq(refusedFiles.batchId, batchId))
    .orderBy(asc(refusedFiles.id));
  const missing = await tables
    .select({ name: expectedFiles.name, bytes: expectedFiles.bytes })
    .from(expectedFiles)
    .where(and(eq(expectedFiles.batchId, batchId), isNull(expectedFiles.arrivedAt)))
    .orderBy(asc(expectedFiles.position));
  return { refused, missing };
}

/** What is missing will not come: it is kept as that, and waited for no more. */
export async function endUpload(tables: Tables, batchId: string, by: string): Promise<void> {
  await tables.transaction(async (transaction) => {
    const gone = await transaction
      .delete(expectedFiles)
      .where(and(eq(expectedFiles.batchId, batchId), isNull(expectedFiles.arrivedAt)))
      .returning({ name: expectedFiles.name });
    const day = new Date().toISOString().slice(0, 10);
    const reason = `announced and never sent; ${by} ended the upload without it, ${day}`;
    await addRefused(
      transaction,
      batchId,
      gone.map(({ name }) => ({ name, reason })),
    );
  });
}
