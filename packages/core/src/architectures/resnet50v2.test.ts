import { readFileSync } from 'node:fs';
import {
  adam,
  arrayDataset,
  input,
  type Model,
  modelConfig,
  modelFromConfig,
  type Optimizer,
  TrainingBuffers,
  TrainingStep,
} from '@giemsa/nn';
import { beforeAll, describe, expect, test } from 'vitest';
import { bytes, uniform } from '../../../nn/test/support/golden-numbers.js';
import { deviation } from '../../../nn/test/support/values.js';
import { buildModel } from './architectures.js';
import { resnet50v2 } from './resnet50v2.js';

interface VariableGolden {
  gradientIsZero?: true;
  indices: number[];
  after: number[];
  gradient?: { norm: number; sum: number; samples: number[]; float32Deviation: number };
}

interface StepGolden {
  loss: number;
  lossAfterStep: number;
  variables: Record<string, VariableGolden>;
}

/** Keras' ResNet50V2 in float64; made by interop/goldens/resnet50v2.py. */
const golden = JSON.parse(
  readFileSync(new URL('../../../nn/test/goldens/resnet50v2.json', import.meta.url), 'utf8'),
) as {
  adam: { learningRate: number };
  labels: number[];
  parameters: { total: number; trainable: number };
  check: { images: number[]; 'conv1_conv/bias': number[]; 'post_bn/gamma': number[] };
  layers: [name: string, className: string, shape: (number | null)[], parameters: number][];
  inferenceProbabilities: { shape: number[]; data: number[] };
  softmaxHead: StepGolden;
};

const SIZE = 128;
const BATCH = 4;

/** The weights that interop/goldens/resnet50v2.py describes, in Keras' order. */
function initialValues(path: string, shape: readonly number[]): Float32Array {
  const [layer, name] = path.split('/');
  const u = uniform(
    path,
    shape.reduce((product, size) => product * size, 1),
  );
  const fanIn = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const limit = Math.sqrt(6 / fanIn);
  const postBn = layer === 'post_bn';
  const formulas: Record<string, (value: number) => number> = {
    kernel: (value) => value * limit,
    bias: (value) => 0.1 * value,
    gamma: (value) => (postBn ? 1 : 0.4) * (1 + 0.1 * value),
    beta: (value) => (postBn ? 0 : value < -0.5 ? -1 : 1) + 0.1 * value,
    moving_mean: (value) => 0.1 * value,
    moving_variance: (value) => 1 + (0.5 * (value + 1)) / 2,
  };
  return Float32Array.from(u.map(formulas[name!]!));
}

function goldenImages(): Uint8Array {
  const fine = bytes('images', BATCH * SIZE * SIZE * 3);
  const images = new Uint8Array(fine.length);
  for (let image = 0; image < BATCH; image++) {
    const size = 8 << image;
    const across = SIZE / size;
    const blocks = bytes(`blocks ${image}`, across * across * 3);
    for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
      const block = Math.floor(Math.floor(pixel / SIZE) / size) * across + Math.floor((pixel % SIZE) / size);
      for (let channel = 0; channel < 3; channel++) {
        const index = (image * SIZE * SIZE + pixel) * 3 + channel;
        images[index] = (3 * blocks[block * 3 + channel]! + fine[index]!) >> 2;
      }
    }
  }
  return images;
}

/** "Updates" each parameter to its gradient. */
const gradientItself: Optimizer = {
  config: { name: 'gradient' },
  schedule: adam().schedule,
  slots: [],
  scalars: () => ({}),
  update: ({ gradient }) => ({ parameter: gradient, slots: {} }),
};

const images = goldenImages();
const targets = Float32Array.from(
  golden.labels.flatMap((label) => [Number(label === 0), Number(label === 1)]),
);
let model: Model;
let initial: Record<string, Float32Array>;

beforeAll(() => {
  model = buildModel('resnet50v2', {
    imageSize: SIZE,
    classes: 2,
    rescaling: { scale: 1 / 127.5, offset: -1 },
    seed: 0,
  });
  initial = Object.fromEntries(
    model.weights.map(({ name, definition }) => [name, initialValues(name, definition.shape)]),
  );
  model.setWeights(initial);
}, 60_000);

test('the weights and images are those of the golden', () => {
  expect(Array.from(initial['conv1_conv/bias']!.slice(0, 3))).toEqual(
    golden.check['conv1_conv/bias'].map(Math.fround),
  );
  expect(Array.from(initial['post_bn/gamma']!.slice(0, 3))).toEqual(
    golden.check['post_bn/gamma'].map(Math.fround),
  );
  const middle = [0, 1, 2, 3].flatMap((image) => {
    const start = ((image * SIZE + 64) * SIZE + 64) * 3;
    return Array.from(images.subarray(start, start + 3));
  });
  expect(middle).toEqual(golden.check.images);
});

test("layers, their order, output shapes and parameters are Keras', behind an input of bytes and its rescaling", () => {
  const described = model.layers.map(({ name, layer, tensor }) => {
    const own = model.weights.filter((weight) => weight.name.startsWith(`${name}/`));
    return [name, layer.className, [...tensor.shape], own.reduce((sum, { data }) => sum + data.length, 0)];
  });
  expect(described.slice(0, 2)).toEqual([
    ['images', 'InputLayer', [null, SIZE, SIZE, 3], 0],
    ['rescaling', 'Rescaling', [null, SIZE, SIZE, 3], 0],
  ]);
  expect(described.slice(2)).toEqual(golden.layers.slice(1));
});

test("its summary is Keras' table, behind the input of bytes and its rescaling", () => {
  const { summaries } = JSON.parse(
    readFileSync(new URL('../../../nn/test/goldens/layers.json', import.meta.url), 'utf8'),
  ) as { summaries: { tutorialFunctional: string[] } };
  // The input and the first layer after it have other names, and each takes two lines and a rule.
  const from = (lines: string[]) =>
    lines.slice(lines.findIndex((line) => line.includes('conv1_conv (Conv2D)')));
  expect(from(model.summary().split('\n'))).toEqual(from(summaries.tutorialFunctional));
});

test('it has 23,827,330 parameters', () => {
  expect(model.countParameters()).toEqual({ total: 23_827_330, trainable: 23_781_890, nonTrainable: 45_440 });
  expect(golden.parameters).toEqual({ total: 23_827_330, trainable: 23_781_890 });
});

test.each([
  { size: 32, kept: 2048, why: 'maps of 1 × 1, taken whole' },
  { size: 64, kept: 2048, why: 'maps of 2 × 2, taken whole' },
  { size: 128, kept: 2048, why: 'maps of 4 × 4' },
  { size: 256, kept: 4 * 2048, why: 'maps of 8 × 8: 2 × 2 places' },
])('at $size × $size the pooling leaves $kept values: $why', ({ size, kept }) => {
  const output = resnet50v2(input({ shape: [size, size, 3] }), 2);
  const before = (className: string, x = output): typeof output =>
    x.layer.className === className ? x : before(className, x.inputs[0]!);
  expect(before('Flatten').shape).toEqual([null, kept]);
});

test('probabilities are those of Keras', async () => {
  const dataset = arrayDataset({ examples: images, exampleShape: [SIZE, SIZE, 3], targets, units: 2 });
  const probabilities = await model.predict(dataset);
  expect(deviation(probabilities, golden.inferenceProbabilities.data)).toBeLessThanOrEqual(1e-5);
});

describe('binary crossentropy, which Keras computes from the logits of a softmax head', () => {
  const expected = golden.softmaxHead;
  const loss = { name: 'binary_crossentropy' } as const;
  const batch = { examples: images, targets };
  /** Nothing is dropped, since masks are random. */
  const whole = () => {
    const { name, layers } = modelConfig(model);
    return modelFromConfig({
      name,
      layers: layers.map((layer) =>
        layer.className === 'Dropout' ? { ...layer, config: { rate: 0 } } : layer,
      ),
    });
  };
  const relativeError = (actual: number, wanted: number) => Math.abs(actual / wanted - 1);

  test('loss and gradients are those of Keras', async () => {
    const model = whole();
    model.setWeights(initial);
    const buffers = new TrainingBuffers(model, gradientItself, false);
    const step = await TrainingStep.compile(model, { loss, optimizer: gradientItself }, BATCH, {
      keepMemory: false,
    });
    const result = await step.run(batch, buffers, 1, 0, []);
    await step.release();
    expect(relativeError(result.loss, expected.loss)).toBeLessThanOrEqual(1e-5);
    buffers.writeToModel(false);
    const gradients = model.getWeights();
    for (const [path, { gradientIsZero, indices, gradient }] of Object.entries(expected.variables)) {
      const values = gradients[path]!;
      const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
      if (gradientIsZero)
        expect(norm, `norm of the gradient of ${path}, which is 0`).toBeLessThanOrEqual(1e-6);
      if (!gradient) continue;
      expect(relativeError(norm, gradient.norm), `norm of the gradient of ${path}`).toBeLessThanOrEqual(1e-4);
      const samples = indices.map((index) => values[index]!);
      expect(deviation(samples, gradient.samples), `gradient of ${path}`).toBeLessThanOrEqual(1e-4);
    }
  });

  test('weights, moving statistics and loss after a step of Adam are those of Keras', async () => {
    const model = whole();
    model.setWeights(initial);
    const optimizer = adam(golden.adam);
    const buffers = new TrainingBuffers(model, optimizer, false);
    const step = await TrainingStep.compile(model, { loss, optimizer }, BATCH, { keepMemory: false });
    await step.run(batch, buffers, 1, golden.adam.learningRate, []);
    buffers.writeToModel(false);
    const after = model.getWeights();
    const again = await step.run(batch, buffers, 2, golden.adam.learningRate, []);
    await step.release();
    for (const [path, { gradientIsZero, indices, after: wanted }] of Object.entries(expected.variables)) {
      if (gradientIsZero) continue;
      const samples = indices.map((index) => after[path]![index]!);
      expect(deviation(samples, wanted), `${path} after the step`).toBeLessThanOrEqual(1e-4);
    }
    expect(relativeError(again.loss, expected.lossAfterStep)).toBeLessThanOrEqual(1e-4);
  });
});
