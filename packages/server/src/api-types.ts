import { READING_STATES } from '@giemsa/core/internal/answer/blind-reading';
import { PATIENT_SOURCES } from '@giemsa/core/internal/answer/patients-of-files';
import { factSchema } from '@giemsa/core/internal/formats/model-meaning';
import { gateSchema } from '@giemsa/core/internal/gate/gate';
import { z } from 'zod';
import { ROLES } from './roles.js';
import { VERDICTS } from './storage/schema.js';

// The API's data types, used by the server's checks, the OpenAPI page and the web page.

/** Single cells, or whole fields of thin smears. */
export const BATCH_KINDS = ['cells', 'fields'] as const;

export const modelSchema = z.object({
  id: z.string(),
  architecture: z.string(),
  recipe: z.string(),
  class_names: z.array(z.string()),
  positive_class: z.string(),
  threshold: z.number(),
  image_size: z.number(),
  parameters: z.number(),
  sha256: z.string(),
  calibrated: z.boolean(),
  /** Of the calibration; 1 without. */
  temperature: z.number(),
  color_mode: z.enum(['rgb', 'grayscale']),
  training_data: z.string(),
  modified: z.string(),
  /** The kinds of batches for which it is the default. */
  default_for: z.array(z.enum(BATCH_KINDS)),
  /** Probabilities between which a cell is left to a person; null where the model has no such band. */
  /** Half width of the band in logits around the threshold, whichever that is; null where the model has no band. */
  unsure_half_width: z.number().nullable(),
  unsure_band: z.object({ low: z.number(), high: z.number() }).nullable(),
  /**
   * Of a model that giemsa did not make: what its answers depend on, and whether the file says it, an option gave it, it was
   * assumed, or the classes' names tell it. Null where the file says all of it.
   */
  meaning: z.array(factSchema).nullable(),
  /** Which pictures it refuses to answer for; null without. */
  gate: gateSchema.nullable(),
  /** `metrics.json` of its run, where it has one. */
  metrics: z.record(z.string(), z.unknown()).nullable(),
});
/** A model on offer. */
export interface ApiModel extends z.infer<typeof modelSchema> {}

export const progressSchema = z.object({
  total: z.number(),
  done: z.number(),
  /** No cells, by the model's input gate. */
  refused: z.number(),
  /** Pictures that could not be read, or were set aside. */
  failed: z.number(),
  announced: z
    .number()
    .nullable()
    .describe('Files that the upload said were to come; null where it said nothing'),
  arrived: z
    .number()
    .nullable()
    .describe('Those of them that are here: fewer than `announced` is incomplete'),
});
/** How far a batch is. */
export interface ApiProgress extends z.infer<typeof progressSchema> {}

export const batchSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum([...BATCH_KINDS, 'labelled']).describe('`labelled`: a set to train on, which no model reads'),
  model: z.string().describe('Empty for a labelled set'),
  blind: z.boolean().describe('Whether its cells are read blind now'),
  created: z.string(),
  progress: progressSchema,
});
/** A batch of pictures. */
export interface ApiBatch extends z.infer<typeof batchSchema> {}

/** What came out of a batch so far. */
export const summarySchema = z.object({
  cells: z.number().describe('Cells that count: those with a final class; of fields, the counted red cells'),
  infected: z.number().describe('Those of them whose final class is the infected one'),
  fields: z.number().nullable().describe('Fields that count; null for single cells'),
  reviewed: z
    .number()
    .describe('Cells that a person has answered; of fields, those that a person has marked as corrected'),
  patients: z.number().nullable().describe('Patients of the fields; null for single cells'),
  signed: z.number().nullable().describe('Patients whose result, as it is now, a person has signed'),
});
/** The result of a batch in a line. */
export interface ApiSummary extends z.infer<typeof summarySchema> {}

/** A deleted batch that can still be restored. */
export const trashedSchema = batchSchema.extend({
  deleted: z.string(),
  /** Name of the token. */
  deleted_by: z.string().nullable(),
  ends: z
    .string()
    .nullable()
    .describe(
      'When it is gone for good; null where a result in it is signed: then only an administrator deletes it',
    ),
});
/** A deleted batch that can be restored. */
export interface ApiTrashed extends z.infer<typeof trashedSchema> {}

/** Who asks, and what they may do. */
export const sessionSchema = z.object({
  /** Name of the token; null where none is asked for. */
  token: z.string().nullable(),
  person: z
    .string()
    .nullable()
    .describe(
      'Whose answers and decisions those of this token are; null where each request names the person',
    ),
  role: z.enum(ROLES),
  room: z.string().nullable(),
  /** So long deleted batches can be restored; 0: not at all. */
  trash_days: z.number(),
  /** Name and version of the server's program. */
  software: z.string(),
});
/** Whose session a request is of. */
export interface ApiSession extends z.infer<typeof sessionSchema> {}

export const refusedSchema = z.array(z.object({ name: z.string(), reason: z.string() }));

export const uploadSchema = z.object({ batch: batchSchema, accepted: z.number(), refused: refusedSchema });
/** What an upload became. */
export interface ApiUpload extends z.infer<typeof uploadSchema> {}

/** What of a person's word can stand. */
const STANDING = VERDICTS.filter((verdict) => verdict !== 'take back');

export const correctionSchema = z.object({
  verdict: z.enum(STANDING).describe('`skip` is no answer: then the model’s class counts'),
  /** The class that the reviewer sees; null for a skipped picture, and for one that is no cell. */
  label: z.string().nullable(),
  reviewer: z.string(),
  created: z.string(),
});
/** What a person said about a picture and did not take back. */
export interface ApiCorrection extends z.infer<typeof correctionSchema> {}

export const readingSchema = z.object({
  state: z
    .enum(READING_STATES)
    .describe(
      'Fewer than two readers; two who agree; two who disagree: then it has no final class before a third person has decided',
    ),
  hidden: z
    .boolean()
    .describe('Whether what the model and others say is kept from who asks, until this person has answered'),
  answers: z
    .array(correctionSchema.pick({ label: true, reviewer: true, created: true }))
    .describe('Of the first reader, the second, and who decides; none while they are hidden'),
});
/** How far the blind reading of a cell is. */
export interface ApiReading extends z.infer<typeof readingSchema> {}

export const pictureSchema = z.object({
  id: z.string(),
  name: z.string(),
  width: z.number(),
  height: z.number(),
  /** Known class, from the folder. */
  label: z.string().nullable(),
  patient: z.string().nullable(),
  status: z.enum(['waiting', 'done', 'refused', 'failed']),
  reason: z.string().nullable(),
  class: z.string().nullable().describe('The model’s, at the threshold of the answer'),
  final_class: z
    .string()
    .nullable()
    .describe('What counts: the last answer of a person, else the model’s class. Null for what is no cell'),
  probability: z.number().nullable(),
  /** Too near the threshold to be decided without a person; null where the model has no such band. */
  unsure: z.boolean().nullable(),
  /** Of the model file that gave the result. */
  model_sha256: z.string().nullable(),
  correction: correctionSchema.nullable().describe('Of a cell that is read blind, the answer that counts'),
  reading: readingSchema.nullable().describe('Null for a cell that is not read blind'),
});
/** A picture and its result. */
export interface ApiPicture extends z.infer<typeof pictureSchema> {}

/** Who chose something for everybody, and when. */
export const signedSchema = z.object({ by: z.string(), at: z.string() });

/** What stands beside answers wherever they are shown. */
export const originSchema = z.object({
  threshold: z.number(),
  threshold_from: z.string().describe('Who or what chose it, in words'),
  threshold_set: signedSchema.nullable().describe('Who set it for the batch; null where nobody did'),
  own_threshold: z.number().describe('The model’s, or its calibration’s'),
  calibration: z.string().describe('In words; `none` without one'),
  software: z.string(),
});

/** Files of a batch that are no pictures of it. */
export const filesSchema = z.object({
  refused: refusedSchema.describe('Files that did not become pictures, and why'),
  missing: z
    .array(z.object({ name: z.string(), bytes: z.number() }))
    .describe('Files that were announced and have not arrived'),
});

/** What is to come, said before it comes. */
export const manifestSchema = z.object({
  files: z.array(z.object({ name: z.string().min(1).max(4000), bytes: z.int().min(0) })).max(20_000),
  left_out: z
    .array(z.object({ name: z.string().min(1).max(4000), reason: z.string().min(1).max(500) }))
    .max(20_000)
    .default([])
    .describe('Files that are not sent, and why: they stay with the batch'),
});

/** How files are told apart into patients. */
export const sortingSchema = z.object({
  from: z.enum(PATIENT_SOURCES),
  pattern: z.string().nullable(),
  set: signedSchema
    .nullable()
    .describe(
      'Who chose it; null where nobody did: folders for fields, names and then folders for single cells',
    ),
});

export const resultsSchema = z.object({
  batch: batchSchema,
  files: filesSchema,
  sorting: sortingSchema,
  /**
   * Checksum of the model file that gave the results (the latest if there were several; each picture names
   * its own).
   */
  model_sha256: z.string(),
  /**
   * Whether the batch's model file has been replaced or removed since: these results come from the old one.
   */
  model_replaced: z.boolean(),
  class_names: z.array(z.string()),
  positive_class: z.string(),
  ...originSchema.shape,
  /** Half width of the unsure band in logits around the threshold; null where the model has none. */
  unsure_half_width: z.number().nullable(),
  pictures: z.array(pictureSchema),
});
/** All results of a batch. */
export interface ApiResults extends z.infer<typeof resultsSchema> {}
