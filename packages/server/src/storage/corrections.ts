import { and, asc, eq, gt, inArray, ne, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Batch } from './batches.js';
import type { Tables } from './database.js';
import { hasFieldReadings, whileAnswering } from './field-readings.js';
import { corrections, pictures, type VERDICTS } from './schema.js';

/** What a person said about a picture and did not take back. */
export type Correction = Omit<typeof corrections.$inferSelect, 'verdict'> & {
  readonly verdict: Exclude<(typeof VERDICTS)[number], 'take back'>;
};

/** What a person says about a picture. */
export type NewCorrection = Pick<
  typeof corrections.$inferInsert,
  'pictureId' | 'verdict' | 'label' | 'reviewer'
>;

/**
 * Adds what a person says about a picture, unless something speaks against it. Answers for a batch come one after the other, so that
 * two persons never become its second reader at once.
 * @param check is given whether the batch is read blind and what stands of the picture; what it throws is passed on
 */
export async function addCorrection(
  tables: Tables,
  batchId: string,
  added: NewCorrection,
  check: (isBlind: boolean, standing: readonly Correction[]) => void,
): Promise<void> {
  await whileAnswering(tables, batchId, async (transaction, blind) => {
    check(blind, (await standingWords(transaction, [added.pictureId])).get(added.pictureId) ?? []);
    await transaction.insert(corrections).values({ ...added, blind });
  });
}

/** All that persons said about some pictures and did not take back, in order. Who takes back an answer leaves those of others. */
export async function standingWords(
  tables: Tables,
  pictureIds: readonly string[],
): Promise<Map<string, Correction[]>> {
  const words = new Map<string, Correction[]>();
  if (pictureIds.length === 0) return words;
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
    .select()
    .from(corrections)
    .where(
      and(
        inArray(corrections.pictureId, [...pictureIds]),
        ne(corrections.verdict, 'take back'),
        notExists(takenBack),
      ),
    )
    .orderBy(asc(corrections.id));
  for (const row of rows as Correction[]) {
    const others = words.get(row.pictureId);
    if (others) others.push(row);
    else words.set(row.pictureId, [row]);
  }
  return words;
}

/** What counts of them in the ordinary way: the last answer; where nobody answered, that it was skipped. */
export const lastWord = (words: readonly Correction[]): Correction | null =>
  words.findLast(({ verdict }) => verdict !== 'skip') ?? words.at(-1) ?? null;

/**
 * The blind answers among them, one of each person. Where two were given, a third person's follows, also one that was given after
 * the blind reading had ended.
 */
export function readersAnswers(words: readonly Correction[]): Correction[] {
  const answers = words.filter(({ verdict }) => verdict !== 'skip');
  const firsts = [...new Map(answers.toReversed().map((word) => [word.reviewer, word])).values()].sort(
    (a, b) => a.id - b.id,
  );
  const blind = firsts.filter((word) => word.blind);
  return blind.length < 2 ? blind : firsts.slice(0, 3);
}

/** Whether a batch is read blind, or was. */
export const wasBlind = async (tables: Tables, { id, blind }: Batch): Promise<boolean> =>
  blind || isAnsweredBatch(tables, id, 'blind');

/** Whether a person has said anything about a picture of a batch, at all or blind. */
export async function isAnsweredBatch(
  tables: Tables,
  batchId: string,
  which: 'at all' | 'blind',
): Promise<boolean> {
  const rows = await tables
    .select({ id: corrections.id })
    .from(corrections)
    .innerJoin(pictures, eq(pictures.id, corrections.pictureId))
    .where(and(eq(pictures.batchId, batchId), which === 'blind' ? eq(corrections.blind, true) : undefined))
    .limit(1);
  if (rows.length > 0 || (await hasFieldReadings(tables, batchId))) return true;
  return which === 'at all' && isCorrectedBatch(tables, batchId);
}

/** Whether a person has corrected a field of a batch, marked one as corrected, or signed. */
async function isCorrectedBatch(tables: Tables, batchId: string): Promise<boolean> {
  const ofBatch = sql`picture_id IN (SELECT id FROM pictures WHERE batch_id = ${batchId})`;
  const { rows } = await tables.execute(sql`
    SELECT 1 FROM field_edits WHERE ${ofBatch} UNION ALL SELECT 1 FROM field_marks WHERE ${ofBatch}
    UNION ALL SELECT 1 FROM sign_offs WHERE batch_id = ${batchId} LIMIT 1`);
  return rows.length > 0;
}
