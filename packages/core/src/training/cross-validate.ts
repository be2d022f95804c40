import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { counted } from '../counted.js';
import { countPatients } from '../dataset/cells.js';
import { loadCells, tellData } from '../dataset/load-cells.js';
import { patientFolds } from '../dataset/split.js';
import { writeSplitFile } from '../dataset/split-file.js';
import type { DeviceChoice } from '../device/open-device.js';
import { checkInteger } from '../errors/check-option.js';
import { MissingOption, OutputExists, ResumeMismatch } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import type { OnEvent } from '../events/events.js';
import { exists } from '../files/exists.js';
import { checkInputFile } from '../files/input.js';
import { CvFolder } from '../files/run-paths.js';
import type { TrainingChoices } from '../recipes/choices.js';
import { resolveSettings } from '../recipes/settings.js';
import { type CvPlan, readPlan, writePlan } from '../run-folder/cv-folder.js';
import { defaultRunPath, folderState, writingInto } from '../run-folder/run-folder.js';
import { type CvSummary, summarizeFolds } from './cv-summary.js';
import { type PlannedTraining, type TrainAll, trainHere } from './train-all.js';

/** A cross-validation: data, folds, and the settings of each training. */
export interface CrossValidateRequest {
  readonly data: string;
  /** A new folder under `runs/` when left out. */
  readonly out?: string | undefined;
  readonly resume?: boolean | undefined;
  readonly folds?: number | undefined;
  /** Train this fold only, counted from 1: folds can run side by side, on several machines too. */
  readonly fold?: number | undefined;
  readonly targetSensitivity?: number | undefined;
  readonly choices: Omit<TrainingChoices, 'split' | 'splitFile' | 'validationFraction'>;
  readonly device: DeviceChoice;
  readonly onEvent?: OnEvent | undefined;
}

/** A cross-validation that has ended. */
export interface CrossValidation {
  readonly folder: CvFolder;
  /** `undefined` while folds are missing. */
  readonly summary: CvSummary | undefined;
  /** Run folders of the folds that are not finished. */
  readonly missing: readonly string[];
}

const DEFAULT_FOLDS = 5;

/**
 * Trains one model per fold, each on the patients of the other folds, and sums up what they say about the patients that
 * they have never seen. Every fold is a run folder of its own.
 * @param trainAll what trains the folds: one after the other here, or workers elsewhere
 * @throws UserError on a mistake of the user's; finished folds, and epochs of an unfinished one, are kept
 */
export async function crossValidate(
  request: CrossValidateRequest,
  trainAll: TrainAll = trainHere,
): Promise<CrossValidation> {
  checkInteger('folds', request.folds, 2, 1000);
  await checkInputFile('the list of cells to exclude,', request.choices.exclude);
  await checkInputFile('the list of cells to relabel,', request.choices.relabel);
  const folder = new CvFolder(request.out ?? `${defaultRunPath('cv', request.data)}`);
  const validate = () => validateInto(folder, request, trainAll);
  // Single folds run side by side, each with its own folder.
  const isPlanned = request.fold !== undefined && (await readPlan(folder)) !== undefined;
  return isPlanned ? validate() : writingInto(folder.path, validate);
}

async function validateInto(
  folder: CvFolder,
  request: CrossValidateRequest,
  trainAll: TrainAll,
): Promise<CrossValidation> {
  const { targetSensitivity, onEvent } = request;
  const saved = await openFolder(folder, request);
  // Before the plan is written, so that an error leaves no folder behind.
  checkInteger('fold', request.fold, 1, saved?.folds ?? request.folds ?? DEFAULT_FOLDS);
  const plan = await makePlan(folder, request, saved);
  onEvent?.({ type: 'resumable', what: 'cross-validation', folder: folder.path });
  const wanted = request.fold === undefined ? numbers(plan.folds) : [request.fold];
  const trainings = wanted.map((number) => planFold(number, folder, plan, request));
  await trainAll(await Promise.all(trainings), onEvent);
  const missing = await unfinished(folder, plan.folds);
  const summary = missing.length > 0 ? undefined : await summarizeFolds(folder, plan, { targetSensitivity });
  return { folder, summary, missing };
}

async function planFold(
  number: number,
  folder: CvFolder,
  plan: CvPlan,
  { data, choices, device, targetSensitivity }: CrossValidateRequest,
): Promise<PlannedTraining> {
  const run = folder.fold(number);
  const isStarted = (await folderState(run.path)) === 'run';
  const own = isStarted ? choices : { ...plan.choices, splitFile: run.split };
  const { fingerprint } = plan.data;
  return {
    name: `Fold ${number} of ${plan.folds}`,
    request: { data, out: run.path, choices: own, device, targetSensitivity, fingerprint },
  };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** @returns the plan of the cross-validation to continue with. @throws UserError when the folder is taken */
async function openFolder(folder: CvFolder, { resume, out, fold }: CrossValidateRequest) {
  if (resume && out === undefined)
    throw new MissingOption(
      'out',
      text`${option('resume')} needs ${option('out')} FOLDER, the one to continue`,
    );
  const saved = await readPlan(folder);
  if (saved && !resume && fold === undefined) {
    throw new OutputExists(
      folder.path,
      text`${folder.path} already holds a cross-validation: continue it with ${option('resume')}, or give ${option('out')} another folder`,
    );
  }
  if (!saved && (await folderState(folder.path)) !== 'empty') {
    throw new OutputExists(
      folder.path,
      text`${folder.path} holds other files; give a new folder to ${option('out')}`,
    );
  }
  return saved;
}

/** The plan as it was started with, or a new one, with the split of each fold written into its folder. */
async function makePlan(
  folder: CvFolder,
  { data, folds = DEFAULT_FOLDS, choices, onEvent }: CrossValidateRequest,
  saved: CvPlan | undefined,
): Promise<CvPlan> {
  const planned = saved?.choices ?? choices;
  const settings = resolveSettings(planned);
  const cells = await loadCells(data, settings, onEvent, settings);
  tellData(cells, onEvent);
  if (saved && saved.data.fingerprint !== cells.fingerprint) {
    throw new ResumeMismatch(folder.path, [
      `${folder.path} was started on other data: ${counted(saved.data.cells, 'cell')} in ${saved.data.folder}, now `,
      text`${counted(cells.files.length, 'cell')} in ${cells.root}. Give another folder to ${option('out')}`,
    ]);
  }
  const plan: CvPlan = saved ?? {
    created: new Date().toISOString(),
    data: {
      folder: cells.root,
      fingerprint: cells.fingerprint,
      cells: cells.files.length,
      patients: countPatients(cells, cells.files.keys()),
    },
    folds,
    choices: defined({
      ...choices,
      exclude: choices.exclude === undefined ? undefined : resolve(choices.exclude),
      relabel: choices.relabel === undefined ? undefined : resolve(choices.relabel),
    }),
  };
  const splits = patientFolds(cells, plan.folds, settings.seed);
  if (!saved) {
    const heldOut = splits.map(({ validation }) => validation.length);
    const joinsSubsets = cells.subsets !== undefined;
    onEvent?.({ type: 'folds-planned', folder: folder.path, heldOut, joinsSubsets });
    await writePlan(folder, plan);
  }
  for (const [index, split] of splits.entries()) {
    const run = folder.fold(index + 1);
    if (await exists(run.split)) continue;
    await mkdir(run.path, { recursive: true });
    await writeSplitFile(run.split, split, cells);
  }
  return plan;
}

const defined = (choices: TrainingChoices): TrainingChoices =>
  Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));

/** Names of the folds whose report is not there yet. */
async function unfinished(folder: CvFolder, folds: number): Promise<string[]> {
  const missing: string[] = [];
  for (const number of numbers(folds)) {
    const run = folder.fold(number);
    if (!(await exists(run.report))) missing.push(join(run.path));
  }
  return missing;
}
