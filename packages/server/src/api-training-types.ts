import { PAIRED_FIGURES } from '@giemsa/core/internal/metrics/paired-figures';
import { z } from 'zod';
import { intervalSchema } from './api-interval.js';
import { signedSchema } from './api-types.js';
import { RUN_STEPS } from './storage/task-types.js';

// The API's data types for trainings.

export const historyRowSchema = z.record(z.string(), z.number().nullable());

const sideSchema = z.object({
  cells: z.number(),
  patients: z.number().describe('Known ones; 0 where no patient is known'),
});

const valueSchema = z.object({
  value: z.number(),
  ci95: intervalSchema.nullable().describe('By resampling whole patients'),
});

/** A model beside the one of a training. */
export const comparisonSchema = z
  .object({
    model: z.string().describe('The model before'),
    sha256: z.string(),
    made: z.string(),
    cells: z.number().describe('Held-out cells of patients that neither model was trained on'),
    patients: z.number().nullable().describe('Null where the patient of some cell is not known'),
    without_interval: z.enum(['patients not known', 'too few patients']).nullable(),
    figures: z.partialRecord(
      z.enum(PAIRED_FIGURES),
      z.object({
        before: valueSchema,
        after: valueSchema,
        difference: valueSchema.describe('After minus before; the same patients are drawn for both'),
      }),
    ),
    left_out: z.object({
      trained_on: z.number().describe('Held-out cells of patients that the model before was trained on'),
      unread: z.number().describe('Held-out cells whose pictures are gone'),
    }),
    knows_training: z.boolean().describe('Whether it is known what the model before was trained on'),
    is_now: z.boolean().describe('False where the training went on since'),
  })
  .describe('Both models on the same cells');

const progressSchema = z
  .object({
    step: z.enum(RUN_STEPS),
    done: z.number(),
    total: z.number().describe('0 where it is not known'),
    seconds_left: z.number().nullable().describe('Of this step; null as long as it cannot be told'),
  })
  .nullable();

export const runSchema = z.object({
  id: z.string().describe('Name of its folder'),
  name: z.string().nullable().describe('As a person called it'),
  note: z.string().nullable(),
  state: z.enum(['waiting', 'training', 'finished', 'stopped', 'failed']),
  started: z
    .object({ by: z.string(), on: z.string(), at: z.string() })
    .nullable()
    .describe('Who started it here, on what; null for one of the command line'),
  here: z.boolean().describe('Whether it was started here, so that it can be stopped and resumed here'),
  progress: progressSchema.describe('Of a training that runs'),
  interruptions: z.number().describe('How often its server or process ended since it last came forward'),
  failure: z
    .object({ code: z.string().nullable(), reason: z.string() })
    .nullable()
    .describe('Why it failed, and the code of the mistake; null where it did not'),
  created: z.string(),
  recipe: z.string(),
  architecture: z.string(),
  epochs: z.number().nullable(),
  learning_rate: z.number().nullable(),
  batch_size: z.number().nullable(),
  image_size: z.number().nullable(),
  seed: z.number().nullable(),
  cells: z.number(),
  patients: z.number().nullable(),
  split: z.string(),
  trained_on: sideSchema.nullable(),
  held_out: sideSchema.nullable(),
  seconds: z.number().describe('Spent on the epochs that are finished'),
  history: z.array(historyRowSchema),
  published: signedSchema
    .nullable()
    .describe('Who offers its model for use; null where nobody does, or it was trained further since'),
  metrics: z.record(z.string(), z.unknown()).nullable(),
  comparisons: z.array(comparisonSchema),
  comparing: z
    .object({ model: z.string(), progress: progressSchema, reason: z.string().nullable() })
    .nullable()
    .describe('A comparison that runs, waits, or failed last, with the reason'),
});
/** A training and its figures. */
export interface ApiRun extends z.infer<typeof runSchema> {}
/** A model beside the one of a training. */
export interface ApiRunComparison extends z.infer<typeof comparisonSchema> {}

export const trashedRunSchema = z.object({
  ...{ id: z.string(), name: z.string().nullable(), deleted: z.string() },
  deleted_by: z.string().nullable().describe('Name of the token'),
  ends: z.string().describe('When it is gone for good'),
});
/** A deleted training that can be restored. */
export interface ApiTrashedRun extends z.infer<typeof trashedRunSchema> {}

export const stepSchema = z.object({
  step: z.number().describe('The last of the steps of this point, counted from 1'),
  epoch: z.number().describe('How far it is: 1.5 is half of the second epoch'),
  loss: z.number().describe('Mean over these steps'),
  accuracy: z.number().nullable(),
  learning_rate: z.number(),
});
/** Some steps of a training as one point of a curve. */
export interface ApiStep extends z.infer<typeof stepSchema> {}

const classesSchema = z.array(z.object({ name: z.string(), cells: z.number() }));

export const labelledSetSchema = z.object({
  ...{ id: z.string(), name: z.string(), created: z.string() },
  cells: z.number(),
  classes: classesSchema.describe('By the folders that the pictures came in'),
  patients: z.number().describe('Known ones, by the names of the files'),
  announced: z.number().nullable(),
  arrived: z.number().nullable().describe('Fewer than `announced`: the upload is incomplete'),
});
/** An uploaded set to train on. */
export interface ApiLabelledSet extends z.infer<typeof labelledSetSchema> {}

const notLearnedSchema = z.object({
  unanswered: z.number().describe('Cells that no person answered'),
  no_cell: z.number().describe('Pictures that a person called no cell'),
  open: z.number().describe('Cells read blind that are not decided'),
});

export const reviewedBatchSchema = z.object({
  ...{ id: z.string(), name: z.string(), created: z.string() },
  cells: z.number().describe('Cells that persons answered'),
  ...{ classes: classesSchema, patients: z.number(), not_learned: notLearnedSchema },
});
/** A batch of single cells with persons' answers. */
export interface ApiReviewedBatch extends z.infer<typeof reviewedBatchSchema> {}

const estimateSchema = z.object({
  seconds: z.number(),
  images_per_second: z.number(),
  from: z.enum(['run', 'measured']).describe('The speed of an earlier training, or of some steps just now'),
  run: z.string().nullable(),
  steps: z.number().nullable().describe('That were measured'),
  busy: z.boolean().describe('Whether another training ran while it was measured'),
});

export const planSchema = z.object({
  classes: classesSchema,
  cells: z.number(),
  patients: z.number().describe('Known ones'),
  without_patient: z.number().describe('Cells whose patient is not known'),
  split: z.enum(['patient', 'image', 'folders', 'file']),
  train: z.number().describe('Cells that it learns from, about'),
  held_out: z.number().describe('Cells on which it is measured, about'),
  epochs: z.number(),
  missing: z.array(z.string()).describe('What is needed before it can start; empty if it can'),
  notes: z.array(z.string()).describe('What its figures will not tell'),
  estimate: estimateSchema.nullable().describe('Null where no training here had the same network and size'),
});
/** What a training would learn from, and how long it would take. */
export interface ApiTrainingPlan extends z.infer<typeof planSchema> {}

export const recipeSchema = z.object({
  ...{ name: z.string(), description: z.string(), architecture: z.string() },
  ...{ epochs: z.number(), learning_rate: z.number(), batch_size: z.number(), image_size: z.number() },
  ...{ split: z.string(), validation_fraction: z.number() },
  augmented: z.boolean(),
  weights: z.string().nullable().describe('What it begins with; null for random weights'),
});

export const trainingSchema = z.object({
  datasets: z.array(z.string()).describe('Folders that the server was started with'),
  recipes: z.array(recipeSchema),
});
/** What can be trained here. */
export interface ApiTraining extends z.infer<typeof trainingSchema> {}
