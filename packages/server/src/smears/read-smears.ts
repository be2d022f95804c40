import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { patientsOfFiles } from '@giemsa/core/internal/answer/patients-of-files';
import { UNSURE_HALF_WIDTH } from '@giemsa/core/internal/smear/analyse-field';
import { seenOf, stagesOfFields } from '@giemsa/core/internal/smear/analyse-smears';
import { finalClass, modelClass, standingEdits, withClass } from '@giemsa/core/internal/smear/edit-field';
import type { FieldRule } from '@giemsa/core/internal/smear/field-quality';
import { editsOfReadings, withoutDisputed } from '@giemsa/core/internal/smear/field-reading';
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
  type SignedEdit,
  type SmearCalibration,
  type SmearField,
} from '@giemsa/core/smear';
import { type ChosenThreshold, chosenThreshold } from '../models/chosen-threshold.js';
import type { ModelOfResults } from '../models/model-of-results.js';
import type { ReadField } from '../storage/fields.js';
import type { SmearSettings } from '../storage/schema.js';
import { type HeldSettings, type Sorting, saidPatients } from '../storage/settings.js';

/** What pictures become figures by. */
export interface SmearRules {
  readonly decision: Decision;
  /** The same threshold, with who chose it. */
  readonly chosen: ChosenThreshold;
  /** The calibration's, or the model's. */
  readonly ownThreshold: number;
  /** By what fields are told apart into patients. */
  readonly sorting: Sorting;
  /** Of a patient: what is known of this one, else of the batch. */
  readonly redCellsOf: (patient: string) => RedCellCount;
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
 * @param held what persons set for the batch
 * @param wanted threshold in place of all others
 * @param find looks for a calibration of a microscope with a model
 * @throws UserError when the calibration beside the model is damaged or of another model
 */
export async function smearRules(
  { sha256, metadata, entry }: ModelOfResults,
  settings: SmearSettings,
  held: HeldSettings,
  wanted: number | undefined,
  find: (microscope: string, modelSha256: string) => Promise<SmearCalibration | undefined>,
): Promise<SmearRules> {
  const { microscope } = settings;
  const calibration =
    microscope === undefined
      ? // One beside a file that was replaced is of the new model.
        entry && (await calibrationBeside(entry.file, sha256))
      : await find(microscope, sha256);
  const ownThreshold = calibration?.threshold ?? metadata.threshold;
  const chosen = chosenThreshold(wanted, held, { value: ownThreshold, from: 'the model’s' });
  const isMeasured = chosen.value === calibration?.threshold;
  const of = microscope === undefined ? '' : ` of ${microscope}`;
  return {
    decision: { threshold: chosen.value, unsureHalfWidth: metadata.unsureHalfWidth ?? UNSURE_HALF_WIDTH },
    chosen: {
      ...chosen,
      from: isMeasured
        ? `calibration${of} on fields without malaria`
        : `${chosen.from}, not measured on whole fields`,
    },
    ownThreshold,
    sorting: held.sorting,
    redCellsOf: (patient) => redCellCount(bloodOf(patient, settings, held)),
    accepted: settings.accept ?? [],
    calibration: calibration ?? null,
    microscope: microscope ?? null,
    rates: calibration && isMeasured ? ratesOf(calibration) : undefined,
  };
}

/** What is known of a patient's red cells: what was set for this patient, else for all, else what came with the upload. */
export function bloodOf(
  patient: string | null,
  { redCells, haematocrit }: SmearSettings,
  { blood }: HeldSettings,
): Pick<SmearSettings, 'redCells' | 'haematocrit'> {
  const set = (patient === null ? undefined : blood.get(patient)) ?? blood.get(null);
  if (!set) return { redCells, haematocrit };
  return { redCells: set.redCells ?? undefined, haematocrit: set.haematocrit ?? undefined };
}

async function calibrationBeside(file: string, sha256: string): Promise<SmearCalibration | null> {
  const path = join(dirname(file), CALIBRATION_FILE);
  const isThere = await readFile(path).then(
    () => true,
    () => false,
  );
  return isThere ? readSmearCalibration(path, sha256) : null;
}

/** A picture as it stands: what was found, corrected; its `edits` are those that stand. */
export interface CorrectedField extends ReadField {
  /** All that were ever made, those that were taken back as well. */
  readonly allEdits: readonly SignedEdit[];
  /** Undefined where nothing was found out: it waits, or could not be read. */
  readonly field: SmearField | undefined;
}

/** A patient's pictures and the figures of those that were read. */
export interface ReadPatient {
  readonly patient: string;
  readonly fields: readonly CorrectedField[];
  readonly smear: PatientSmear;
}

export function correctField(read: ReadField, { decision }: SmearRules): CorrectedField {
  const { found, readings, mark, picture } = read;
  if (!found) return { ...read, allEdits: read.edits, field: undefined };
  const allEdits = [...editsOfReadings(found, readings), ...read.edits];
  const field = mark ? markedField(found, allEdits, mark, decision) : editField(found, allEdits, decision);
  return {
    ...read,
    edits: standingEdits(found, allEdits),
    allEdits,
    field: {
      ...withoutDisputed(field, found, readings),
      ...{ file: picture.name, sha256: picture.sha256 },
    },
  };
}

/**
 * Who says that every cell of a field is right has answered for each, as it was seen then: whatever threshold is asked for now, and
 * whatever others take back, undo or change afterwards. Cells that were not there then have no answer of theirs.
 */
function markedField(
  found: SmearField,
  edits: readonly SignedEdit[],
  { threshold, by, at }: NonNullable<ReadField['mark']>,
  decision: Decision,
): SmearField {
  const now = new Map(editField(found, edits, decision).cells.map((cell) => [cell.id, cell]));
  const atMark = { ...decision, threshold };
  const before = edits.filter(({ created }) => created <= at);
  const then = new Map(editField(found, before, atMark).cells.map((cell) => [cell.id, cell]));
  const seen = editField(found, edits, atMark);
  const cells = seen.cells.map((cell) => {
    const own = then.get(cell.id);
    const answer = cell.said === undefined && own ? finalClass(own) : null;
    if (answer === null) return cell;
    const signed = cell.reviewer === undefined && { reviewer: by, reviewedAt: at };
    return { ...withClass(cell, answer), modelSaid: modelClass(now.get(cell.id)!), ...signed };
  });
  return { ...seen, cells };
}

/** The patient of a file of a batch, by its name. @param names of all its fields */
export const sortedBy = (names: readonly string[], sorting: Sorting) =>
  patientsOfFiles(names, sorting.rule, saidPatients(sorting));

/** Fields by patients, in the order of upload. Corrections are applied. */
export function readPatients(fields: readonly ReadField[], rules: SmearRules): ReadPatient[] {
  const sorted = sortedBy(
    fields.map(({ picture }) => picture.name),
    rules.sorting,
  );
  const patientOf = (name: string) => sorted(name)!;
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
    const parasitaemia = patientParasitaemia(smears, rules.redCellsOf(patient), ratesOfFinder(own, rules));
    const smear = { patient, fields: smears, parasitaemia, seen: seenOf(smears), ...stagesOfFields(smears) };
    return { patient, fields: own, smear };
  });
}

/** None where other cells were found, or stages were told otherwise, than the calibration was measured on. */
const ratesOfFinder = (fields: readonly ReadField[], { calibration, rates }: SmearRules) =>
  fields.every((field) => wasReadAs(field, calibration)) ? rates : undefined;

/** Whether the cells of a field were found, and their stages told, as those that the calibration was measured on. */
export const wasReadAs = ({ finder, found }: ReadField, calibration: SmearCalibration | null): boolean =>
  finder == null ||
  (finder === calibration?.finder && (found?.stagesSha256 ?? null) === calibration.stages_sha256);

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
