import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { UserError } from '../errors.js';
import type { CellList } from './dataset.js';

/**
 * Reads which cells are to be left out: the CSV that `data audit` writes (column `file`, and where there is a column
 * `exclude` only its rows with `yes`), or plain text with one file name a line.
 * @returns file names as the data set has them
 * @throws UserError when the file cannot be read, or names a file that is not in the data set
 */
export async function readExcludeFile(
  path: string,
  { files }: Pick<CellList, 'files'>,
): Promise<ReadonlySet<string>> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UserError(`cannot read the list of cells to exclude, ${path}: ${error.message}`);
  });
  const names = namesOf(text, path);
  const known = new Set(files);
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw new UserError(
      `${path}: ${unknown} is not among the readable cells of the data set; names are relative to its folder, such as ${files[0]}`,
    );
  }
  return new Set(names);
}

function namesOf(text: string, path: string): string[] {
  const first = text.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0]!;
  if (!first.split(',').includes('file')) {
    return text
      .replace(/^\ufeff/, '')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
  }
  try {
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true, skip_empty_lines: true });
    return rows.filter(({ exclude = 'yes' }) => exclude === 'yes').map(({ file }) => file!);
  } catch (error) {
    throw new UserError(`${path} is not a CSV table: ${(error as Error).message}`);
  }
}
