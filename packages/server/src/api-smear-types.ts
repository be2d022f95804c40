import { CELL_CLASSES, LOOKS } from '@giemsa/core/internal/smear/edit-field';
import { FIELD_RULES } from '@giemsa/core/internal/smear/field-quality';
import { STAGES } from '@giemsa/core/smear';
import { z } from 'zod';
import { detailSchema } from './api-setting-types.js';
import {
  batchSchema,
  filesSchema,
  originSchema,
  pictureSchema,
  signedSchema,
  sortingSchema,
} from './api-types.js';

// The API's data types for fields of smears.

const intervalSchema = z.tuple([z.number(), z.number()]);
const shareSchema = z.object({
  /** Share of the red cells that were counted, 0 to 1. */
  value: z.number(),
  ci95: intervalSchema,
});

export const parasitaemiaSchema = z.object({
  counted: z.number(),
  infected: z.number().describe('Of all stages'),
  gametocytes: z.number().describe('Of the infected ones; parasitaemia leaves them out'),
  fields: z.number(),
  raw: shareSchema.nullable().describe('Asexual parasites as counted; null where `corrected` is'),
  corrected: shareSchema
    .extend({ per_microlitre: shareSchema.nullable() })
    .nullable()
    .describe(
      'Asexual parasites, corrected for false alarms, and for misses if the sensitivity was measured. Null without a calibration on at least 5 ' +
        'patients without malaria at this threshold, and if the count is not interpretable',
    ),
  is_bound: z
    .boolean()
    .describe('True: `corrected` says only what the share stays below, the upper end of its interval'),
  is_sensitivity_known: z
    .boolean()
    .describe('False: misses were not measured, and the corrected share may be too low'),
  red_cells: z.object({ per_microlitre: z.number().nullable(), source: z.string(), words: z.string() }),
  limit_of_blank: z
    .number()
    .nullable()
    .describe('Infected cells that 95 % of patients without malaria do not exceed; null if it is not known'),
  limit_of_detection: z
    .number()
    .nullable()
    .describe('The share at which 95 % of patients exceed the limit of blank; null if it is not known'),
  minimum_counts: z.array(
    z.object({
      guideline: z.string(),
      cells: z.number(),
      met: z.boolean(),
      further_fields: z.number().nullable(),
    }),
  ),
  severity: z
    .array(z.object({ name: z.string(), state: z.string() }))
    .describe('Empty if `corrected` is null'),
  statement: z.string(),
});
/** Parasitaemia with its interval. */
export interface ApiParasitaemia extends z.infer<typeof parasitaemiaSchema> {}

export const stageCountsSchema = z.object({
  rings: z.number(),
  trophozoites: z.number(),
  schizonts: z.number(),
  gametocytes: z.number(),
  stage_unsure: z.number().describe('Infected cells without a sure stage: they count as asexual'),
});

export const fieldCountsSchema = z.object({
  counted: z.number(),
  infected: z.number(),
  unsure: z.number(),
  ...stageCountsSchema.shape,
  cut: z.number(),
  covered: z.number(),
  clumps: z.number(),
  cells_in_clumps: z.number(),
  seen_in_clumps: z.number().describe('Places called infected in clumps: to be looked at, not counted'),
  seen_cut: z
    .number()
    .describe('Cells cut by the border that are called infected: to be looked at, not counted'),
  white_cells: z.number(),
  platelets: z.number(),
  debris: z.number(),
});

const bloodSchema = z.object({
  red_cells: z.number().nullable(),
  haematocrit: z.string().nullable(),
  set: signedSchema.nullable().describe('Who set it; null where it came with the upload, or is not known'),
});
/** What is known of the red cells of a patient, or of a batch. */
export interface ApiBlood extends z.infer<typeof bloodSchema> {}

export const patientSmearSchema = z.object({
  patient: z.string().describe('A code; names of persons do not belong there'),
  sorted: signedSchema
    .nullable()
    .describe('Who last said that files are of this patient; null where all of it is derived from names'),
  details: z.array(detailSchema).describe('What a person noted of the patient'),
  blood: bloodSchema,
  parasitaemia: parasitaemiaSchema,
  seen: z
    .object({ in_clumps: z.number(), cut: z.number() })
    .describe('Called infected in clumps, and in cells cut by the border: to be looked at, in no figure'),
  stages: stageCountsSchema
    .nullable()
    .describe('Of the cells called infected; null if fields were read without stages'),
  reviewers: z.array(z.string()),
  fields: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: pictureSchema.shape.status,
      width: z.number(),
      height: z.number(),
      /** Why it is set aside, or could not be read. */
      reason: z.string().nullable(),
      rule: z
        .enum(FIELD_RULES)
        .nullable()
        .describe('The rule that set it aside, if a new batch with `accept` would count it'),
      /** Null where nothing was found out yet. */
      counts: fieldCountsSchema.nullable(),
      edits: z.number().describe('Corrections that stand: what was taken back is none'),
      corrected_by: z
        .string()
        .nullable()
        .describe('Who says that every cell of it is right; null if nobody does'),
    }),
  ),
});
/** A patient's film. */
export interface ApiPatientSmear extends z.infer<typeof patientSmearSchema> {}

/** Whether a person stands for the result of a patient as it is now. */
export const signStateSchema = z.object({
  state: z
    .enum(['unsigned', 'signed', 'changed'])
    .describe('`changed`: something is not as it was signed, and the result has to be signed again'),
  version: z.int().describe('Of the result as it is now: 1 before the first sign-off'),
  signed: signedSchema.nullable().describe('Of the last version that was signed'),
});

export const smearSchema = z.object({
  batch: batchSchema,
  was_blind: z.boolean().describe('Whether its fields are read blind, or were'),
  model_sha256: z
    .string()
    .describe('Of the model file that found these cells; the newest, if there were several'),
  files: filesSchema,
  ...originSchema.shape,
  blood: bloodSchema,
  cannot_tell: z.array(z.string()).describe('What the calibration cannot tell; empty without one'),
  microscope: z
    .string()
    .nullable()
    .describe('Whose calibration is used; null for the one beside the model, if there is one'),
  calibration_made: z.string().nullable().describe('When the calibration that is used was made'),
  notes: z
    .array(z.string())
    .describe('What tells that the fields were not taken in one way: magnifications or microscopes differ'),
  microns_per_pixel: z.number().nullable(),
  accepted: z.array(z.enum(FIELD_RULES)).describe('Rules that set fields aside and were not followed'),
  sorting: sortingSchema,
  patients: z.array(
    patientSmearSchema.extend({
      to_look_at: z
        .object({ of: z.int(), done: z.int(), cannot_tell: z.int(), readers: z.array(z.string()) })
        .describe(
          'Cells called infected or unsure, and places that are not counted: all, those that persons looked at, and those of them that nobody could tell',
        ),
      sign_off: signStateSchema,
    }),
  ),
});
/** A batch of fields. */
export interface ApiSmear extends z.infer<typeof smearSchema> {}

/** `[x0, y0, x1, y1, ...]` in pixels of the field. */
export const outlineSchema = z
  .array(z.number().min(-10_000).max(100_000))
  .min(6)
  .max(4000)
  .refine((values) => values.length % 2 === 0, 'expected x and y of each point');

export const cellSchema = z.object({
  id: z.number(),
  kind: z.enum(['red cell', 'clump', 'white cell', 'platelet', 'debris']),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  outline: z.array(z.number()),
  area: z.number(),
  cut: z.boolean(),
  covered: z.boolean(),
  counted: z.boolean(),
  probability: z.number().nullable(),
  call: z.enum(['infected', 'uninfected']).nullable(),
  unsure: z.boolean(),
  stage: z
    .object({ name: z.enum(STAGES), probability: z.number().nullable(), sure: z.boolean() })
    .nullable()
    .describe(
      'Of the parasite: of a cell that may be infected; `probability` is null where a person said it. A stage that is not sure is not counted',
    ),
  parts: z
    .array(
      z.object({
        box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
        probability: z.number(),
        call: z.enum(['infected', 'uninfected']),
      }),
    )
    .describe(
      'What the model says of places in a clump, or in a cell that the border cuts; empty for all else',
    ),
  model_class: z.enum(CELL_CLASSES).nullable().describe('Of the model at the threshold, or of the finder'),
  final_class: z
    .enum(CELL_CLASSES)
    .nullable()
    .describe('What counts: the class that a person gave it, else the model’s'),
  reviewer: z.string().nullable().describe('Who corrected it last'),
  reviewers: z.array(z.string()).describe('All whose corrections of it stand'),
  reviewed_at: z.string().nullable(),
  looked: z
    .object({ sees: z.enum(LOOKS), by: z.string(), at: z.string() })
    .nullable()
    .describe('Who last looked at it without deciding what counts'),
});
/** A cell found in a field. */
export interface ApiCell extends z.infer<typeof cellSchema> {}

export const fieldSchema = z.object({
  id: z.string(),
  batch: z.string(),
  name: z.string(),
  width: z.number(),
  height: z.number(),
  problem: z.string().nullable(),
  threshold: z.number().describe('That the cells are called at'),
  corrected: z
    .object({ by: z.string(), at: z.string(), threshold: z.number() })
    .nullable()
    .describe('Who says that every cell of it is right, and the threshold that the calls were seen at'),
  cell_diameter: z.number().nullable(),
  microns_per_pixel: z.number().nullable(),
  cells: z.array(cellSchema),
  removed: z
    .array(z.object({ cell: z.number(), by: z.string() }))
    .describe('Cells that a person removed: they can be restored'),
  undoable: z
    .array(z.object({ by: z.string(), undo: z.number(), redo: z.number() }))
    .describe('How many corrections each person can undo, and do again'),
  patient: patientSmearSchema,
  sign_off: signStateSchema.describe('Of the patient’s result'),
});
/** A field and its cells. */
export interface ApiField extends z.infer<typeof fieldSchema> {}

const cellNumber = z.int().min(1).max(1_000_000);
/** A person's correction of a field. */
export const fieldEditSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('class'), cell: cellNumber, class: z.enum(CELL_CLASSES) }),
  z
    .object({ action: z.literal('look'), cell: cellNumber, sees: z.enum(LOOKS) })
    .describe(
      'A person looked, and no figure changes: of a counted cell only `cannot tell`, which takes back what this person said of it before; of ' +
        'clumps and cells that are not counted also what is seen',
    ),
  z.object({ action: z.literal('remove'), cell: cellNumber }),
  z.object({ action: z.literal('outline'), cell: cellNumber, outline: outlineSchema }),
  z.object({ action: z.literal('add'), outline: outlineSchema }),
  z
    .object({ action: z.literal('take back'), cell: cellNumber })
    .describe('What this person said of the cell is taken back; what others said stands'),
  z
    .object({ action: z.literal('restore'), cell: cellNumber })
    .describe('What everybody said of the cell is taken back'),
  z
    .object({ action: z.literal('undo') })
    .describe('As if this person had not made their last correction of the field, whatever that was'),
  z.object({ action: z.literal('redo') }).describe('The last one that was undone stands again'),
]);
/** A correction of a field. */
export type ApiFieldEdit = z.infer<typeof fieldEditSchema>;
