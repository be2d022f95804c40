import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { mergeIds, patientInName } from '../answer/patient-in-name.js';
import { UnreadableFile } from '../errors/kinds.js';
import { readTextFile } from '../files/csv-table.js';

/** Patient of each cell by the stem of its file name, from the official tables. */
export type PatientTable = Map<string, string>;

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
        `${path} contains no picture names; expected lines like: patient,['cell_1.png', 'cell_2.png']`,
      );
    }
  }
  return table;
}

/** The patient of a cell of a data set: from the table by the file's stem, else by its name; else `null`. */
export function patientOfCell(file: string, table: PatientTable): string | null {
  const patient = table.get(stemOf(file));
  return patient === undefined ? patientInName(file) : mergeIds(patient);
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
          `${path} gives ${cell} to patient ${id}, but it already belongs to patient ${known}`,
        );
      }
      table.set(stem, patient);
    }
  }
}
