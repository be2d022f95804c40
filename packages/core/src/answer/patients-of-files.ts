import { patientInName } from './patient-in-name.js';
import { saysClass } from './positive-class.js';

/** By what files are told apart into patients. */
export const PATIENT_SOURCES = ['folders', 'names', 'pattern'] as const;

/** How the patients of files are derived. */
export interface PatientRule {
  readonly from: (typeof PATIENT_SOURCES)[number];
  /** With `pattern`: of a file's name without its ending, such as `{patient}_*`; null otherwise. */
  readonly pattern: string | null;
}

/** One folder is one patient: what holds for fields where nobody said anything else. */
export const FOLDERS: PatientRule = { from: 'folders', pattern: null };

/** The names of files tell patients, else their folders: what holds for single cells, whose folders often are classes. */
export const NAMES: PatientRule = { from: 'names', pattern: null };

/** What loose pictures are taken for. */
export const LOOSE = 'slide';

/** Of a file within an upload. */
export const folderOf = (name: string): string => name.split('/').slice(0, -1).join('/');

/**
 * The patients of the files of an upload: what a person said of a file, else by the rule. Where a name tells no patient, its folder
 * does: a folder's own name, or its whole path where two folders have one name.
 *
 * Of single cells, a folder is no patient where it names a class: one of `classNames` in either case, or `infected`, `Healthy` and the
 * like in words alone; `malaria-007` is a patient. Loose cells have none. In a data set to train on only names and the NIH's tables
 * count (`readPatientTables`): folders there are classes.
 * @param names paths within the upload, `/` between folders
 * @param said codes of patients by name of the file
 * @param classNames of the model, for single cells; left out for fields
 * @returns undefined where nothing tells the patient of a file: for fields, in a folder that none of `names` is in
 */
export function patientsOfFiles(
  names: readonly string[],
  rule: PatientRule = FOLDERS,
  said: ReadonlyMap<string, string> = new Map(),
  classNames?: readonly string[],
): (name: string) => string | undefined {
  const codes = codesOfFolders(names, (folder) => classNames === undefined || isPatient(folder, classNames));
  return (name) => said.get(name) ?? told(name, rule) ?? codes.get(folderOf(name));
}

function told(name: string, { from, pattern }: PatientRule): string | undefined {
  if (from === 'names') return patientInName(name) ?? undefined;
  if (from === 'folders' || pattern === null) return undefined;
  return patientByPattern(name, pattern);
}

/** Whether a folder of single cells is a patient. */
function isPatient(folder: string, classNames: readonly string[]): boolean {
  const name = folder.split('/').at(-1)!;
  const plain = (text: string) => text.normalize('NFC').toLowerCase();
  const isClass = classNames.some((one) => plain(one) === plain(name));
  return name !== '' && !isClass && (/\d/.test(name) || !saysClass(name));
}

function codesOfFolders(names: readonly string[], isTaken: (folder: string) => boolean): Map<string, string> {
  const folders = [...new Set(names.map(folderOf))].filter(isTaken);
  const nameOf = (folder: string) => folder.split('/').at(-1) || LOOSE;
  const times = new Map<string, number>();
  for (const name of folders.map(nameOf)) times.set(name, (times.get(name) ?? 0) + 1);
  return new Map(
    folders.map((folder) => {
      const isShared = times.get(nameOf(folder))! > 1;
      return [folder, isShared && folder !== '' ? folder : nameOf(folder)];
    }),
  );
}

const PATIENT = '{patient}';

/** Why a pattern cannot be used; undefined for one that can. */
export function patternProblem(pattern: string): string | undefined {
  if (pattern.split(PATIENT).length !== 2)
    return `the pattern must contain ${PATIENT} once, such as ${PATIENT}_*`;
  return partsOf(pattern).some((part, index, parts) => isWild(part) && isWild(parts[index + 1]))
    ? `in the pattern a * stands directly beside ${PATIENT} or another *; write what is between them`
    : undefined;
}

const partsOf = (pattern: string): string[] =>
  pattern.split(/(\*|\{patient\})/).filter((part) => part !== '');
const isWild = (part: string | undefined): boolean => part === '*' || part === PATIENT;

/**
 * What stands at the place of `{patient}` in a file's name without its ending; `*` stands for anything. Each place reaches to the
 * first occurrence of what follows it, so a name is read once.
 * @returns undefined for a name that does not fit
 */
export function patientByPattern(name: string, pattern: string): string | undefined {
  const text = name.slice(name.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  const parts = partsOf(pattern);
  let at = 0;
  let patient: string | undefined;
  for (const [index, part] of parts.entries()) {
    if (!isWild(part)) {
      if (!text.startsWith(part, at)) return undefined;
      at += part.length;
      continue;
    }
    const next = parts[index + 1];
    const from = part === PATIENT ? at + 1 : at;
    const isLast = index + 2 >= parts.length;
    const end =
      next === undefined
        ? text.length
        : isLast
          ? text.endsWith(next)
            ? text.length - next.length
            : -1
          : text.indexOf(next, from);
    if (end < from) return undefined;
    if (part === PATIENT) patient = text.slice(at, end).trim();
    at = end;
  }
  return at === text.length && patient !== '' ? patient : undefined;
}
