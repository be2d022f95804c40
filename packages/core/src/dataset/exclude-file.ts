import { Mismatch, UnreadableFile } from '../errors/kinds.js';
import { columnsOf, parseCsvTable, readTextFile } from '../files/csv-table.js';
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
  const text = await readTextFile(path, 'the list of cells to exclude,');
  if (text.trim() === '')
    throw new UnreadableFile(path, `${path} is empty; expected an audit.csv, or one file name a line`);
  const names = namesOf(text, path);
  const known = new Set(files);
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw new Mismatch(
      `${path}: ${unknown} is not among the readable cells of the data set; names are relative to its folder, such as ${files[0]}`,
    );
  }
  return new Set(names);
}

function namesOf(text: string, path: string): string[] {
  if (columnsOf(text).includes('file')) {
    const rows = parseCsvTable(text, path);
    return rows.filter(({ exclude = 'yes' }) => exclude === 'yes').map(({ file }) => file!);
  }
  return text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
