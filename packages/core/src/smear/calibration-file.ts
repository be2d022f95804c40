import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Mismatch, UnreadableFile } from '../errors/kinds.js';
import { systemReason } from '../files/system-error.js';

const rateSchema = z.object({ value: z.number().min(0).max(1), n: z.number().int().positive() });

/** What `smear calibrate` writes: how a model behaves on whole fields of patients without malaria. */
export const smearCalibrationSchema = z.object({
  format: z.literal('giemsa smear calibration 1'),
  made: z.string(),
  /** SHA-256 of the model file: it holds for no other. */
  model_sha256: z.string(),
  finder: z.string(),
  threshold: z.number().min(0).max(1),
  threshold_from: z.string(),
  background: z.object({
    patients: z.number().int().nonnegative(),
    fields: z.number().int().nonnegative(),
    cells: z.number().int().positive(),
    false_alarms: z.number().int().nonnegative(),
    false_alarms_per_1000: z.number(),
    ci95_per_1000: z.tuple([z.number(), z.number()]),
  }),
  /** Null when no cells known to be infected were given. */
  sensitivity: rateSchema.nullable(),
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
