import { isAnswered } from '@giemsa/core/internal/answer/final-class';
import type { ApiSummary } from '../api-types.js';
import { answersOfBatch } from '../models/answers-of-batch.js';
import type { Batch } from '../storage/batches.js';
import { readFields } from '../storage/fields.js';
import { eachPicture } from '../storage/read-batch.js';
import { isUnread } from './blind-fields.js';
import type { Context } from './context.js';
import { openPatients } from './open-fields.js';
import { presentPicture } from './present.js';
import { standingOf } from './standing.js';
import type { AccessToken } from './tokens.js';

/**
 * What came out of a batch so far: the figures of its own page, by the same rules.
 * @param person who looks: cells that are hidden from this person are not counted
 * @throws UserError when there are no results, and its model is not there any more
 */
export const summaryOf = (
  context: Context,
  batch: Batch,
  token: AccessToken | null,
  person: string | null,
): Promise<ApiSummary> => (batch.smear ? ofFields(context, batch, token) : ofCells(context, batch, person));

async function ofCells(
  { database: { tables }, registry }: Context,
  batch: Batch,
  person: string | null,
): Promise<ApiSummary> {
  const { rule } = await answersOfBatch(tables, registry, batch);
  const positive = rule.classNames[rule.positiveClass];
  const counts = { cells: 0, infected: 0, reviewed: 0 };
  for await (const row of eachPicture(tables, batch.id)) {
    const look = { rule, patientOf: () => undefined, isBlind: batch.blind, person };
    const { final_class: final, correction } = presentPicture(row, look);
    if (final !== null) counts.cells++;
    if (final === positive) counts.infected++;
    if (isAnswered(correction)) counts.reviewed++;
  }
  return { ...counts, fields: null, patients: null, signed: null };
}

async function ofFields(context: Context, batch: Batch, token: AccessToken | null): Promise<ApiSummary> {
  const { tables } = context.database;
  const { id } = batch;
  if (await isUnread(tables, batch)) {
    const fields = await readFields(tables, id);
    const read = fields.filter(({ readings }) => readings.length > 1).length;
    return { cells: 0, infected: 0, reviewed: read, fields: fields.length, patients: null, signed: null };
  }
  const open = await openPatients(context, id, token);
  const { patients } = open;
  const standing = await standingOf(tables, open);
  const sum = (of: (patient: (typeof patients)[number]) => number) =>
    patients.reduce((total, patient) => total + of(patient), 0);
  return {
    cells: sum(({ smear }) => smear.parasitaemia.counted),
    infected: sum(({ smear }) => smear.parasitaemia.infected),
    fields: sum(({ fields }) => fields.filter(({ field }) => field?.problem === null).length),
    reviewed: sum(({ fields }) => fields.filter(({ mark }) => mark !== undefined).length),
    ...{
      patients: patients.length,
      signed: [...standing.values()].filter(({ sign_off: { state } }) => state === 'signed').length,
    },
  };
}
