import {
  type Callback,
  CheckpointStore,
  historyCsv,
  type Model,
  type SessionOptions,
  TrainingDivergedError,
} from '@giemsa/nn';
import { augmentationTransform } from '../augment/batch-transform.js';
import { TrainingFailed } from '../errors/kinds.js';
import type { OnEvent } from '../events/events.js';
import { adamWOneCycle } from '../recipes/adamw-one-cycle.js';
import { smear } from '../recipes/smear.js';
import type { Examples } from './examples.js';

/** How a model is trained further. */
export interface FineTuning {
  readonly epochs: number;
  /** The highest of the one-cycle schedule. */
  readonly learningRate: number;
  readonly seed: number;
  /** Folder of checkpoints: a training that was stopped continues there. */
  readonly checkpoint: string;
  /** File of the losses. */
  readonly history: string;
  readonly session: SessionOptions;
  readonly onEvent?: OnEvent | undefined;
}

const BATCH_SIZE = 32;

/**
 * Trains a model further on some examples. Its batch normalizations keep what they have learned: their statistics of a few
 * fields would change what it says of all other cells.
 * @throws UserError when the loss is no longer finite
 */
export async function fineTune(model: Model, { dataset }: Examples, settings: FineTuning): Promise<void> {
  const { epochs, learningRate, seed, session, onEvent } = settings;
  const imageSize = model.inputShape[0]!;
  const normalizations = model.layers
    .filter(({ layer }) => layer.className === 'BatchNormalization')
    .map(({ name }) => name);
  model.compile({
    loss: 'categorical_crossentropy',
    optimizer: adamWOneCycle(0.02)({
      ...{ learningRate, epochs, stepsPerEpoch: Math.ceil(dataset.length / BATCH_SIZE) },
    }),
    transform: augmentationTransform(smear.augmentation, imageSize),
    emaMomentum: 0.99,
  });
  const told: Callback[] = onEvent
    ? [
        {
          onBatchEnd: (logs) => onEvent({ type: 'epoch-progress', ...logs }),
          onEpochEnd: (epoch, logs) => onEvent({ type: 'epoch', epoch, epochs, logs }),
        },
      ]
    : [];
  const { device, threads } = session;
  try {
    await model.fit(dataset, {
      ...{ epochs, seed, batchSize: BATCH_SIZE, verbose: false },
      ...(device && { device }),
      ...(threads !== undefined && { threads }),
      callbacks: [...told, historyCsv(settings.history)],
      frozenLayers: () => normalizations,
      checkpoints: {
        ...{ store: new CheckpointStore(settings.checkpoint), resume: true, everySeconds: 30 },
        onWarning: (reason) => onEvent?.({ type: 'warning', about: 'damaged-checkpoint', reason }),
      },
    });
  } catch (error) {
    if (!(error instanceof TrainingDivergedError)) throw error;
    throw new TrainingFailed(error.message);
  }
}
