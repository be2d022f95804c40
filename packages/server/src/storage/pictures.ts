import { and, asc, eq, exists, inArray, like, or, sql } from 'drizzle-orm';
import type { Tables } from './database.js';
import { batches, corrections, fieldEdits, fieldMarks, pictures } from './schema.js';
import { MENDABLE_REASONS } from './unreadable-picture.js';

export type Picture = typeof pictures.$inferSelect;

/** Rows of one statement, so that none takes long. */
const ROWS_PER_INSERT = 1000;

/** A picture that was uploaded and looked at. */
export type NewPicture = Pick<Picture, 'name' | 'sha256' | 'bytes' | 'width' | 'height' | 'label'>;

/**
 * A picture of the same name and content as one that the batch has is the same one, sent twice.
 * @param owner name of the token that sent them
 * @param status `done` where no model reads them
 * @returns the ids of the new pictures, in order
 */
export async function addPictures(
  tables: Tables,
  batchId: string,
  added: readonly NewPicture[],
  owner: string | null,
  status: 'waiting' | 'done' = 'waiting',
): Promise<string[]> {
  const ids: string[] = [];
  for (let start = 0; start < added.length; start += ROWS_PER_INSERT) {
    const part = JSON.stringify(added.slice(start, start + ROWS_PER_INSERT));
    const { rows } = await tables.execute<{ id: string }>(sql`
      INSERT INTO pictures (id, batch_id, name, sha256, bytes, width, height, label, owner, status)
      SELECT gen_random_uuid(), ${batchId}, name, sha256, bytes, width, height, label, ${owner}, ${status}
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

/** Names and contents of the pictures of a batch, in the order of upload. */
export const picturesIn = (tables: Tables, batchId: string): Promise<Pick<Picture, 'name' | 'sha256'>[]> =>
  tables
    .select({ name: pictures.name, sha256: pictures.sha256 })
    .from(pictures)
    .where(eq(pictures.batchId, batchId))
    .orderBy(asc(pictures.position));

/** Of the pictures of a batch, in the order of upload. */
export async function pictureNames(tables: Tables, batchId: string): Promise<string[]> {
  const rows = await tables
    .select({ name: pictures.name })
    .from(pictures)
    .where(eq(pictures.batchId, batchId))
    .orderBy(asc(pictures.position));
  return rows.map(({ name }) => name);
}

export async function findPicture(tables: Tables, id: string): Promise<Picture | undefined> {
  return (await tables.select().from(pictures).where(eq(pictures.id, id)))[0];
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

/** Begins the reason of pictures that failed because their model was not there, or could not be opened. */
export const NO_MODEL = 'its model cannot be used: ';

/** Pictures that failed for want of their model, which is here again: they wait once more. @param modelIds of the models that are here */
export async function reopenOfModels(
  tables: Tables,
  modelIds: readonly string[],
): Promise<{ id: string; batchId: string }[]> {
  return tables
    .update(pictures)
    .set({ status: 'waiting', reason: null, attempts: 0 })
    .from(batches)
    .where(
      and(
        eq(batches.id, pictures.batchId),
        inArray(batches.modelId, [...modelIds]),
        eq(pictures.status, 'failed'),
        like(pictures.reason, `${NO_MODEL}%`),
      ),
    )
    .returning({ id: pictures.id, batchId: pictures.batchId });
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

/** Those of some pictures that a batch has, in the order of upload. */
export const picturesById = (tables: Tables, batchId: string, ids: readonly string[]): Promise<Picture[]> =>
  tables
    .select()
    .from(pictures)
    .where(and(eq(pictures.batchId, batchId), inArray(pictures.id, [...ids])))
    .orderBy(asc(pictures.position));

/** In a result that a person signed: whoever signs stands for every field of it. */
const IS_SIGNED = sql`EXISTS (SELECT FROM sign_offs WHERE sign_offs.batch_id = pictures.batch_id
  AND sign_offs.result -> 'fields' @> jsonb_build_array(jsonb_build_object('id', pictures.id)))`;

/** Those of some pictures about which a person has said something. */
export const answeredPictures = (tables: Tables, ids: readonly string[]): Promise<Picture[]> =>
  tables
    .select()
    .from(pictures)
    .where(
      and(
        inArray(pictures.id, [...ids]),
        or(
          exists(tables.select().from(corrections).where(eq(corrections.pictureId, pictures.id))),
          exists(tables.select().from(fieldEdits).where(eq(fieldEdits.pictureId, pictures.id))),
          exists(tables.select().from(fieldMarks).where(eq(fieldMarks.pictureId, pictures.id))),
          sql`${pictures.id} IN (SELECT picture_id FROM field_readings)`,
          IS_SIGNED,
        ),
      ),
    );

export async function deletePicturesById(
  tables: Tables,
  batchId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tables.delete(pictures).where(and(eq(pictures.batchId, batchId), inArray(pictures.id, [...ids])));
}
