import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Batch } from './batches.js';
import type { Tables } from './database.js';
import type { Picture } from './pictures.js';
import { batches, pictures, results } from './schema.js';

export type Result = typeof results.$inferSelect;

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

/** A picture with which a worker begins, with what its batch says about how it is read. */
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
 * Writes results once: what another worker wrote before stays. Pictures deleted meanwhile are skipped.
 * One statement, so all or nothing; a row that another worker is writing is waited for, and skipped then.
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

/** Results of some pictures, of those that have one. */
export const resultsOf = (tables: Tables, pictureIds: readonly string[]): Promise<Result[]> =>
  tables
    .select()
    .from(results)
    .where(inArray(results.pictureId, [...pictureIds]));
