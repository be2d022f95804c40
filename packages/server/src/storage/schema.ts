import {
  bigint,
  boolean,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';

// The tables as programs see them; migrations/ makes them. A picture is one file of one batch; its bytes lie on disk
// under their hash. A result is written once, by the primary key; corrections are only ever added.

const created = () => timestamp('created_at', { withTimezone: true }).notNull().defaultNow();

export const batches = pgTable('batches', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  modelId: text('model_id').notNull(),
  idempotencyKey: text('idempotency_key').unique(),
  createdAt: created(),
});

export const pictures = pgTable(
  'pictures',
  {
    id: uuid('id').primaryKey(),
    batchId: uuid('batch_id').notNull(),
    /** Order of upload within the batch. */
    position: integer('position').notNull(),
    /** Path within the upload, `/` between folders. */
    name: text('name').notNull(),
    sha256: text('sha256').notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    /** The class that its folder names, where that is one of the model's. */
    label: text('label'),
    status: text('status', { enum: ['waiting', 'done', 'refused', 'failed'] }).notNull(),
    /** How often a worker began with it. */
    attempts: integer('attempts').notNull(),
    /** Why it was refused, or failed. */
    reason: text('reason'),
  },
  (table) => [unique().on(table.batchId, table.position)],
);

export const results = pgTable('results', {
  pictureId: uuid('picture_id').primaryKey(),
  /** The model file that gave it. */
  modelSha256: text('model_sha256').notNull(),
  class: text('class').notNull(),
  /** Of the positive class, with two classes; else of the class decided for. */
  probability: doublePrecision('probability').notNull(),
  probabilities: jsonb('probabilities').$type<Record<string, number>>().notNull(),
  /** Too near the threshold to be decided without a person; null where the model has no such band. */
  unsure: boolean('unsure'),
  createdAt: created(),
});

export const VERDICTS = ['agree', 'disagree', 'skip'] as const;

export const corrections = pgTable('corrections', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  pictureId: uuid('picture_id').notNull(),
  verdict: text('verdict', { enum: VERDICTS }).notNull(),
  /** The class that the reviewer sees. */
  label: text('label'),
  reviewer: text('reviewer').notNull(),
  createdAt: created(),
});

export const workers = pgTable('workers', {
  id: uuid('id').primaryKey(),
  host: text('host').notNull(),
  pid: integer('pid').notNull(),
  seenAt: timestamp('seen_at', { withTimezone: true }).notNull().defaultNow(),
});

/** Which worker a job is with. */
export const assignments = pgTable('assignments', {
  jobId: uuid('job_id').primaryKey(),
  workerId: uuid('worker_id').notNull(),
});
