import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CheckpointStore,
  constantSchedule,
  cosineDecay,
  type LossConfig,
  type Model,
  modelConfig,
  oneCycle,
  reduceOnPlateau,
  type Schedule,
} from '@giemsa/nn';
import { UserError } from '../../errors.js';
import { readCellModel } from '../cell-model.js';
import type { CellModelMetadata } from '../cell-model-metadata.js';
import type { MeaningOptions } from '../model-meaning.js';

/** An optimizer's settings as a checkpoint records them. */
export type OptimizerRecord =
  | { readonly name: 'sgd'; readonly momentum: number; readonly nesterov: boolean }
  | ({ readonly name: 'adam' } & AdamRecord)
  | ({ readonly name: 'adamw'; readonly weightDecay: number } & AdamRecord);

interface AdamRecord {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** How a model was trained, and where its training stands. */
export interface TrainingRecord {
  readonly loss: LossConfig;
  readonly optimizer: OptimizerRecord;
  readonly emaMomentum: number | null;
  readonly globalClipnorm: number | null;
  /** Optimizer steps done. */
  readonly step: number;
  /** Of the next step. */
  readonly learningRate: number;
  /** The optimizer's state, as `<layer>/<weight>/<slot>`, in the storage order of the weight. */
  readonly slots: Readonly<Record<string, { readonly data: Float32Array }>>;
}

/** A model with its weights and, where its run folder has a checkpoint, its training. */
export interface TrainedModel {
  readonly model: Model;
  readonly training: TrainingRecord | undefined;
  /** What giemsa writes beside it, for itself: Keras does not know it. */
  readonly metadata?: CellModelMetadata;
}

/**
 * Opens a model with what is known of its training.
 * @param meaning what the user says of it
 * @throws UserError that names the file when it is missing, damaged, or it is not known what it means
 */
export async function openTrainedModel(
  path: string,
  meaning: MeaningOptions = {},
): Promise<TrainedModel & { file: string; metadata: CellModelMetadata }> {
  const { model, metadata, file } = await readCellModel(path, meaning);
  try {
    return { model, metadata, file, training: file === path ? undefined : await readTraining(path, model) };
  } catch (error) {
    throw new UserError(`${path} cannot be exported: ${(error as Error).message}`);
  }
}

interface CheckpointMetadata {
  readonly settings: Pick<TrainingRecord, 'loss' | 'emaMomentum' | 'globalClipnorm'> & {
    readonly model: unknown;
    readonly optimizer: OptimizerRecord & { readonly learningRate: Schedule['config'] };
  };
  readonly progress: { readonly step: number };
  readonly schedule: unknown;
}

async function readTraining(run: string, model: Model): Promise<TrainingRecord | undefined> {
  const folder = join(run, 'checkpoint');
  if (!(await stat(folder).catch(() => undefined))) return undefined;
  const checkpoint = await new CheckpointStore(folder).loadLatest();
  if (!checkpoint) return undefined;
  const { settings, progress, schedule } = checkpoint.state.metadata as unknown as CheckpointMetadata;
  if (JSON.stringify(settings.model) !== JSON.stringify(modelConfig(model))) {
    throw new Error(`its checkpoint ${checkpoint.path} belongs to another model than its model.onnx`);
  }
  const { loss, optimizer, emaMomentum, globalClipnorm } = settings;
  const { step } = progress;
  const learningRate = scheduleOf(optimizer.learningRate, schedule).learningRate(step);
  return {
    ...{ loss, optimizer, emaMomentum, globalClipnorm, step, learningRate },
    slots: checkpoint.state.tensors,
  };
}

function scheduleOf(config: Schedule['config'], state: unknown): Schedule {
  if (config.name === 'constant') return constantSchedule(config.learningRate);
  if (config.name === 'cosineDecay') return cosineDecay(config);
  if (config.name === 'oneCycle') return oneCycle(config);
  const schedule = reduceOnPlateau(config);
  if (state !== null) schedule.setState?.(state);
  return schedule;
}
