import type { CellModelMetadata, TrainRequest } from '@giemsa/core';
import type { FieldEdit, FieldRule, SmearCalibration, SmearField } from '@giemsa/core/smear';
import {
  bigint,
  boolean,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { TaskProgress, TaskRequest } from './task-types.js';

// The tables as programs see them; migrations/ makes them. A picture is one file of one batch; its bytes lie on disk
// under their hash. A result is written once, by the primary key; corrections are only ever added.

export const created = () => timestamp('created_at', { withTimezone: true }).notNull().defaultNow();

/** What is known of the patients and the microscope of a batch of fields. */
export interface SmearSettings {
  /** Whose calibration is used. */
  readonly microscope?: string | undefined;
  readonly micronsPerPixel?: number | undefined;
  /** Rules that set fields aside and are not followed. */
  readonly accept?: readonly FieldRule[] | undefined;
  /** Per µL, measured. */
  readonly redCells?: number | undefined;
  /** Percent, as it was typed; blank for "not known". */
  readonly haematocrit?: string | undefined;
}

export const batches = pgTable('batches', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  modelId: text('model_id').notNull(),
  /** Of whole fields of a smear; null for a batch of single cells. */
  smear: jsonb('smear').$type<SmearSettings>(),
  /** Whether its cells are read blind now. */
  blind: boolean('blind').notNull().default(false),
  /** Whether it is a labelled set, which is trained on and which no model reads. */
  labelled: boolean('labelled').notNull().default(false),
  /** Whose it is; null where it was made without a token. */
  room: text('room'),
  /** When it went to the trash. */
  deletedAt: timestamp('deleted_at', { withTimezone: true }),
  /** Name of the token that put it there. */
  deletedBy: text('deleted_by'),
  createdAt: created(),
});

export const pictures = pgTable(
  'pictures',
  {
    id: uuid('id').primaryKey(),
    batchId: uuid('batch_id').notNull(),
    /** Order of upload, by a sequence of the database. */
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
    /** Name of the token that uploaded it, where one was asked for. */
    owner: text('owner'),
  },
  (table) => [
    unique().on(table.batchId, table.position),
    unique().on(table.batchId, table.sha256, table.name),
  ],
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

/** What was found in a field of a smear: written once, as results are. */
export const fields = pgTable('fields', {
  pictureId: uuid('picture_id').primaryKey(),
  modelSha256: text('model_sha256').notNull(),
  /** What found the cells, with its version. */
  finder: text('finder').notNull(),
  found: jsonb('found').$type<SmearField>().notNull(),
  /** To know it again where it was saved in another way: float32 values in base64; null where there was nothing to count. */
  shown: text('shown'),
  createdAt: created(),
});

/**
 * A person's corrections of fields, only ever added: the current field is what was found plus these, in
 * order.
 */
export const fieldEdits = pgTable('field_edits', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  pictureId: uuid('picture_id').notNull(),
  edit: jsonb('edit').$type<FieldEdit>().notNull(),
  reviewer: text('reviewer').notNull(),
  createdAt: created(),
});

/** A person looked at every cell of a field, or takes that back; the last one holds. */
export const fieldMarks = pgTable('field_marks', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  pictureId: uuid('picture_id').notNull(),
  corrected: boolean('corrected').notNull(),
  /** That the person saw the calls at. */
  threshold: doublePrecision('threshold').notNull(),
  reviewer: text('reviewer').notNull(),
  createdAt: created(),
});

/** What a person says about a picture; with `take back` nothing of what this person said before counts. */
export const VERDICTS = ['agree', 'disagree', 'skip', 'take back'] as const;

export const corrections = pgTable('corrections', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  pictureId: uuid('picture_id').notNull(),
  verdict: text('verdict', { enum: VERDICTS }).notNull(),
  /** The class that the reviewer sees. */
  label: text('label'),
  reviewer: text('reviewer').notNull(),
  /** Whether it was given without knowing what the model or others say. */
  blind: boolean('blind').notNull().default(false),
  createdAt: created(),
});

export const workers = pgTable('workers', {
  id: uuid('id').primaryKey(),
  host: text('host').notNull(),
  pid: integer('pid').notNull(),
  /** Whether it takes trainings too. */
  trains: boolean('trains').notNull().default(false),
  seenAt: timestamp('seen_at', { withTimezone: true }).notNull().defaultNow(),
});

/** Trainings for workers; `run` is the run folder, which all of them see. One training of a folder waits at a time. */
export const trainings = pgTable('trainings', {
  /** Of its job too. */
  id: uuid('id').primaryKey(),
  run: text('run').notNull(),
  request: jsonb('request').$type<TrainRequest>().notNull(),
  status: text('status', { enum: ['waiting', 'done', 'failed'] }).notNull(),
  /** How often a worker began with it since the last finished epoch. */
  attempts: integer('attempts').notNull(),
  /** Finished when a worker last began with it. */
  epochs: integer('epochs').notNull(),
  /** Why it failed, or what the last try ended in. */
  reason: text('reason'),
  createdAt: created(),
});

/** What was started in the page and is done apart. */
export const tasks = pgTable('tasks', {
  /** Of its job too. */
  id: uuid('id').primaryKey(),
  request: jsonb('request').$type<TaskRequest>().notNull(),
  status: text('status', { enum: ['waiting', 'done', 'failed', 'stopped'] }).notNull(),
  /** Null until a worker begins with it. */
  progress: jsonb('progress').$type<TaskProgress>(),
  /** How often a worker began with it since it last came forward. */
  attempts: integer('attempts').notNull(),
  /** Why it failed, or what the last try ended in. */
  reason: text('reason'),
  /** The person. */
  startedBy: text('started_by').notNull(),
  createdAt: created(),
  endedAt: timestamp('ended_at', { withTimezone: true }),
});

/** What was measured of a microscope on patients without malaria; the newest of a microscope and a model holds. */
export const calibrations = pgTable('calibrations', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  microscope: text('microscope').notNull(),
  modelId: text('model_id').notNull(),
  modelSha256: text('model_sha256').notNull(),
  /** Without names of patients: who uses it may be of another room. */
  calibration: jsonb('calibration').$type<SmearCalibration>().notNull(),
  /** Names of the batches that it was measured on. */
  batches: jsonb('batches').$type<readonly string[]>().notNull(),
  /** Who states that their patients have no malaria. */
  statedBy: text('stated_by').notNull(),
  createdAt: created(),
});

/** Which worker a job is with. */
export const assignments = pgTable('assignments', {
  jobId: uuid('job_id').primaryKey(),
  workerId: uuid('worker_id').notNull(),
});

/** One row: which database this is. */
export const room = pgTable('room', {
  id: uuid('id').notNull(),
  createdAt: created(),
  /** Of the folder or bucket where its pictures lie. */
  storeId: uuid('store_id'),
  isOnly: boolean('is_only').primaryKey(),
});

/** Contents whose last row was deleted, until their files are gone. */
export const removals = pgTable('removals', {
  sha256: text('sha256').primaryKey(),
  createdAt: created(),
});

/** Models as they were when they gave results, whatever their files hold now. */
export const usedModels = pgTable('used_models', {
  sha256: text('sha256').primaryKey(),
  modelId: text('model_id').notNull(),
  parameters: integer('parameters').notNull(),
  metadata: jsonb('metadata').$type<CellModelMetadata>().notNull(),
  firstUsedAt: timestamp('first_used_at', { withTimezone: true }).notNull().defaultNow(),
});

/** Browsers that gave a token. */
export const sessions = pgTable('sessions', {
  idSha256: text('id_sha256').primaryKey(),
  tokenSha256: text('token_sha256').notNull(),
  createdAt: created(),
  seenAt: timestamp('seen_at', { withTimezone: true }).notNull().defaultNow(),
});

/** Who did what; the database refuses to change or delete its rows. */
export const auditLog = pgTable('audit_log', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  createdAt: created(),
  /** Name of the token; null where none is asked for, and for what the server did itself. */
  token: text('token'),
  /** Whom the request named, where the token is nobody's own. */
  person: text('person'),
  role: text('role'),
  address: text('address'),
  /** Method and route, such as `DELETE /batches/:batch`. */
  action: text('action').notNull(),
  /** What was answered. */
  status: integer('status'),
  batchId: uuid('batch_id'),
  pictureId: uuid('picture_id'),
  /** Name of the training's folder, of what was done with one. */
  run: text('run'),
});

/** Requests that were sent with an idempotency key. */
export const keyedRequests = pgTable(
  'keyed_requests',
  {
    /** SHA-256 of the token; empty where none is asked for. A token made again under the same name is another one. */
    owner: text('owner').notNull(),
    key: text('key').notNull(),
    /** Of the attempt that has it now. */
    runId: uuid('run_id').notNull(),
    leasedUntil: timestamp('leased_until', { withTimezone: true }).notNull(),
    /** Null while it runs, as are the answer and its batch. */
    requestSha256: text('request_sha256'),
    answer: jsonb('answer').$type<unknown>(),
    batchId: uuid('batch_id'),
    createdAt: created(),
  },
  (table) => [primaryKey({ columns: [table.owner, table.key] })],
);

/** Batches of the same pictures for another model: one for each caller. */
export const batchCopies = pgTable(
  'batch_copies',
  {
    sourceId: uuid('source_id').notNull(),
    modelSha256: text('model_sha256').notNull(),
    /** SHA-256 of the token that asked; empty where none is asked for. */
    owner: text('owner').notNull(),
    batchId: uuid('batch_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.sourceId, table.modelSha256, table.owner] })],
);
