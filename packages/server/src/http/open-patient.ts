import type { ApiPatient, ApiPatientResult, ApiSignedResult } from '../api-patient-types.js';
import type { Reported } from '../export/reported.js';
import { heldSettings, readSettings } from '../storage/settings.js';
import { findSignOff, type SignOff, type SignOffHead, signOffsOf } from '../storage/sign-offs.js';
import type { Context } from './context.js';
import { batchOf } from './look-up.js';
import { openPatients } from './open-fields.js';
import { digestOf, hindranceOf, patientResult } from './patient-result.js';
import { notFound } from './problem.js';
import { changesSince, signOffsOfPatient, signState } from './sign-state.js';
import type { AccessToken } from './tokens.js';

/** Which patient of which batch, for whom. */
export interface OfPatient {
  readonly batch: string;
  readonly patient: string;
  readonly token: AccessToken | null;
}

/** A patient's result as it is now. @throws Problem 404 for a code that no patient has */
export async function openPatient(
  context: Context,
  { batch, patient, token }: OfPatient,
): Promise<ApiPatient> {
  const { tables } = context.database;
  const open = await openPatients(context, batch, token);
  const read = open.patients.find((one) => one.patient === patient);
  if (!read) throw notFound(`patient ${patient}`);
  const result = patientResult(open, read);
  const digest = digestOf(result);
  const own = signOffsOfPatient(await signOffsOf(tables, open.batch.id), patient, open.held);
  const state = signState(digest, own);
  const missing = new Set(open.beside.missing.map(({ name }) => name));
  const changes =
    state.state === 'changed'
      ? changesSince(
          (await signOffOf(context, own.at(-1)!)).result as ApiPatientResult,
          result,
          open.settings,
        )
      : [];
  return {
    ...{ result, digest, sign_off: state, changes },
    hindrance: hindranceOf(result, result.left_out.filter(({ name }) => missing.has(name)).length),
    versions: own.map((one, index) => ({ version: index + 1, ...signatureOf(one) })),
  };
}

/** A version that was signed. @throws Problem 404 where there is none of this number */
export async function openVersion(
  context: Context,
  of: OfPatient,
  version: number,
): Promise<ApiSignedResult> {
  const { tables } = context.database;
  const { id } = await batchOf(tables, of.batch, of.token);
  const held = heldSettings(await readSettings(tables, id));
  const own = signOffsOfPatient(await signOffsOf(tables, id), of.patient, held);
  const head = own[version - 1];
  if (!head) throw notFound(`signed version ${version} of ${of.patient}`);
  const signOff = await signOffOf(context, head);
  // The patient's files may all have gone to others since.
  const now = await openPatient(context, of).catch(() => undefined);
  const { digest } = signOff;
  return {
    ...{ result: signOff.result as ApiPatientResult, digest, version, signed: signatureOf(signOff) },
    is_latest: now?.digest === digest,
  };
}

/** What a report says of a patient. @param version that was signed; left out, the result as it is now */
export async function toReport(context: Context, of: OfPatient, version?: number): Promise<Reported> {
  if (version !== undefined) {
    const { result, signed, is_latest: isLatest } = await openVersion(context, of, version);
    return { result, version, signed, before: null, changes: [], isReplaced: !isLatest };
  }
  const { result, sign_off: state, changes } = await openPatient(context, of);
  const isSigned = state.state === 'signed';
  return {
    ...{ result, version: state.version, changes, isReplaced: false },
    signed: isSigned ? state.signed : null,
    before: isSigned ? null : state.signed,
  };
}

const signOffOf = async (
  { database: { tables } }: Context,
  { batchId, patient, version }: SignOffHead,
): Promise<SignOff> => (await findSignOff(tables, batchId, patient, version))!;

const signatureOf = ({ signedBy, createdAt }: SignOffHead) => ({ by: signedBy, at: createdAt.toISOString() });
