import { basename, extname } from 'node:path';
import type { CellModel } from '../formats/cell-model.js';
import { patientKey } from '../formats/patient-key.js';
import type { PatientFields } from './patients.js';

/** Fields to measure a model on, and those that it has seen in training. */
export interface UnseenFields {
  readonly patients: readonly PatientFields[];
  readonly seen: readonly string[];
}

/**
 * Leaves out fields that the model was trained on, where its file names its patients: by the patient's code, and by the
 * field's own name, which stands for the patient in crops (`smear crops`).
 */
export function unseenFields(
  { trainingPatients }: Pick<CellModel, 'trainingPatients'>,
  patients: readonly PatientFields[],
): UnseenFields {
  const known = new Set(trainingPatients);
  const isSeen = (patient: string, file: string) =>
    known.has(patientKey(patient)) || known.has(patientKey(basename(file, extname(file))));
  return {
    patients: patients.map((one) => ({
      ...one,
      files: one.files.filter((file) => !isSeen(one.patient, file)),
    })),
    seen: patients.flatMap(({ patient, files }) => files.filter((file) => isSeen(patient, file))),
  };
}
