import { expect, test } from 'vitest';
import { toyDataset, toyModel } from '../../test/support/toy.js';
import { range } from '../data/dataset.js';
import { adam } from '../optimizers/adam.js';
import type { SessionKind } from '../runtime/device.js';
import { TrainingBuffers } from './training-buffers.js';
import { TrainingStep } from './training-step.js';

const STEPS = 6;

/** Losses of some steps, and all that they changed. */
async function trained(session: SessionKind) {
  const settings = {
    loss: { name: 'binary_crossentropy' },
    optimizer: adam({ learningRate: 0.01 }),
    globalClipnorm: 1,
    emaMomentum: 0.9,
  } as const;
  const model = toyModel();
  const dataset = toyDataset(8);
  const indices = range(0, 8);
  const step = await TrainingStep.compile(model, settings, 8, { session, threads: 1 });
  const buffers = new TrainingBuffers(model, settings.optimizer, true);
  const losses: number[] = [];
  for (let number = 1; number <= STEPS; number++) {
    const batch = { examples: dataset.examples(indices), targets: dataset.targets(indices) };
    losses.push((await step.run(batch, buffers, number, 0.01, ['test', number])).loss);
  }
  await step.release();
  return { losses, tensors: buffers.tensors() };
}

test('steps of both kinds of sessions give the same losses, weights and state, bit for bit', async () => {
  const [inPlace, copied] = [await trained('c-api'), await trained('onnxruntime-node')];
  expect(inPlace.losses[STEPS - 1]).toBeLessThan(inPlace.losses[0]!);
  expect(inPlace).toEqual(copied);
});
