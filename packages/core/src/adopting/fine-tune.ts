import { type Callback, CheckpointStore, historyCsv, type Model, type SessionOptions } from '@giemsa/nn';
import type { OnEvent } from '../events/events.js';
import { trainFurther } from '../teaching/train-further.js';
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

/** Trains a model further on labelled cells of another microscope. @throws UserError when the loss is no longer finite */
export async function fineTune(model: Model, { dataset }: Examples, settings: FineTuning): Promise<void> {
  const { epochs, learningRate, seed, session, onEvent } = settings;
  const { device, threads } = session;
  const told: Callback[] = onEvent
    ? [
        {
          onBatchEnd: (logs) => onEvent({ type: 'epoch-progress', ...logs }),
          onEpochEnd: (epoch, logs) => onEvent({ type: 'epoch', epoch, epochs, logs }),
        },
      ]
    : [];
  await trainFurther(model, dataset, {
    ...{ epochs, learningRate, seed },
    session: { ...(device && { device }), ...(threads !== undefined && { threads }) },
    callbacks: [...told, historyCsv(settings.history)],
    checkpoints: new CheckpointStore(settings.checkpoint),
    onDamaged: (reason) => onEvent?.({ type: 'warning', about: 'damaged-checkpoint', reason }),
  });
}
