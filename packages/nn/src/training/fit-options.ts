import type { Callback, EpochLogs } from '../callbacks/callback.js';
import type { Checkpoints } from '../checkpoint/checkpoints.js';
import type { Dataset } from '../data/dataset.js';
import type { SessionOptions } from '../runtime/device.js';

/** How a network is trained. */
export interface FitOptions extends Pick<SessionOptions, 'device' | 'threads'> {
  readonly epochs: number;
  /** Default 32, as in Keras. */
  readonly batchSize?: number;
  /** Evaluated after each epoch; a function gives other examples for each epoch (counted from 0). */
  readonly validationData?: Dataset | ((epoch: number) => Promise<Dataset>);
  /** Weight of each class in the loss, by index. */
  readonly classWeight?: readonly number[];
  readonly callbacks?: readonly Callback[];
  /** Order of the examples and everything random follow from it. Default 0. */
  readonly seed?: number;
  /** Default true. */
  readonly shuffle?: boolean;
  readonly checkpoints?: CheckpointOptions;
  /**
   * Names of layers that are frozen in an epoch (counted from 0) beside those with `trainable = false`: gradual
   * unfreezing. Where the layers change, the optimizer and the moving average begin again, as when a Keras model is
   * compiled again. Without a `transform`, what frozen layers give is computed once instead of at every step.
   */
  readonly frozenLayers?: (epoch: number) => readonly string[];
}

/** Where checkpoints are stored, and which are kept. */
export interface CheckpointOptions {
  /** A `CheckpointStore`, or in browsers an `OpfsCheckpointStore`. */
  readonly store: Checkpoints;
  /** Continue from the newest checkpoint, if there is one. */
  readonly resume?: boolean;
  /** Also save within an epoch when this time has passed. Default 120. */
  readonly everySeconds?: number;
  /** Told what the user should know when a damaged checkpoint was skipped. */
  readonly onWarning?: (warning: string) => void;
}

/** What training did: the logs of each epoch, and why it ended early if it did. */
export interface History {
  readonly epochs: readonly EpochLogs[];
  readonly stopped: string | null;
}

/** The loss, or a weight, is no longer a finite number: the learning rate is too high, or the data hold such values. */
export class TrainingDivergedError extends Error {
  override readonly name = 'TrainingDivergedError';

  constructor(
    readonly loss: number,
    readonly epoch: number,
    readonly step: number,
    readonly learningRate: number,
  ) {
    super(
      `${Number.isFinite(loss) ? 'the weights became infinite or NaN' : `the loss became ${loss}`} ` +
        `in epoch ${epoch + 1}, step ${step}, at learning rate ${learningRate}. ` +
        `Try a learning rate of ${learningRate / 10}, or limit the gradients (globalClipnorm 1). ` +
        'Checkpoints of earlier steps are kept.',
    );
  }
}
