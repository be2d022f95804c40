import { leftOutByPatient } from '../export/export-smear.js';
import { type OpenSmear, openSmear } from '../smears/open-smear.js';
import { readPatients } from '../smears/read-smears.js';
import type { Tables } from '../storage/database.js';
import { readFields } from '../storage/fields.js';
import { filesBeside } from '../storage/upload-files.js';
import { refuseUnread } from './blind-fields.js';
import type { Context } from './context.js';
import { batchOf } from './look-up.js';
import type { OpenPatients } from './patient-result.js';
import { Problem } from './problem.js';
import type { AccessToken } from './tokens.js';

/**
 * A batch of fields with what its figures are made by.
 * @param threshold in place of the batch's
 * @throws Problem 404 for a batch that the token does not see, 409 for one of single cells, and while its fields are read blind
 */
export async function openFields(
  { database: { tables }, registry }: Context,
  id: string,
  token: AccessToken | null,
  threshold?: number,
): Promise<OpenSmear> {
  const batch = await batchOf(tables, id, token);
  if (!batch.smear)
    throw new Problem('no-smear', `The batch ${batch.name} holds single cells; see its results.`);
  await refuseUnread(tables, batch);
  return openSmear(tables, registry, { ...batch, smear: batch.smear }, threshold);
}

/** The same with its patients. */
export async function openPatients(
  context: Context,
  ...of: [id: string, token: AccessToken | null, threshold?: number]
): Promise<OpenPatients> {
  return withPatients(context.database.tables, await openFields(context, ...of));
}

/** With its patients as they are now. */
export async function withPatients(tables: Tables, open: OpenSmear): Promise<OpenPatients> {
  const { id } = open.batch;
  const patients = readPatients(await readFields(tables, id), open.rules);
  const beside = await filesBeside(tables, id);
  return { ...open, patients, beside, leftOut: leftOutByPatient(patients, open.rules, beside) };
}
