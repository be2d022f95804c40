import type { EpochLogs } from '../callbacks/callback.js';

/** Where a training stands: all that is not in the buffers. */
export interface Progress {
  /** Epoch that is under way, from 0. */
  epoch: number;
  /** Optimizer steps done in this epoch. */
  stepInEpoch: number;
  /** Optimizer steps done in all. */
  step: number;
  /** The step after which the optimizer began again. */
  optimizerStart: number;
  /** Sums over the examples of this epoch. */
  lossSum: number;
  correct: number;
  images: number;
  /** Seconds spent on this epoch's training steps, in this and in earlier processes. */
  seconds: number;
  history: EpochLogs[];
  /** Best value of what chooses the best checkpoint. */
  best: number | null;
  stopped: string | null;
}

export const initialProgress = (): Progress => ({
  epoch: 0,
  stepInEpoch: 0,
  step: 0,
  optimizerStart: 0,
  lossSum: 0,
  correct: 0,
  images: 0,
  seconds: 0,
  history: [],
  best: null,
  stopped: null,
});
