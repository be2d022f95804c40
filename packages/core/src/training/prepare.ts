import type { BatchTransform, Model, Optimizer, SessionOptions } from '@giemsa/nn';
import { changesNothing } from '../augment/augmentation.js';
import { augmentationTransform } from '../augment/batch-transform.js';
import { counted } from '../counted.js';
import { countPatients, countPerClass } from '../dataset/cells.js';
import type { CellDataset } from '../dataset/dataset.js';
import { readExcludeFile } from '../dataset/exclude-file.js';
import { type Relabelled, readRelabelFile } from '../dataset/relabel-file.js';
import { type Split, sharedCells } from '../dataset/split.js';
import { ResumeMismatch } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import type { ModelFacts, OnEvent } from '../events/events.js';
import { statIfThere } from '../files/exists.js';
import type { RunFolder } from '../files/run-paths.js';
import { createOptimizer, type TrainingSettingsRecord } from '../recipes/settings.js';
import { differences, type RunConfig, type SideRecord } from '../run-folder/config.js';
import { describeEnvironment } from '../run-folder/environment.js';
import { createNetwork, layersUpTo } from './network.js';
import { type OpenRun, refuseChanges } from './open-run.js';
import { relabelTraining, splitCells, withoutTraining } from './split-cells.js';

/** All that a training needs, in memory. */
export interface PreparedRun {
  readonly folder: RunFolder;
  readonly settings: TrainingSettingsRecord;
  readonly config: RunConfig;
  readonly cells: CellDataset;
  readonly split: Split;
  readonly model: Model;
  /** What is known and assumed of the file that the model comes from, where it comes from one. */
  readonly facts?: ModelFacts;
  readonly optimizer: Optimizer;
  /** Left out where the recipe augments nothing. */
  readonly transform?: BatchTransform;
  readonly device: SessionOptions;
  readonly resumed: boolean;
  /**
   * Files of excluded cells, which are not trained on; validation cells among them are in the figures, which
   * are also given without them.
   */
  readonly excluded?: ReadonlySet<string>;
  /**
   * Cells that train with another label. Those that validate keep theirs; the figures are also given with these.
   */
  readonly relabelled?: Relabelled;
}

/**
 * Splits the cells and builds the model.
 * @throws UserError when the cells cannot be split, or the run to resume was made from other data or settings
 */
export async function prepareRun(
  { folder, settings, saved }: OpenRun,
  read: CellDataset,
  device: SessionOptions,
  onEvent?: OnEvent,
): Promise<PreparedRun> {
  if (saved) refuseOtherData(folder, saved, read);
  const hasSplit = saved && (await statIfThere(folder.split));
  const whole = await splitCells(read, settings, hasSplit ? folder.split : undefined);
  const excluded =
    settings.exclude === null ? undefined : await readExcludeFile(settings.exclude, read, onEvent);
  const relabelled =
    settings.relabel === undefined ? undefined : await readRelabelFile(settings.relabel, read, onEvent);
  const cells = relabelled ? relabelTraining(read, whole, relabelled) : read;
  const split = excluded || relabelled ? withoutTraining(whole, cells, excluded) : whole;
  const optimizer = createOptimizer(settings, split.train.length);
  if (saved) refuseChanges(folder, scheduleChanges(saved, settings, optimizer));
  const { imageSize, augmentation } = settings;
  const { model, facts } = await createNetwork(settings, cells);
  for (const stage of settings.freeze) if (stage !== null) layersUpTo(model, stage);
  return {
    folder,
    settings,
    cells,
    split,
    model,
    ...(facts && { facts }),
    optimizer,
    device,
    resumed: saved !== undefined,
    ...(excluded && { excluded }),
    ...(relabelled && { relabelled }),
    ...(!changesNothing(augmentation) && { transform: augmentationTransform(augmentation, imageSize) }),
    config: saved ? { ...saved, settings } : describeRun(settings, cells, split, model, optimizer, device),
  };
}

/** @throws UserError when the run was made from other cells */
function refuseOtherData({ path }: RunFolder, { data }: RunConfig, cells: CellDataset): void {
  if (data.fingerprint === cells.fingerprint) return;
  throw new ResumeMismatch(path, [
    `${path} was made from other data: ${counted(data.cells, 'cell')} in ${data.folder} (fingerprint ${short(data.fingerprint)}), `,
    `now ${counted(cells.files.length, 'cell')} in ${cells.root} (${short(cells.fingerprint)}). `,
    text`Resume it with the same data, or give another folder to ${option('out')}`,
  ]);
}

const short = (fingerprint: string) => fingerprint.slice(0, 12);

/**
 * More epochs do not change the training so far, unless the learning rate was planned for another number of
 * epochs.
 */
function scheduleChanges(saved: RunConfig, settings: TrainingSettingsRecord, optimizer: Optimizer): string[] {
  const changes = differences(saved.optimizer, JSON.parse(JSON.stringify(optimizer.config)), 'optimizer');
  return changes.length === 0 ? [] : [...differences(saved.settings, settings), ...changes];
}

function describeRun(
  settings: TrainingSettingsRecord,
  cells: CellDataset,
  split: Split,
  model: Model,
  optimizer: Optimizer,
  { device = 'cpu', threads }: SessionOptions,
): RunConfig {
  const all = [...cells.files.keys()];
  return {
    created: new Date().toISOString(),
    settings,
    optimizer: optimizer.config,
    data: {
      folder: cells.root,
      fingerprint: cells.fingerprint,
      classNames: cells.classNames,
      positiveClass: cells.classNames[cells.positiveClass]!,
      cells: all.length,
      cellsPerClass: countPerClass(cells, all),
      patients: countPatients(cells, all),
      skipped: cells.skipped,
      leftOut: cells.leftOut,
    },
    split: {
      train: recordSide(cells, split.train),
      validation: recordSide(cells, split.validation),
      sharedPatients: sharedCells(split, cells.patients),
    },
    parameters: model.countParameters(),
    environment: describeEnvironment(device, threads),
  };
}

function recordSide(cells: CellDataset, positions: number[]): SideRecord {
  return {
    cells: positions.length,
    cellsPerClass: countPerClass(cells, positions),
    patients: countPatients(cells, positions),
  };
}
