import { z } from 'zod';
import { VERDICTS } from './storage/schema.js';

// What goes over the API, for the server's checks, the OpenAPI page and the web page alike.

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
  is_default: z.boolean(),
  /** `metrics.json` of its run, where it has one. */
  metrics: z.record(z.string(), z.unknown()).nullable(),
});
export type ApiModel = z.infer<typeof modelSchema>;

export const progressSchema = z.object({
  total: z.number(),
  done: z.number(),
  /** No cells, by the model's input gate. */
  refused: z.number(),
  /** Pictures that could not be read, or were set aside. */
  failed: z.number(),
});
export type ApiProgress = z.infer<typeof progressSchema>;

export const batchSchema = z.object({
  id: z.string(),
  name: z.string(),
  model: z.string(),
  created: z.string(),
  progress: progressSchema,
});
export type ApiBatch = z.infer<typeof batchSchema>;

export const refusedSchema = z.array(z.object({ name: z.string(), reason: z.string() }));

export const uploadSchema = z.object({ batch: batchSchema, accepted: z.number(), refused: refusedSchema });
export type ApiUpload = z.infer<typeof uploadSchema>;

export const correctionSchema = z.object({
  verdict: z.enum(VERDICTS),
  /** The class that the reviewer sees. */
  label: z.string().nullable(),
  reviewer: z.string(),
  created: z.string(),
});
export type ApiCorrection = z.infer<typeof correctionSchema>;

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
  class: z.string().nullable(),
  probability: z.number().nullable(),
  /** Too near the threshold to be decided without a person; null where the model has no such band. */
  unsure: z.boolean().nullable(),
  correction: correctionSchema.nullable(),
});
export type ApiPicture = z.infer<typeof pictureSchema>;

export const resultsSchema = z.object({
  batch: batchSchema,
  class_names: z.array(z.string()),
  positive_class: z.string(),
  threshold: z.number(),
  pictures: z.array(pictureSchema),
});
export type ApiResults = z.infer<typeof resultsSchema>;

export const historyRowSchema = z.record(z.string(), z.number().nullable());

export const runSchema = z.object({
  id: z.string(),
  state: z.enum(['training', 'finished', 'stopped']),
  created: z.string(),
  recipe: z.string(),
  architecture: z.string(),
  epochs: z.number().nullable(),
  cells: z.number(),
  split: z.string(),
  history: z.array(historyRowSchema),
  metrics: z.record(z.string(), z.unknown()).nullable(),
});
export type ApiRun = z.infer<typeof runSchema>;
