import type { FieldEdit, SignedEdit, SmearField } from '@giemsa/core/smear';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Tables } from './database.js';
import type { Picture } from './pictures.js';
import { fieldEdits, fields, pictures } from './schema.js';

/** A picture of a batch of fields: what was found in it, and the corrections of persons. */
export interface ReadField {
  readonly picture: Picture;
  /** Undefined while it waits, and where it could not be read. */
  readonly found: SmearField | undefined;
  readonly finder: string | undefined;
  readonly edits: readonly SignedEdit[];
}

/**
 * Writes what was found once: what another worker wrote before stays. A picture deleted meanwhile is skipped.
 * One statement, so all or nothing.
 */
export async function writeField(
  tables: Tables,
  pictureId: string,
  { found, modelSha256, finder }: { modelSha256: string; finder: string; found: SmearField },
): Promise<void> {
  const status = found.problem === null ? 'done' : 'refused';
  await tables.execute(sql`
    WITH open AS (
      UPDATE pictures SET status = ${status}, reason = ${found.problem}
      WHERE id = ${pictureId} AND status = 'waiting'
      RETURNING id)
    INSERT INTO fields (picture_id, model_sha256, finder, found)
    SELECT id, ${modelSha256}::text, ${finder}::text, ${JSON.stringify(found)}::jsonb FROM open
    ON CONFLICT DO NOTHING`);
}

/** All fields of a batch in the order of upload. */
export async function readFields(tables: Tables, batchId: string): Promise<ReadField[]> {
  const rows = await tables
    .select({ picture: pictures, field: fields })
    .from(pictures)
    .leftJoin(fields, eq(fields.pictureId, pictures.id))
    .where(eq(pictures.batchId, batchId))
    .orderBy(asc(pictures.position));
  const edits = await editsOf(
    tables,
    sql`${fieldEdits.pictureId} IN (SELECT id FROM pictures WHERE batch_id = ${batchId})`,
  );
  return rows.map(({ picture, field }) => ({
    ...{ picture, found: field?.found, finder: field?.finder },
    edits: edits.get(picture.id) ?? [],
  }));
}

export async function readField(tables: Tables, picture: Picture): Promise<ReadField> {
  const [row] = await tables.select().from(fields).where(eq(fields.pictureId, picture.id));
  const edits = await editsOf(tables, inArray(fieldEdits.pictureId, [picture.id]));
  return { picture, found: row?.found, finder: row?.finder, edits: edits.get(picture.id) ?? [] };
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

export async function addFieldEdit(
  tables: Tables,
  edit: { pictureId: string; edit: FieldEdit; reviewer: string },
): Promise<void> {
  await tables.insert(fieldEdits).values(edit);
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
