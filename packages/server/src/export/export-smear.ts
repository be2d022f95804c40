import type { SkippedFile } from '@giemsa/core/internal/files/skipped-file';
import { inSnakeCase } from '@giemsa/core/internal/files/snake-case';
import { correctionsCsv } from '@giemsa/core/internal/smear/corrections-table';
import { tellMixed } from '@giemsa/core/internal/smear/mixed-fields';
import { cellsCsv, fieldsCsv, patientsCsv } from '@giemsa/core/internal/smear/tables';
import { withClasses } from '@giemsa/core/internal/smear/with-classes';
import { type PatientSmear, toCoco } from '@giemsa/core/smear';
import type { ModelOfResults } from '../models/model-of-results.js';
import { folderOf, patientCodes, type ReadPatient, type SmearRules } from '../smears/read-smears.js';
import type { FilesBeside } from '../storage/upload-files.js';
import { NOT_ARRIVED, RESEARCH_USE } from './export-batch.js';
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
  beside: FilesBeside,
): string {
  const { smears, others } = withLeftOut(patients, beside);
  const origin = originOfSmear(model, rules);
  if (file === 'smear.json') return smearJson(patients, rules, model, beside);
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
  return file === 'fields.csv' ? fieldsCsv(smears, origin, others) : patientsCsv(smears, origin);
}

function smearJson(
  patients: readonly ReadPatient[],
  { chosen, calibration, microscope, accepted }: SmearRules,
  { id, sha256, metadata }: ModelOfResults,
  beside: FilesBeside,
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
    left_out: leftOutOf(beside),
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

/** Files that are no fields: they were refused, or have not arrived. */
const leftOutOf = ({ refused, missing }: FilesBeside): SkippedFile[] => [
  ...refused.map(({ name, reason }) => ({ file: name, reason })),
  ...missing.map(({ name }) => ({ file: name, reason: NOT_ARRIVED })),
];

/** The same with the patients whose folders they are in; of `others` nobody has a field. */
function withLeftOut(
  patients: readonly ReadPatient[],
  beside: FilesBeside,
): { smears: PatientSmear[]; others: SkippedFile[] } {
  const codes = patientCodes(patients.flatMap(({ fields }) => fields.map(({ picture }) => picture.name)));
  const leftOut = leftOutOf(beside);
  const of = (patient: string | undefined) =>
    leftOut.filter(({ file }) => codes.get(folderOf(file)) === patient);
  return {
    smears: patients.map(({ patient, smear }) => ({ ...smear, leftOut: of(patient) })),
    others: of(undefined),
  };
}
