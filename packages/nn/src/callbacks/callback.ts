/** The numbers of a finished epoch, by the names of `history.csv`. */
export interface EpochLogs {
  loss: number;
  accuracy?: number;
  val_loss?: number;
  val_accuracy?: number;
  /** Of the epoch's last step. */
  learning_rate: number;
  seconds: number;
  images_per_second: number;
}

/** Where training stands after a batch. */
export interface BatchLogs {
  /** Counted from 0. */
  epoch: number;
  epochs: number;
  /** The step of this epoch that has just ended, counted from 0. */
  step: number;
  steps: number;
  batchSize: number;
  /** Seen so far in this epoch and phase. */
  images: number;
  totalImages: number;
  /** Mean of the epoch so far. */
  loss: number;
  /** Mean of the epoch so far. */
  accuracy?: number;
  learningRate: number;
  imagesPerSecond: number;
  phase: 'train' | 'validation';
  /** Of this batch alone; in training only. */
  batchLoss?: number;
  /** Of this batch alone; in training only. */
  batchAccuracy?: number;
}

/** What callbacks may do to the training. */
export interface TrainingControl {
  /** Ends the training after this epoch. */
  stopTraining(reason: string): void;
  /** Copies of the weights by name, in Keras' layout. */
  getWeights(): Record<string, Float32Array>;
  /** Puts weights in place of the present ones, by name, in Keras' layout. */
  setWeights(weights: Record<string, Float32Array>): void;
}

/**
 * Something that follows the training, as Keras' callbacks do. Epochs are counted from 0, as in Keras.
 *
 * `getState` gives what a resumed run needs: JSON in which values may also be `Float32Array`s (`detachArrays` parts the
 * two for a checkpoint). When resuming, `setState` may be called before or after `onTrainBegin`. `onTrainEnd` is called
 * when the training fails, too, so that what was opened is closed.
 */
export interface Callback {
  /** Before the first epoch, or the first after a resume. */
  onTrainBegin?(control: TrainingControl, epochs: number): void | Promise<void>;
  /** Before each epoch. */
  onEpochBegin?(epoch: number): void | Promise<void>;
  /** After each batch of training and of validation. */
  onBatchEnd?(logs: BatchLogs): void | Promise<void>;
  /** After each epoch and its validation. */
  onEpochEnd?(epoch: number, logs: EpochLogs, control: TrainingControl): void | Promise<void>;
  /** At the end, also when the training failed. */
  onTrainEnd?(control: TrainingControl): void | Promise<void>;
  /** What a resumed run needs. */
  getState?(): unknown;
  /** Gives back what `getState` gave. */
  setState?(state: unknown): void;
}
