import { describe, expect, test } from 'vitest';
import { checkGradients, type GradientCheck } from '../../test/support/check-gradients.js';
import { awayFromZero, between, distinct, integers } from '../../test/support/inputs.js';
import { compileGradients, compileOperator, gradientName } from '../../test/support/operator.js';
import { rowAffine, scaled } from '../graph/affine.js';
import { logSigmoid, relu, sigmoid, softmax, tanh } from './activations.js';
import { batchNormalization, normalizeWithStatistics } from './batch-normalization.js';
import { dense, flatten } from './dense.js';
import { depthwiseConv2D } from './depthwise-conv2d.js';
import * as math from './math.js';
import { add } from './math.js';
import {
  averagePooling2D,
  globalAveragePooling2D,
  globalMaxPooling2D,
  maxPooling2D,
  type PoolingOptions,
} from './pooling.js';
import { resample, resizing } from './resample.js';
import { masked, rescaling } from './scaling.js';
import { zeroPadding } from './zero-padding.js';

interface Case extends GradientCheck {
  readonly op: string;
  readonly why: string;
}

const image = [3, 4, 5, 2] as const; // [C, H, W, N]
const statistics = (channels: number) => ({
  mean: between(-1, 1, 'mean', [channels]),
  variance: between(0.5, 2, 'variance', [channels]),
});
const affine = (channels: number) => ({
  gamma: between(0.5, 1.5, 'gamma', [channels]),
  beta: between(-1, 1, 'beta', [channels]),
});

const cases: Case[] = [
  {
    op: 'relu',
    why: 'both sides of the kink',
    build: ({ x }) => relu(x!),
    inputs: { x: awayFromZero('x', image) },
  },
  {
    op: 'sigmoid',
    why: 'an image',
    build: ({ x }) => sigmoid(x!),
    inputs: { x: between(-3, 3, 'x', image) },
  },
  {
    op: 'log sigmoid',
    why: 'an image',
    build: ({ x }) => logSigmoid(x!),
    inputs: { x: between(-2, 2, 'x', image) },
  },
  { op: 'tanh', why: 'an image', build: ({ x }) => tanh(x!), inputs: { x: between(-2, 2, 'x', image) } },
  {
    op: 'softmax',
    why: 'two classes',
    build: ({ x }) => softmax(x!, 0),
    inputs: { x: between(-2, 2, 'x', [2, 5]) },
  },
  {
    op: 'softmax',
    why: 'seven classes',
    build: ({ x }) => softmax(x!, 0),
    inputs: { x: between(-2, 2, 'x', [7, 3]) },
  },
  {
    op: 'add',
    why: 'two branches',
    build: ({ a, b }) => add(a!, b!),
    inputs: { a: integers('a', image), b: integers('b', image) },
    step: 1,
  },
  {
    op: 'add',
    why: 'a tensor to itself: both gradients count',
    build: ({ a }) => add(a!, a!),
    inputs: { a: integers('a', image) },
    step: 1,
  },
  {
    op: 'depthwiseConv2D',
    why: 'stride 2, two kernels a channel',
    build: ({ x, kernel, bias }) =>
      depthwiseConv2D(x!, kernel!, bias, { strides: [2, 2], padding: [0, 1, 1, 1], dilation: [1, 1] }),
    inputs: { x: integers('x', image), kernel: integers('k', [6, 1, 3, 3]), bias: integers('b', [6]) },
    step: 1,
  },
  {
    op: 'depthwiseConv2D',
    why: 'windows that end before the edge, dilation 2',
    build: ({ x, kernel }) =>
      depthwiseConv2D(x!, kernel!, undefined, { strides: [1, 1], padding: [2, 2, 0, 1], dilation: [2, 2] }),
    inputs: { x: integers('x', [2, 5, 6, 2]), kernel: integers('k', [2, 1, 2, 3]) },
    step: 1,
  },
  {
    op: 'globalMaxPooling2D',
    why: 'one largest value',
    build: ({ x }) => globalMaxPooling2D(x!),
    inputs: { x: distinct('x', image) },
  },
  {
    op: 'resample',
    why: 'rows larger, columns smaller',
    build: ({ x }) => resample(x!, resizing(4, 7, 'bilinear'), resizing(5, 3, 'nearest')),
    inputs: { x: integers('x', image) },
    step: 1,
  },
  {
    op: 'maximum',
    why: 'a value for each channel',
    build: ({ a, b }) => math.maximum(a!, b!),
    inputs: { a: distinct('a', image), b: between(0.02, 0.03, 'b', [3, 1, 1, 2]) },
    step: 0.005,
  },
  {
    op: 'dense',
    why: 'with bias',
    build: ({ x, kernel, bias }) => dense(x!, kernel!, bias),
    inputs: { x: integers('x', [5, 4]), kernel: integers('k', [5, 3]), bias: integers('b', [3]) },
    step: 1,
  },
  {
    op: 'dense',
    why: 'without bias, one example',
    build: ({ x, kernel }) => dense(x!, kernel!, undefined),
    inputs: { x: integers('x', [5, 1]), kernel: integers('k', [5, 1]) },
    step: 1,
  },
  {
    op: 'flatten',
    why: 'an image',
    build: ({ x }) => flatten(x!),
    inputs: { x: integers('x', image) },
    step: 1,
  },
  {
    op: 'flatten',
    why: 'features stay as they are',
    build: ({ x }) => rescaling(flatten(x!), 1, 0),
    inputs: { x: integers('x', [4, 2]) },
    step: 1,
  },
  {
    op: 'zeroPadding',
    why: 'every side differs',
    build: ({ x }) => zeroPadding(x!, [1, 0, 2, 3]),
    inputs: { x: integers('x', image) },
    step: 1,
  },
  {
    op: 'rescaling',
    why: 'with an offset',
    build: ({ x }) => rescaling(x!, 1 / 127.5, -1),
    inputs: { x: integers('x', image) },
    step: 1,
  },
  {
    op: 'masked',
    why: 'no gradient flows to the mask',
    build: ({ x, mask }) => masked(x!, mask!),
    inputs: { x: integers('x', image), mask: integers('mask', image) },
    differentiable: ['x'],
    step: 1,
  },
  {
    op: 'globalAveragePooling2D',
    why: 'an image',
    build: ({ x }) => globalAveragePooling2D(x!),
    inputs: { x: integers('x', image) },
    step: 1,
  },
  {
    op: 'batchNormalization',
    why: 'an image',
    build: ({ x, gamma, beta }) => batchNormalization(x!, gamma!, beta!, 1e-3).y,
    inputs: { x: between(-2, 2, 'x', image), ...affine(3) },
  },
  {
    op: 'batchNormalization',
    why: 'features',
    build: ({ x, gamma, beta }) => batchNormalization(x!, gamma!, beta!, 1e-3).y,
    inputs: { x: between(-2, 2, 'x', [4, 9]), ...affine(4) },
  },
  {
    op: 'batchNormalization',
    why: 'a mean three times the deviation',
    build: ({ x, gamma, beta }) => batchNormalization(x!, gamma!, beta!, 1e-3).y,
    inputs: { x: between(2, 6, 'x', image), ...affine(3) },
  },
  {
    op: 'normalizeWithStatistics',
    why: 'a frozen layer',
    build: ({ x, gamma, beta, mean, variance }) =>
      normalizeWithStatistics(x!, gamma!, beta!, { mean: mean!, variance: variance! }, 1e-3),
    inputs: { x: integers('x', image), ...affine(3), ...statistics(3) },
    differentiable: ['x', 'gamma', 'beta'],
    step: 1,
  },
  {
    op: 'math.add',
    why: 'broadcasts both operands',
    build: ({ a, b }) => math.add(a!, b!),
    inputs: { a: integers('a', [4, 1]), b: integers('b', [1, 3]) },
    step: 1,
  },
  {
    op: 'math.add',
    why: 'an operand of lower rank',
    build: ({ a, b }) => math.add(a!, b!),
    inputs: { a: integers('a', [4, 3]), b: integers('b', [3]) },
    step: 1,
  },
  {
    op: 'math.sub',
    why: 'broadcasts the second operand',
    build: ({ a, b }) => math.sub(a!, b!),
    inputs: { a: integers('a', [4, 3]), b: integers('b', [1, 3]) },
    step: 1,
  },
  {
    op: 'math.mul',
    why: 'a scalar',
    build: ({ a, b }) => math.mul(a!, b!),
    inputs: { a: integers('a', [4, 3]), b: integers('b', []) },
    step: 1,
  },
  {
    op: 'math.mul',
    why: 'a square',
    build: ({ a }) => math.mul(a!, a!),
    inputs: { a: integers('a', [4, 3]) },
    step: 1,
  },
  {
    op: 'math.div',
    why: 'broadcasts the divisor',
    build: ({ a, b }) => math.div(a!, b!),
    inputs: { a: between(-2, 2, 'a', [4, 3]), b: between(1, 2, 'b', [1, 3]) },
  },
  {
    op: 'math.log',
    why: 'positive values',
    build: ({ x }) => math.log(x!),
    inputs: { x: between(0.6, 3, 'x', [4, 3]) },
  },
  {
    op: 'math.exp',
    why: 'both signs',
    build: ({ x }) => math.exp(x!),
    inputs: { x: between(-2, 1, 'x', [4, 3]) },
  },
  {
    op: 'math.clip',
    why: 'below, within and above the limits',
    build: ({ x }) => math.clip(x!, -0.05, 0.05),
    inputs: { x: awayFromZero('x', [4, 5]) },
  },
  {
    op: 'math.clip',
    why: 'limits beyond all values',
    build: ({ x }) => math.clip(x!, -9, 9),
    inputs: { x: integers('x', [4, 5]) },
    step: 1,
  },
  {
    op: 'math.positivePart',
    why: 'both sides of the kink',
    build: ({ x }) => math.positivePart(x!),
    inputs: { x: awayFromZero('x', [4, 5]) },
  },
  {
    op: 'math.sum',
    why: 'over the first axis',
    build: ({ x }) => math.sum(x!, [0]),
    inputs: { x: integers('x', [4, 5]) },
    step: 1,
  },
  {
    op: 'math.sum',
    why: 'over both axes',
    build: ({ x }) => math.sum(x!, [0, 1]),
    inputs: { x: integers('x', [4, 5]) },
    step: 1,
  },
  {
    op: 'math.meanAll',
    why: 'all values',
    build: ({ x }) => math.meanAll(x!),
    inputs: { x: integers('x', [4, 5]) },
    step: 1,
  },
];

test.each(cases)('$op, $why: gradients are the central differences', checkGradients);

const windows: (PoolingOptions & { readonly size: readonly [number, number]; readonly why: string })[] = [
  { poolSize: [2, 2], strides: [2, 2], padding: [0, 0, 0, 0], size: [4, 6], why: '2x2' },
  {
    poolSize: [2, 2],
    strides: [2, 2],
    padding: [0, 0, 0, 0],
    size: [5, 7],
    why: '2x2, a row and a column left over',
  },
  {
    poolSize: [3, 3],
    strides: [2, 2],
    padding: [0, 0, 0, 0],
    size: [7, 6],
    why: '3x3 stride 2, overlapping',
  },
  {
    poolSize: [3, 3],
    strides: [2, 2],
    padding: [0, 0, 1, 1],
    size: [6, 6],
    why: '3x3 stride 2, padded after',
  },
  {
    poolSize: [3, 3],
    strides: [2, 2],
    padding: [1, 1, 1, 1],
    size: [5, 5],
    why: '3x3 stride 2, padded around',
  },
  { poolSize: [3, 2], strides: [1, 2], padding: [1, 0, 1, 1], size: [4, 5], why: 'height and width differ' },
  { poolSize: [1, 1], strides: [2, 2], padding: [0, 0, 0, 0], size: [5, 6], why: '1x1 stride 2' },
  { poolSize: [1, 1], strides: [1, 1], padding: [0, 0, 0, 0], size: [2, 3], why: '1x1 stride 1' },
  { poolSize: [2, 2], strides: [3, 3], padding: [0, 0, 0, 0], size: [7, 9], why: 'gaps between windows' },
  { poolSize: [1, 1], strides: [3, 2], padding: [0, 0, 0, 0], size: [8, 5], why: '1x1 stride 3' },
];

describe.each([
  { batch: 1, title: 'one image' },
  { batch: 3, title: 'three images' },
])('pooling of $title', ({ batch }) => {
  test.each(windows)(
    'maxPooling2D, $why: the gradient is the central difference',
    async ({ size, ...options }) => {
      await checkGradients({
        build: ({ x }) => maxPooling2D(x!, options),
        inputs: { x: distinct('x', [2, ...size, batch]) },
      });
    },
  );

  test.each(windows)(
    'averagePooling2D, $why: the gradient is the central difference',
    async ({ size, ...options }) => {
      await checkGradients({
        build: ({ x }) => averagePooling2D(x!, options),
        inputs: { x: integers('x', [2, ...size, batch]) },
        step: 1,
      });
    },
  );
});

describe.each([
  { layout: 'CHWN', shape: [1, 2, 2, 1] },
  { layout: 'NCHW', shape: [1, 1, 2, 2] },
] as const)('zero padding before a pooling, layout $layout', ({ layout, shape }) => {
  const x = { shape, data: [-1, -2, -3, -4] };
  const options: PoolingOptions = { poolSize: [3, 3], strides: [2, 2], padding: [0, 0, 0, 0] };

  test.each([
    { pool: maxPooling2D, expected: 0, why: 'the zeros are larger than all values' },
    { pool: averagePooling2D, expected: -10 / 9, why: 'the zeros count' },
  ])('$pool.name: $why', async ({ pool, expected }) => {
    const compiled = await compileOperator(
      (inputs) => pool(zeroPadding(inputs.x!, [1, 1, 1, 1]), options),
      { x },
      layout,
    );
    const { y } = await compiled.run({ x });
    await compiled.release();
    expect(y!.data[0]).toBeCloseTo(expected, 6);
  });
});

describe('row operations without their own gradients', () => {
  const x = between(-1, 1, 'x', [3, 2, 5]);
  const factor = between(-1, 1, 'factor', [3]);
  const offset = between(-1, 1, 'offset', [3]);

  test('rowAffine multiplies and shifts each row', async () => {
    const compiled = await compileOperator((inputs) => rowAffine(inputs.x!, inputs.factor!, inputs.offset!), {
      x,
      factor,
      offset,
    });
    const { y } = await compiled.run({ x, factor, offset });
    await compiled.release();
    Array.from(y!.data).forEach((value, index) => {
      const row = Math.floor(index / 10);
      expect(value).toBeCloseTo(x.data[index]! * factor.data[row]! + offset.data[row]!, 6);
    });
  });

  test('scaled multiplies by one factor', async () => {
    const half = { shape: [1], data: [0.5] };
    const compiled = await compileOperator((inputs) => scaled(inputs.x!, inputs.half!), { x, half });
    const { y } = await compiled.run({ x, half });
    await compiled.release();
    expect(Array.from(y!.data)).toEqual(Array.from(x.data, (value) => value / 2));
  });
});

describe('special values', () => {
  const values = { shape: [6], data: [0, -0, 1e-30, 1e30, -1e30, 2e-38] };

  test('relu passes the gradient of the smallest and the largest positive values, and not that of 0', async () => {
    const compiled = await compileGradients(({ x }) => relu(x!), { x: values }, ['x']);
    const results = await compiled.run({ x: values, upstream: { shape: [6], data: [2, 2, 2, 2, 2, 2] } });
    await compiled.release();
    // Adding 0 makes 0 of -0.
    expect(Array.from(results[gradientName('x')]!.data, (value) => value + 0)).toEqual([0, 0, 2, 2, 0, 2]);
  });
});
