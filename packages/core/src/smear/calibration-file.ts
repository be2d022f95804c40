import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Mismatch, UnreadableFile } from '../errors/kinds.js';
import { systemReason } from '../files/system-error.js';
import { FIELD_RULES } from './field-quality.js';
import type { ClassifierRates } from './statistics/parasitaemia.js';

const count = z.number().int().nonnegative();
const interval = z.tuple([z.number(), z.number()]);
const falseAlarmsSchema = z.object({
  cells: z.number().int().positive(),
  false_alarms: count,
  false_alarms_per_1000: z.number(),
  /** As if all cells were one patient's: how much patients differ is not in it. */
  ci95_per_1000: interval,
});
const sensitivitySchema = z.object({
  value: z.number().min(0).max(1),
  n: z.number().int().positive(),
  /** Exact. In files of before it is left out. */
  ci95: interval.optional(),
  /** Labelled infected cells, of `n`, that were not found as whole cells; left out where cells were cut out already. */
  missed_by_finder: count.optional(),
});

/** What `smear calibrate` writes: how a model behaves on whole fields of patients without malaria. */
export const smearCalibrationSchema = z.object({
  format: z.literal('giemsa smear calibration 1'),
  made: z.string(),
  /** SHA-256 of the model file: it holds for no other. */
  model_sha256: z.string(),
  finder: z.string(),
  /** Views of a cell that may be infected, whose answers were averaged; 1 in files of before. */
  views: count.default(1),
  /** SHA-256 of the network of stages; null where stages were not told. */
  stages_sha256: z.string().nullable().default(null),
  /** Rules that set fields aside and were not followed; left out where all were. */
  accepted: z.array(z.enum(FIELD_RULES)).optional(),
  threshold: z.number().min(0).max(1),
  threshold_from: z.string(),
  background: falseAlarmsSchema.extend({
    patients: count,
    fields: count,
    /** In files of before it is left out. */
    by_patient: z
      .array(
        z.object({
          ...{ patient: z.string(), fields: count, cells: count, false_alarms: count },
          /** Of the false alarms; none where stages were not told. */
          gametocytes: count.default(0),
        }),
      )
      .optional(),
  }),
  /** Thresholds to choose from: chosen on some patients, measured on those of the background. */
  thresholds: z
    .array(
      falseAlarmsSchema.extend({
        /** False alarms in 1,000 cells that were allowed where it was chosen. */
        allowed_per_1000: z.number(),
        threshold: z.number().min(0).max(1),
        sensitivity: sensitivitySchema.nullable(),
      }),
    )
    .optional(),
  /** Null when no cells known to be infected were given. */
  sensitivity: sensitivitySchema.nullable(),
  /** Fields that the model was trained on, which were left out; null where the model does not name its patients. */
  training_fields: z.array(z.string()).nullable().optional(),
  /** What this calibration cannot tell, in sentences. */
  cannot_tell: z.array(z.string()).optional(),
});

/** What was measured of a microscope's false alarms, as its file holds it. */
export interface SmearCalibration extends z.infer<typeof smearCalibrationSchema> {}

/** @throws UserError when it is missing, damaged, or of another model */
export async function readSmearCalibration(path: string, modelSha256: string): Promise<SmearCalibration> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UnreadableFile(
      path,
      `cannot read the calibration ${path}: ${systemReason(error) ?? error.message}`,
    );
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UnreadableFile(path, `${path} is no calibration: ${(error as Error).message}`);
  }
  const parsed = smearCalibrationSchema.safeParse(value);
  if (!parsed.success) {
    const [{ path: place, message }] = parsed.error.issues as [z.core.$ZodIssue];
    throw new UnreadableFile(
      path,
      `${path} was not written by giemsa smear calibrate: ${place.join('.') || 'the whole'}: ${message}`,
    );
  }
  if (parsed.data.model_sha256 === modelSha256) return parsed.data;
  throw new Mismatch(
    `${path} was made with another model; make one for this model: giemsa smear calibrate MODEL DIR`,
  );
}

/** What figures are corrected by. Counts that are not kept by patient are one patient's, of whom nothing can be told. */
export const ratesOf = ({
  sensitivity,
  background,
}: Pick<SmearCalibration, 'background' | 'sensitivity'>): ClassifierRates => ({
  sensitivity,
  blanks: background.by_patient?.map(({ cells, false_alarms: falseAlarms, gametocytes }) => ({
    ...{ cells, falseAlarms, gametocytes },
  })) ?? [{ cells: background.cells, falseAlarms: background.false_alarms }],
});
