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
