import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isImageName } from '../dataset/picture-kind.js';
import { compareCodePoints } from '../dataset/picture-tree.js';
import { UserError } from '../errors.js';

/** A patient's fields, by paths. */
export interface PatientFields {
  /** A code: the folder's name. Names of persons do not belong there. */
  readonly patient: string;
  readonly files: readonly string[];
}

/** What loose files are taken for. */
const LOOSE = 'slide';

/**
 * One folder is one patient: a folder of pictures, or each folder of a folder of folders. Pictures given by themselves are
 * fields of one patient.
 * @throws UserError when a path is missing, a folder holds no pictures, or two patients have one code
 */
export async function listPatients(paths: readonly string[]): Promise<PatientFields[]> {
  if (paths.length === 0)
    throw new UserError('give the fields of a smear: pictures, or one folder a patient');
  const patients: PatientFields[] = [];
  const loose: string[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (!found) throw new UserError(`${path}: there is no such file or folder`);
    if (found.isDirectory()) patients.push(...(await patientsIn(path)));
    else loose.push(path);
  }
  if (loose.length > 0) patients.push({ patient: LOOSE, files: [...new Set(loose)] });
  const codes = new Set<string>();
  for (const { patient } of patients) {
    if (codes.has(patient))
      throw new UserError(`two folders are named ${patient}: their patients could not be told apart`);
    codes.add(patient);
  }
  return patients;
}

async function patientsIn(folder: string): Promise<PatientFields[]> {
  const entries = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort(compareCodePoints);
  const patients: PatientFields[] = [];
  const own: string[] = [];
  for (const name of entries) {
    const path = join(folder, name);
    if ((await stat(path).catch(() => undefined))?.isDirectory()) {
      const files = (await readdir(path)).filter((file) => isImageName(file) && !file.startsWith('.'));
      if (files.length > 0) {
        patients.push({
          patient: name,
          files: files.sort(compareCodePoints).map((file) => join(path, file)),
        });
      }
    } else if (isImageName(name)) own.push(path);
  }
  if (own.length > 0) patients.unshift({ patient: basename(folder) || LOOSE, files: own });
  if (patients.length === 0) throw new UserError(`${folder} holds no pictures, nor folders of pictures`);
  return patients;
}
