import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type LossConfig,
  type Model,
  type Optimizer,
  randomFromKey,
  TrainingBuffers,
  TrainingStep,
} from '@giemsa/nn';
import { kerasArchive } from '../../packages/nn/src/keras-files/keras-archive.js';
import { toKerasOrder } from '../../packages/nn/src/keras-files/keras-array.js';
import { legacyH5 } from '../../packages/nn/src/keras-files/legacy-h5.js';
import type { TrainingRecord } from '../../packages/nn/src/keras-files/trained-network.js';

export interface Training {
  readonly loss: LossConfig;
  readonly optimizer: Optimizer;
  readonly emaMomentum?: number;
  readonly globalClipnorm?: number;
}

const STEPS_DONE = 7;
const LEARNING_RATE = 0.002;

/**
 * Writes a model in both of Keras' formats, with examples, our predictions and, where a training is given, the weights
 * that our next step makes of a state in the middle of a training.
 */
export async function writeCase(root: string, model: Model, batchSize: number, training?: Training) {
  const folder = join(root, model.name + (training ? `-${training.optimizer.config.name}` : ''));
  mkdirSync(join(folder, 'after'), { recursive: true });
  const random = randomFromKey(11, model.name);
  const values = batchSize * model.inputShape.reduce((product, size) => product * size, 1);
  const isBytes = model.inputType === 'uint8';
  const numbers = Float32Array.from({ length: values }, () =>
    isBytes ? Math.floor(random.uniform(0, 256)) : random.uniform(-2, 2),
  );
  const examples = isBytes ? Uint8Array.from(numbers) : numbers;
  const outputs = await model.predict({ length: batchSize, examples: () => examples });
  const units = outputs.length / batchSize;
  writeFloats(join(folder, 'examples.f4'), numbers);
  writeFloats(join(folder, 'predictions.f4'), outputs);

  const record = training && stateInTheMiddle(model, training);
  writeFileSync(join(folder, 'model.h5'), await legacyH5({ network: model, training: record }));
  writeFileSync(join(folder, 'model.keras'), await kerasArchive({ network: model, training: record }));
  if (record) {
    const targets = Float32Array.from({ length: outputs.length }, (_, index) =>
      Math.floor(index / units) % units === index % units ? 1 : 0,
    );
    writeFloats(join(folder, 'targets.f4'), targets);
    await takeStep(folder, model, training, record, { examples, targets }, batchSize);
  }
  const excluded = training?.optimizer.config.excludeFromWeightDecay ?? [];
  const description = {
    name: folder.slice(root.length + 1),
    files: ['model.h5', 'model.keras'],
    examples: [batchSize, ...model.inputShape],
    predictions: [batchSize, ...model.outputShape],
    ...(record && { step: { steps_done: STEPS_DONE, excluded } }),
  };
  writeFileSync(join(folder, 'case.json'), JSON.stringify(description));
}

/** Slots as a training leaves them: small moments of either sign, squares above 0. */
function stateInTheMiddle(model: Model, training: Training): TrainingRecord {
  const { loss, optimizer, emaMomentum, globalClipnorm } = training;
  const random = randomFromKey(3, model.name, 'state');
  const slots: Record<string, { data: Float32Array }> = {};
  for (const { name, data } of model.trainableWeights()) {
    for (const slot of optimizer.slots) {
      const [low, high] = slot === 'velocity' ? [1e-4, 1e-3] : [-1e-3, 1e-3];
      slots[`${name}/${slot}`] = { data: data.map(() => random.uniform(low, high)) };
    }
  }
  // Statistics of batch normalizations are averaged, too; Keras keeps averages of what it trains alone.
  if (emaMomentum !== undefined) {
    for (const { name, data } of model.unfrozenWeights())
      slots[`${name}/average`] = { data: data.map((value) => value * 1.01) };
  }
  return {
    loss,
    optimizer: optimizer.config as unknown as TrainingRecord['optimizer'],
    emaMomentum: emaMomentum ?? null,
    globalClipnorm: globalClipnorm ?? null,
    step: STEPS_DONE,
    learningRate: LEARNING_RATE,
    slots,
  };
}

async function takeStep(
  folder: string,
  model: Model,
  training: Training,
  { slots }: TrainingRecord,
  batch: { examples: Uint8Array | Float32Array; targets: Float32Array },
  batchSize: number,
): Promise<void> {
  const step = await TrainingStep.compile(model, training, batchSize, { threads: 1 });
  const buffers = new TrainingBuffers(model, training.optimizer, training.emaMomentum !== undefined);
  const weights = Object.fromEntries(model.weights.map(({ name, data }) => [name, { data }]));
  buffers.restore({ ...weights, ...slots });
  await step.run(batch, buffers, STEPS_DONE + 1, LEARNING_RATE, [0]);
  const after = buffers.tensors();
  for (const { name, definition } of model.weights) {
    const { data } = toKerasOrder(after[name]!.data, definition);
    writeFloats(join(folder, 'after', `${name.replaceAll('/', '@')}.f4`), data as Float32Array);
  }
  await step.release();
}

function writeFloats(path: string, values: Float32Array): void {
  writeFileSync(path, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}
