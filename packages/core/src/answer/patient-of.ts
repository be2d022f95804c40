import { saysClass } from './positive-class.js';

/** Patient P8 was photographed on two microscopes and has two ids in the NIH's tables: one patient. */
const SAME_PATIENT = new Map([['C47P8thin_Original_Motic', 'C47P8thinOriginalOlympusCX21']]);

/** One id for a patient who has two in the NIH's tables. */
export const mergeIds = (id: string): string => SAME_PATIENT.get(id) ?? id;

/**
 * The patient of a cell, by the file's name alone: the part before `_IMG_`, as the NIH names its files, in
 * either case; else the slide, `C<number>` at the beginning with something after it; else `null`.
 * @param file name or path, with `/` between folders
 */
export function patientInName(file: string): string | null {
  const stem = file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  const found = /^(_*[^_].*?)_IMG_/i.exec(stem)?.[1] ?? /^(C\d+)\D/.exec(stem)?.[1];
  return found === undefined ? null : mergeIds(found);
}

/**
 * The patient of a picture that came in a folder: by its name ({@link patientInName}), else by its folder. A
 * folder is not a patient where it names a class: one of `classNames` in either case, or `infected`,
 * `Healthy` and the like in words alone; `malaria-007` is a patient. A file without a folder, whose name does
 * not show it, has no patient: `null`. In a data set to train on only names and the NIH's tables count
 * (`readPatientTables`): folders there are classes.
 * @param file path with `/` between folders, below what was given: `P12/cell_1.png`
 * @param classNames of the model
 */
export function patientOf(file: string, classNames: readonly string[]): string | null {
  const named = patientInName(file);
  if (named !== null) return named;
  const folder = file.split('/').at(-2);
  const plain = (name: string) => name.normalize('NFC').toLowerCase();
  if (!folder) return null;
  const isClass = classNames.some((name) => plain(name) === plain(folder));
  return isClass || (!/\d/.test(folder) && saysClass(folder)) ? null : folder;
}
