import { CELL_CLASSES, LOOKS } from '@giemsa/core/internal/smear/edit-field';
import { STAGES } from '@giemsa/core/smear';
import { z } from 'zod';
import { patientSmearSchema, signStateSchema, smearSchema } from './api-smear-types.js';
import { originSchema, refusedSchema, signedSchema } from './api-types.js';

// The API's data types for the result of one patient: what is looked at, signed, reported and sent on.

/** Why a cell is shown to be looked at. */
const REASONS = ['infected', 'unsure', 'person', 'readers differ', 'in a clump', 'cut or covered'] as const;

export const lookedCellSchema = z.object({
  picture: z.string(),
  field: z.string().describe('Name of the field'),
  cell: z.int(),
  reason: z
    .enum(REASONS)
    .describe(
      'The model calls it infected, or is unsure; a person called it infected; two readers differ on it, so it waits for a third; or the model sees an infected cell in a clump or in a cell that is not counted',
    ),
  counted: z.boolean(),
  box: z
    .tuple([z.number(), z.number(), z.number(), z.number()])
    .describe('Left, top, width, height in pixels'),
  probability: z.number().nullable().describe('Of what is not counted, that of its most probable place'),
  model_class: z.enum(CELL_CLASSES).nullable(),
  final_class: z.enum(CELL_CLASSES).nullable().describe('What counts; null for what is not counted'),
  stage: z.enum(STAGES).nullable().describe('Of an infected cell, where it is sure'),
  answer: z
    .enum([...CELL_CLASSES, ...LOOKS])
    .nullable()
    .describe('What a person said of it; null where nobody has looked'),
  by: z.string().nullable(),
  at: z.string().nullable(),
});
/** A cell of a patient that a person is to look at. */
export interface ApiLookedCell extends z.infer<typeof lookedCellSchema> {}

const correctionSchema = z.object({
  picture: z.string(),
  action: z.string(),
  cell: z.int().nullable(),
  said: z.string().nullable(),
  by: z.string(),
  at: z.string(),
});

export const patientResultSchema = z.object({
  batch: z.object({ id: z.string(), name: z.string() }),
  model: z.object({ id: z.string(), sha256: z.string(), architecture: z.string() }),
  finder: z.string(),
  ...originSchema.shape,
  microscope: smearSchema.shape.microscope,
  calibration_made: smearSchema.shape.calibration_made,
  cannot_tell: smearSchema.shape.cannot_tell,
  accepted: smearSchema.shape.accepted,
  microns_per_pixel: smearSchema.shape.microns_per_pixel,
  ...patientSmearSchema.shape,
  fields: z.array(
    patientSmearSchema.shape.fields.element.extend({
      sha256: z.string(),
      corrected_at: z.string().nullable(),
    }),
  ),
  left_out: refusedSchema.describe('Files of the patient that are no fields: refused, or not arrived'),
  cells: z.array(lookedCellSchema).describe('Most probable first; what is not counted last'),
  to_look_at: smearSchema.shape.patients.element.shape.to_look_at,
  corrections: z.array(correctionSchema).describe('All that were ever made, in order of each field'),
  settings: z.int().describe('How many settings of the batch had been made'),
});
/** All that is known of a patient's film. */
export interface ApiPatientResult extends z.infer<typeof patientResultSchema> {}

const changeSchema = z.object({
  what: z.enum(['answer', 'threshold', 'blood', 'details', 'patient', 'fields', 'field', 'calibration']),
  detail: z.string().describe('In words'),
  by: z.string().nullable(),
  at: z.string().nullable(),
});
/** What is not as it was signed. */
export interface ApiChange extends z.infer<typeof changeSchema> {}

const versionSchema = z.object({ version: z.int(), ...signedSchema.shape });

export const patientSchema = z.object({
  result: patientResultSchema,
  digest: z.string().describe('Of all that is signed; send it to sign exactly this'),
  sign_off: signStateSchema,
  changes: z.array(changeSchema).describe('Since the last sign-off, in `changed`'),
  hindrance: z.string().nullable().describe('Why it cannot be signed now'),
  versions: z.array(versionSchema).describe('That were signed, the first first'),
});
/** A patient's result as it is now. */
export interface ApiPatient extends z.infer<typeof patientSchema> {}

export const signedResultSchema = z.object({
  result: patientResultSchema.describe('As it was signed'),
  digest: z.string(),
  version: z.int(),
  signed: signedSchema,
  is_latest: z.boolean().describe('Whether no later version was signed and nothing was changed since'),
});
/** A version of a patient's result that was signed. */
export interface ApiSignedResult extends z.infer<typeof signedResultSchema> {}
