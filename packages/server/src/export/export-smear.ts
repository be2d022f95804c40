import type { SkippedFile } from '@giemsa/core/internal/files/skipped-file';
import { inSnakeCase } from '@giemsa/core/internal/files/snake-case';
import { correctionsCsv } from '@giemsa/core/internal/smear/corrections-table';
import { tellMixed } from '@giemsa/core/internal/smear/mixed-fields';
import { cellsCsv, fieldsCsv, patientsCsv } from '@giemsa/core/internal/smear/tables';
import { withClasses } from '@giemsa/core/internal/smear/with-classes';
import { toCoco } from '@giemsa/core/smear';
import type { ApiSmear } from '../api-smear-types.js';
import type { OpenSmear } from '../smears/open-smear.js';
import { type ReadPatient, type SmearRules, sortedBy } from '../smears/read-smears.js';
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

/** What is known of a patient besides the figures. */
export type Standing = Pick<ApiSmear['patients'][number], 'details' | 'to_look_at' | 'sign_off'>;

interface OpenBatch extends OpenSmear {
  readonly patients: readonly ReadPatient[];
  readonly beside: FilesBeside;
}

/** One of them, with the corrections of persons in it, and who signed. @param standing of each patient */
export function smearFile(file: SmearFile, open: OpenBatch, standing: ReadonlyMap<string, Standing>): string {
  const { patients, rules, model, beside } = open;
  const leftOut = leftOutByPatient(patients, rules, beside);
  const smears = patients.map(({ patient, smear }) => ({ ...smear, leftOut: leftOut.get(patient) ?? [] }));
  const origin = originOfSmear(model, rules);
  if (file === 'smear.json') return smearJson(open, standing);
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
  if (file === 'fields.csv') return fieldsCsv(smears, origin, leftOut.get(null));
  return patientsCsv(smears, origin, {
    columns: STANDING_COLUMNS,
    of: ({ patient }) => standingCells(standing.get(patient)!),
  });
}

const STANDING_COLUMNS = [
  ...['patient_details', 'to_look_at', 'looked_at', 'cannot_tell', 'readers'],
  ...['sign_off', 'version', 'signed_by', 'signed_at'],
];

const standingCells = ({ details, to_look_at: looked, sign_off: { state, version, signed } }: Standing) => [
  details.map(({ name, value }) => `${name}: ${value}`).join('; '),
  ...[looked.of, looked.done, looked.cannot_tell, looked.readers.join('; ')],
  ...[state, version, signed?.by ?? '', signed?.at ?? ''],
];

function smearJson(
  { patients, rules, model, beside }: OpenBatch,
  standing: ReadonlyMap<string, Standing>,
): string {
  const { chosen, calibration, microscope, accepted } = rules;
  const { id, sha256, metadata } = model;
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
    patients: patients.map(({ patient, smear, fields }) => ({
      ...smear,
      ...standing.get(patient),
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

/** The same by the patients whose they are; under `null` those of nobody who has a field. */
export function leftOutByPatient(
  patients: readonly ReadPatient[],
  { sorting }: SmearRules,
  beside: FilesBeside,
): ReadonlyMap<string | null, readonly SkippedFile[]> {
  const names = patients.flatMap(({ fields }) => fields.map(({ picture }) => picture.name));
  const patientOf = sortedBy(names, sorting);
  const known = new Set(patients.map(({ patient }) => patient));
  const byPatient = new Map<string | null, SkippedFile[]>();
  for (const skipped of leftOutOf(beside)) {
    const patient = patientOf(skipped.file);
    const key = patient !== undefined && known.has(patient) ? patient : null;
    const own = byPatient.get(key);
    if (own) own.push(skipped);
    else byPatient.set(key, [skipped]);
  }
  return byPatient;
}
