import type { z } from 'zod';
import type { ApiChange, ApiPatientResult } from '../api-patient-types.js';
import type { signStateSchema } from '../api-smear-types.js';
import type { HeldSettings, SetByPerson } from '../storage/settings.js';
import type { SignOffHead } from '../storage/sign-offs.js';

/** What was signed of a patient, also under the codes that the patient had before. */
export function signOffsOfPatient<Head extends SignOffHead>(
  all: readonly Head[],
  patient: string,
  { former }: HeldSettings,
): Head[] {
  const codes = new Set([patient, ...(former.get(patient) ?? [])]);
  return all.filter((one) => codes.has(one.patient));
}

/** @param own what was signed of the patient, the first first */
export function signState(digest: string, own: readonly SignOffHead[]): z.infer<typeof signStateSchema> {
  const last = own.at(-1);
  if (!last) return { state: 'unsigned', version: 1, signed: null };
  const isSame = last.digest === digest;
  return {
    state: isSame ? 'signed' : 'changed',
    version: isSame ? own.length : own.length + 1,
    signed: { by: last.signedBy, at: last.createdAt.toISOString() },
  };
}

/**
 * What is not as it was signed, with who did it and when, as far as that is known.
 * @param settings all that were ever made for the batch
 */
export function changesSince(
  signed: ApiPatientResult,
  now: ApiPatientResult,
  settings: readonly SetByPerson[],
): ApiChange[] {
  return [
    ...answersSince(signed, now),
    ...settings.slice(signed.settings).flatMap((row) => settingSince(row, signed, now)),
    ...fieldsSince(signed, now),
    ...calibrationSince(signed, now),
  ];
}

function answersSince(signed: ApiPatientResult, now: ApiPatientResult): ApiChange[] {
  return now.fields.flatMap(({ id, name, corrected_by: by, corrected_at: at }) => {
    const of = ({ corrections }: ApiPatientResult) => corrections.filter(({ picture }) => picture === id);
    const before = signed.fields.find((field) => field.id === id);
    const added = of(now).slice(before ? of(signed).length : 0);
    const changes = added.map(({ action, cell, said, ...signature }): ApiChange => {
      const what = said ?? action;
      return {
        what: 'answer',
        detail: `${name}${cell === null ? '' : `, cell ${cell}`}: ${what}`,
        ...signature,
      };
    });
    if (!before || (before.corrected_by === by && before.corrected_at === at)) return changes;
    const words = by === null ? 'is not marked as corrected any more' : 'was marked as corrected';
    return [...changes, { what: 'answer', detail: `${name} ${words}`, by, at }];
  });
}

function settingSince(
  { patient, setting, setBy: by, createdAt }: SetByPerson,
  signed: ApiPatientResult,
  now: ApiPatientResult,
): ApiChange[] {
  const signature = { by, at: createdAt.toISOString() };
  const isOwn = patient === now.patient || patient === signed.patient;
  switch (setting.setting) {
    case 'threshold':
      return [
        {
          what: 'threshold',
          detail: `threshold ${setting.threshold ?? 'of the model or its calibration'}`,
          ...signature,
        },
      ];
    case 'blood':
      return isOwn || patient === null
        ? [{ what: 'blood', detail: 'red cells or haematocrit', ...signature }]
        : [];
    case 'details':
      return isOwn ? [{ what: 'details', detail: 'details of the patient', ...signature }] : [];
    case 'patients':
      return [{ what: 'patient', detail: 'how files are sorted into patients', ...signature }];
    case 'name':
    case 'blind':
      return [];
    default: {
      const own = new Set([...signed.fields, ...now.fields].map(({ name }) => name));
      const moved = setting.files.filter((file) => own.has(file)).length;
      const to = setting.patient ?? 'the patient that their names tell';
      return moved === 0
        ? []
        : [
            {
              what: 'patient',
              detail: `${moved} ${moved === 1 ? 'file' : 'files'} moved to ${to}`,
              ...signature,
            },
          ];
    }
  }
}

function fieldsSince(signed: ApiPatientResult, now: ApiPatientResult): ApiChange[] {
  const unknown = { by: null, at: null };
  const gone = (of: ApiPatientResult, than: ApiPatientResult) => {
    const ids = new Set(than.fields.map(({ id }) => id));
    return of.fields.filter(({ id }) => !ids.has(id));
  };
  return [
    ...gone(now, signed).map(
      ({ name }): ApiChange => ({ what: 'field', detail: `${name} was added`, ...unknown }),
    ),
    ...gone(signed, now).map(
      ({ name }): ApiChange => ({
        what: 'field',
        detail: `${name} is not this patient’s any more`,
        ...unknown,
      }),
    ),
    ...(JSON.stringify(signed.left_out.map(({ name }) => name)) ===
    JSON.stringify(now.left_out.map(({ name }) => name))
      ? []
      : [{ what: 'fields' as const, detail: 'other files were refused or have not arrived', ...unknown }]),
  ];
}

function calibrationSince(signed: ApiPatientResult, now: ApiPatientResult): ApiChange[] {
  if (signed.calibration_made === now.calibration_made && signed.microscope === now.microscope) return [];
  return [
    {
      ...{ what: 'calibration', detail: `calibration: ${now.calibration}` },
      ...{ by: null, at: now.calibration_made },
    },
  ];
}
