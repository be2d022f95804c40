import { isOpenQuestion, whyNotRead } from '@giemsa/core/internal/answer/blind-reading';
import { callOf } from '@giemsa/core/internal/smear/analyse-field';
import {
  type AskedCell,
  askedCells,
  type FieldReading,
  stateOfField,
} from '@giemsa/core/internal/smear/field-reading';
import { doneEdits } from '@giemsa/core/internal/smear/undone-edits';
import type { SmearField } from '@giemsa/core/smear';
import type { ApiFieldEdit } from '../api-smear-types.js';
import { agreementIn, type CellToRead } from '../models/agreement.js';
import { openSmear, type SmearBatch } from '../smears/open-smear.js';
import type { Batch } from '../storage/batches.js';
import type { Tables } from '../storage/database.js';
import { type ReadField, readFields } from '../storage/fields.js';
import type { Context } from './context.js';
import { Problem } from './problem.js';

// Fields that are read blind: docs/decisions/0013-blind-reading.md.

/** Whether readers have something to answer in a field. It waits to be read by the model first: that is open as well. */
const isOpen = ({ picture, found, readings }: ReadField): boolean =>
  found
    ? isOpenQuestion(stateOfField(found, readings)) && askedCells(found, []).length > 0
    : picture.status === 'waiting';

/** Whether what the model and others say of a field is kept from a person. @param person null for somebody who is not known */
export const isHiddenField = (field: ReadField, person: string | null): boolean =>
  isOpen(field) && !field.readings.some(({ reviewer }) => reviewer === person);

/** Whether fields of a batch are read blind, and something is left to answer. */
export const isUnread = async (tables: Tables, { id, blind, smear }: Batch): Promise<boolean> =>
  blind && smear !== null && (await readFields(tables, id)).some(isOpen);

/** @throws Problem 409 where fields are read blind: figures of all of them would tell what the model says of each */
export async function refuseUnread(tables: Tables, batch: Batch): Promise<void> {
  if (!(await isUnread(tables, batch))) return;
  throw new Problem(
    'blind',
    `The fields of ${batch.name} are read blind: figures are shown when two readers have read all of them and nothing is left to decide, or ` +
      'when an administrator ends that.',
  );
}

/** What a person is asked about in a field: all of its cells, or those on which two readers differ; none where nothing is left. */
export function askedOf(
  found: SmearField,
  readings: readonly FieldReading[],
  person: string | null,
): AskedCell[] {
  if (readings.some(({ reviewer }) => reviewer === person)) return [];
  return askedCells(found, readings).filter(({ state }) => isOpenQuestion(state));
}

/**
 * @param isBlind whether the batch is read blind now
 * @throws Problem 409 for a field that is not to be read by this person, 400 for cells that the person is not asked about
 */
export function checkReading(
  { picture: { name, status }, found }: ReadField,
  { reviewer, infected, notCells }: Pick<FieldReading, 'reviewer' | 'infected' | 'notCells'>,
  isBlind: boolean,
  before: readonly FieldReading[],
): void {
  if (!isBlind) throw new Problem('not-blind', `${name} is not read blind: correct its cells instead.`);
  if (!found) {
    const why = status === 'waiting' ? 'has not been read yet' : 'could not be read';
    throw new Problem('not-read', `${name} ${why}, so there is nothing to answer.`);
  }
  if (found.problem !== null) throw new Problem('set-aside', `${name} is not counted: ${found.problem}`);
  const asked = askedOf(found, before, reviewer);
  if (asked.length === 0) {
    const why = before.some((one) => one.reviewer === reviewer)
      ? `${reviewer} has answered it, and a blind answer stands`
      : 'its readers agree, or a third person has decided';
    throw new Problem('answer-stands', `${name}: ${why}.`);
  }
  const ids = new Set(asked.map(({ cell }) => cell.id));
  const said = [...infected, ...notCells];
  const [stranger] = said.filter((id) => !ids.has(id));
  if (stranger !== undefined)
    throw new Problem(
      'invalid-request',
      `${name}: cell ${stranger} is none of those that ${reviewer} is asked about`,
    );
  if (new Set(said).size < said.length)
    throw new Problem('invalid-request', `${name}: each cell has one answer; name it once`);
}

/**
 * @param isBlind whether the batch is read blind now
 * @throws Problem 409 for a correction while fields are read blind, and of a cell that two readers have read: their answers stand; where
 * they differ, a third person says its class
 */
export function checkEdit(
  { picture: { name }, found, readings, edits }: ReadField,
  edit: ApiFieldEdit,
  person: string,
  isBlind: boolean,
): void {
  if (isBlind) refuseCorrections(name, isBlind);
  if (!found || readings.length < 2) return;
  const asked = new Map(askedCells(found, readings, edits).map((one) => [one.cell.id, one]));
  const last = [...doneEdits(edits)].findLast(({ reviewer }) => reviewer === person);
  const meant = edit.action === 'undo' ? last?.edit : edit;
  const one = meant && 'cell' in meant ? asked.get(meant.cell) : undefined;
  if (!one) return;
  const why = whyNotRead(one.answers, person);
  if (why === undefined && edit.action === 'class') return;
  throw new Problem(
    'answer-stands',
    `Cell ${one.cell.id} of ${name}: ${why ?? 'two readers differ on it; say its class'}.`,
  );
}

/** @throws Problem 409 where fields are read blind */
export function refuseCorrections(name: string, isBlind: boolean): void {
  if (!isBlind) return;
  throw new Problem(
    'blind',
    `${name} is read blind: its cells are corrected when the blind reading has ended.`,
  );
}

/** How far the readers of fields are, and how far they agree, by cell. */
export async function agreementInFields(
  { database: { tables }, registry }: Context,
  batch: SmearBatch,
  person: string | null,
) {
  const { rules } = await openSmear(tables, registry, batch);
  const cells = (await readFields(tables, batch.id)).flatMap((field): CellToRead[] => {
    const isHidden = batch.blind && isHiddenField(field, person);
    return field.found
      ? askedCells(field.found, field.readings, field.edits).map(({ cell, answers }) => ({
          ...{ answers, isHidden },
          modelClass: callOf(cell.probability!, rules.decision).call,
        }))
      : [];
  });
  return agreementIn(cells, { classNames: ['infected', 'uninfected'], person });
}
