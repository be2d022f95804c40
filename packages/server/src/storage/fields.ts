import type { FieldReading } from '@giemsa/core/internal/smear/field-reading';
import type { FieldEdit, SignedEdit, SmearField } from '@giemsa/core/smear';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Tables } from './database.js';
import { readingsOf, whileAnswering } from './field-readings.js';
import type { Picture } from './pictures.js';
import { fieldEdits, fieldMarks, fields, pictures } from './schema.js';

/** A picture of a batch of fields: what was found in it, and the corrections of persons. */
export interface ReadField {
  readonly picture: Picture;
  /** Undefined while it waits, and where it could not be read. */
  readonly found: SmearField | undefined;
  readonly finder: string | undefined;
  /** To know it again where it was saved in another way; undefined where there was nothing to count. */
  readonly shown: Float32Array | undefined;
  readonly edits: readonly SignedEdit[];
  /** Of who corrected the whole of it; undefined where nobody says so. */
  readonly mark: FieldMark | undefined;
  /** What persons saw in it without knowing what the model says, in their order. */
  readonly readings: readonly FieldReading[];
}

/** A person has looked at every cell of a field. */
export interface FieldMark {
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  /** That the calls were seen at. */
  readonly threshold: number;
}

/**
 * Writes what was found once: what another worker wrote before stays. A picture deleted meanwhile is skipped.
 * One statement, so all or nothing.
 */
export async function writeField(
  tables: Tables,
  pictureId: string,
  {
    found,
    modelSha256,
    finder,
    shown,
  }: { modelSha256: string; finder: string; found: SmearField; shown?: Float32Array | undefined },
): Promise<void> {
  const status = found.problem === null ? 'done' : 'refused';
  await tables.execute(sql`
    WITH open AS (
      UPDATE pictures SET status = ${status}, reason = ${found.problem}
      WHERE id = ${pictureId} AND status = 'waiting'
      RETURNING id)
    INSERT INTO fields (picture_id, model_sha256, finder, found, shown)
    SELECT id, ${modelSha256}::text, ${finder}::text, ${JSON.stringify(found)}::jsonb, ${textOf(shown)}::text FROM open
    ON CONFLICT DO NOTHING`);
}

const textOf = (values: Float32Array | undefined): string | null =>
  values ? Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64') : null;

function valuesOf(text: string | null | undefined): Float32Array | undefined {
  if (text == null) return undefined;
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return new Float32Array(bytes.buffer);
}

/** Pictures at which a person has looked. */
const LOOKED_AT = sql`pictures.id IN (SELECT picture_id FROM field_edits
  UNION SELECT picture_id FROM field_marks UNION SELECT picture_id FROM field_readings)`;

/**
 * Fields of a batch in the order of upload.
 * @param which all of them, or those at which a person has looked
 */
export async function readFields(
  tables: Tables,
  batchId: string,
  which: 'all' | 'looked at' = 'all',
): Promise<ReadField[]> {
  const rows = await tables
    .select({ picture: pictures, field: fields })
    .from(pictures)
    .leftJoin(fields, eq(fields.pictureId, pictures.id))
    .where(and(eq(pictures.batchId, batchId), which === 'all' ? undefined : LOOKED_AT))
    .orderBy(asc(pictures.position));
  const ofBatch = sql`picture_id IN (SELECT id FROM pictures WHERE batch_id = ${batchId})`;
  const [edits, marks] = [await editsOf(tables, ofBatch), await marksOf(tables, ofBatch)];
  const readings = await readingsOf(tables, ofBatch);
  return rows.map(({ picture, field }) => ({
    ...{ picture, found: field?.found, finder: field?.finder, shown: valuesOf(field?.shown) },
    ...{ edits: edits.get(picture.id) ?? [], mark: marks.get(picture.id) },
    readings: readings.get(picture.id) ?? [],
  }));
}

export async function readField(tables: Tables, picture: Picture): Promise<ReadField> {
  const [row] = await tables.select().from(fields).where(eq(fields.pictureId, picture.id));
  const ofPicture = sql`picture_id = ${picture.id}`;
  const [edits, marks] = [await editsOf(tables, ofPicture), await marksOf(tables, ofPicture)];
  return {
    ...{ picture, found: row?.found, finder: row?.finder, shown: valuesOf(row?.shown) },
    ...{ edits: edits.get(picture.id) ?? [], mark: marks.get(picture.id) },
    readings: (await readingsOf(tables, ofPicture)).get(picture.id) ?? [],
  };
}

/** Checksums of the models that found the cells of a batch, in the order of their last fields. */
export async function modelsOfFields(tables: Tables, batchId: string): Promise<string[]> {
  const last = sql`max(${fields.createdAt})`;
  const rows = await tables
    .select({ sha256: fields.modelSha256 })
    .from(fields)
    .innerJoin(pictures, eq(pictures.id, fields.pictureId))
    .where(eq(pictures.batchId, batchId))
    .groupBy(fields.modelSha256)
    .orderBy(last);
  return rows.map(({ sha256 }) => sha256);
}

/** @param check is given whether the batch is read blind; what it throws is passed on */
export const addFieldEdit = (
  tables: Tables,
  batchId: string,
  edit: { pictureId: string; edit: FieldEdit; reviewer: string },
  check: (isBlind: boolean) => void,
): Promise<void> =>
  whileAnswering(tables, batchId, async (transaction, isBlind) => {
    check(isBlind);
    await transaction.insert(fieldEdits).values(edit);
  });

/** Notes that a person has looked at every cell of a field, or takes that back. @param check as {@link addFieldEdit}’s */
export const addFieldMark = (
  tables: Tables,
  batchId: string,
  mark: Omit<typeof fieldMarks.$inferInsert, 'createdAt'>,
  check: (isBlind: boolean) => void,
): Promise<void> =>
  whileAnswering(tables, batchId, async (transaction, isBlind) => {
    check(isBlind);
    await transaction.insert(fieldMarks).values(mark);
  });

/** The last mark of each field holds. */
async function marksOf(tables: Tables, where: ReturnType<typeof sql>): Promise<Map<string, FieldMark>> {
  const rows = await tables.select().from(fieldMarks).where(where).orderBy(asc(fieldMarks.id));
  const marks = new Map<string, FieldMark>();
  for (const { pictureId, corrected, threshold, reviewer: by, createdAt } of rows) {
    if (corrected) marks.set(pictureId, { by, at: createdAt.toISOString(), threshold });
    else marks.delete(pictureId);
  }
  return marks;
}

async function editsOf(tables: Tables, where: ReturnType<typeof sql>): Promise<Map<string, SignedEdit[]>> {
  const rows = await tables.select().from(fieldEdits).where(where).orderBy(asc(fieldEdits.id));
  const edits = new Map<string, SignedEdit[]>();
  for (const { pictureId, edit, reviewer, createdAt } of rows) {
    const list = edits.get(pictureId) ?? [];
    list.push({ edit, reviewer, created: createdAt.toISOString() });
    edits.set(pictureId, list);
  }
  return edits;
}
