import { UnreadableFile } from '../errors/kinds.js';
import type { OnEvent } from '../events/events.js';
import { columnsOf, parseCsvTable, readTextFile } from '../files/csv-table.js';
import type { CellList } from './dataset.js';
import { findNamedCells } from './named-cells.js';

/**
 * Reads which cells are to be left out: a CSV that `data audit` writes (column `file`, and where there is a column
 * `exclude` only its rows with `yes`), or plain text with one file name a line.
 * @returns file names as the data set has them
 * @throws UserError when the file cannot be read, or names no file of the data set
 */
export async function readExcludeFile(
  path: string,
  { files }: Pick<CellList, 'files'>,
  onEvent?: OnEvent,
): Promise<ReadonlySet<string>> {
  const text = await readTextFile(path, 'the list of cells to exclude,');
  if (text.trim() === '')
    throw new UnreadableFile(
      path,
      `${path} is empty; expected an audit.csv or labels.csv of giemsa data audit, or one file name a line`,
    );
  const names = namesOf(text, path);
  return new Set(findNamedCells(path, names, files, onEvent).values());
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
