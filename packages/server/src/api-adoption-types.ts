import { z } from 'zod';
import { intervalSchema } from './api-interval.js';

const calledSchema = z.object({
  called: z.number(),
  share: z.number(),
  ci95: intervalSchema.describe('Exact, as if cells were independent'),
});
const pairedSchema = z
  .object({
    n: z.number(),
    before: calledSchema.describe('By the old model'),
    after: calledSchema.describe('By the new model'),
    p: z.number().describe('Sign test of the cells that changed'),
  })
  .nullable()
  .describe('What both models call infected of the same cells; null where there were none');

/** A model that was adapted to a microscope, and how it compares with the one before. */
export const adoptionSchema = z.object({
  /** Of its folder. */
  id: z.string(),
  made: z.string(),
  /** The model that it was adapted from. */
  from: z.object({ model: z.string(), sha256: z.string() }),
  sha256: z.string(),
  /** Whether it may be published. */
  offered: z.boolean(),
  reasons: z.array(z.string()),
  notes: z.array(z.string()),
  held_out: z
    .object({
      ...{ by: z.enum(['patient', 'field']), groups: z.number() },
      ...{ false_alarms: pairedSchema, sensitivity: pairedSchema, drawn_parasites: pairedSchema },
    })
    .describe('On patients, or fields, of the new microscope that were not learned from'),
  elsewhere: z.object({ what: z.string(), false_alarms: pairedSchema, sensitivity: pairedSchema }),
  /** The figures of both models, as `giemsa adopt` prints them. */
  comparison: z.array(z.string()),
  /** Name under which it is in use; null where it is not. */
  in_use_as: z.string().nullable(),
});
/** A model that was adapted to a microscope. */
export interface ApiAdoption extends z.infer<typeof adoptionSchema> {}

/** A model under its name, and who made which version the one in use. */
export const publishedSchema = z.object({
  name: z.string(),
  version: z.number(),
  sha256: z.string(),
  /** The version that going back leads to; null where there is none. */
  before: z.number().nullable(),
  acts: z.array(
    z.object({
      what: z.enum(['began with', 'published', 'went back to']),
      version: z.number(),
      sha256: z.string(),
      by: z.string(),
      at: z.string(),
    }),
  ),
});
/** A model under its name. */
export interface ApiPublished extends z.infer<typeof publishedSchema> {}
