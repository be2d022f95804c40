import { describe, expect, it, test } from 'vitest';
import type { Callback, EpochLogs, TrainingControl } from './callback.js';
import { type EarlyStoppingOptions, earlyStopping } from './early-stopping.js';

/** A training whose only weight is the number of the epoch that made it. */
class Training implements TrainingControl {
  weight = -1;
  stopped: string | undefined;
  stopTraining(reason: string): void {
    this.stopped = reason;
  }
  getWeights(): Record<string, Float32Array> {
    return { weight: Float32Array.of(this.weight) };
  }
  setWeights(weights: Record<string, Float32Array>): void {
    this.weight = weights.weight![0]!;
  }

  async run(callback: Callback, values: number[], firstEpoch = 0): Promise<number> {
    await callback.onTrainBegin?.(this, values.length);
    let epoch = firstEpoch;
    for (; epoch < values.length && this.stopped === undefined; epoch++) {
      this.weight = epoch;
      await callback.onEpochEnd?.(epoch, logsOf(values[epoch]!), this);
    }
    await callback.onTrainEnd?.(this);
    return epoch - 1;
  }
}

const logsOf = (value: number): EpochLogs => ({
  loss: value,
  val_loss: value,
  val_accuracy: value,
  learning_rate: 0.001,
  seconds: 1,
  images_per_second: 1,
});

const restoreBestWeights = true;
const cases: [number[], EarlyStoppingOptions, number, number][] = [
  [[1, 0.9, 0.95, 0.96, 0.8], { patience: 2, restoreBestWeights }, 3, 1],
  [[1, 0.9, 0.95, 0.96, 0.8], { patience: 3, restoreBestWeights }, 4, 4],
  [[1, 1.1], { patience: 0 }, 1, 1],
  [[1, 0.99, 0.985, 0.98, 0.97], { patience: 2, minDelta: 0.02, restoreBestWeights }, 2, 0],
  [[0.5, 0.7, 0.6, 0.7, 0.65], { monitor: 'val_accuracy', patience: 3, restoreBestWeights }, 4, 1],
  [[2, 1, 0.5], { patience: 1, restoreBestWeights }, 2, 2],
];

// The two last columns are what Keras 3.15 answered to the same values and options.
test.each(cases)('values %j, %j: last epoch %i, weights of epoch %i, as Keras', async (...row) => {
  const [values, options, lastEpoch, weightsOf] = row;
  const training = new Training();
  expect(await training.run(earlyStopping(options), values)).toBe(lastEpoch);
  expect(training.weight).toBe(weightsOf);
});

describe('earlyStopping', () => {
  it('says why it stops, with epochs as people count them', async () => {
    const training = new Training();
    await training.run(earlyStopping({ patience: 2 }), [1, 0.9, 0.95, 0.96]);
    expect(training.stopped).toBe(
      'val_loss has not improved for 2 epochs; its best value, 0.9, was in epoch 2.',
    );
  });

  test.each([1, 2, 3])('continues identically when resumed before epoch %i', async (resumeAt) => {
    const values = [1, 0.9, 0.95, 0.96, 0.8];
    const options = { patience: 2, restoreBestWeights };
    const interrupted = earlyStopping(options);
    const before = new Training();
    interrupted.onTrainBegin?.(before, values.length);
    for (let epoch = 0; epoch < resumeAt; epoch++) {
      before.weight = epoch;
      await interrupted.onEpochEnd?.(epoch, logsOf(values[epoch]!), before);
    }
    const resumed = earlyStopping(options);
    resumed.setState?.(structuredClone(interrupted.getState?.()));
    const after = new Training();
    expect(await after.run(resumed, values, resumeAt)).toBe(3);
    expect(after.weight).toBe(1);
  });

  it('starts afresh in a second training', async () => {
    const callback = earlyStopping({ patience: 1 });
    expect(await new Training().run(callback, [0.1, 0.2, 0.3])).toBe(1);
    expect(await new Training().run(callback, [0.9, 0.8, 0.7])).toBe(2);
  });

  it('does not stop at NaN in the first epoch, and takes the next value for the best', async () => {
    expect(await new Training().run(earlyStopping({ patience: 1 }), [Number.NaN, 1, 0.9, 0.8])).toBe(3);
  });
});
