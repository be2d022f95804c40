import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { UnreadableFile } from '../errors/kinds.js';
import { unguardFormulas } from './csv.js';
import { systemReason } from './system-error.js';

/** Lines of a table by the names of its columns. */
export type CsvRow = Readonly<Record<string, string>>;

/**
 * Reads a CSV file that giemsa, a person or a spreadsheet wrote: cells separated by commas, semicolons or
 * tabs; UTF-8 with or without a byte-order mark, UTF-16 with one, otherwise Windows-1252. Guards against
 * formulas are removed.
 * @param what the file is, for errors: `the split file`
 * @throws UserError when it cannot be read or is not a table
 */
export async function readCsvTable(path: string, what: string): Promise<CsvRow[]> {
  return parseCsvTable(await readTextFile(path, what), path);
}

/** A text file that a person may have saved with any program. @throws UserError when it cannot be read */
export async function readTextFile(path: string, what: string): Promise<string> {
  const bytes = await readFile(path).catch((error: Error) => {
    throw new UnreadableFile(path, `cannot read ${what} ${path}: ${systemReason(error) ?? error.message}`);
  });
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(utf16 ? 'utf-16le' : isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}

/** @param path for errors. @throws UserError when the text is not a table */
export function parseCsvTable(text: string, path: string): CsvRow[] {
  const { delimiter, table } = delimiterOf(text.replace(/^\ufeff/, ''));
  try {
    return parse(table, {
      delimiter,
      columns: (names: string[]) => names.map((name) => unguardFormulas(name).trim()),
      skip_empty_lines: true,
      cast: (value, { header }) => (header ? value : unguardFormulas(value)),
    });
  } catch (error) {
    // The parser's message quotes the cell, which may be the bytes of a picture.
    const reason = (error as Error).message.split(
      /: a quote is found| is found on|,? value is|,? got /,
      1,
    )[0];
    throw new UnreadableFile(path, `${path} is not a CSV table: ${reason}`);
  }
}

/** Names of the columns in a table's first line; one name where it is not a table. */
export function columnsOf(text: string): string[] {
  const { delimiter, table } = delimiterOf(text.replace(/^\ufeff/, ''));
  const line = table.split(/\r?\n/, 1)[0]!;
  return line.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
}

/** The sign that parts cells: Excel's own line `sep=;` says it, else the commonest in the line of titles. */
function delimiterOf(text: string): { delimiter: string; table: string } {
  const said = /^"?sep=(.)"?\r?\n/i.exec(text);
  if (said) return { delimiter: said[1]!, table: text.slice(said[0].length) };
  const titles = text.split(/\r?\n/, 1)[0]!.replaceAll(/"[^"]*"/g, '');
  const count = (sign: string) => titles.split(sign).length;
  const delimiter = [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
  return { delimiter, table: text };
}

/**
 * A number as a person or a spreadsheet writes it, with a decimal point or comma; `NaN` for everything else, and for
 * what may be meant as thousands (`4,500`).
 */
export function parseNumber(text: string): number {
  const plain = text.trim();
  if (plain === '') return Number.NaN;
  if (/^[+-]?[1-9]\d{0,2},\d{3}$/.test(plain)) return Number.NaN;
  return Number(/^[+-]?\d*,\d+(e[+-]?\d+)?$/i.test(plain) ? plain.replace(',', '.') : plain);
}
