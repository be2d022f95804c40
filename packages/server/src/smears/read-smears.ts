import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UNSURE_HALF_WIDTH } from '@giemsa/core/internal/smear/analyse-field';
import { seenOf, stagesOfFields } from '@giemsa/core/internal/smear/analyse-smears';
import type { FieldRule } from '@giemsa/core/internal/smear/field-quality';
import { SeenFields, sameField } from '@giemsa/core/internal/smear/seen-fields';
import {
  type ClassifierRates,
  type Decision,
  editField,
  type PatientSmear,
  patientParasitaemia,
  type RedCellCount,
  ratesOf,
  readSmearCalibration,
  redCellCount,
  type SmearCalibration,
  type SmearField,
} from '@giemsa/core/smear';
import type { ModelOfResults } from '../models/model-of-results.js';
import type { ReadField } from '../storage/fields.js';
import type { SmearSettings } from '../storage/schema.js';

/** What pictures become figures by. */
export interface SmearRules {
  readonly decision: Decision;
  readonly thresholdFrom: string;
  readonly redCells: RedCellCount;
  /** Of the microscope, or the one beside the model. */
  readonly calibration: SmearCalibration | null;
  /** Name of the microscope whose calibration is used, or would be; null where none was named. */
  readonly microscope: string | null;
  /** Rules that set fields aside and were not followed. */
  readonly accepted: readonly FieldRule[];
  /** Undefined where none were measured at this threshold: then there are counts and no figures. */
  readonly rates: ClassifierRates | undefined;
}

/** A calibration of this name beside a model's file is used: `giemsa smear calibrate MODEL FIELDS --out …`. */
export const CALIBRATION_FILE = 'smear-calibration.json';

/**
 * @param wanted threshold in place of the calibration's, or the model's
 * @param find looks for a calibration of a microscope with a model
 * @throws UserError when the calibration beside the model is damaged or of another model
 */
export async function smearRules(
  { sha256, metadata, entry }: ModelOfResults,
  settings: SmearSettings,
  wanted: number | undefined,
  find: (microscope: string, modelSha256: string) => Promise<SmearCalibration | undefined>,
): Promise<SmearRules> {
  const { microscope } = settings;
  const calibration =
    microscope === undefined
      ? // One beside a file that was replaced is of the new model.
        entry && (await calibrationBeside(entry.file, sha256))
      : await find(microscope, sha256);
  const threshold = wanted ?? calibration?.threshold ?? metadata.threshold;
  return {
    decision: { threshold, unsureHalfWidth: metadata.unsureHalfWidth ?? UNSURE_HALF_WIDTH },
    thresholdFrom: whereFrom(threshold, calibration?.threshold, metadata.threshold, microscope),
    redCells: redCellCount(settings),
    accepted: settings.accept ?? [],
    calibration: calibration ?? null,
    microscope: microscope ?? null,
    rates: calibration && threshold === calibration.threshold ? ratesOf(calibration) : undefined,
  };
}

async function calibrationBeside(file: string, sha256: string): Promise<SmearCalibration | null> {
  const path = join(dirname(file), CALIBRATION_FILE);
  const isThere = await readFile(path).then(
    () => true,
    () => false,
  );
  return isThere ? readSmearCalibration(path, sha256) : null;
}

function whereFrom(
  threshold: number,
  calibrated: number | undefined,
  own: number,
  microscope: string | undefined,
): string {
  if (threshold === calibrated)
    return `calibration${microscope === undefined ? '' : ` of ${microscope}`} on fields without malaria`;
  if (threshold === own) return 'the model’s, not measured on whole fields';
  return 'chosen by hand, not measured on whole fields';
}

/** A picture as it stands: what was found, corrected. */
export interface CorrectedField extends ReadField {
  /** Undefined where nothing was found out: it waits, or could not be read. */
  readonly field: SmearField | undefined;
}

/** A patient's pictures and the figures of those that were read. */
export interface ReadPatient {
  readonly patient: string;
  readonly fields: readonly CorrectedField[];
  readonly smear: PatientSmear;
}

/** Of a field that a person corrected as a whole the calls are those that the person saw, whatever threshold is asked for now. */
export const correctField = (read: ReadField, { decision }: SmearRules): CorrectedField => ({
  ...read,
  field: read.found && {
    ...editField(read.found, read.edits, {
      ...decision,
      ...(read.mark && { threshold: read.mark.threshold }),
    }),
    ...{ file: read.picture.name, sha256: read.picture.sha256 },
  },
});

/** Fields by patients: one folder is one patient. Corrections are applied. */
export function readPatients(fields: readonly ReadField[], rules: SmearRules): ReadPatient[] {
  const codes = patientCodes(fields.map(({ picture }) => picture.name));
  const patientOf = (name: string) => codes.get(folderOf(name))!;
  const again = readAgain(fields, patientOf);
  const byPatient = new Map<string, ReadField[]>();
  for (const read of fields) {
    const patient = patientOf(read.picture.name);
    const others = byPatient.get(patient);
    if (others) others.push(read);
    else byPatient.set(patient, [read]);
  }
  return [...byPatient].map(([patient, reads]) => {
    const own = reads.map((read) => {
      const corrected = correctField(read, rules);
      const problem = again.get(read.picture.id);
      if (!corrected.field || problem === undefined) return corrected;
      return { ...corrected, field: setAside(corrected.field, problem) };
    });
    const smears = own.flatMap(({ field }) => field ?? []);
    const parasitaemia = patientParasitaemia(smears, rules.redCells, ratesOfFinder(own, rules));
    const smear = { patient, fields: smears, parasitaemia, seen: seenOf(smears), ...stagesOfFields(smears) };
    return { patient, fields: own, smear };
  });
}

/** None where other cells were found, or stages were told otherwise, than the calibration was measured on. */
const ratesOfFinder = (fields: readonly ReadField[], { calibration, rates }: SmearRules) =>
  fields.every(
    ({ finder, found }) =>
      finder == null ||
      (finder === calibration?.finder && (found?.stagesSha256 ?? null) === calibration.stages_sha256),
  )
    ? rates
    : undefined;

/** Why pictures are not counted again, by their ids: the same field counts once, in the order of upload, however it was saved. */
function readAgain(
  fields: readonly ReadField[],
  patientOf: (name: string) => string,
): ReadonlyMap<string, string> {
  const again = new Map<string, string>();
  const seen = new SeenFields();
  for (const { picture, found, shown } of fields) {
    const of = { patient: patientOf(picture.name), file: picture.name };
    const copied = seen.withBytes(picture.sha256);
    if (!copied) seen.addBytes(picture.sha256, of);
    const saved = copied || found?.problem !== null || !shown ? undefined : seen.addShown(shown, of);
    const first = copied ?? saved;
    if (first) again.set(picture.id, sameField(first, of, saved !== undefined));
  }
  return again;
}

const setAside = (field: SmearField, problem: string): SmearField => ({ ...field, cells: [], problem });

const folderOf = (name: string): string => name.split('/').slice(0, -1).join('/');

/** What loose pictures are taken for, as on the command line. */
const LOOSE = 'slide';

/** A folder's own name is its patient's code; its whole path where two folders have one name. */
export function patientCodes(names: readonly string[]): Map<string, string> {
  const folders = [...new Set(names.map(folderOf))];
  const nameOf = (folder: string) => folder.split('/').at(-1) || LOOSE;
  const times = new Map<string, number>();
  for (const name of folders.map(nameOf)) times.set(name, (times.get(name) ?? 0) + 1);
  return new Map(
    folders.map((folder) => {
      const isShared = times.get(nameOf(folder))! > 1;
      return [folder, isShared && folder !== '' ? folder : nameOf(folder)];
    }),
  );
}
