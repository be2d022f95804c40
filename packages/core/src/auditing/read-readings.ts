import { blindName, type ReadingsOfOne, UNSURE } from '../audit/readings.js';
import { findNamedCells } from '../dataset/named-cells.js';
import { Mismatch, UnreadableFile } from '../errors/kinds.js';
import { readCsvTable } from '../files/csv-table.js';

/**
 * What one reader read: a table with the columns `cell` (the name under the picture of a sheet) or `file`, `reading` (a class or
 * `unsure`) and, if wanted, `reason`. Rows whose `reading` is empty are not read yet.
 * @throws UserError when it is no such table, reads a cell twice, or names a class or, on the sheets, a cell that the data set does not have
 */
export async function readReadings(
  path: string,
  { files, classNames }: { readonly files: readonly string[]; readonly classNames: readonly string[] },
): Promise<ReadingsOfOne> {
  const rows = await readCsvTable(path, 'the readings');
  const column = rows[0]?.file === undefined ? 'cell' : 'file';
  if (rows[0]?.[column] === undefined || rows[0].reading === undefined) {
    throw new UnreadableFile(
      path,
      `${path}: expected the columns cell (or file), reading and reason, as in the readings.csv beside the sheets of giemsa data audit`,
    );
  }
  const read = rows.filter(({ reading }) => reading!.trim() !== '');
  const fileOf = finder(
    path,
    column,
    files,
    read.map((row) => row[column]!),
  );
  const readings = new Map<string, { reading: string; reason: string }>();
  for (const { [column]: name, reading, reason = '' } of read) {
    const file = fileOf(name!);
    if (file === undefined) continue;
    const what = reading!.trim();
    if (what !== UNSURE && !classNames.includes(what))
      throw new Mismatch(
        `${path}: ${name} is read as "${what}"; expected ${classNames.join(', ')} or ${UNSURE}, written like this`,
      );
    if (readings.has(file))
      throw new UnreadableFile(path, `${path} reads ${name} twice; leave one row for it`);
    readings.set(file, { reading: what, reason: reason.trim() });
  }
  return readings;
}

function finder(
  path: string,
  column: 'file' | 'cell',
  files: readonly string[],
  names: readonly string[],
): (name: string) => string | undefined {
  if (column === 'file') {
    const named = findNamedCells(path, names, files);
    return (name) => named.get(name);
  }
  const byBlindName = new Map(files.map((file) => [blindName(file), file]));
  return (name) => {
    const file = byBlindName.get(name.trim());
    if (file === undefined)
      throw new Mismatch(
        `${path}: there is no cell ${name} in the data set; the names stand under the pictures of the sheets, and a file that was renamed has another`,
      );
    return file;
  };
}
