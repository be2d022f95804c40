import { fieldNotes } from '@giemsa/core/internal/smear/figure-words';
import {
  type Corrected,
  countField,
  type FieldCounts,
  type Parasitaemia,
  type SignedEdit,
  type SmearCell,
  type SmearField,
} from '@giemsa/core/smear';
import type { ApiCell, ApiParasitaemia, ApiPatientSmear } from '../api-smear-types.js';
import type { ReadPatient } from '../smears/read-smears.js';

// Smears as the API shows them.

export function presentPatient({ patient, fields, smear }: ReadPatient): ApiPatientSmear {
  return {
    patient,
    parasitaemia: presentParasitaemia(smear.parasitaemia),
    seen: { in_clumps: smear.seen.inClumps, cut: smear.seen.cut },
    reviewers: [...new Set(fields.flatMap(({ edits }) => edits.map(({ reviewer }) => reviewer)))],
    fields: fields.map(({ picture, field, edits }) => ({
      ...{ id: picture.id, name: picture.name },
      ...{
        status: field?.problem != null ? ('refused' as const) : picture.status,
        reason: field?.problem ?? picture.reason ?? ((field && fieldNotes(field).join('; ')) || null),
        rule: field?.rule ?? null,
      },
      counts: field ? presentCounts(countField(field)) : null,
      edits: edits.length,
    })),
  };
}

function presentParasitaemia(p: Parasitaemia): ApiParasitaemia {
  return {
    ...{ counted: p.counted, infected: p.infected, fields: p.fields, statement: p.statement },
    raw: p.raw && presentShare(p.raw),
    corrected: p.corrected && {
      ...presentShare(p.corrected),
      per_microlitre: p.corrected.perMicrolitre && presentShare(p.corrected.perMicrolitre),
    },
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

const presentCounts = ({ cellsInClumps, seenInClumps, seenCut, whiteCells, ...counts }: FieldCounts) => ({
  ...counts,
  cells_in_clumps: cellsInClumps,
  seen_in_clumps: seenInClumps,
  seen_cut: seenCut,
  white_cells: whiteCells,
});

export const presentCell = ({ reviewer, reviewedAt, ...cell }: SmearCell): ApiCell => ({
  ...{ id: cell.id, kind: cell.kind, area: cell.area, cut: cell.cut, covered: cell.covered },
  ...{ counted: cell.counted, probability: cell.probability, call: cell.call, unsure: cell.unsure },
  box: [...cell.box],
  outline: [...cell.outline],
  parts: (cell.parts ?? []).map(({ box, probability, call }) => ({ box: [...box], probability, call })),
  reviewer: reviewer ?? null,
  reviewed_at: reviewedAt ?? null,
});

/** Numbers of cells that have been removed. */
export function removedCells(field: SmearField, edits: readonly SignedEdit[]): number[] {
  const present = new Set(field.cells.map(({ id }) => id));
  const removed = edits.flatMap(({ edit }) => (edit.action === 'remove' ? [edit.cell] : []));
  return [...new Set(removed)].filter((id) => !present.has(id));
}
