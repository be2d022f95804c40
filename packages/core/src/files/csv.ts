import { stringify } from 'csv-stringify/browser/esm/sync';

/** A cell of a table: numbers are written as they are, `null` and `undefined` as nothing. */
export type CsvCell = string | number | null | undefined;

/**
 * Rows as CSV text (RFC 4180, lines end in `\n`). Texts that a spreadsheet would run as a formula are guarded by
 * {@link guardFormulas}; what {@link unguardFormulas} reads back is the text as it was.
 */
export const toCsv = (rows: readonly (readonly CsvCell[])[]): string =>
  stringify(rows as CsvCell[][], {
    // Quotes protect a text with commas, but not in a program that splits cells at semicolons.
    quoted_match: /[;\t]/,
    cast: { string: (text) => guardFormulas(text) },
  });

/**
 * Characters that start a formula, also in full width, at the start of a cell or after a separator used by
 * other programs.
 */
const FORMULA = /(?<=^|[;\t\r\n])('*)(?=[=+\-@\t\r\n＝＋－＠])/g;
const GUARDED = /(?<=^|[;\t\r\n])'('*)(?=[=+\-@\t\r\n＝＋－＠])/g;

/** A plain number is not a formula, whatever its sign. */
const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * Puts a `'` before what Excel, LibreOffice and Google Sheets take for the beginning of a formula
 * (https://owasp.org/www-community/attacks/CSV_Injection), in cells parted by `,`, `;` or a tab.
 */
export const guardFormulas = (text: string): string =>
  NUMBER.test(text) ? text : text.replaceAll(FORMULA, "'$1");

/** Removes what {@link guardFormulas} added: every text comes out unchanged. */
export const unguardFormulas = (text: string): string => text.replaceAll(GUARDED, '$1');
