import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { UnreadableFile } from '../errors/kinds.js';
import { readTextFile } from '../files/csv-table.js';

/** Patient of each cell by the stem of its file name, from the official tables. */
export type PatientTable = Map<string, string>;

/** Patient P8 was photographed on two microscopes and has two ids in the official tables: one patient. */
const SAME_PATIENT = new Map([['C47P8thin_Original_Motic', 'C47P8thinOriginalOlympusCX21']]);

/**
 * Reads the official `patientid_cellmapping_*.csv` of a folder: no header line; a patient's id, then a Python list of
 * file names spread over the cells of the line.
 * @returns an empty table when the folder has no such file.
 * @throws UserError when a table names no file, or gives one cell to two patients.
 */
export async function readPatientTables(directory: string): Promise<PatientTable> {
  const names = (await readdir(directory)).filter((name) => /^patientid_cellmapping_.*\.csv$/i.test(name));
  const table: PatientTable = new Map();
  for (const name of names.sort()) {
    const path = join(directory, name);
    const before = table.size;
    addPatients(table, await readTextFile(path, 'the patient table'), path);
    if (table.size === before) {
      throw new UnreadableFile(
        path,
        `${path} names no pictures; expected lines like: patient,['cell_1.png', 'cell_2.png']`,
      );
    }
  }
  return table;
}

/**
 * The patient of a cell: from the table by the file's stem, else the part of its name before `_IMG`, else its
 * `C<number>` prefix, else `null`.
 */
export function patientOf(file: string, table: PatientTable): string | null {
  const stem = stemOf(file);
  const patient = table.get(stem) ?? /^(.+?)_IMG/i.exec(stem)?.[1] ?? /^(C\d+)\D/.exec(stem)?.[1];
  return patient === undefined ? null : mergeIds(patient);
}

function mergeIds(id: string): string {
  return SAME_PATIENT.get(id) ?? id;
}

function stemOf(file: string): string {
  const name = posix.basename(file);
  return name.replace(/\.[^.]+$/, '');
}

function addPatients(table: PatientTable, text: string, path: string): void {
  for (const line of text.split(/\r?\n/)) {
    const [id, ...cells] = line.split(/[,;]/).map((cell) => cell.replaceAll(/[[\]'"\s\ufeff]/g, ''));
    for (const cell of cells) {
      if (!id || !/\.[a-z]+$/i.test(cell)) continue;
      const stem = stemOf(cell);
      const patient = mergeIds(id);
      const known = table.get(stem);
      if (known !== undefined && known !== patient) {
        throw new UnreadableFile(
          path,
          `${path} gives ${cell} to patient ${id}, but it is patient ${known}'s already`,
        );
      }
      table.set(stem, patient);
    }
  }
}
