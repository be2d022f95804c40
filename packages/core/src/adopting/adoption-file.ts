import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { NotFound, UnreadableFile } from '../errors/kinds.js';

/** The names in the folder of an adoption. The model is no `model.onnx`: nobody is offered it before it is published. */
export class AdoptionFolder {
  /** Settings and data, written first: another adoption does not continue here. */
  readonly plan: string;
  /** Written last: a folder that has it is finished. */
  readonly record: string;
  readonly comparison: string;
  readonly candidate: string;
  readonly card: string;
  readonly parts: string;
  readonly history: string;
  readonly checkpoint: string;

  constructor(readonly path: string) {
    this.plan = join(path, 'adoption-plan.json');
    this.record = join(path, 'adoption.json');
    this.comparison = join(path, 'comparison.txt');
    this.candidate = join(path, 'candidate.onnx');
    this.card = join(path, 'card.md');
    this.parts = join(path, 'parts.csv');
    this.history = join(path, 'losses.csv');
    this.checkpoint = join(path, 'checkpoint');
  }
}

const count = z.number().int().nonnegative();
const share = z.object({ called: count, share: z.number(), ci95: z.tuple([z.number(), z.number()]) });
const pairedSchema = z
  .object({
    ...{ n: count, before: share, after: share, only_after: count, only_before: count },
    ...{ difference: z.number(), difference_ci95: z.tuple([z.number(), z.number()]), p: z.number() },
  })
  .nullable();
const partSchema = z.object({ groups: count, cells: count, infected: count });

const adoptionSchema = z.object({
  format: z.literal('giemsa adoption 1'),
  software: z.string(),
  made: z.string(),
  seconds: z.number(),
  /** The model that was trained further. */
  from: z.object({ model: z.string(), file: z.string(), sha256: z.string(), threshold: z.number() }),
  dataset: z.object({
    ...{ folder: z.string(), form: z.string(), fingerprint: z.string(), fields: count },
    /** Null where not all are known. */
    patients: count.nullable(),
    ...{ cells: count, infected: count },
    /** Labelled cells that were not found as whole cells, so in no figure. */
    not_found: z.object({ infected: count, healthy: count }),
    left_out: z.array(z.string()),
  }),
  parts: z.object({
    by: z.enum(['patient', 'field']),
    /** Why they are not parted by patient. */
    why: z.string().nullable(),
    ...{ training: partSchema, calibration: partSchema, held_out: partSchema },
  }),
  training: z.object({
    ...{ healthy: count, infected: count, healthy_copies: count, infected_copies: count },
    ...{ composites: count, drawn: count },
    ...{ epochs: count, learning_rate: z.number(), seed: count },
  }),
  calibration: z.object({
    ...{ temperature: z.number().nullable(), threshold: z.number() },
    /** What of it was left out, and why. */
    left_out: z.array(z.string()),
  }),
  /** Cells of the new microscope whose patient, or field, was not learned from. */
  held_out: z.object({
    /** Healthy cells. */
    false_alarms: pairedSchema,
    /** Labelled infected cells. */
    sensitivity: pairedSchema,
    /** The healthy cells with drawn parasites. */
    drawn_parasites: pairedSchema,
  }),
  /** Cells that are not of the new microscope. */
  elsewhere: z.object({ what: z.string(), false_alarms: pairedSchema, sensitivity: pairedSchema }),
  gate: z.object({
    offered: z.boolean(),
    /** Why, or why not, one sentence each. */
    reasons: z.array(z.string()),
    notes: z.array(z.string()),
    margins: z.object({ sensitivity_points: z.number(), false_alarms_per_1000: z.number() }),
  }),
  candidate: z.object({ file: z.string(), sha256: z.string() }),
});

/** What an adoption did and found, as `adoption.json` holds it. */
export interface Adoption extends z.infer<typeof adoptionSchema> {}

/** @throws UserError when the folder has no finished adoption, or its file is damaged */
export async function readAdoption(path: string): Promise<Adoption> {
  const { record } = new AdoptionFolder(path);
  const text = await readFile(record, 'utf8').catch(() => {
    throw new NotFound(
      path,
      `${path} has no finished adoption (no adoption.json); give the folder of giemsa adopt`,
    );
  });
  try {
    return adoptionSchema.parse(JSON.parse(text));
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    const where = issue ? `${issue.path.join('.')}: ${issue.message}` : 'it is not JSON';
    throw new UnreadableFile(record, `${record} was not written by giemsa adopt: ${where}`);
  }
}
