import { READING_STATES } from '@giemsa/core/internal/answer/blind-reading';
import { z } from 'zod';
import { batchSchema, pictureSchema } from './api-types.js';

// The API's data types of readers: how far they agree, and who did what.

const intervalSchema = z.tuple([z.number(), z.number()]);
const agreementFigures = {
  n: z.number().describe('Cells that both have named'),
  agreed: z.number(),
  share: z.number().nullable().describe('Of the cells on which they agree, 0 to 1'),
  share_ci95: intervalSchema.nullable().describe('Wilson’s'),
  kappa: z
    .number()
    .nullable()
    .describe('Cohen’s; null where it is not defined: both have named one class only'),
  kappa_ci95: intervalSchema.nullable().describe('Null where they agree on every cell: it has no width then'),
  table: z
    .array(z.array(z.number()))
    .describe('Rows: the first reader, or the reader; columns: the other, or the model'),
};
export const agreementSchema = z.object({
  cells: z.number().describe('That can be read'),
  hidden: z.number().describe('Cells of which something is kept from who asks'),
  read_by_you: z.number(),
  read_by_two: z.number(),
  agreed: z.number(),
  disagreed: z.number().describe('That wait for a third person'),
  decided: z.number().describe('By a third person'),
  classes: z.array(z.string()).describe('Of the tables; `no cell` where a person or the model says so'),
  between: z
    .array(z.object({ readers: z.array(z.string()), ...agreementFigures }))
    .nullable()
    .describe(
      'Of each two persons who were the two readers of cells; null while something is hidden from who asks',
    ),
  with_model: z
    .array(z.object({ reader: z.string(), ...agreementFigures }))
    .nullable()
    .describe('Of each reader with the model, at the threshold of the batch; null while something is hidden'),
  copies_before: z
    .array(z.object({ at: z.string(), person: z.string().nullable(), action: z.string() }))
    .describe('Who had taken a copy of results before the blind reading began, by the log: method and route'),
});
/** How far readers agree with each other and with the model. */
export interface ApiAgreement extends z.infer<typeof agreementSchema> {}

const fieldHead = {
  id: z.string(),
  name: z.string(),
  state: z.enum(READING_STATES).describe('How far its readers are'),
  hidden: z.boolean().describe('Whether what the model and others say is kept from who asks'),
};
export const fieldsToReadSchema = z.object({
  batch: batchSchema,
  hidden: z.int().describe('Fields of which something is kept from who asks'),
  patients: z.array(
    z.object({
      patient: z.string(),
      fields: z.array(
        z.object({
          ...fieldHead,
          status: pictureSchema.shape.status,
          problem: z.string().nullable().describe('Why it is not read: it could not be, or is set aside'),
          cells: z
            .int()
            .describe('Cells that who asks is asked about: all, or those on which two readers differ'),
          read_by_you: z.boolean(),
        }),
      ),
    }),
  ),
});
/** The fields of a batch that is read blind, as a person may see them. */
export interface ApiFieldsToRead extends z.infer<typeof fieldsToReadSchema> {}

export const ANSWERS = ['infected', 'uninfected', 'no cell'] as const;
export const fieldToReadSchema = z.object({
  ...fieldHead,
  batch: z.string(),
  patient: z.string(),
  width: z.number(),
  height: z.number(),
  problem: z.string().nullable(),
  cell_diameter: z.number().nullable(),
  microns_per_pixel: z.number().nullable(),
  may_answer: z.boolean().describe('Whether who asks has something to answer here'),
  cells: z.array(
    z.object({
      id: z.int(),
      outline: z.array(z.number()).describe('`[x0, y0, x1, y1, ...]` in pixels of the field'),
      asked: z.boolean().describe('Whether who asks is asked about it'),
      state: z
        .enum(READING_STATES)
        .nullable()
        .describe('Null for what nobody is asked about, and while it is hidden'),
      answers: z.array(z.object({ reviewer: z.string(), answer: z.enum(ANSWERS), at: z.string() })),
      model_class: z.string().nullable().describe('At the threshold of the batch; null while it is hidden'),
    }),
  ),
});
/** A field that is read blind, as a person may see it. */
export interface ApiFieldToRead extends z.infer<typeof fieldToReadSchema> {}

const cellNumbers = z.array(z.int().min(1).max(1_000_000)).max(100_000);
export const fieldReadingSchema = z.object({
  infected: cellNumbers.describe('Numbers of the cells that the person calls infected'),
  not_cells: cellNumbers
    .default([])
    .describe('Numbers of what was outlined as a red cell and is none; all other cells are uninfected'),
});

export const auditEntrySchema = z.object({
  id: z.number(),
  at: z.string(),
  /** Name of the token; null where none is asked for, and for what the server did itself. */
  token: z.string().nullable(),
  role: z.string().nullable(),
  address: z.string().nullable(),
  /** Method and route. */
  action: z.string(),
  /** What was answered. */
  status: z.number().nullable(),
  batch: z.string().nullable(),
  picture: z.string().nullable(),
  person: z.string().nullable().describe('Who did it: of the token, or whom the request named'),
  run: z.string().nullable().describe('The training that something was done with'),
});
/** A line of the audit log. */
export interface ApiAuditEntry extends z.infer<typeof auditEntrySchema> {}
