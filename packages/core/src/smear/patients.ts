import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { LOOSE } from '../answer/patients-of-files.js';
import { MissingOption, NotFound, UnusableData } from '../errors/kinds.js';
import { statIfThere } from '../files/exists.js';
import { isOurFolder } from '../files/ours.js';
import type { SkippedFile } from '../files/skipped-file.js';
import { isHidden, whyLeftOut } from '../pictures/picture-kind.js';
import { compareCodePoints, listPictures } from '../pictures/picture-tree.js';

/** A patient's fields, by paths. */
export interface PatientFields {
  /** A code: the folder's name. Names of persons do not belong there. */
  readonly patient: string;
  readonly files: readonly string[];
  /** What else is in the patient's folder, with the reason why it is not a field. */
  readonly leftOut?: readonly SkippedFile[];
}

/** Patients with their fields, and what was left out. */
export interface ListedSmears {
  readonly patients: readonly PatientFields[];
  /** What is beside the patients' folders, with the reason why it is not a field. */
  readonly leftOut: readonly SkippedFile[];
}

/**
 * One folder is one patient: a folder of pictures, or each folder of a folder of folders, with all folders in it, such as
 * one for each day. Pictures given by themselves are fields of one patient. What giemsa wrote is not a patient.
 * @throws UserError when a path is missing, a folder holds no pictures, or two patients have one code
 */
export async function listSmears(paths: readonly string[]): Promise<ListedSmears> {
  if (paths.length === 0)
    throw new MissingOption('files', 'give the fields of a smear: pictures, or one folder for each patient');
  const patients: PatientFields[] = [];
  const leftOut: SkippedFile[] = [];
  const loose = new Map<string, string>();
  for (const path of paths) {
    const found = await statIfThere(path);
    if (!found) throw new NotFound(path, `${path}: there is no such file or folder`);
    if (found.isDirectory()) {
      const listed = await smearsIn(path);
      patients.push(...listed.patients);
      leftOut.push(...listed.leftOut);
    } else if (!loose.has(resolve(path))) loose.set(resolve(path), path);
  }
  if (loose.size > 0) patients.push({ patient: LOOSE, files: [...loose.values()] });
  const codes = new Set<string>();
  for (const { patient } of patients) {
    if (codes.has(patient))
      throw new UnusableData(`two folders are named ${patient}: their patients could not be distinguished`);
    codes.add(patient);
  }
  return { patients, leftOut };
}

/** The patients of {@link listSmears}. */
export const listPatients = async (paths: readonly string[]): Promise<readonly PatientFields[]> =>
  (await listSmears(paths)).patients;

async function smearsIn(folder: string): Promise<ListedSmears> {
  const entries = (await readdir(folder)).filter((name) => !isHidden(name)).sort(compareCodePoints);
  const patients: PatientFields[] = [];
  const own: string[] = [];
  const leftOut: SkippedFile[] = [];
  for (const name of entries) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) {
      const patient = await patientOf(folder, name);
      if (await isOurFolder(path)) leftOut.push(...(patient?.leftOut ?? []));
      else if (patient) patients.push(patient);
      continue;
    }
    const reason = await whyLeftOut(path);
    if (reason === undefined) own.push(path);
    else leftOut.push({ file: path, reason: `cannot read ${path}: ${reason}` });
  }
  if (own.length > 0) {
    patients.unshift({ patient: basename(resolve(folder)) || LOOSE, files: own, leftOut });
    return { patients, leftOut: [] };
  }
  if (patients.some(({ files }) => files.length > 0)) return { patients, leftOut };
  const told = [...leftOut, ...patients.flatMap((patient) => patient.leftOut ?? [])];
  throw new UnusableData(
    `${folder} contains no pictures and no folders of pictures${told.length > 0 ? `; ${told[0]!.reason}` : ''}`,
  );
}

/** A folder without any file is nobody's. */
async function patientOf(folder: string, patient: string): Promise<PatientFields | undefined> {
  const { pictures, leftOut } = await listPictures(folder, patient);
  if (pictures.length + leftOut.length === 0) return undefined;
  const inFolder = ({ file, reason }: SkippedFile) => ({ file: join(folder, file), reason });
  return { patient, files: pictures.map((file) => join(folder, file)), leftOut: leftOut.map(inFolder) };
}
