import { InvalidOption } from '@giemsa/core/internal/errors/kinds';
import { parseNumber } from '@giemsa/core/internal/files/csv-table';
import { escapeInJson, visible } from '@giemsa/core/internal/visible';

/** Reads an option's value as a number, with a decimal point or comma. @returns a parser for commander that throws UserError, naming the option */
export const numberOption =
  (option: string) =>
  (text: string): number => {
    const value = parseNumber(text);
    if (Number.isFinite(value)) return value;
    const isAmbiguous = /^\s*[+-]?\d{1,3}(,\d{3})+\s*$/.test(text);
    throw new InvalidOption(
      option.replace(/^--/, ''),
      text,
      `${option} must be a number. Received "${text}"${isAmbiguous ? ': write thousands without a comma' : ''}`,
    );
  };

/** Prints one JSON document to stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${escapeInJson(JSON.stringify(value, null, 2))}\n`);
}

/** Prints data as it is, for a file or a program; on a terminal no name in it can move the cursor. */
export function printData(text: string): void {
  process.stdout.write(process.stdout.isTTY ? text.split('\n').map(visible).join('\n') : text);
}

/** Collects the values of an option that can be repeated. */
export const collect = (value: string, before: string[] = []): string[] => [...before, value];
