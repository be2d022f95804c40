import { z } from 'zod';

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
});
/** How far readers agree with each other and with the model. */
export interface ApiAgreement extends z.infer<typeof agreementSchema> {}

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
});
/** A line of the audit log. */
export interface ApiAuditEntry extends z.infer<typeof auditEntrySchema> {}
