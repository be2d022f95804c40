import { UserError } from '../errors.js';

/** Reads an option's value as a number. @returns a parser for commander that throws UserError, naming the option */
export const numberOption =
  (option: string) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isFinite(value)) return value;
    throw new UserError(`${option} must be a number. Received "${text}"`);
  };

/** Prints one JSON document to stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Collects the values of an option that can be repeated. */
export const collect = (value: string, before: string[] = []): string[] => [...before, value];
