import { and, asc, eq } from 'drizzle-orm';
import { signOffs } from './batch-tables.js';
import type { Tables } from './database.js';

/** A result of a patient as a person signed it. */
export type SignOff = typeof signOffs.$inferSelect;
/** The same without the result. */
export type SignOffHead = Omit<SignOff, 'result'>;

const HEAD = {
  ...{ id: signOffs.id, batchId: signOffs.batchId, patient: signOffs.patient, version: signOffs.version },
  ...{ digest: signOffs.digest, signedBy: signOffs.signedBy, createdAt: signOffs.createdAt },
};

/** All that were signed of the patients of a batch, the first first. */
export const signOffsOf = (tables: Tables, batchId: string): Promise<SignOffHead[]> =>
  tables.select(HEAD).from(signOffs).where(eq(signOffs.batchId, batchId)).orderBy(asc(signOffs.id));

export async function findSignOff(
  tables: Tables,
  batchId: string,
  patient: string,
  version: number,
): Promise<SignOff | undefined> {
  const [row] = await tables
    .select()
    .from(signOffs)
    .where(and(eq(signOffs.batchId, batchId), eq(signOffs.patient, patient), eq(signOffs.version, version)));
  return row;
}

/** @returns whether this version was not signed before, by somebody else at the same time */
export async function addSignOff(
  tables: Tables,
  row: Omit<typeof signOffs.$inferInsert, 'createdAt'>,
): Promise<boolean> {
  const added = await tables
    .insert(signOffs)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: signOffs.id });
  return added.length > 0;
}
