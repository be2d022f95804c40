import { inSnakeCase } from '@giemsa/core/internal/files/snake-case';
import { correctionsCsv } from '@giemsa/core/internal/smear/corrections-table';
import { finalClass, modelClass } from '@giemsa/core/internal/smear/edit-field';
import { tellMixed } from '@giemsa/core/internal/smear/mixed-fields';
import { cellsCsv, fieldsCsv, patientsCsv } from '@giemsa/core/internal/smear/tables';
import { type SmearField, toCoco } from '@giemsa/core/smear';
import type { ModelOfResults } from '../models/model-of-results.js';
import type { ReadPatient, SmearRules } from '../smears/read-smears.js';
import { RESEARCH_USE } from './export-batch.js';
import { originOfSmear, SOFTWARE } from './origin.js';

/** The files that `giemsa smear` writes, and the list of all corrections. */
export const SMEAR_FILES = [
  'patients.csv',
  'fields.csv',
  'cells.csv',
  'corrections.csv',
  'smear.json',
  'coco.json',
] as const;
export type SmearFile = (typeof SMEAR_FILES)[number];

/** One of them, with the corrections of persons in it. */
export function smearFile(
  file: SmearFile,
  patients: readonly ReadPatient[],
  rules: SmearRules,
  model: ModelOfResults,
): string {
  const smears = patients.map(({ smear }) => smear);
  const origin = originOfSmear(model, rules);
  if (file === 'smear.json') return smearJson(patients, rules, model);
  if (file === 'coco.json') return `${JSON.stringify(toCoco(smears, origin))}\n`;
  if (file === 'corrections.csv') {
    return correctionsCsv(
      patients.flatMap(({ patient, fields }) =>
        fields.map(({ picture: { name, sha256 }, found, allEdits }) => ({
          ...{ patient, file: name, sha256, found, edits: allEdits },
        })),
      ),
    );
  }
  if (file === 'cells.csv') return cellsCsv(smears, origin);
  return file === 'fields.csv' ? fieldsCsv(smears, origin) : patientsCsv(smears, origin);
}

function smearJson(
  patients: readonly ReadPatient[],
  { chosen, calibration, microscope, accepted }: SmearRules,
  { id, sha256, metadata }: ModelOfResults,
): string {
  const finders = new Set(patients.flatMap(({ fields }) => fields.flatMap(({ finder }) => finder ?? [])));
  const document = {
    notice: RESEARCH_USE,
    software: SOFTWARE,
    made: new Date().toISOString(),
    model: { id, sha256, architecture: metadata.architecture },
    finder: [...finders].join(', '),
    threshold: chosen.value,
    threshold_from: chosen.from,
    threshold_set: chosen.set,
    ...{ microscope, calibration, accepted },
    notes: tellMixed(patients.map(({ smear }) => smear)),
    patients: patients.map(({ smear, fields }) => ({
      ...smear,
      fields: fields.flatMap(({ field, mark }) =>
        field ? { ...withClasses(field), correctedBy: mark?.by ?? null, correctedAt: mark?.at ?? null } : [],
      ),
      corrections: fields.flatMap(({ picture, allEdits }) =>
        allEdits.map(({ edit, reviewer, created }) => ({
          file: picture.name,
          ...edit,
          reviewer,
          reviewed_at: created,
        })),
      ),
    })),
  };
  return `${JSON.stringify(inSnakeCase(document))}\n`;
}

/** With what the model says and what counts of each cell. */
const withClasses = (field: SmearField) => ({
  ...field,
  cells: field.cells.map((cell) => ({ ...cell, modelClass: modelClass(cell), finalClass: finalClass(cell) })),
});
