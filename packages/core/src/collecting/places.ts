import { basename, extname } from 'node:path';
import type { CollectedField } from './collected.js';

/** A field with its place in a data set. */
export interface PlacedField extends CollectedField {
  /** Path below the folder of pictures, with `/`: the patient's folder and the name of the picture. */
  readonly place: string;
  /** The same without the picture's ending. */
  readonly stem: string;
}

/** Signs that no file system takes, or takes for something else. */
const UNSAFE = /[\\/:*?"<>|\p{Cc}]/gu;

/** A name that every file system takes for one of its own folders. */
export const safeName = (name: string): string => name.replaceAll(UNSAFE, '_').replace(/^\.+/, '_');

/** One folder for each patient, so that patients stay apart in every format. Names that come twice get a number. */
export function placeFields(fields: readonly CollectedField[]): PlacedField[] {
  const folders = new Map<string, string>();
  const taken = new Set<string>();
  const unique = (wanted: string, used: Set<string>): string => {
    let name = wanted;
    for (let number = 2; used.has(name.toLowerCase()); number++) name = `${wanted}-${number}`;
    used.add(name.toLowerCase());
    return name;
  };
  const usedFolders = new Set<string>();
  return fields.map((field) => {
    const { patient, original_file: original } = field;
    if (patient !== null && !folders.has(patient))
      folders.set(patient, unique(safeName(patient), usedFolders));
    const name = basename(original.replaceAll('\\', '/'));
    const ending = extname(name);
    const inFolder = patient === null ? '' : `${folders.get(patient)!}/`;
    const stem = unique(inFolder + basename(name, ending).replaceAll(UNSAFE, '_'), taken);
    return { ...field, place: stem + ending, stem };
  });
}
