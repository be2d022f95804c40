import { asc, gt, sql } from 'drizzle-orm';
import type { Tables } from './database.js';
import type { PictureFiles, UnusedOf } from './picture-files.js';
import type { PictureStore } from './picture-store.js';
import { pictures } from './schema.js';
import { UnreadablePicture } from './unreadable-picture.js';

const ROWS_AT_ONCE = 1000;

/** Pictures of batches whose files are neither in place nor in the quarantine; by their ids. */
export async function lostPictures(
  tables: Tables,
  files: PictureFiles,
): Promise<{ rows: number; lost: string[] }> {
  const lost: string[] = [];
  let rows = 0;
  for (let last = ZERO; ; ) {
    const part = await tables
      .select({ id: pictures.id, sha256: pictures.sha256 })
      .from(pictures)
      .where(gt(pictures.id, last))
      .orderBy(asc(pictures.id))
      .limit(ROWS_AT_ONCE);
    if (part.length === 0) return { rows, lost };
    const missing = new Set(await files.missing(part.map(({ sha256 }) => sha256)));
    lost.push(...part.filter(({ sha256 }) => missing.has(sha256)).map(({ id }) => id));
    rows += part.length;
    last = part.at(-1)!.id;
  }
}

const ZERO = '00000000-0000-0000-0000-000000000000';

/** Reads every file: those that are not what was uploaded, and those of no row; by their contents. */
export async function damagedContents(
  files: PictureFiles,
  unusedOf: UnusedOf,
  onProgress?: (done: number) => void,
): Promise<{ looked: number; damaged: string[]; unknown: string[] }> {
  const [damaged, unknown]: [string[], string[]] = [[], []];
  let looked = 0;
  for await (const contents of files.contents()) {
    unknown.push(...(await unusedOf(contents)));
    for (const sha256 of contents) {
      await files.read(sha256).catch((error: Error) => {
        if (!(error instanceof UnreadablePicture)) throw error;
        damaged.push(sha256);
      });
      looked++;
      onProgress?.(looked);
    }
  }
  return { looked, damaged, unknown };
}

export async function countQuarantine(store: PictureStore): Promise<number> {
  let count = 0;
  for (let prefix = 0; prefix < 256; prefix++) {
    count += (await store.list(`quarantine/${prefix.toString(16).padStart(2, '0')}`)).length;
  }
  return count;
}

/** Checksums of models that gave results and of which nothing else is known. */
export async function resultsWithoutModel(tables: Tables): Promise<{ results: number; unknown: string[] }> {
  const { rows } = await tables.execute<{ sha256: string; count: number; known: boolean }>(sql`
    SELECT made.model_sha256 AS sha256, count(*)::int AS count, used_models.sha256 IS NOT NULL AS known
    FROM (SELECT model_sha256 FROM results UNION ALL SELECT model_sha256 FROM fields) AS made
    LEFT JOIN used_models ON used_models.sha256 = made.model_sha256
    GROUP BY made.model_sha256, used_models.sha256`);
  return {
    results: rows.reduce((sum, { count }) => sum + count, 0),
    unknown: rows.filter(({ known }) => !known).map(({ sha256 }) => sha256),
  };
}
