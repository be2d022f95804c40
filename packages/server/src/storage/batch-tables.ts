import type { PatientRule } from '@giemsa/core/internal/answer/patients-of-files';
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
  /** Whether cells are read blind; it stands in the row of the batch too. */
  | { readonly setting: 'blind'; readonly blind: boolean }
  /** Null for the model's own, or its calibration's. */
  | { readonly setting: 'threshold'; readonly threshold: number | null }
  /** Both null for what was known at the upload. */
  | { readonly setting: 'blood'; readonly redCells: number | null; readonly haematocrit: string | null }
  /** How patients are derived from names of files. */
  | ({ readonly setting: 'patients' } & PatientRule)
  /** Whose these files are, by their names; null for what the rule says. */
  | {
      readonly setting: 'files';
      readonly files: readonly string[];
      readonly patient: string | null;
      /** The patient whose files all of these were: what is known of that patient goes along. */
      readonly renamed: string | null;
    }
  | { readonly setting: 'details'; readonly details: readonly Detail[] };

/** Something that a laboratory notes of a patient. */
export interface Detail {
  readonly name: string;
  readonly value: string;
}

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

/** Results of patients as persons signed them, only ever added. */
export const signOffs = pgTable(
  'sign_offs',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    batchId: uuid('batch_id').notNull(),
    patient: text('patient').notNull(),
    /** From 1. */
    version: integer('version').notNull(),
    /** Of all that was signed: another one is another result. */
    digest: text('digest').notNull(),
    result: jsonb('result').$type<unknown>().notNull(),
    signedBy: text('signed_by').notNull(),
    createdAt: created(),
  },
  (table) => [unique().on(table.batchId, table.patient, table.version)],
);

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
