import { join } from 'node:path';
import type { Callback, EpochLogs } from './callback.js';
import { EventFile } from './event-file.js';

/**
 * Writes each epoch's numbers to event files that TensorBoard reads (`tensorboard --logdir DIRECTORY`), with the names
 * and folders of Keras' callback: `epoch_loss`, `epoch_accuracy` and `epoch_learning_rate` in `train/`, `epoch_loss` and
 * `epoch_accuracy` in `validation/`; the step is the epoch, counted from 0.
 *
 * A resumed training continues in new files beside the old ones; TensorBoard shows them as one curve.
 * Source: keras/src/callbacks/tensorboard.py (Keras 3.15).
 */
export function tensorBoard(directory: string): Callback {
  const files = new Map<string, EventFile>();

  function write(folder: string, epoch: number, scalars: Record<string, number | undefined>): void {
    const known = Object.entries(scalars).filter(
      (entry): entry is [string, number] => entry[1] !== undefined,
    );
    if (known.length === 0) return;
    let file = files.get(folder);
    if (file === undefined) {
      file = new EventFile(join(directory, folder), epoch);
      files.set(folder, file);
    }
    file.writeScalars(epoch, Object.fromEntries(known));
  }

  return {
    onTrainBegin: () => files.clear(),
    onEpochEnd(epoch: number, logs: EpochLogs) {
      const { loss, accuracy, learning_rate, val_loss, val_accuracy } = logs;
      write('train', epoch, {
        epoch_loss: loss,
        epoch_accuracy: accuracy,
        epoch_learning_rate: learning_rate,
      });
      write('validation', epoch, { epoch_loss: val_loss, epoch_accuracy: val_accuracy });
    },
  };
}
