import { and, desc, eq, gt, inArray, ne, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tables } from './database.js';
import { corrections, type VERDICTS } from './schema.js';

/** What a person said about a picture and did not take back. */
export type Correction = Omit<typeof corrections.$inferSelect, 'verdict'> & {
  readonly verdict: Exclude<(typeof VERDICTS)[number], 'take back'>;
};

export async function addCorrection(
  tables: Tables,
  correction: {
    pictureId: string;
    verdict: (typeof VERDICTS)[number];
    label: string | null;
    reviewer: string;
  },
): Promise<void> {
  await tables.insert(corrections).values(correction);
}

/**
 * What counts of all that persons said about some pictures: the last answer of each; where nobody answered, that it was skipped.
 * Who takes back an answer leaves those of others.
 */
export async function standingCorrections(
  tables: Tables,
  pictureIds: readonly string[],
): Promise<Map<string, Correction>> {
  if (pictureIds.length === 0) return new Map();
  const taken = alias(corrections, 'taken_back');
  const takenBack = tables
    .select({ id: taken.id })
    .from(taken)
    .where(
      and(
        eq(taken.pictureId, corrections.pictureId),
        eq(taken.reviewer, corrections.reviewer),
        eq(taken.verdict, 'take back'),
        gt(taken.id, corrections.id),
      ),
    );
  const rows = await tables
    .selectDistinctOn([corrections.pictureId])
    .from(corrections)
    .where(
      and(
        inArray(corrections.pictureId, [...pictureIds]),
        ne(corrections.verdict, 'take back'),
        notExists(takenBack),
      ),
    )
    .orderBy(corrections.pictureId, sql`${corrections.verdict} = 'skip'`, desc(corrections.id));
  return new Map(rows.map((row) => [row.pictureId, row as Correction]));
}
