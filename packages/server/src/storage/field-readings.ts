import type { FieldReading } from '@giemsa/core/internal/smear/field-reading';
import { asc, eq, type SQL, sql } from 'drizzle-orm';
import { bigint, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Tables } from './database.js';
import { batches, created, pictures } from './schema.js';

/** What persons saw in fields that are read blind: one reading of each person, only ever added. */
export const fieldReadings = pgTable(
  'field_readings',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    pictureId: uuid('picture_id').notNull(),
    /** Numbers of the cells that the person calls infected, and of what is no red cell; all others are uninfected. */
    infected: jsonb('infected').$type<readonly number[]>().notNull(),
    notCells: jsonb('not_cells').$type<readonly number[]>().notNull(),
    reviewer: text('reviewer').notNull(),
    createdAt: created(),
  },
  (table) => [unique().on(table.pictureId, table.reviewer)],
);

/** Readings by field, in the order in which they were given. */
export async function readingsOf(tables: Tables, where: SQL): Promise<Map<string, FieldReading[]>> {
  const rows = await tables.select().from(fieldReadings).where(where).orderBy(asc(fieldReadings.id));
  const readings = new Map<string, FieldReading[]>();
  for (const { pictureId, infected, notCells, reviewer, createdAt } of rows) {
    const list = readings.get(pictureId) ?? [];
    list.push({ infected, notCells, reviewer, created: createdAt.toISOString() });
    readings.set(pictureId, list);
  }
  return readings;
}

/**
 * Does something with answers of a batch, one after the other: no blind reading begins or ends meanwhile.
 * @param act is given whether the batch is read blind
 */
export async function whileAnswering(
  tables: Tables,
  batchId: string,
  act: (transaction: Tables, isBlind: boolean) => Promise<void>,
): Promise<void> {
  await tables.transaction(async (transaction) => {
    const [batch] = await transaction
      .select({ blind: batches.blind })
      .from(batches)
      .where(eq(batches.id, batchId))
      .for('update');
    await act(transaction, batch?.blind ?? false);
  });
}

/** @param check is given whether the batch is read blind, and the readings before; what it throws is passed on */
export const addFieldReading = (
  tables: Tables,
  batchId: string,
  row: Omit<typeof fieldReadings.$inferInsert, 'createdAt'>,
  check: (isBlind: boolean, before: readonly FieldReading[]) => void,
): Promise<void> =>
  whileAnswering(tables, batchId, async (transaction, isBlind) => {
    const before = await readingsOf(transaction, sql`picture_id = ${row.pictureId}`);
    check(isBlind, before.get(row.pictureId) ?? []);
    await transaction.insert(fieldReadings).values(row);
  });

/** Whether a field of a batch was read blind. */
export async function hasFieldReadings(tables: Tables, batchId: string): Promise<boolean> {
  const rows = await tables
    .select({ id: fieldReadings.id })
    .from(fieldReadings)
    .innerJoin(pictures, eq(pictures.id, fieldReadings.pictureId))
    .where(eq(pictures.batchId, batchId))
    .limit(1);
  return rows.length > 0;
}
