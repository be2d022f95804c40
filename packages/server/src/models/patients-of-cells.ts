import { NAMES, patientsOfFiles } from '@giemsa/core/internal/answer/patients-of-files';
import { type HeldSettings, type Sorting, saidPatients } from '../storage/settings.js';

/** By what single cells are told apart into patients: what a person chose, else names of files. */
export const sortingOfCells = ({ sorting }: HeldSettings): Sorting =>
  sorting.ruled ? sorting : { ...sorting, rule: NAMES };

/** The patient of a cell of a batch, by its name; undefined where nothing tells it. @param names of all its pictures */
export function patientsOfCells(names: readonly string[], sorting: Sorting, classNames: readonly string[]) {
  return patientsOfFiles(names, sorting.rule, saidPatients(sorting), classNames);
}
