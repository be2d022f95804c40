import { Mismatch, UnreadableFile } from '../errors/kinds.js';
import type { OnEvent } from '../events/events.js';
import { readCsvTable } from '../files/csv-table.js';
import type { CellList } from './dataset.js';
import { findNamedCells } from './named-cells.js';

/** The index of its new class by the file of each cell whose label is replaced. */
export type Relabelled = ReadonlyMap<string, number>;

/**
 * Reads which cells get another label: a CSV with the columns `file` and `relabel`, such as the `labels.csv` that `data audit`
 * writes. A row whose `relabel` is empty changes nothing.
 * @returns file names as the data set has them, with indices into `classNames`
 * @throws UserError when the file cannot be read, relabels nothing, or names no cell of the data set, or a class that it does not have
 */
export async function readRelabelFile(
  path: string,
  { files, classNames }: Pick<CellList, 'files' | 'classNames'>,
  onEvent?: OnEvent,
): Promise<Relabelled> {
  const rows = await readCsvTable(path, 'the list of cells to relabel,');
  if (rows[0]?.file === undefined || rows[0].relabel === undefined) {
    throw new UnreadableFile(
      path,
      `${path}: expected the columns file and relabel (the class that the cell gets), such as in the labels.csv of giemsa data audit`,
    );
  }
  const relabelled = rows.flatMap(({ file, relabel }) =>
    relabel === '' ? [] : [{ name: file!, relabel: relabel! }],
  );
  if (relabelled.length === 0)
    throw new UnreadableFile(
      path,
      `${path}: the column relabel is empty in every row; write the class that a cell gets. The audit fills it from two readings`,
    );
  const named = findNamedCells(
    path,
    relabelled.map(({ name }) => name),
    files,
    onEvent,
  );
  const classes = new Map<string, number>();
  for (const { name, relabel } of relabelled) {
    const file = named.get(name);
    if (file === undefined) continue;
    const index = classNames.indexOf(relabel);
    if (index < 0)
      throw new Mismatch(
        `${path}: ${name} gets the class "${relabel}", which the data set does not have; its classes are ${classNames.join(', ')}`,
      );
    if ((classes.get(file) ?? index) !== index)
      throw new UnreadableFile(path, `${path}: ${name} gets two classes; leave one row for it`);
    classes.set(file, index);
  }
  return classes;
}
