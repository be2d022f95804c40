import type { Callback } from './callback.js';
import { describeEpoch } from './progress-text.js';

// What '#progress-bar' stands for in browsers, where a page draws its own; in Node.js it is progress-bar.ts.

const OWN = new WeakSet<Callback>();

/** Writes a line for each epoch to the console. */
export function progressBar(): Callback {
  let epochs = 0;
  const callback: Callback = {
    onTrainBegin(_control, plannedEpochs) {
      epochs = plannedEpochs;
    },
    onEpochEnd: (epoch, logs) => console.info(describeEpoch(epoch, epochs, logs)),
  };
  OWN.add(callback);
  return callback;
}

export const isProgress = (callback: Callback): boolean => OWN.has(callback);

/** Only where it was asked for. */
export const isShownByDefault = (): boolean => false;
