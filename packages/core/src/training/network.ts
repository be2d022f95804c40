import type { Model } from '@giemsa/nn';
import { buildModel } from '../architectures/architectures.js';
import type { CellDataset } from '../dataset/dataset.js';
import { InvalidOption, Mismatch } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import type { ModelFacts } from '../events/events.js';
import { readCellModel } from '../formats/cell-model.js';
import { RESIZE_RULE } from '../pictures/resize.js';
import type { TrainingSettingsRecord } from '../recipes/settings.js';

/**
 * Settings that agree with the model that is trained on: its image size, colours, rescaling and architecture.
 * @throws UserError when that model cannot be read
 */
export async function withNetworkOfFile(settings: TrainingSettingsRecord): Promise<TrainingSettingsRecord> {
  if (settings.resumeFrom === null) return settings;
  const { metadata } = await readCellModel(settings.resumeFrom, { rescale: settings.rescale });
  const { imageSize, colorMode, rescaling, architecture, resizeRule } = metadata;
  const { scale, offset } = rescaling;
  const { resizeRule: _, ...others } = settings;
  const own = resizeRule === RESIZE_RULE ? {} : { resizeRule };
  return { ...others, imageSize, colorMode, architecture, ...own, rescaling: { scale, offset } };
}

/** A network, and what is known and assumed of the file that it comes from. */
export interface CreatedNetwork {
  readonly model: Model;
  /** Left out where it is a new one. */
  readonly facts?: ModelFacts;
}

/**
 * The network to train: that of a file with its weights, or a new one.
 * @throws UserError when the file's classes are not those of the cells
 */
export async function createNetwork(
  settings: TrainingSettingsRecord,
  cells: CellDataset,
): Promise<CreatedNetwork> {
  const { architecture, imageSize, rescaling, seed, resumeFrom, rescale, positiveClass } = settings;
  if (resumeFrom === null) {
    const model = buildModel(architecture, { imageSize, classes: cells.classNames.length, rescaling, seed });
    return { model };
  }
  // Of a file that names no classes, they are those of the folders.
  const meaning = { rescale, positiveClass, folderClasses: cells.classNames };
  const { model, metadata, file } = await readCellModel(resumeFrom, meaning);
  if (metadata.classNames.join() === cells.classNames.join())
    return { model, facts: { path: file, meaning: metadata.meaning } };
  throw new Mismatch(
    `${file} knows the classes ${metadata.classNames.join(', ')}, ${cells.root} has ${cells.classNames.join(', ')}; ` +
      'train further from a model with the same classes',
  );
}

/**
 * The layers that `--freeze STAGE` freezes: all up to the last whose name begins with the stage's.
 * @throws UserError with the stages when there is none of that name
 */
export function layersUpTo(model: Model, stage: string): string[] {
  const names = model.layers.map(({ name }) => name);
  const last = names.findLastIndex((name) => isOfStage(name, stage));
  if (last >= 0) return names.slice(0, last + 1);
  const stages = new Set(names.filter((name) => name.includes('_')).map((name) => name.split('_')[0]));
  throw new InvalidOption(
    'freeze',
    stage,
    text`${option('freeze')} "${stage}": ${model.name} has no such stage; its layers begin with ${[...stages].join(', ')}`,
  );
}

/** Multipliers by stage as multipliers by layer. */
export function layerMultipliers(
  model: Model,
  stages: TrainingSettingsRecord['learningRateMultipliers'],
): Record<string, number> {
  const multipliers: Record<string, number> = {};
  for (const { name } of model.layers) {
    const stage = Object.keys(stages).find((candidate) => isOfStage(name, candidate));
    if (stage !== undefined) multipliers[name] = stages[stage]!;
  }
  return multipliers;
}

const isOfStage = (layer: string, stage: string): boolean => layer === stage || layer.startsWith(`${stage}_`);
