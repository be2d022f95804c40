import { basename } from 'node:path';
import { didYouMean } from '../did-you-mean.js';
import { MissingOption, NotFound, OutputExists, ResumeMismatch } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import { exists, statIfThere } from '../files/exists.js';
import { checkInputFile } from '../files/input.js';
import { checkOutputFolder } from '../files/output.js';
import { RunFolder } from '../files/run-paths.js';
import { checkChoices, type TrainingChoices } from '../recipes/choices.js';
import { isNamedWeights, NAMED_WEIGHTS } from '../recipes/recipe.js';
import { choicesOf, resolveSettings, type TrainingSettingsRecord } from '../recipes/settings.js';
import { differences, type RunConfig, readConfig } from '../run-folder/config.js';
import { defaultRunPath, folderState } from '../run-folder/run-folder.js';
import { withNetworkOfFile } from './network.js';

export interface RunRequest {
  /** The data set's folder. */
  readonly data: string;
  /** The run folder; a new one under `runs/` when left out. */
  readonly out?: string | undefined;
  /** Continue the run in `out`, if there is one. */
  readonly resume?: boolean | undefined;
  readonly choices: TrainingChoices;
}

/** A run that may start: its folder, its settings, and what already exists of it. */
export interface OpenRun {
  readonly folder: RunFolder;
  readonly settings: TrainingSettingsRecord;
  /** Of the run that is resumed. */
  readonly saved: RunConfig | undefined;
  /** There is nothing left to do. */
  readonly finished: boolean;
}

/**
 * Checks everything that can be checked before any image is read.
 * @throws UserError on choices out of range, a folder that is taken, or a run to resume that was made with other settings
 */
export async function openRun({ data, out, resume = false, choices }: RunRequest): Promise<OpenRun> {
  checkChoices(choices);
  if (resume && out === undefined)
    throw new MissingOption(
      'out',
      text`${option('resume')} needs ${option('out')} RUN, the run folder to continue`,
    );
  await checkInputFile('the split file', choices.splitFile);
  await checkInputFile('the list of cells to exclude,', choices.exclude);
  const fresh = await withNetworkOfFile(resolveSettings(choices));
  const path = out ?? defaultRunPath(fresh.recipe, data);
  const folder = new RunFolder(path);
  if (out !== undefined) await checkOutputFolder('out', path);
  const state = await folderState(path);
  if (state === 'foreign') {
    throw new OutputExists(
      path,
      text`${path} holds other files but no run; give a new folder to ${option('out')}`,
    );
  }
  if (state === 'empty') {
    await checkWeightsFile(fresh);
    return { folder, settings: fresh, saved: undefined, finished: false };
  }
  if (!resume) {
    throw new OutputExists(
      path,
      text`${path} already holds a run: continue it with ${option('resume')}, or give ${option('out')} another folder`,
    );
  }
  const saved = (await readConfig(folder.config))!;
  const settings = await withNetworkOfFile(resolveSettings(combined(choicesOf(saved.settings), choices)));
  refuseChanges(folder, differences({ ...saved.settings, epochs: 0 }, { ...settings, epochs: 0 }));
  const hasReport = (await statIfThere(folder.report)) !== undefined;
  return { folder, settings, saved, finished: hasReport && settings.epochs === saved.settings.epochs };
}

async function checkWeightsFile({ weights }: TrainingSettingsRecord): Promise<void> {
  if (weights === null || isNamedWeights(weights) || (await exists(weights))) return;
  throw new NotFound(
    weights,
    text`${option('weights')} ${weights}: there is no such file; give a Keras .h5 file, a model of giemsa's, ${NAMED_WEIGHTS.join(', ')} or none${didYouMean(basename(weights), NAMED_WEIGHTS)}`,
  );
}

/** @throws UserError with the list of changes, if there are any */
export function refuseChanges({ path }: RunFolder, changes: readonly string[]): void {
  if (changes.length === 0) return;
  throw new ResumeMismatch(path, [
    `${path} was made with other settings: ${changes.join('; ')}. `,
    text`Resume it with the settings it was made with (those left out are taken from it), or give another folder to ${option('out')}`,
  ]);
}

/**
 * The user's current choices override those the run was made with; a split and a split file exclude each
 * other.
 */
function combined(saved: TrainingChoices, given: TrainingChoices): TrainingChoices {
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const { splitFile, split, validationFraction, ...rest } = saved;
  if (given.splitFile !== undefined) return { ...rest, ...said };
  const saysSplit = (given.split ?? given.validationFraction) !== undefined;
  return { ...rest, ...(saysSplit ? {} : { splitFile }), split, validationFraction, ...said };
}
