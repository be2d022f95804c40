import { describe, expect, test } from 'vitest';
import { decodeOnnx } from '../../test/support/onnx.js';
import { toyDataset, toyModel } from '../../test/support/toy.js';
import { deviation } from '../../test/support/values.js';
import type { BatchLogs, Callback, EpochLogs } from '../callbacks/callback.js';
import { arrayDataset } from '../data/dataset.js';
import { serialize } from '../graph/serialize.js';
import type { Model } from '../keras/model.js';
import type { LossName } from '../losses/losses.js';
import { adam } from '../optimizers/adam.js';
import { sgd } from '../optimizers/sgd.js';
import type { Device } from '../runtime/device.js';
import { oneCycle } from '../schedules/one-cycle.js';
import { TrainingDivergedError } from './fit-options.js';
import { averageMomentum } from './parameter-update.js';
import { trainingGraph } from './training-graph.js';

const LOSS = { name: 'binary_crossentropy' } as const;
/** So small a learning rate that no weight changes. */
const NONE = 1e-30;
const training = toyDataset(44);

async function trained(
  options: { modelSeed?: number; seed?: number; epochs?: number; threads?: number } = {},
): Promise<Model> {
  const { modelSeed = 0, seed = 0, epochs = 2, threads = 1 } = options;
  const model = toyModel({ seed: modelSeed });
  model.compile({ loss: LOSS, optimizer: adam({ learningRate: 0.01 }) });
  await model.fit(training, { epochs, batchSize: 16, seed, threads });
  return model;
}

test('fit learns: the loss falls and unseen examples are classified', async () => {
  const model = toyModel();
  const unseen = toyDataset(40, 'unseen');
  model.compile({ loss: LOSS, optimizer: adam({ learningRate: 0.03 }) });
  const { epochs } = await model.fit(toyDataset(96), { epochs: 25, batchSize: 16, validationData: unseen });
  expect(epochs.at(-1)!.loss).toBeLessThan(0.5 * epochs[0]!.loss);
  expect(epochs.at(-1)!.val_accuracy).toBeGreaterThan(0.9);
  const { accuracy, loss } = await model.evaluate(unseen);
  expect({ accuracy, loss }).toEqual({
    accuracy: epochs.at(-1)!.val_accuracy,
    loss: epochs.at(-1)!.val_loss,
  });
});

describe('an epoch', () => {
  /** The data set, telling which examples are asked for. */
  const watch = (tell: (indices: Uint32Array) => void) => ({
    ...training,
    examples: (indices: Uint32Array) => {
      tell(indices);
      return training.examples(indices);
    },
  });

  test('takes every example once, the last batch holding what is left', async () => {
    const model = toyModel();
    const seen: number[][] = [];
    model.compile({ loss: LOSS, optimizer: sgd() });
    const watched = watch((indices) => seen.push([...indices]));
    await model.fit(watched, { epochs: 2, batchSize: 16 });
    expect(seen.map((batch) => batch.length)).toEqual([16, 16, 12, 16, 16, 12]);
    const everyIndex = Array.from({ length: 44 }, (_, index) => index);
    const [first, second] = [seen.slice(0, 3).flat(), seen.slice(3).flat()];
    expect(first.toSorted((a, b) => a - b)).toEqual(everyIndex);
    expect(second.toSorted((a, b) => a - b)).toEqual(everyIndex);
    expect(first).not.toEqual(second);
    expect(first).not.toEqual(everyIndex);
  });

  test('keeps the order of the data set when shuffle is false', async () => {
    const model = toyModel();
    const seen: number[] = [];
    model.compile({ loss: LOSS, optimizer: sgd() });
    const watched = watch((indices) => seen.push(...indices));
    await model.fit(watched, { epochs: 1, batchSize: 16, shuffle: false });
    expect(seen).toEqual(Array.from({ length: 44 }, (_, index) => index));
  });

  test('reports means over the examples: where no weight changes the loss is that of evaluate', async () => {
    const model = toyModel({ rate: 0 });
    for (const { layer } of model.layers) layer.trainable = layer.className !== 'BatchNormalization';
    model.compile({ loss: LOSS, optimizer: sgd({ learningRate: NONE }) });
    const { epochs } = await model.fit(training, { epochs: 1, batchSize: 16 });
    const evaluated = await model.evaluate(training);
    expect(epochs[0]!.loss).toBeCloseTo(evaluated.loss, 5);
    expect(epochs[0]!.accuracy).toBeCloseTo(evaluated.accuracy, 6);
  });

  test('may be a single batch that holds all examples', async () => {
    const model = toyModel();
    model.compile({ loss: LOSS, optimizer: sgd() });
    const { epochs } = await model.fit(toyDataset(5), { epochs: 1 });
    expect(epochs).toHaveLength(1);
  });
});

test('history holds the numbers of each epoch', async () => {
  const model = toyModel();
  model.compile({ loss: LOSS, optimizer: adam({ learningRate: 0.004 }) });
  const { epochs, stopped } = await model.fit(training, {
    epochs: 3,
    batchSize: 16,
    validationData: toyDataset(10, 'unseen'),
  });
  expect(stopped).toBeNull();
  expect(epochs).toHaveLength(3);
  for (const logs of epochs) {
    expect(Object.keys(logs).toSorted()).toEqual([
      'accuracy',
      'images_per_second',
      'learning_rate',
      'loss',
      'seconds',
      'val_accuracy',
      'val_loss',
    ]);
    expect(Object.values(logs).every(Number.isFinite)).toBe(true);
    expect(logs.learning_rate).toBe(0.004);
  }
});

test('validation data may differ from epoch to epoch', async () => {
  const model = toyModel();
  const asked: number[] = [];
  model.compile({ loss: LOSS, optimizer: sgd() });
  const validationData = async (epoch: number) => {
    asked.push(epoch);
    return toyDataset(4 + epoch, 'unseen');
  };
  await model.fit(training, { epochs: 2, batchSize: 16, validationData });
  expect(asked).toEqual([0, 1]);
});

describe('callbacks', () => {
  /** Writes down what it is told, in order. */
  function recorder(events: string[], name = ''): Callback {
    const note = (event: string) => void events.push(name + event);
    return {
      onTrainBegin: (_control, epochs) => note(`train begins, ${epochs} epochs`),
      onEpochBegin: (epoch) => note(`epoch ${epoch} begins`),
      onBatchEnd: ({ phase, step, images, totalImages }: BatchLogs) =>
        note(`${phase} step ${step}: ${images} of ${totalImages}`),
      onEpochEnd: (epoch, logs: EpochLogs) =>
        note(`epoch ${epoch} ends ${'val_loss' in logs ? 'with' : 'without'} validation`),
      onTrainEnd: () => note('train ends'),
    };
  }

  test('are called in the order of Keras', async () => {
    const model = toyModel();
    const events: string[] = [];
    model.compile({ loss: LOSS, optimizer: sgd() });
    await model.fit(training, {
      epochs: 1,
      batchSize: 30,
      validationData: toyDataset(6),
      callbacks: [recorder(events)],
    });
    expect(events).toEqual([
      'train begins, 1 epochs',
      'epoch 0 begins',
      'train step 0: 30 of 44',
      'train step 1: 44 of 44',
      'validation step 1: 6 of 6',
      'epoch 0 ends with validation',
      'train ends',
    ]);
  });

  test('each event goes to all of them, in their order', async () => {
    const model = toyModel();
    const events: string[] = [];
    model.compile({ loss: LOSS, optimizer: sgd() });
    await model.fit(training, {
      epochs: 1,
      batchSize: 44,
      callbacks: [recorder(events, 'a '), recorder(events, 'b ')],
    });
    expect(events.slice(0, 4)).toEqual([
      'a train begins, 1 epochs',
      'b train begins, 1 epochs',
      'a epoch 0 begins',
      'b epoch 0 begins',
    ]);
  });

  test('may stop the training; the epoch is finished and the reason kept', async () => {
    const model = toyModel();
    model.compile({ loss: LOSS, optimizer: sgd() });
    const stopper: Callback = {
      onEpochEnd: (epoch, _logs, control) => void (epoch === 1 && control.stopTraining('enough')),
    };
    const { epochs, stopped } = await model.fit(training, { epochs: 9, batchSize: 16, callbacks: [stopper] });
    expect(epochs).toHaveLength(2);
    expect(stopped).toBe('enough');
  });

  test('that throw end the training with their error, also while validating; onTrainEnd is called all the same', async () => {
    for (const phase of ['train', 'validation'] as const) {
      const model = toyModel();
      const events: string[] = [];
      const thrower: Callback = {
        onBatchEnd: async (logs) => {
          if (logs.phase === phase) throw new Error(`failed in ${phase}`);
        },
      };
      model.compile({ loss: LOSS, optimizer: sgd() });
      const options = {
        epochs: 1,
        batchSize: 16,
        validationData: toyDataset(6),
        callbacks: [thrower, recorder(events)],
      };
      await expect(model.fit(training, options)).rejects.toThrow(`failed in ${phase}`);
      expect(events.at(-1)).toBe('train ends');
    }
  });

  test('may replace the weights between epochs, and training continues from these', async () => {
    const model = toyModel();
    model.compile({ loss: LOSS, optimizer: sgd({ learningRate: NONE }) });
    const halves = new Float32Array(12).fill(0.5);
    const setter: Callback = {
      onEpochEnd: (epoch, _logs, control) =>
        void (epoch === 0 && control.setWeights({ 'head/kernel': halves })),
    };
    await model.fit(training, { epochs: 2, batchSize: 44, callbacks: [setter] });
    expect(model.getWeights()['head/kernel']).toEqual(halves);
  });
});

describe('class weights', () => {
  const losses = async (classWeight?: readonly number[]) => {
    const model = toyModel({ rate: 0 });
    model.compile({ loss: LOSS, optimizer: sgd({ learningRate: NONE }) });
    const only = (label: number) => {
      const one = toyDataset(2);
      const indices = Uint32Array.of(label);
      return arrayDataset({
        examples: one.examples(indices),
        exampleShape: [8, 8, 3],
        targets: one.targets(indices),
        units: 2,
      });
    };
    const fit = async (label: number) =>
      (await model.fit(only(label), { epochs: 1, ...(classWeight ? { classWeight } : {}) })).epochs[0]!.loss;
    return [await fit(0), await fit(1)] as const;
  };

  test('multiply the loss of the examples of their class', async () => {
    const plain = await losses();
    const weighted = await losses([3, 0.5]);
    expect(weighted[0]).toBeCloseTo(3 * plain[0], 5);
    expect(weighted[1]).toBeCloseTo(0.5 * plain[1], 5);
  });

  test('a class without a weight is an error', async () => {
    await expect(losses([3])).rejects.toThrow('classWeight has no weight for class 1; it has 1');
  });
});

describe('frozen layers', () => {
  const settings = { loss: LOSS, optimizer: adam() };

  test('keep their weights, moving statistics and all, bit for bit', async () => {
    const model = toyModel();
    for (const name of ['stem', 'normalization']) model.layer(name).layer.trainable = false;
    const before = model.getWeights();
    model.compile(settings);
    await model.fit(training, { epochs: 2, batchSize: 16 });
    const after = model.getWeights();
    for (const name of Object.keys(before)) {
      if (name.startsWith('head/')) expect(after[name], name).not.toEqual(before[name]);
      else expect(after[name], name).toEqual(before[name]);
    }
  });

  test('batch normalization that is not frozen updates its moving statistics with its momentum', async () => {
    const model = toyModel();
    const before = model.getWeights();
    model.compile({ loss: LOSS, optimizer: sgd({ learningRate: NONE }) });
    await model.fit(training, { epochs: 1, batchSize: 44 });
    const after = model.getWeights();
    expect(after['normalization/moving_mean']).not.toEqual(before['normalization/moving_mean']);
    // Twice the same batch: the distance to its mean shrinks by the momentum.
    await model.fit(training, { epochs: 1, batchSize: 44 });
    const again = model.getWeights();
    after['normalization/moving_mean']!.forEach((first, channel) => {
      const target = first / (1 - 0.8);
      expect(again['normalization/moving_mean']![channel]).toBeCloseTo(first + 0.2 * (target - first), 5);
    });
  });

  test('take no part in the backward pass: nothing is written for them', () => {
    const written = (frozen: readonly string[]) => {
      const model = toyModel();
      for (const name of frozen) model.layer(name).layer.trainable = false;
      const { graph, outputs } = trainingGraph(model, settings, 4);
      return decodeOnnx(serialize(graph, outputs, { name: 'test' })).graph;
    };
    const all = written([]);
    const onlyHead = written(['stem', 'normalization']);
    const count = ({ node }: typeof all, operator: string) =>
      node.filter(({ opType }) => opType === operator).length;
    // The gradient of MaxPooling2D lies before the head: only a training that goes further back has it.
    expect(count(all, 'Equal') - count(onlyHead, 'Equal')).toBe(3);
    expect(onlyHead.node.length).toBeLessThan(all.node.length - 50);
    const changed = onlyHead.output
      .map(({ name }) => name)
      .filter((name) => name !== 'loss' && name !== 'correct');
    expect(changed.every((name) => name.startsWith('head/'))).toBe(true);
  });

  test('a model that is frozen altogether cannot be trained', async () => {
    const model = toyModel();
    for (const { layer } of model.layers) layer.trainable = false;
    model.compile(settings);
    await expect(model.fit(training, { epochs: 1 })).rejects.toThrow('model "toy" has nothing to train');
  });
});

describe('moving averages of the weights', () => {
  test('warm up: early steps are soon forgotten, and the momentum is never above the one asked for', () => {
    const momenta = [1, 2, 11, 90, 1791, 1792, 100_000].map((step) => averageMomentum(0.995, step));
    expect(momenta).toEqual([0, 2 / 11, 0.55, 90 / 99, 1791 / 1800, 0.995, 0.995]);
    expect(averageMomentum(0.5, 11)).toBe(0.5);
  });

  test('of few steps are as good as the last weights', async () => {
    const unseen = toyDataset(40, 'unseen');
    const accuracy = async (emaMomentum?: number) => {
      const model = toyModel({ seed: 1 });
      const optimizer = adam({ learningRate: oneCycle({ maxLearningRate: 0.03, totalSteps: 75 }) });
      model.compile({ loss: LOSS, optimizer, ...(emaMomentum === undefined ? {} : { emaMomentum }) });
      await model.fit(toyDataset(96), { epochs: 25, batchSize: 32, threads: 1 });
      return (await model.evaluate(unseen)).accuracy;
    };
    const last = await accuracy();
    expect(last).toBeGreaterThan(0.9);
    expect(await accuracy(0.995)).toBeGreaterThanOrEqual(last);
  });

  test('hold the statistics of batch normalizations over the same steps, and nothing of their initial values', async () => {
    const model = toyModel({ rate: 0 });
    const statistics = async (emaMomentum: number, epochs: number) => {
      model.compile({ loss: LOSS, optimizer: sgd({ learningRate: NONE }), emaMomentum });
      await model.fit(training, { epochs, batchSize: 44, threads: 1 });
      const { 'normalization/moving_mean': mean, 'normalization/moving_variance': variance } =
        model.getWeights();
      return { mean: mean!, variance: variance! };
    };
    const ofOneBatch = await statistics(0.9, 1);
    const ofFive = await statistics(0.9, 5);
    expect(ofOneBatch.variance[0]).not.toBeCloseTo(1, 1);
    expect(deviation(ofFive.mean, ofOneBatch.mean)).toBeLessThanOrEqual(1e-5);
    expect(deviation(ofFive.variance, ofOneBatch.variance)).toBeLessThanOrEqual(1e-5);
  });

  test('become the weights of the model', async () => {
    const run = async (emaMomentum?: number) => {
      const model = toyModel();
      model.compile({
        loss: LOSS,
        optimizer: sgd({ learningRate: 0.1 }),
        ...(emaMomentum === undefined ? {} : { emaMomentum }),
      });
      const kernels: Float32Array[] = [];
      await model.fit(training, {
        epochs: 3,
        batchSize: 44,
        callbacks: [
          { onEpochEnd: (_epoch, _logs, control) => void kernels.push(control.getWeights()['head/kernel']!) },
        ],
      });
      return { kernels, final: model.getWeights()['head/kernel']! };
    };
    const plain = await run();
    const averaged = await run(0.75);
    // Warmed up: 2 / 11 at the second step, 3 / 12 at the third.
    const expected = plain.kernels[0]!.map((first, index) => {
      const second = (2 * first + 9 * plain.kernels[1]![index]!) / 11;
      return 0.25 * second + 0.75 * plain.kernels[2]![index]!;
    });
    expect(deviation(averaged.final, expected)).toBeLessThanOrEqual(1e-6);
    expect(averaged.final).toEqual(averaged.kernels[2]);
  });
});

describe('the same seed', () => {
  test('gives the same weights bit for bit, another seed others', async () => {
    const first = (await trained({ seed: 3 })).getWeights();
    expect((await trained({ seed: 3 })).getWeights()).toEqual(first);
    expect((await trained({ seed: 4 })).getWeights()).not.toEqual(first);
  });

  test('gives the same initial weights bit for bit, another seed others', () => {
    expect(toyModel({ seed: 5 }).getWeights()).toEqual(toyModel({ seed: 5 }).getWeights());
    expect(toyModel({ seed: 6 }).getWeights()).not.toEqual(toyModel({ seed: 5 }).getWeights());
  });
});

describe('a diverging training', () => {
  test('says at which step and learning rate the loss was lost', async () => {
    const model = toyModel();
    model.compile({ loss: { name: 'binary_crossentropy' }, optimizer: sgd({ learningRate: 1e38 }) });
    const error = await model.fit(training, { epochs: 5, batchSize: 16 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TrainingDivergedError);
    const { step, epoch, learningRate, message } = error as TrainingDivergedError;
    expect({ epoch, learningRate }).toEqual({ epoch: 0, learningRate: 1e38 });
    expect(step).toBeGreaterThanOrEqual(2);
    expect(message).toMatch(/in epoch 1, step [23], at learning rate 1e\+38\. Try a learning rate of 1e\+37/);
  });
});

describe('mistakes are named', () => {
  test.each([
    {
      title: 'epochs',
      options: { epochs: 0 },
      message: 'fit: epochs must be a positive integer, received 0',
    },
    {
      title: 'batch size',
      options: { epochs: 1, batchSize: 1.5 },
      message: 'fit: batchSize must be a positive integer, received 1.5',
    },
    {
      title: 'device',
      options: { epochs: 1, device: 'abacus' as Device },
      message: /device "abacus" is not available here; available are .*cpu/,
    },
  ])('$title', async ({ options, message }) => {
    const model = toyModel();
    model.compile({ loss: LOSS, optimizer: sgd() });
    await expect(model.fit(training, options)).rejects.toThrow(message);
  });

  test('an empty data set', async () => {
    const model = toyModel();
    model.compile({ loss: LOSS, optimizer: sgd() });
    await expect(model.fit({ ...training, length: 0 }, { epochs: 1 })).rejects.toThrow(
      'fit: the data set is empty',
    );
    await expect(model.evaluate({ ...training, length: 0 })).rejects.toThrow(
      'evaluate: the data set is empty',
    );
  });

  test('a model that was not compiled, and an unknown loss', async () => {
    const model = toyModel();
    expect(() => model.fit(training, { epochs: 1 })).toThrow(
      'model "toy" must be compiled before it is trained or evaluated',
    );
    expect(() => model.compile({ loss: { name: 'hinge' as LossName }, optimizer: sgd() })).toThrow(
      'unknown loss "hinge"',
    );
  });

  test('examples and targets that do not belong together', () => {
    const options = {
      examples: new Uint8Array(24),
      exampleShape: [2, 2, 3],
      targets: new Float32Array(6),
      units: 2,
    };
    expect(() => arrayDataset(options)).toThrow(
      'arrayDataset: 24 values make 2 examples of [2, 2, 3], but there are 3 targets of 2 units',
    );
  });
});
