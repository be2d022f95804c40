import { describe, expect, test } from 'vitest';
import { between } from '../../test/support/inputs.js';
import { runGraph } from '../../test/support/run-graph.js';
import { expectClose, type Values } from '../../test/support/values.js';
import { Graph } from '../graph/graph.js';
import {
  activation,
  add,
  averagePooling2D,
  batchNormalization,
  conv2d,
  dense,
  dropout,
  flatten,
  globalAveragePooling2D,
  input,
  type LayerCall,
  Model,
  maxPooling2D,
  rescaling,
  type SymbolicTensor,
  softmax,
  zeroPadding2D,
} from '../index.js';
import { forward, fromLayout, toLayout } from '../network/forward.js';
import type { ActivationName } from './activation.js';
import { createLayer } from './registry.js';

const SIZE = [7, 6, 3] as const;
const BATCH = 2;

/** A model's output in one of the two layouts, for prediction or in training; weights as they are. */
async function outputOf(
  model: Model,
  layout: 'CHWN' | 'NCHW',
  examples: Values,
  masks: Record<string, Values> = {},
  training = false,
) {
  const graph = new Graph(layout);
  const weights = new Map(
    model.weights.map(({ name, shape, data }) => [name, graph.constant(data, shape, name)]),
  );
  const pass = forward(model, graph, toLayout(graph.input('examples', 'float32', examples.shape)), {
    training,
    weight: (name) => weights.get(name)!,
  });
  const { output } = await runGraph(graph, { output: fromLayout(pass.output) }, { examples, ...masks });
  return { output: output!, dropout: pass.dropout };
}

/** All weights random, so that none of them is without effect. */
function shaken(model: Model): Model {
  const values = model.weights.map(({ name, data }) => {
    const low = name.endsWith('variance') ? 0.5 : -1;
    return [name, Float32Array.from(between(low, 1.5, name, [data.length]).data)] as const;
  });
  model.setWeights(Object.fromEntries(values));
  return model;
}

const afterRelu = (layer: LayerCall) => (x: SymbolicTensor) => layer(activation('relu')(x));
const cases: { title: string; build: (x: SymbolicTensor) => SymbolicTensor; shape: (number | null)[] }[] = [
  { title: 'conv2d valid', build: conv2d({ filters: 4, kernelSize: 3 }), shape: [null, 5, 4, 4] },
  {
    title: 'conv2d same, stride 2',
    build: conv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same' }),
    shape: [null, 4, 3, 4],
  },
  {
    title: 'conv2d with an activation',
    build: conv2d({ filters: 4, kernelSize: 3, activation: 'relu' }),
    shape: [null, 5, 4, 4],
  },
  {
    title: 'conv2d 1x1, stride 2',
    build: conv2d({ filters: 4, kernelSize: 1, strides: 2, useBias: false }),
    shape: [null, 4, 3, 4],
  },
  {
    title: 'conv2d dilated',
    build: conv2d({ filters: 4, kernelSize: [3, 2], dilationRate: 2, padding: 'same' }),
    shape: [null, 7, 6, 4],
  },
  {
    title: 'conv2d after zeroPadding2D',
    build: (x) => conv2d({ filters: 2, kernelSize: 3, strides: 2 })(zeroPadding2D()(x)),
    shape: [null, 4, 3, 2],
  },
  {
    title: 'zeroPadding2D, sides differ',
    build: zeroPadding2D({
      padding: [
        [1, 2],
        [0, 3],
      ],
    }),
    shape: [null, 10, 9, 3],
  },
  { title: 'maxPooling2D', build: maxPooling2D(), shape: [null, 3, 3, 3] },
  {
    title: 'maxPooling2D same',
    build: maxPooling2D({ poolSize: 3, strides: 2, padding: 'same' }),
    shape: [null, 4, 3, 3],
  },
  {
    title: 'maxPooling2D after zeroPadding2D',
    build: (x) => maxPooling2D({ poolSize: 3, strides: 2 })(zeroPadding2D()(x)),
    shape: [null, 4, 3, 3],
  },
  {
    title: 'averagePooling2D same',
    build: averagePooling2D({ poolSize: 3, strides: 2, padding: 'same' }),
    shape: [null, 4, 3, 3],
  },
  { title: 'globalAveragePooling2D', build: globalAveragePooling2D(), shape: [null, 3] },
  { title: 'batchNormalization of images', build: batchNormalization(), shape: [null, 7, 6, 3] },
  {
    title: 'batchNormalization of features',
    build: (x) => batchNormalization()(globalAveragePooling2D()(x)),
    shape: [null, 3],
  },
  { title: 'activation relu', build: activation('relu'), shape: [null, 7, 6, 3] },
  { title: 'activation sigmoid', build: activation('sigmoid'), shape: [null, 7, 6, 3] },
  { title: 'activation log_sigmoid', build: activation('log_sigmoid'), shape: [null, 7, 6, 3] },
  { title: 'activation tanh', build: activation('tanh'), shape: [null, 7, 6, 3] },
  { title: 'activation linear', build: activation('linear'), shape: [null, 7, 6, 3] },
  { title: 'softmax over the channels', build: softmax(), shape: [null, 7, 6, 3] },
  {
    title: 'add of two branches',
    build: (x) => add()([x, conv2d({ filters: 3, kernelSize: 1 })(x)]),
    shape: [null, 7, 6, 3],
  },
  {
    title: 'add of three branches',
    build: (x) => add()([x, activation('relu')(x), activation('tanh')(x)]),
    shape: [null, 7, 6, 3],
  },
  { title: 'flatten', build: flatten(), shape: [null, 126] },
  {
    title: 'dense after flatten',
    build: (x) => dense({ units: 5, activation: 'softmax' })(flatten()(x)),
    shape: [null, 5],
  },
  { title: 'rescaling', build: rescaling({ scale: 2, offset: -1 }), shape: [null, 7, 6, 3] },
  { title: 'dropout passes everything', build: afterRelu(dropout({ rate: 0.9 })), shape: [null, 7, 6, 3] },
];

describe('every layer', () => {
  test.each(cases)(
    '$title: the same in the training and in the prediction layout, of the shape it promises',
    async ({ build, shape }) => {
      const images = input({ shape: SIZE });
      const model = shaken(new Model({ input: images, output: build(images) }));
      const examples = between(-2, 2, 'examples', [BATCH, ...SIZE]);
      const predicted = await outputOf(model, 'NCHW', examples);
      const trained = await outputOf(model, 'CHWN', examples);
      expect(model.layers.at(-1)!.tensor.shape).toEqual(shape);
      expect(predicted.output.shape).toEqual([BATCH, ...shape.slice(1)]);
      expectClose(trained.output, predicted.output, 'the output', 1e-5);
    },
  );
});

describe('dropout', () => {
  const features = input({ shape: [200] });
  const model = new Model({ input: features, output: dropout({ rate: 0.25, name: 'dropout' })(features) });
  const ones = { shape: [3, 200], data: new Float32Array(600).fill(1) };

  test('multiplies by its mask in training', async () => {
    const mask = between(0, 2, 'mask', [200, 3]);
    const { output, dropout: masks } = await outputOf(model, 'CHWN', ones, { 'dropout/mask': mask }, true);
    expect([...masks.entries()]).toEqual([['dropout/mask', { rate: 0.25, shape: [200, 3] }]]);
    expect(output.data[1]).toBe(mask.data[3]);
  });

  test('a layer that is frozen drops all the same, as in Keras', async () => {
    const layer = dropout({ rate: 0.25, trainable: false, name: 'frozen' });
    const frozen = new Model({ input: features, output: layer(features) });
    const mask = { shape: [200, 3], data: new Float32Array(600) };
    const { output } = await outputOf(frozen, 'CHWN', ones, { 'frozen/mask': mask }, true);
    expect(Array.from(output.data).every((value) => value === 0)).toBe(true);
  });
});

describe('mistakes are named', () => {
  const image = () => input({ shape: [4, 4, 3] });
  const features = () => input({ shape: [5] });
  const cases: { title: string; make: () => unknown; message: string }[] = [
    {
      title: 'dense on an image',
      make: () => dense({ units: 2 })(image()),
      message:
        'Dense expects features of shape (None, features), received (None, 4, 4, 3); add flatten() or a pooling layer before it',
    },
    {
      title: 'conv2d on features',
      make: () => conv2d({ filters: 2, kernelSize: 3 })(features()),
      message: 'Conv2D expects images of shape (None, height, width, channels), received (None, 5)',
    },
    {
      title: 'a kernel larger than the image',
      make: () => conv2d({ filters: 2, kernelSize: 5 })(image()),
      message: 'a window of 5 does not fit into 4 (padded to 4)',
    },
    {
      title: 'a pool larger than the image',
      make: () => maxPooling2D({ poolSize: 5 })(image()),
      message: 'a window of 5 does not fit into 4',
    },
    {
      title: 'add of different shapes',
      make: () => add()([image(), maxPooling2D()(image())]),
      message: 'Add expects inputs of one shape, received (None, 4, 4, 3) and (None, 2, 2, 3)',
    },
    {
      title: 'add of one',
      make: () => add()(image()),
      message: 'Add expects at least two inputs, received 1',
    },
    {
      title: 'two inputs to a layer of one',
      make: () => softmax()([features(), features()]),
      message: 'Softmax expects one input, received 2',
    },
    {
      title: 'no filters',
      make: () => conv2d({ filters: 0, kernelSize: 3 }),
      message:
        'conv2d: filters, kernelSize, strides and dilationRate must be positive integers, received 0, 3, 3, 1, 1, 1, 1',
    },
    {
      title: 'strides and dilation',
      make: () => conv2d({ filters: 1, kernelSize: 3, strides: 2, dilationRate: 2 }),
      message: 'conv2d: strides (2,2) and dilationRate (2,2) cannot both be above 1',
    },
    {
      title: 'half a unit',
      make: () => dense({ units: 2.5 }),
      message: 'dense: units must be a positive integer, received 2.5',
    },
    {
      title: 'dropping everything',
      make: () => dropout({ rate: 1 }),
      message: 'dropout: rate must lie in [0, 1), received 1',
    },
    {
      title: 'negative padding',
      make: () => zeroPadding2D({ padding: -1 }),
      message: 'zeroPadding2D: padding must be integers of at least 0, received -1',
    },
    {
      title: 'momentum of 1',
      make: () => batchNormalization({ momentum: 1 }),
      message: 'batchNormalization: momentum must lie in [0, 1), received 1',
    },
    {
      title: 'epsilon of 0',
      make: () => batchNormalization({ epsilon: 0 }),
      message: 'batchNormalization: epsilon must be above 0, received 0',
    },
    {
      title: 'an input of two sizes',
      make: () => input({ shape: [4, 4] }),
      message: 'input: shape must be [height, width, channels] or [features], received [4, 4]',
    },
    {
      title: 'an unknown activation',
      make: () => activation('squash' as ActivationName),
      message: 'unknown activation "squash"; known are elu, exponential, gelu,',
    },
    {
      title: 'an activation of a dense layer',
      make: () => dense({ units: 1, activation: 'toString' as ActivationName }),
      message: 'unknown activation "toString"',
    },
    {
      title: 'an unknown layer class',
      make: () => createLayer('LSTM', {}, 'memory'),
      message: 'unknown layer class "LSTM"; supported are Activation, Add,',
    },
  ];

  test.each(cases)('$title', ({ make, message }) => {
    expect(make).toThrow(message);
  });
});
