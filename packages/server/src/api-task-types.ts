import { z } from 'zod';
import { intervalSchema } from './api-interval.js';
import { TASK_STEPS } from './storage/task-types.js';

// The API's data types for what is done apart: adoptions and calibrations.

const correctedShape = {
  fields: z.number().describe('Fields at which a person has looked'),
  whole_fields: z.number().describe('Of these, those that a person marked as corrected'),
  patients: z.number(),
  infected: z.number().describe('Cells that a person stands for'),
  uninfected: z.number(),
  corrections: z.number(),
};

export const correctedBatchSchema = z.object({
  ...{ id: z.string(), name: z.string(), created: z.string(), model: z.string() },
  ...correctedShape,
});
/** A batch of fields at which persons have looked. */
export interface ApiCorrectedBatch extends z.infer<typeof correctedBatchSchema> {}

const needsShape = {
  missing: z.array(z.string()).describe('What is needed before it can be started; empty if it can'),
  notes: z.array(z.string()).describe('What its result will not tell'),
};
export const adoptionNeedsSchema = z.object({ ...correctedShape, ...needsShape });
/** Whether a model can be adapted on some batches. */
export interface ApiAdoptionNeeds extends z.infer<typeof adoptionNeedsSchema> {}

export const calibrationNeedsSchema = z.object({
  ...{ fields: z.number(), patients: z.number(), cells: z.number() },
  ...needsShape,
});
/** What a calibration on some batches would tell. */
export interface ApiCalibrationNeeds extends z.infer<typeof calibrationNeedsSchema> {}

export const taskSchema = z.object({
  id: z.string(),
  kind: z.enum(['adopt', 'calibrate']),
  name: z.string().describe('Of the adoption, or of the microscope that is calibrated'),
  model: z.string(),
  batches: z.array(z.string()),
  by: z.string().describe('The person who started it'),
  created: z.string(),
  ended: z.string().nullable(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'stopped']),
  interruptions: z.number().describe('How often its server or its process ended in its midst; it continued'),
  progress: z
    .object({
      step: z.enum(TASK_STEPS),
      done: z.number(),
      total: z.number().describe('0 where it is not known'),
      seconds_left: z.number().nullable().describe('Of this step; null as long as it cannot be told'),
    })
    .nullable(),
  reason: z.string().nullable().describe('Why it failed'),
});
/** An adoption or a calibration that was started in the page. */
export interface ApiTask extends z.infer<typeof taskSchema> {}

const rate = {
  cells: z.number(),
  false_alarms: z.number(),
  false_alarms_per_1000: z.number(),
  ci95_per_1000: intervalSchema,
};
export const calibrationSchema = z.object({
  microscope: z.string(),
  model: z.string(),
  model_sha256: z.string(),
  made: z.string(),
  stated_by: z.string().describe('Who states that the patients have no malaria'),
  batches: z.array(z.string()).nullable().describe('That it was measured on; null unless you see all rooms'),
  threshold: z.number(),
  threshold_from: z.string(),
  background: z.object({ patients: z.number(), fields: z.number(), ...rate }),
  limits_of_blank: z
    .array(z.object({ cells: z.number(), infected: z.number().nullable() }))
    .describe(
      'Of so many counted cells, how many are called infected at most in 95 % of patients without malaria; null if it is not known',
    ),
  thresholds: z.array(z.object({ allowed_per_1000: z.number(), threshold: z.number(), ...rate })),
  cannot_tell: z.array(z.string()),
});
/** What was measured of a microscope on patients without malaria. */
export interface ApiCalibration extends z.infer<typeof calibrationSchema> {}
