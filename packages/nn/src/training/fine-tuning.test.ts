import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toyDataset, toyModel } from '../../test/support/toy.js';
import type { Callback } from '../callbacks/callback.js';
import { CheckpointStore } from '../checkpoint/checkpoint-store.js';
import type { Model } from '../keras/model.js';
import { toLayout } from '../network/forward.js';
import type { Network } from '../network/network.js';
import { adam } from '../optimizers/adam.js';
import { sgd } from '../optimizers/sgd.js';
import type { BatchTransform } from './batch-transform.js';
import type { FitOptions } from './fit-options.js';
import { splitBehindFrozenLayers } from './frozen-part.js';
import type { TrainingSettings } from './training-graph.js';

const LOSS = { name: 'binary_crossentropy' } as const;
const training = toyDataset(44);
const BODY = ['stem', 'normalization'];

/** Changes nothing; with it, what frozen layers give is not kept from step to step. */
const identity: BatchTransform = {
  config: { name: 'identity' },
  inputs: () => ({}),
  build: (examples) => toLayout(examples),
  sample: () => ({}),
};

async function train(
  settings: Partial<TrainingSettings> = {},
  options: Partial<FitOptions> = {},
  frozen: readonly string[] = [],
): Promise<Model> {
  const model = toyModel({ rate: 0 });
  for (const name of frozen) model.layer(name).layer.trainable = false;
  model.compile({ loss: LOSS, optimizer: adam({ learningRate: 0.01 }), ...settings });
  await model.fit(training, { epochs: 2, batchSize: 16, threads: 1, ...options });
  return model;
}

/** The change of each weight in training. */
function changes(model: Model): Record<string, number[]> {
  const before = toyModel({ rate: 0 }).getWeights();
  return Object.fromEntries(
    Object.entries(model.getWeights()).map(([name, values]) => [
      name,
      [...values].map((value, index) => value - before[name]![index]!),
    ]),
  );
}

const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs));

describe('what frozen layers give', () => {
  test('is computed once: the weights are those of a training that computes it at every step', async () => {
    const kept = await train({}, {}, BODY);
    const computed = await train({ transform: identity }, {}, BODY);
    const [a, b] = [changes(kept), changes(computed)];
    for (const [name, values] of Object.entries(a)) {
      const difference = largest(values.map((value, index) => value - b[name]![index]!));
      expect(difference, name).toBeLessThan(1e-4 * Math.max(largest(values), 1e-6));
    }
  });

  test('is computed once for the examples, not once per epoch', async () => {
    let asked = 0;
    const model = toyModel({ rate: 0 });
    for (const name of BODY) model.layer(name).layer.trainable = false;
    model.compile({ loss: LOSS, optimizer: adam() });
    const counted = {
      ...training,
      examples: (indices: Uint32Array) => {
        asked += indices.length;
        return training.examples(indices);
      },
    };
    await model.fit(counted, { epochs: 3, batchSize: 16 });
    expect(asked).toBe(training.length);
  });

  test('goes over at the last place that nothing passes by', () => {
    const model = toyModel();
    expect(splitBehindFrozenLayers(model)).toBeUndefined();
    for (const name of BODY) model.layer(name).layer.trainable = false;
    const { frozen, rest } = splitBehindFrozenLayers(model)!;
    const names = ({ weights }: Network) => weights.map(({ name }) => name);
    expect([...names(frozen), ...names(rest)].sort()).toEqual(names(model).sort());
    expect(names(rest).every((name) => name.startsWith('head/'))).toBe(true);
    expect(rest.inputShape).toEqual(frozen.outputShape);
  });
});

describe('gradual unfreezing', () => {
  const frozenLayers = (epoch: number) => (epoch < 2 ? BODY : []);

  test('trains the frozen layers only from their epoch on', async () => {
    const early = changes(await train({}, { epochs: 2, frozenLayers }));
    const late = changes(await train({}, { epochs: 3, frozenLayers }));
    expect(largest(early['stem/kernel']!)).toBe(0);
    expect(largest(early['normalization/moving_mean']!)).toBe(0);
    expect(largest(early['head/kernel']!)).toBeGreaterThan(0);
    expect(largest(late['stem/kernel']!)).toBeGreaterThan(0);
  });

  test('restarts the optimizer, so that its first step is as long as that of a new one', async () => {
    // Adam's first step changes each weight by the learning rate, whatever the gradient.
    const model = await train({}, { epochs: 3, batchSize: 44, frozenLayers });
    expect(largest(changes(model)['stem/kernel']!)).toBeCloseTo(0.01, 4);
  });

  test('leaves the layers as trainable as they were', async () => {
    const model = await train({}, { frozenLayers });
    expect(model.layer('stem').layer.trainable).toBe(true);
  });

  test('a layer that does not exist is an error', async () => {
    await expect(train({}, { frozenLayers: () => ['steam'] })).rejects.toThrow('has no layer "steam"');
  });

  test.each([2, 4, 7, 8])('resumed after a stop at step %i: the same weights, bit for bit', async (steps) => {
    const folder = await mkdtemp(join(tmpdir(), 'giemsa-fine-tuning-'));
    const options = { epochs: 4, frozenLayers };
    const settings = { emaMomentum: 0.9 };
    const checkpoints = { store: new CheckpointStore(folder), resume: true, everySeconds: 0 };
    let done = 0;
    const stop: Callback = {
      onBatchEnd: ({ phase }) => {
        if (phase === 'train' && ++done === steps) throw new Error('stopped');
      },
    };
    const straight = await train(settings, options);
    await expect(train(settings, { ...options, checkpoints, callbacks: [stop] })).rejects.toThrow('stopped');
    const resumed = await train(settings, { ...options, checkpoints });
    expect(resumed.getWeights()).toEqual(straight.getWeights());
    await rm(folder, { recursive: true });
  });
});

test('a learning rate multiplier changes the steps of its layer and of no other', async () => {
  const optimizer = sgd({ learningRate: 0.1 });
  const once = { epochs: 1, batchSize: 44 };
  const plain = changes(await train({ optimizer }, once));
  const slow = changes(await train({ optimizer, learningRateMultipliers: { stem: 0.25 } }, once));
  plain['stem/kernel']!.forEach((change, index) => {
    expect(slow['stem/kernel']![index]).toBeCloseTo(0.25 * change, 6);
  });
  expect(slow['head/kernel']).toEqual(plain['head/kernel']);
});
