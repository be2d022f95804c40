import { z } from 'zod';

// What requests may hold, defined once for the checks and for the API's description.

/** Control characters, which no keyboard has, and halves of characters: databases refuse some of them. */
const NO_TEXT = /[\p{Cc}\p{Cs}]/u;

/** Text typed by a person: not blank, on one line, whole characters. It is trimmed. */
export const words = (most: number) =>
  z
    .string()
    .refine(
      (text) => isWords(text, most),
      `expected 1 to ${most} characters on one line, at least one of them not blank`,
    )
    .meta({
      minLength: 1,
      maxLength: most,
      pattern: '^[^\\x00-\\x1f\\x7f-\\x9f]*[^\\s\\x00-\\x1f\\x7f-\\x9f][^\\x00-\\x1f\\x7f-\\x9f]*$',
    })
    .transform((text) => text.trim());

const isWords = (text: string, most: number): boolean =>
  text.trim() !== '' && text.length <= 2 * most && [...text].length <= most && !NO_TEXT.test(text);

/** The name of a model, a run or a data set. It need not exist. */
export const called = (most = 200) => words(most);

/** A number in an address, where everything is text: blank is not a number, and neither are two of them. */
export const numeral = <Schema extends z.ZodNumber>(schema: Schema) =>
  z.preprocess((value) => (typeof value === 'string' && NUMERAL.test(value) ? Number(value) : value), schema);

const NUMERAL = /^[+-]?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,3})?$/i;

/** Some of these words, with commas between. */
export const someOf = <Word extends string>(all: readonly Word[]) =>
  z
    .string()
    .regex(
      new RegExp(`^(${all.join('|')})(,(${all.join('|')}))*$`),
      `expected ${all.join(', ')}, with commas between`,
    )
    .transform((text) => [...new Set(text.split(','))] as Word[]);

/** How the numbers of a CSV file are written. */
export const decimalsQuery = z.object({
  decimals: z
    .enum(['point', 'comma'])
    .default('point')
    .describe(
      'Of a CSV file. `comma`: for spreadsheets in languages with a decimal comma, with semicolons between cells',
    ),
});

export const thresholdQuery = z.object({
  /** In place of the model's own, or the calibration's; for models of two classes. */
  threshold: numeral(z.number().min(0).max(1)).optional(),
});
