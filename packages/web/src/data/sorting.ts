import {
  FOLDERS,
  folderOf,
  type PatientRule,
  patientsOfFiles,
} from '@giemsa/core/internal/answer/patients-of-files';
import type { ApiSet } from '@giemsa/server';
import type { DroppedFile } from './upload.js';

/** Files on their way into patients. */
export interface Sorting {
  readonly rule: PatientRule;
  /** What a person said, by path. */
  readonly said: ReadonlyMap<string, string>;
  /** Of the model, for single cells: their folders are no patients. Left out for fields. */
  readonly classNames?: readonly string[];
}

/** What holds for fields where nobody said anything. */
export const BY_FOLDERS: Sorting = { rule: FOLDERS, said: new Map() };

/** A patient with the paths of the files; with an empty code those that are nobody's, which only cells are. */
export interface SortedFiles {
  readonly code: string;
  readonly paths: readonly string[];
}

const isArchive = (path: string) => path.toLowerCase().endsWith('.zip');
export const archivesOf = (paths: readonly string[]): string[] => paths.filter(isArchive);

/** Patients in the order of their first files. Archives are left out: what is in them is not known before they are read. */
export function sortFiles(paths: readonly string[], { rule, said, classNames }: Sorting): SortedFiles[] {
  const pictures = paths.filter((path) => !isArchive(path));
  const patientOf = patientsOfFiles(pictures, rule, said, classNames);
  const patients = new Map<string, string[]>();
  for (const path of pictures) {
    const code = patientOf(path) ?? '';
    const own = patients.get(code);
    if (own) own.push(path);
    else patients.set(code, [path]);
  }
  return [...patients].map(([code, own]) => ({ code, paths: own }));
}

/** With files given to a patient. */
export function moveFiles(sorting: Sorting, paths: readonly string[], code: string): Sorting {
  return { ...sorting, said: new Map([...sorting.said, ...paths.map((path) => [path, code] as const)]) };
}

/** What the server is told so that it sorts files as a person did. @param before as it sorts them without that */
export function changedSettings(paths: readonly string[], before: Sorting, sorting: Sorting): ApiSet[] {
  const { rule } = sorting;
  const isOtherRule = rule.from !== before.rule.from || rule.pattern !== before.rule.pattern;
  const derived = new Map(
    sortFiles(paths, { ...before, rule }).flatMap(({ code, paths: own }) => own.map((path) => [path, code])),
  );
  const moved = sortFiles(paths, sorting).flatMap(({ code, paths: own }): ApiSet[] => {
    const files = own.filter((path) => derived.get(path) !== code);
    return files.length === 0 ? [] : [{ setting: 'files', files, patient: code === '' ? null : code }];
  });
  return [...(isOtherRule ? [{ setting: 'patients' as const, ...rule }] : []), ...moved];
}

/** Files with paths that nobody has yet: a camera gives every picture the same name. */
export function withOwnPaths(
  files: readonly DroppedFile[],
  taken: Iterable<string>,
  folder: string,
): DroppedFile[] {
  const known = new Set(taken);
  return files.map(({ file, path }) => {
    const name = folder === '' ? path : `${folder}/${path.split('/').at(-1)}`;
    const [, stem, ending] = /^(.*?)(\.[^./]*)?$/s.exec(name)!;
    let own = name;
    for (let copy = 2; known.has(own); copy++) own = `${stem} (${copy})${ending ?? ''}`;
    known.add(own);
    return { file, path: own };
  });
}

/** The folder in which more fields of a patient are this patient's too. */
export const folderOfPatient = (paths: readonly string[], code: string): string =>
  paths.length > 0 ? folderOf(paths[0]!) : code;

/** Files on the server, each with its patient. */
export interface SortedOnServer {
  readonly name: string;
  readonly patient: string | null;
}

/** As the server sorts them now: by its rule, and what persons said against it. */
export function heldSorting(
  files: readonly SortedOnServer[],
  rule: PatientRule,
  classNames?: readonly string[],
): Sorting {
  const bare: Sorting = { rule, said: new Map(), ...(classNames && { classNames }) };
  const derived = new Map(
    sortFiles(
      files.map(({ name }) => name),
      bare,
    ).flatMap(({ code, paths }) => paths.map((path) => [path, code])),
  );
  const said = files.filter(({ name, patient }) => patient !== null && derived.get(name) !== patient);
  return { ...bare, said: new Map(said.map(({ name, patient }) => [name, patient!])) };
}
