import {
  bigint,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { created } from './schema.js';

// What is known of a batch besides its pictures.

/** What persons set for a batch: its name, and by what its answers become classes and figures. */
export type BatchSetting =
  /** It stands in the row of the batch too. */
  | { readonly setting: 'name'; readonly name: string }
  /** Null for the model's own, or its calibration's. */
  | { readonly setting: 'threshold'; readonly threshold: number | null }
  /** Both null for what was known at the upload. */
  | { readonly setting: 'blood'; readonly redCells: number | null; readonly haematocrit: string | null };

/** What persons set for a batch or one of its patients, only ever added: the last of a kind holds. */
export const batchSettings = pgTable('batch_settings', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  batchId: uuid('batch_id').notNull(),
  /** Null for all patients of the batch. */
  patient: text('patient'),
  setting: jsonb('setting').$type<BatchSetting>().notNull(),
  setBy: text('set_by').notNull(),
  createdAt: created(),
});

/** Files of an upload, said before they come. */
export const expectedFiles = pgTable(
  'expected_files',
  {
    batchId: uuid('batch_id').notNull(),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    /** Null while it is missing. */
    arrivedAt: timestamp('arrived_at', { withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.batchId, table.position] })],
);

/** Files that did not become pictures. */
export const refusedFiles = pgTable(
  'refused_files',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    batchId: uuid('batch_id').notNull(),
    name: text('name').notNull(),
    reason: text('reason').notNull(),
    createdAt: created(),
  },
  (table) => [unique().on(table.batchId, table.name, table.reason)],
);
