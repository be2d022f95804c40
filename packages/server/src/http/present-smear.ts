import { counted as countOf } from '@giemsa/core/internal/counted';
import { finalClass, modelClass, type standingEdits } from '@giemsa/core/internal/smear/edit-field';
import { fieldNotes } from '@giemsa/core/internal/smear/figure-words';
import { tellMixed } from '@giemsa/core/internal/smear/mixed-fields';
import { sureStage } from '@giemsa/core/internal/smear/stages';
import {
  type Corrected,
  calibrationLimits,
  countField,
  type FieldCounts,
  type Parasitaemia,
  type SmearCell,
  type SmearField,
  type StageCounts,
} from '@giemsa/core/smear';
import type { ApiBlood, ApiCell, ApiParasitaemia, ApiPatientSmear, ApiSmear } from '../api-smear-types.js';
import { originOfSmear } from '../export/origin.js';
import type { OpenSmear } from '../smears/open-smear.js';
import { bloodOf, type ReadPatient, type SmearRules, wasReadAs } from '../smears/read-smears.js';
import type { Progress } from '../storage/batches.js';
import type { SmearSettings } from '../storage/schema.js';
import type { HeldSettings } from '../storage/settings.js';
import type { FilesBeside } from '../storage/upload-files.js';
import { presentBatch, presentOrigin, presentSorting } from './present.js';

// Smears as the API shows them.

/** @param beyond what is known of a patient besides its figures */
export function presentSmear(
  open: OpenSmear & { readonly patients: readonly ReadPatient[] },
  progress: Progress,
  beside: FilesBeside,
  beyond: (patient: ReadPatient) => Pick<ApiSmear['patients'][number], 'to_look_at' | 'sign_off'>,
): Omit<ApiSmear, 'was_blind'> {
  const { batch, model, rules, held, patients } = open;
  return {
    batch: presentBatch(batch, progress),
    model_sha256: model.sha256,
    files: { refused: [...beside.refused], missing: [...beside.missing] },
    ...presentOrigin(rules.chosen, rules.ownThreshold, originOfSmear(model, rules)),
    blood: presentBlood(null, batch.smear, held),
    ...aboutSmear(open, patients),
    notes: tellMixed(patients.map(({ smear }) => smear)),
    sorting: presentSorting(rules.sorting),
    patients: patients.map((patient) => ({
      ...presentPatient(patient, batch.smear, held),
      ...beyond(patient),
    })),
  };
}

/** By what the figures of some patients of a batch are made. */
export const aboutSmear = ({ batch, rules }: OpenSmear, patients: readonly ReadPatient[]) => ({
  cannot_tell: cannotTell(rules, patients),
  microscope: rules.microscope,
  calibration_made: rules.calibration?.made ?? null,
  microns_per_pixel: batch.smear.micronsPerPixel ?? null,
  accepted: [...rules.accepted],
});

/** What the calibration cannot tell; of a microscope that has none, that. */
function cannotTell(
  { calibration, rates, accepted, microscope }: SmearRules,
  patients: readonly ReadPatient[],
): string[] {
  if (calibration) {
    if (!rates) return [];
    const fields = patients.flatMap((patient) => patient.fields);
    const others = fields.filter((field) => !wasReadAs(field, calibration)).length;
    return [...calibrationLimits(calibration, accepted), ...(others > 0 ? [readOtherwise(others)] : [])];
  }
  if (microscope === null) return [];
  return [
    `No calibration of the microscope ${microscope} was made with this model, so no percentage and no density is reported: calibrate it on the page of models.`,
  ];
}

const readOtherwise = (fields: number) =>
  `The calibration was made with another cell finder or network of stages than ${countOf(fields, 'field')} here, so no percentage and no ` +
  'density is reported of their patients: calibrate again, and upload the fields again if they were read by an earlier version.';

export function presentPatient(
  { patient, fields, smear }: ReadPatient,
  settings: SmearSettings,
  held: HeldSettings,
): ApiPatientSmear {
  return {
    patient,
    sorted: sortedOf(fields, held),
    details: detailsOf(patient, held),
    blood: presentBlood(patient, settings, held),
    parasitaemia: presentParasitaemia(smear.parasitaemia),
    seen: { in_clumps: smear.seen.inClumps, cut: smear.seen.cut },
    stages: smear.stages ? presentStages(smear.stages) : null,
    reviewers: [
      ...new Set(
        fields.flatMap(({ edits, mark, readings }) => [
          ...readings.map(({ reviewer }) => reviewer),
          ...edits.flatMap(({ reviewer, blind }) => (blind ? [] : reviewer)),
          ...(mark ? [mark.by] : []),
        ]),
      ),
    ],
    fields: fields.map(({ picture, field, edits, mark }) => ({
      ...{ id: picture.id, name: picture.name, width: picture.width, height: picture.height },
      ...{
        status: field?.problem != null ? ('refused' as const) : picture.status,
        reason: field?.problem ?? picture.reason ?? ((field && fieldNotes(field).join('; ')) || null),
        rule: field?.rule ?? null,
      },
      counts: field ? presentCounts(countField(field)) : null,
      edits: edits.filter(({ edit, blind }) => !blind && edit.action !== 'look').length,
      corrected_by: mark?.by ?? null,
    })),
  };
}

/** What persons noted of a patient. */
export const detailsOf = (patient: string, { details }: HeldSettings): ApiPatientSmear['details'] =>
  (details.get(patient)?.details ?? []).map(({ name, value }) => ({ name, value }));

/** Who last said of a field that it is this patient's. */
function sortedOf(fields: ReadPatient['fields'], { sorting }: HeldSettings): ApiPatientSmear['sorted'] {
  const said = fields.flatMap(({ picture }) => sorting.said.get(picture.name) ?? []);
  const last = said.sort((a, b) => a.at.getTime() - b.at.getTime()).at(-1);
  return last ? { by: last.by, at: last.at.toISOString() } : null;
}

/** @param patient null for the batch */
export function presentBlood(patient: string | null, settings: SmearSettings, held: HeldSettings): ApiBlood {
  const { redCells, haematocrit } = bloodOf(patient, settings, held);
  const set = (patient === null ? undefined : held.blood.get(patient)) ?? held.blood.get(null);
  return {
    ...{ red_cells: redCells ?? null, haematocrit: haematocrit ?? null },
    set: set ? { by: set.by, at: set.at.toISOString() } : null,
  };
}

export function presentParasitaemia(p: Parasitaemia): ApiParasitaemia {
  return {
    ...{ counted: p.counted, infected: p.infected, gametocytes: p.gametocytes },
    ...{ fields: p.fields, statement: p.statement },
    raw: p.raw && presentShare(p.raw),
    corrected: p.corrected && {
      ...presentShare(p.corrected),
      per_microlitre: p.corrected.perMicrolitre && presentShare(p.corrected.perMicrolitre),
    },
    is_bound: p.isBound,
    is_sensitivity_known: p.isSensitivityKnown,
    red_cells: {
      per_microlitre: p.redCells.perMicrolitre,
      source: p.redCells.source,
      words: p.redCells.words,
    },
    limit_of_blank: p.limitOfBlank,
    limit_of_detection: p.limitOfDetection,
    minimum_counts: p.minimumCounts.map(({ guideline, cells, met, furtherFields }) => ({
      ...{ guideline, cells, met },
      further_fields: furtherFields,
    })),
    severity: p.severity.map(({ name, state }) => ({ name, state })),
  };
}

const presentShare = ({ value, ci95: [low, high] }: Corrected) => ({
  value,
  ci95: [low, high] as [number, number],
});

const presentStages = ({ stageUnsure, ...stages }: StageCounts) => ({ ...stages, stage_unsure: stageUnsure });

const presentCounts = ({
  cellsInClumps,
  seenInClumps,
  seenCut,
  whiteCells,
  stageUnsure,
  ...counts
}: FieldCounts) => ({
  ...counts,
  cells_in_clumps: cellsInClumps,
  seen_in_clumps: seenInClumps,
  seen_cut: seenCut,
  white_cells: whiteCells,
  stage_unsure: stageUnsure,
});

/** @param standing corrections of the field that stand */
export const presentCell = (
  { reviewer, reviewedAt, ...cell }: SmearCell,
  standing: ReturnType<typeof standingEdits>,
): ApiCell => ({
  ...{ id: cell.id, kind: cell.kind, area: cell.area, cut: cell.cut, covered: cell.covered },
  ...{ counted: cell.counted, probability: cell.probability, call: cell.call, unsure: cell.unsure },
  box: [...cell.box],
  outline: [...cell.outline],
  stage: cell.stage ? { ...cell.stage, sure: sureStage(cell) !== undefined } : null,
  parts: (cell.parts ?? []).map(({ box, probability, call }) => ({ box: [...box], probability, call })),
  ...{ model_class: modelClass(cell), final_class: finalClass(cell) },
  reviewer: reviewer ?? null,
  reviewers: [...new Set(standing.flatMap((edit) => (edit.cell === cell.id ? edit.reviewer : [])))],
  reviewed_at: reviewedAt ?? null,
  looked: cell.looked ?? null,
});

/** Cells that have been removed, and by whom. */
export function removedCells(
  field: SmearField,
  standing: ReturnType<typeof standingEdits>,
): { cell: number; by: string }[] {
  const present = new Set(field.cells.map(({ id }) => id));
  const removed = standing.filter(({ edit, cell }) => edit.action === 'remove' && !present.has(cell));
  return [...new Map(removed.map(({ cell, reviewer }) => [cell, { cell, by: reviewer }])).values()];
}
