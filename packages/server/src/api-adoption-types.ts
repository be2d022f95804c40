import { z } from 'zod';

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
