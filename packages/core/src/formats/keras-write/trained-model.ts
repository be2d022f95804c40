import {
  CheckpointStore,
  constantSchedule,
  cosineDecay,
  type Model,
  modelConfig,
  type OptimizerRecord,
  oneCycle,
  reduceOnPlateau,
  type Schedule,
  type TrainedNetwork,
  type TrainingRecord,
} from '@giemsa/nn';
import { UnusableModel } from '../../errors/kinds.js';
import { text } from '../../errors/text.js';
import { statIfThere } from '../../files/exists.js';
import { RunFolder } from '../../files/run-paths.js';
import { readCellModel } from '../cell-model.js';
import { type CellModelMetadata, METADATA_KEY } from '../cell-model-metadata.js';
import type { MeaningOptions } from '../model-meaning.js';

/** A model with its weights and, where its run folder has a checkpoint, its training. */
export interface TrainedModel {
  readonly model: Model;
  readonly training: TrainingRecord | undefined;
  /** What giemsa writes beside it, for itself: Keras does not know it. */
  readonly metadata?: CellModelMetadata;
}

/** What is written as a Keras file: giemsa's metadata is a text beside the network. */
export const kerasFile = ({ model, training, metadata }: TrainedModel): TrainedNetwork => ({
  network: model,
  training,
  ...(metadata && { attributes: { [METADATA_KEY]: JSON.stringify(metadata) } }),
});

/**
 * Opens a model with what is known of its training.
 * @param meaning what the user says about it
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
    throw new UnusableModel(text`${path} cannot be exported: ${error as Error}`);
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
  const { checkpoint: folder } = new RunFolder(run);
  if (!(await statIfThere(folder))) return undefined;
  const checkpoint = await new CheckpointStore(folder).loadLatest();
  if (!checkpoint) return undefined;
  const { settings, progress, schedule } = checkpoint.state.metadata as unknown as CheckpointMetadata;
  if (JSON.stringify(settings.model) !== JSON.stringify(modelConfig(model))) {
    throw new Error(`its checkpoint ${checkpoint.path} does not belong to its model.onnx`);
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
