import type { Standing } from '../export/export-smear.js';
import { cellsToLookAt, lookedAt } from '../smears/look-at.js';
import type { ReadPatient } from '../smears/read-smears.js';
import type { Tables } from '../storage/database.js';
import { type SignOffHead, signOffsOf } from '../storage/sign-offs.js';
import { digestOf, type OpenPatients, patientResult } from './patient-result.js';
import { detailsOf } from './present-smear.js';
import { signOffsOfPatient, signState } from './sign-state.js';

/**
 * What is known of each patient besides the figures: details, what persons looked at, who signed. A whole result is made only where one
 * was signed before.
 */
export async function standingOf(tables: Tables, open: OpenPatients): Promise<ReadonlyMap<string, Standing>> {
  const signOffs = await signOffsOf(tables, open.batch.id);
  return new Map(
    open.patients.map((patient) => {
      return [
        patient.patient,
        {
          details: detailsOf(patient.patient, open.held),
          to_look_at: lookedAt(cellsToLookAt(patient, open.rules.decision)),
          sign_off: stateOf(open, patient, signOffs),
        },
      ];
    }),
  );
}

/** Whether somebody stands for the result of a patient as it is. */
export const signStateOf = async (tables: Tables, open: OpenPatients, patient: ReadPatient) =>
  stateOf(open, patient, await signOffsOf(tables, open.batch.id));

function stateOf(open: OpenPatients, patient: ReadPatient, signOffs: readonly SignOffHead[]) {
  const own = signOffsOfPatient(signOffs, patient.patient, open.held);
  return signState(own.length > 0 ? digestOf(patientResult(open, patient)) : '', own);
}
