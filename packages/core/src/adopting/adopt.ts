import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { SessionOptions } from '@giemsa/nn';
import { counted } from '../counted.js';
import { checkBetween, checkInteger } from '../errors/check-option.js';
import { OutputExists, ResumeMismatch, UnusableData } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import type { OnEvent } from '../events/events.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { exists, readIfThere } from '../files/exists.js';
import { markFolder, refuseForeignFolder } from '../files/ours.js';
import { fileSha256 } from '../files/sha256.js';
import { type CellModel, openCellModel, readCellModel, saveCellModel } from '../formats/cell-model.js';
import { factsOf } from '../formats/model-meaning.js';
import { changeMetadata } from '../formats/onnx-metadata.js';
import { patientKey } from '../formats/patient-key.js';
import { GIEMSA_VERSION } from '../run-folder/environment.js';
import { writingInto } from '../run-folder/run-folder.js';
import { checkModel } from '../smear/analyse-field.js';
import { createCellFinder } from '../smear/find/create-cell-finder.js';
import { type LabelledField, type LabelledSet, readLabelledSet } from '../smear/labelled-fields.js';
import { type Adoption, AdoptionFolder } from './adoption-file.js';
import { calibrateAdopted } from './calibrate.js';
import { compareElsewhere, compareHeldOut } from './compare.js';
import { type ExampleCounts, trainingExamples } from './examples.js';
import { cellsOfFields, type FieldCell, type FieldCells } from './field-cells.js';
import { fineTune } from './fine-tune.js';
import { gateOf } from './gate.js';
import { cellsOf, type Part, type Parts, partCells } from './parts.js';
import { writeAdoption } from './write-adoption.js';

/** Which fields a model is adapted to, and where the result goes. */
export interface AdoptRequest {
  /** Labelled fields of the new microscope, as `readLabelledSet` reads them: a data set of `giemsa collect`, COCO, YOLO … */
  readonly fields: string;
  /** What the record calls them, where their folder does not stay. */
  readonly fieldsName?: string | undefined;
  /** What names of labels stand for: `NAME=LABEL`. */
  readonly labelAs?: readonly string[] | undefined;
  /** The model that is trained further. */
  readonly from: string;
  /** Folder to write: new, empty, or one of the same adoption that was stopped. */
  readonly out: string;
  /** Folder of classes of cells on which the new model must not be worse; drawn cells when left out. */
  readonly regression?: string | undefined;
  /** Default 3. */
  readonly epochs?: number | undefined;
  /** Default 1e-4. */
  readonly learningRate?: number | undefined;
  /** Drawn cells that the old model's answers are learned on. Default 1,500. */
  readonly replay?: number | undefined;
  /** Default 0. */
  readonly seed?: number | undefined;
  readonly session?: SessionOptions | undefined;
  readonly onEvent?: OnEvent | undefined;
}

const DEFAULTS = { epochs: 3, learningRate: 1e-4, replay: 1500, seed: 0 };
type Settings = typeof DEFAULTS;

/** Drawn cells on which both models are compared. */
const DRAWN_ELSEWHERE = 2000;

/**
 * Adapts a model to another microscope: trains it further on labelled fields of it, compares it with the old one on patients
 * that it has not seen and on other cells, and says whether it may be offered. Nothing is published.
 * @throws UserError on a mistake of the user's
 */
export async function adopt(request: AdoptRequest): Promise<Adoption> {
  const settings = settingsOf(request);
  await refuseForeignFolder('out', request.out);
  if (await exists(new AdoptionFolder(request.out).record)) {
    throw new OutputExists(
      request.out,
      text`${request.out} holds an adoption that is finished; give another folder to ${option('out')}`,
    );
  }
  return writingInto(request.out, () => adoptInto(request, settings));
}

function settingsOf({ epochs, learningRate, replay, seed }: AdoptRequest): Settings {
  checkInteger('epochs', epochs, 1, 1000);
  checkInteger('replay', replay, 100, 100_000);
  checkInteger('seed', seed, 0, 2 ** 32 - 1);
  checkBetween('learningRate', learningRate, 0, 1);
  return {
    epochs: epochs ?? DEFAULTS.epochs,
    learningRate: learningRate ?? DEFAULTS.learningRate,
    replay: replay ?? DEFAULTS.replay,
    seed: seed ?? DEFAULTS.seed,
  };
}

async function adoptInto(request: AdoptRequest, settings: Settings): Promise<Adoption> {
  const started = performance.now();
  const { onEvent, session = {} } = request;
  const folder = new AdoptionFolder(request.out);
  const set = await readLabelledSet(request.fields, request);
  const old = await openCellModel(request.from, session);
  onEvent?.({ type: 'model-opened', models: [factsOf(old)] });
  try {
    checkModel(old);
    // Before the fields, which take longer: not every model that predicts can be trained.
    const { model, metadata } = await readCellModel(request.from);
    const found = await cellsOfFields(await createCellFinder(), set.fields, onEvent);
    const leftOut = [...set.leftOut.map(({ reason }) => reason), ...found.unread];
    onEvent?.({ type: 'left-out', reasons: leftOut });
    if (found.cells.every(({ infected }) => infected)) {
      throw new UnusableData(
        `${request.fields}: no healthy red cell is labelled in its ${counted(set.fields.length, 'field')}; label all whole cells of some fields`,
      );
    }
    const parts = partCells(found.cells, settings.seed);
    const fingerprint = await fingerprintOf(set.fields);
    await writePlan(folder, { ...settings, fingerprint, from: old.sha256 });
    const training = cellsOf(found.cells, parts, 'training');
    const examples = await trainingExamples(old, training, settings.replay, settings.seed);
    await fineTune(model, examples, { ...settings, ...folder, session, onEvent });
    await saveCellModel(folder.candidate, model, {
      ...withoutCalibration(metadata),
      dataFingerprint: fingerprint,
      ...trainingPatientsOf(old, found.cells, parts),
      adoptedFrom: { sha256: old.sha256, cells: training.length },
    });
    const calibrated = await calibrate(
      folder,
      old,
      cellsOf(found.cells, parts, 'calibration'),
      settings.seed,
    );
    const candidate = await openCellModel(folder.candidate, session);
    try {
      const models = { old, new: candidate };
      const heldOut = await compareHeldOut(models, cellsOf(found.cells, parts, 'held-out'), settings.seed);
      const elsewhere = await compareElsewhere(models, request.regression, {
        ...{ drawn: DRAWN_ELSEWHERE, seed: settings.seed, onEvent },
      });
      const adoption: Adoption = {
        ...{
          format: 'giemsa adoption 1',
          software: `giemsa ${GIEMSA_VERSION}`,
          made: new Date().toISOString(),
        },
        seconds: Math.round((performance.now() - started) / 1000),
        from: { model: request.from, file: old.path, sha256: old.sha256, threshold: old.threshold },
        dataset: describeSet(request.fieldsName ?? request.fields, set, found, { fingerprint, leftOut }),
        parts: describeParts(found.cells, parts),
        training: describeTraining(examples.counts, settings),
        calibration: {
          ...{ temperature: candidate.calibration?.temperature ?? null, threshold: candidate.threshold },
          left_out: [...calibrated],
        },
        ...{ held_out: heldOut, elsewhere, gate: gateOf({ held_out: heldOut, elsewhere }) },
        candidate: { file: basename(folder.candidate), sha256: candidate.sha256 },
      };
      await writeAdoption(folder, adoption, parts);
      await rm(folder.checkpoint, { recursive: true, force: true });
      return adoption;
    } finally {
      await candidate.release();
    }
  } finally {
    await old.release();
  }
}

/** Of contents and labels, wherever the files lie. */
async function fingerprintOf(fields: readonly LabelledField[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { file, patient, objects } of fields) {
    const content = await fileSha256(file).catch(() => 'cannot be read');
    hash.update(JSON.stringify([content, patient, objects]));
  }
  return hash.digest('hex');
}

/** @throws UserError when the folder holds the beginning of another adoption */
async function writePlan(folder: AdoptionFolder, plan: object): Promise<void> {
  const words = `${JSON.stringify({ format: 'giemsa adoption plan 1', ...plan }, null, 2)}\n`;
  const before = await readIfThere(folder.plan);
  if (before && before.toString() !== words) {
    throw new ResumeMismatch(
      folder.path,
      text`${folder.path} holds the beginning of an adoption with other fields or settings; give another folder to ${option('out')}`,
    );
  }
  await mkdir(folder.path, { recursive: true });
  await markFolder(folder.path);
  await writeFileAtomic(folder.plan, words);
}

const withoutCalibration = (metadata: Awaited<ReturnType<typeof readCellModel>>['metadata']) => {
  const { calibration: _, targetSensitivity: __, patientThreshold: ___, ...kept } = metadata;
  return kept;
};

/** Whom the new model has seen: those of the old one, and the patients and fields of this training and calibration. */
function trainingPatientsOf(
  { trainingPatients }: Pick<CellModel, 'trainingPatients'>,
  cells: readonly FieldCell[],
  parts: Parts,
): { trainingPatients?: string[] } {
  if (!trainingPatients) return {};
  const seen = [...cellsOf(cells, parts, 'training'), ...cellsOf(cells, parts, 'calibration')];
  const names = seen.flatMap(({ patient, field }) => [patient ?? [], basename(field, extname(field))].flat());
  return { trainingPatients: [...new Set([...trainingPatients, ...names.map(patientKey)])].sort() };
}

/** @returns what was left out, and why */
async function calibrate(
  { candidate }: AdoptionFolder,
  old: CellModel,
  cells: readonly FieldCell[],
  seed: number,
): Promise<readonly string[]> {
  const raw = await openCellModel(candidate);
  const { calibration, leftOut } = await calibrateAdopted(raw, old, cells, seed).finally(() => raw.release());
  await changeMetadata(candidate, (metadata) => ({ ...metadata, ...calibration }));
  return leftOut;
}

function describeSet(
  folder: string,
  { form, fields }: LabelledSet,
  { cells, notFound }: FieldCells,
  { fingerprint, leftOut }: { fingerprint: string; leftOut: string[] },
): Adoption['dataset'] {
  const patients = new Set(fields.map(({ patient }) => patient));
  return {
    ...{ folder, form, fingerprint, fields: fields.length },
    patients: patients.has(null) ? null : patients.size,
    ...{ cells: cells.length, infected: cells.filter(({ infected }) => infected).length },
    ...{ not_found: notFound, left_out: leftOut },
  };
}

function describeParts(cells: readonly FieldCell[], parts: Parts): Adoption['parts'] {
  const part = (name: Part) => {
    const own = cellsOf(cells, parts, name);
    const groups = [...parts.partOf.values()].filter((one) => one === name).length;
    return { groups, cells: own.length, infected: own.filter(({ infected }) => infected).length };
  };
  return {
    ...{ by: parts.by, why: parts.why ?? null },
    ...{ training: part('training'), calibration: part('calibration'), held_out: part('held-out') },
  };
}

const describeTraining = (
  counts: ExampleCounts,
  { epochs, learningRate, seed }: Settings,
): Adoption['training'] => ({ ...counts, epochs, learning_rate: learningRate, seed });
