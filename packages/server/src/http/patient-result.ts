import { createHash } from 'node:crypto';
import type { SkippedFile } from '@giemsa/core/internal/files/skipped-file';
import { finalClass, modelClass } from '@giemsa/core/internal/smear/edit-field';
import { sureStage } from '@giemsa/core/internal/smear/stages';
import type { ApiLookedCell, ApiPatientResult } from '../api-patient-types.js';
import { originOfSmear } from '../export/origin.js';
import { answerOf, cellsToLookAt, lookedAt, type ToLookAt } from '../smears/look-at.js';
import type { OpenSmear } from '../smears/open-smear.js';
import type { ReadPatient } from '../smears/read-smears.js';
import type { FilesBeside } from '../storage/upload-files.js';
import { presentOrigin } from './present.js';
import { aboutSmear, presentPatient } from './present-smear.js';

/** What the results of all patients of a batch are made of. */
export interface OpenPatients extends OpenSmear {
  readonly patients: readonly ReadPatient[];
  readonly beside: FilesBeside;
  /** Files of patients that are no fields. */
  readonly leftOut: ReadonlyMap<string | null, readonly SkippedFile[]>;
}

/** All that is known of a patient: what is signed, reported and sent on. */
export function patientResult(open: OpenPatients, patient: ReadPatient): ApiPatientResult {
  const { batch, model, rules, held, leftOut, settings } = open;
  const { fields, ...presented } = presentPatient(patient, batch.smear, held);
  const looked = cellsToLookAt(patient, rules.decision);
  const finders = new Set(patient.fields.flatMap(({ finder }) => finder ?? []));
  return {
    batch: { id: batch.id, name: batch.name },
    model: { id: model.id, sha256: model.sha256, architecture: model.metadata.architecture },
    finder: [...finders].join(', '),
    ...presentOrigin(rules.chosen, rules.ownThreshold, originOfSmear(model, rules)),
    ...aboutSmear(open, [patient]),
    ...presented,
    fields: fields.map((field, index) => {
      const { picture, mark } = patient.fields[index]!;
      return { ...field, sha256: picture.sha256, corrected_at: mark?.at ?? null };
    }),
    left_out: (leftOut.get(patient.patient) ?? []).map(({ file, reason }) => ({ name: file, reason })),
    cells: looked.map(presentLooked),
    to_look_at: lookedAt(looked),
    corrections: patient.fields.flatMap(({ picture, allEdits }) =>
      allEdits.map(({ edit, reviewer, created }) => ({
        ...{ picture: picture.id, action: edit.action, cell: 'cell' in edit ? edit.cell : null },
        said: edit.action === 'class' ? edit.class : edit.action === 'look' ? edit.sees : null,
        ...{ by: reviewer, at: created },
      })),
    ),
    settings: settings.length,
  };
}

function presentLooked({ field: { picture }, cell, reason, probability }: ToLookAt): ApiLookedCell {
  const isInfected = cell.call === 'infected';
  const { answer = null, by = null, at = null } = answerOf(cell) ?? {};
  return {
    ...{ picture: picture.id, field: picture.name, cell: cell.id, reason, counted: cell.counted },
    box: [...cell.box],
    probability,
    model_class: modelClass(cell),
    final_class: finalClass(cell),
    stage: isInfected ? (sureStage(cell) ?? null) : null,
    ...{ answer, by, at },
  };
}

/**
 * SHA-256 of all that a person signs: figures, what they are made of, answers of persons with all that were ever made, and whose the
 * fields are. Words are not in it, so that another version of giemsa that says the same in other words changes nothing.
 */
export function digestOf(result: ApiPatientResult): string {
  const { parasitaemia: p, blood } = result;
  const signed = [
    ...['giemsa patient result 1', result.batch.id, result.patient],
    result.details.map(({ name, value }) => [name, value]),
    [blood.red_cells, blood.haematocrit, blood.set?.by, blood.set?.at],
    [result.threshold, result.threshold_set?.by, result.threshold_set?.at],
    [result.model.sha256, result.finder, result.microscope, result.calibration_made, result.accepted],
    [result.sorted?.by, result.sorted?.at],
    result.fields.map((field) => [
      ...[field.id, field.sha256, field.name, field.status, field.rule],
      ...[field.corrected_by, field.corrected_at],
    ]),
    result.left_out.map(({ name }) => name),
    [p.counted, p.infected, p.gametocytes, p.fields, p.raw?.value, p.raw?.ci95],
    [p.corrected?.value, p.corrected?.ci95, p.corrected?.per_microlitre?.value, p.is_bound],
    [p.limit_of_blank, p.limit_of_detection, p.red_cells.per_microlitre],
    result.stages && Object.values(result.stages),
    [result.seen.in_clumps, result.seen.cut],
    result.cells.map((cell) => [cell.picture, cell.cell, cell.final_class, cell.stage, cell.answer, cell.by]),
    result.corrections.map(({ picture, action, cell, said, by, at }) => [
      picture,
      action,
      cell,
      said,
      by,
      at,
    ]),
  ];
  return createHash('sha256').update(JSON.stringify(signed)).digest('hex');
}

/** Why a result cannot be signed now; null where it can. */
export function hindranceOf({ fields, cells }: ApiPatientResult, missing: number): string | null {
  const disputed = cells.filter(({ reason }) => reason === 'readers differ').length;
  const waiting = fields.filter(({ status }) => status === 'waiting').length;
  if (missing > 0) return `${missing} of the patient’s files ${missing === 1 ? 'has' : 'have'} not arrived`;
  if (waiting > 0) return `${waiting} of the patient’s fields ${waiting === 1 ? 'waits' : 'wait'} to be read`;
  if (disputed > 0)
    return `two readers differ on ${disputed} of the patient’s cells: a third person says what ${disputed === 1 ? 'it is' : 'they are'}`;
  return null;
}
