import {
  type Callback,
  type Checkpoints,
  type Dataset,
  type History,
  type Model,
  type SessionOptions,
  TrainingDivergedError,
} from '@giemsa/nn';
import { augmentationTransform } from '../augment/batch-transform.js';
import { TrainingFailed } from '../errors/kinds.js';
import { adamWOneCycle } from '../recipes/adamw-one-cycle.js';
import { smear } from '../recipes/smear.js';

/** How a model is trained further. */
export interface FurtherTraining {
  readonly epochs: number;
  /** The highest of the one-cycle schedule. */
  readonly learningRate: number;
  readonly seed: number;
  readonly session: Pick<SessionOptions, 'device' | 'threads'>;
  readonly callbacks: readonly Callback[];
  /** Where a training that was stopped continues. */
  readonly checkpoints: Checkpoints;
  readonly onDamaged?: (reason: string) => void;
  readonly validationData?: Dataset;
}

const BATCH_SIZE = 32;

/**
 * Trains a model further on some examples. Its batch normalizations keep what they have learned: their statistics of a few
 * fields would change what it says of all other cells. Runs in browsers too.
 * @throws UserError when the loss is no longer finite
 */
export async function trainFurther(
  model: Model,
  dataset: Dataset,
  settings: FurtherTraining,
): Promise<History> {
  const { epochs, learningRate, seed, session, callbacks, checkpoints, onDamaged, validationData } = settings;
  const normalizations = model.layers
    .filter(({ layer }) => layer.className === 'BatchNormalization')
    .map(({ name }) => name);
  model.compile({
    loss: 'categorical_crossentropy',
    optimizer: adamWOneCycle(0.02)({
      ...{ learningRate, epochs, stepsPerEpoch: Math.ceil(dataset.length / BATCH_SIZE) },
    }),
    transform: augmentationTransform(smear.augmentation, model.inputShape[0]!),
    emaMomentum: 0.99,
  });
  try {
    return await model.fit(dataset, {
      ...{ epochs, seed, batchSize: BATCH_SIZE, verbose: false, callbacks },
      ...session,
      ...(validationData && { validationData }),
      frozenLayers: () => normalizations,
      checkpoints: {
        ...{ store: checkpoints, resume: true, everySeconds: 30 },
        ...(onDamaged && { onWarning: onDamaged }),
      },
    });
  } catch (error) {
    if (!(error instanceof TrainingDivergedError)) throw error;
    throw new TrainingFailed(error.message);
  }
}
