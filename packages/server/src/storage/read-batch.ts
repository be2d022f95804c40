import { and, asc, eq, gt, max } from 'drizzle-orm';
import { type Correction, standingWords } from './corrections.js';
import type { Tables } from './database.js';
import type { Result } from './outcomes.js';
import type { Picture } from './pictures.js';
import { pictures, results } from './schema.js';

/** A picture with its result, where there is one, and what persons said. */
export interface ReadPicture {
  readonly picture: Picture;
  readonly result: Result | null;
  /** All that stands, in order. */
  readonly words: readonly Correction[];
}

/** Number read at a time: for a slow client no more than these wait in memory. */
const PAGE = 1000;

/**
 * Pictures of a batch in the order of upload, with results and what persons said of each.
 * @param after `position` of a picture: those that come after it
 */
export async function readPictures(
  tables: Tables,
  batchId: string,
  limit: number,
  after?: number,
): Promise<ReadPicture[]> {
  const rows = await tables
    .select({ picture: pictures, result: results })
    .from(pictures)
    .leftJoin(results, eq(results.pictureId, pictures.id))
    .where(and(eq(pictures.batchId, batchId), after === undefined ? undefined : gt(pictures.position, after)))
    .orderBy(asc(pictures.position))
    .limit(limit);
  const words = await standingWords(
    tables,
    rows.map(({ picture }) => picture.id),
  );
  return rows.map((row) => ({ ...row, words: words.get(row.picture.id) ?? [] }));
}

/** All pictures of a batch, as {@link readPictures}; the next page is read when this one was taken. */
export async function* eachPicture(tables: Tables, batchId: string): AsyncGenerator<ReadPicture> {
  let after: number | undefined;
  for (;;) {
    const page = await readPictures(tables, batchId, PAGE, after);
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)!.picture.position;
  }
}

export async function readBatch(tables: Tables, batchId: string): Promise<ReadPicture[]> {
  const all: ReadPicture[] = [];
  for await (const picture of eachPicture(tables, batchId)) all.push(picture);
  return all;
}

/** Checksums of the models that gave a batch's results, in the order of their last ones. */
export async function modelsOfBatch(tables: Tables, batchId: string): Promise<string[]> {
  const rows = await tables
    .select({ sha256: results.modelSha256 })
    .from(results)
    .innerJoin(pictures, eq(pictures.id, results.pictureId))
    .where(eq(pictures.batchId, batchId))
    .groupBy(results.modelSha256)
    .orderBy(max(results.createdAt));
  return rows.map(({ sha256 }) => sha256);
}
