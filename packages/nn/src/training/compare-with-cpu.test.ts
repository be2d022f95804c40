import { expect, test } from 'vitest';
import { toyDataset, toyModel } from '../../test/support/toy.js';
import { range } from '../data/dataset.js';
import { sgd } from '../optimizers/sgd.js';
import { DeviceError } from '../runtime/device.js';
import { compareWithCpu } from './compare-with-cpu.js';
import { TrainingBuffers } from './training-buffers.js';
import { TrainingStep } from './training-step.js';

const settings = { loss: { name: 'binary_crossentropy' }, optimizer: sgd({ learningRate: 0.1 }) } as const;
const model = toyModel();
const dataset = toyDataset(16);

/** Compares a "device" that sees the examples from `first` on with the cpu, which sees the first eight. */
async function compare(first: number): Promise<void> {
  const step = await TrainingStep.compile(model, settings, 8, { threads: 1 });
  const buffers = new TrainingBuffers(model, settings.optimizer, false);
  const before = structuredClone(buffers.tensors());
  const plan = { device: 'webgpu', threads: 1, whole: model, model, settings, batchSize: 8 };
  const run = (on: TrainingStep, own: TrainingBuffers) => {
    const indices = range(on === step ? first : 0, on === step ? first + 8 : 8);
    const batch = { examples: dataset.examples(indices), targets: dataset.targets(indices) };
    return on.run(batch, own, 1, 0.1, ['key']);
  };
  await compareWithCpu(plan, step, buffers, run).finally(() => step.release());
  expect(buffers.tensors()).toEqual(before);
}

test('a device that computes what the cpu does is accepted, and the training’s own buffers are left alone', () =>
  compare(0));

test('a device that computes something else is refused, with both losses', async () => {
  const refused = compare(8);
  await expect(refused).rejects.toThrow(DeviceError);
  await expect(refused).rejects.toThrow(
    /"webgpu" computes other values than the cpu: .* loss \d\.\d+ there and \d/,
  );
});
