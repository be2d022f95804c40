import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkGradients } from '../../../test/support/check-gradients.js';
import { integers } from '../../../test/support/inputs.js';
import { type Build, compileOperator } from '../../../test/support/operator.js';
import { expectClose, permute } from '../../../test/support/values.js';
import { Graph } from '../../graph/graph.js';
import { type Padding2D, resolvePadding, type Size2D } from '../convolution-geometry.js';
import { rescaling } from '../scaling.js';
import { zeroPadding } from '../zero-padding.js';
import { conv2d } from './conv2d.js';

interface Convolution {
  readonly why: string;
  /** Height and width of the image. */
  readonly size: Size2D;
  readonly kernel: Size2D;
  readonly strides?: Size2D;
  readonly dilation?: Size2D;
  readonly padding?: Padding2D;
  /** Of a zero padding before the convolution. */
  readonly before?: Padding2D;
  readonly batch?: number;
  /** Default 2. From 17 on the gradient of the kernel takes another form. */
  readonly channels?: number;
  readonly bias?: boolean;
}

const FILTERS = 3;

function build({
  strides = [1, 1],
  dilation = [1, 1],
  padding = [0, 0, 0, 0],
  before,
}: Omit<Convolution, 'why'>): Build {
  return ({ x, kernel, bias }) =>
    conv2d(before ? zeroPadding(x!, before) : x!, kernel!, bias, { strides, padding, dilation });
}

function inputs({ size, kernel, batch = 2, channels = 2, bias = false }: Omit<Convolution, 'why'>) {
  return {
    x: integers('x', [channels, ...size, batch]),
    kernel: integers('kernel', [FILTERS, channels, ...kernel]),
    ...(bias ? { bias: integers('bias', [FILTERS]) } : {}),
  };
}

const cases: Convolution[] = [
  { why: '1x1', size: [4, 5], kernel: [1, 1] },
  { why: '1x1 with bias, one image', size: [4, 5], kernel: [1, 1], bias: true, batch: 1 },
  { why: '1x1 stride 2', size: [5, 6], kernel: [1, 1], strides: [2, 2] },
  { why: '1x1 stride 2 by 1', size: [5, 6], kernel: [1, 1], strides: [2, 1] },
  { why: '3x3', size: [5, 4], kernel: [3, 3] },
  { why: '3x3 padded around, with bias', size: [5, 4], kernel: [3, 3], padding: [1, 1, 1, 1], bias: true },
  { why: '3x3 padded as wide as the kernel reaches', size: [3, 3], kernel: [3, 3], padding: [2, 0, 1, 2] },
  { why: '3x3 on an image of one pixel', size: [1, 1], kernel: [3, 3], padding: [1, 1, 1, 1], batch: 1 },
  { why: '3x3 stride 2, no rest', size: [7, 5], kernel: [3, 3], strides: [2, 2] },
  { why: '3x3 stride 2, a row and a column left over', size: [6, 8], kernel: [3, 3], strides: [2, 2] },
  {
    why: '3x3 stride 2, padded after only',
    size: [6, 4],
    kernel: [3, 3],
    strides: [2, 2],
    padding: [0, 0, 1, 1],
  },
  {
    why: '3x3 stride 2, padded around, a row left over',
    size: [6, 5],
    kernel: [3, 3],
    strides: [2, 2],
    padding: [1, 1, 1, 1],
  },
  { why: '3x3 stride 3, two rows and columns left over', size: [8, 8], kernel: [3, 3], strides: [3, 3] },
  { why: '3x3 stride 4: gaps between windows', size: [9, 8], kernel: [3, 3], strides: [4, 4], bias: true },
  {
    why: 'stride 2 on one pixel: no output sees the second column',
    size: [1, 1],
    kernel: [4, 2],
    strides: [1, 2],
    padding: [0, 1, 3, 0],
  },
  { why: 'many channels', size: [4, 5], kernel: [3, 3], padding: [1, 1, 1, 1], channels: 17 },
  {
    why: 'many channels, stride 2, a row and a column left over',
    size: [6, 8],
    kernel: [3, 3],
    strides: [2, 2],
    channels: 17,
  },
  { why: 'many channels, dilation 2', size: [7, 6], kernel: [3, 3], dilation: [2, 2], channels: 17 },
  { why: 'strides differ', size: [6, 6], kernel: [3, 3], strides: [1, 2], padding: [1, 0, 1, 1] },
  { why: '3x1', size: [5, 5], kernel: [3, 1], padding: [1, 0, 1, 0] },
  { why: '1x3 stride 2', size: [5, 6], kernel: [1, 3], strides: [2, 2] },
  { why: '2x2 padded after', size: [4, 5], kernel: [2, 2], padding: [0, 0, 1, 1] },
  {
    why: '7x7 stride 2 as the first of ResNet',
    size: [9, 8],
    kernel: [7, 7],
    strides: [2, 2],
    padding: [3, 3, 3, 3],
    bias: true,
  },
  { why: '7x7 larger than the image', size: [4, 3], kernel: [7, 7], padding: [3, 3, 3, 3] },
  { why: 'dilation 2', size: [7, 6], kernel: [3, 3], dilation: [2, 2] },
  {
    why: 'dilation 2 padded around',
    size: [5, 6],
    kernel: [3, 3],
    dilation: [2, 2],
    padding: [2, 2, 2, 2],
    bias: true,
  },
  { why: 'dilations differ', size: [8, 5], kernel: [3, 3], dilation: [3, 1], batch: 1 },
  { why: 'zero padding before, absorbed', size: [4, 4], kernel: [3, 3], before: [1, 1, 1, 1] },
  {
    why: 'zero padding before and its own, absorbed',
    size: [4, 4],
    kernel: [3, 3],
    before: [1, 0, 1, 0],
    padding: [1, 1, 0, 1],
  },
  {
    why: 'zero padding before, absorbed at stride 2',
    size: [5, 6],
    kernel: [3, 3],
    strides: [2, 2],
    before: [1, 1, 1, 1],
  },
  {
    why: 'zero padding before a 1x1, not absorbed',
    size: [3, 3],
    kernel: [1, 1],
    before: [1, 1, 1, 1],
    bias: true,
  },
  {
    why: 'zero padding before wider than the kernel, not absorbed',
    size: [3, 4],
    kernel: [3, 3],
    before: [3, 0, 0, 0],
  },
];

test.each(cases)('conv2d, $why: gradients are the central differences', async (convolution) => {
  await checkGradients({ build: build(convolution), inputs: inputs(convolution), step: 1, tolerance: 1e-5 });
});

test.each(cases)('conv2d, $why: the prediction layout gives the same', async (convolution) => {
  const training = inputs(convolution);
  const predicting = { ...training, x: permute(training.x, [3, 0, 1, 2]) };
  const batchInnermost = await compileOperator(build(convolution), training);
  const batchFirst = await compileOperator(build(convolution), predicting, 'NCHW');
  const { y } = await batchFirst.run(predicting);
  expectClose(permute((await batchInnermost.run(training)).y!, [3, 0, 1, 2]), y!, 'the output', 1e-6);
  await Promise.all([batchInnermost.release(), batchFirst.release()]);
});

test('conv2d, any geometry: gradients are the central differences', async () => {
  const small = (max: number) => fc.integer({ min: 1, max });
  const zeros = fc.integer({ min: 0, max: 3 });
  const geometry = fc
    .record({
      size: fc.tuple(small(8), small(8)),
      kernel: fc.tuple(small(4), small(4)),
      strides: fc.tuple(small(3), small(3)),
      dilation: fc.tuple(small(2), small(2)),
      padding: fc.tuple(zeros, zeros, zeros, zeros),
      batch: small(3),
      channels: fc.constantFrom(1, 2, 17),
      bias: fc.boolean(),
    })
    .filter(({ size, kernel, strides, dilation, padding: [top, left, bottom, right] }) => {
      if (Math.max(...strides) > 1 && Math.max(...dilation) > 1) return false;
      const reach = [(kernel[0] - 1) * dilation[0], (kernel[1] - 1) * dilation[1]] as const;
      const fits = reach[0] < size[0] + top + bottom && reach[1] < size[1] + left + right;
      return fits && Math.max(top, bottom) <= reach[0] && Math.max(left, right) <= reach[1];
    });
  const check = (convolution: Omit<Convolution, 'why'>) =>
    checkGradients({ build: build(convolution), inputs: inputs(convolution), step: 1, tolerance: 1e-5 });
  await fc.assert(fc.asyncProperty(geometry, check), { numRuns: 60, seed: 1 });
});

test.each([
  { size: 6, window: 3, stride: 2, expected: [0, 1], why: 'an even length gets its zero at the end' },
  { size: 7, window: 3, stride: 2, expected: [1, 1], why: 'an odd length gets one at each end' },
  { size: 5, window: 1, stride: 2, expected: [0, 0], why: 'a window of 1 needs none' },
  { size: 224, window: 7, stride: 2, expected: [2, 3], why: 'seven on 224' },
])("resolvePadding('same'): $why", ({ size, window, stride, expected }) => {
  const [top, left, bottom, right] = resolvePadding('same', [size, size], [window, window], [stride, stride]);
  expect([top, bottom]).toEqual(expected);
  expect([left, right]).toEqual(expected);
});

test('only the input that comes right out of a zero padding is absorbed', async () => {
  const x = integers('x', [2, 3, 3, 1]);
  const kernel = integers('kernel', [FILTERS, 2, 3, 3]);
  const shifted: Build = (tensors) =>
    conv2d(rescaling(zeroPadding(tensors.x!, [1, 1, 1, 1]), 1, 5), tensors.kernel!, undefined, {
      strides: [1, 1],
      padding: [0, 0, 0, 0],
      dilation: [1, 1],
    });
  await checkGradients({ build: shifted, inputs: { x, kernel }, step: 1, tolerance: 1e-5 });
});

test('conv2d says which channels do not fit, when the kernel is larger than the image, and when the padding is too wide', () => {
  const graph = new Graph('CHWN');
  const options = { strides: [1, 1], padding: [0, 0, 0, 0], dilation: [1, 1] } as const;
  const x = graph.input('x', 'float32', [1, 4, 4, 2]);
  expect(() => conv2d(x, graph.input('wide', 'float32', [8, 3, 3, 3]), undefined, options)).toThrow(
    'conv2d: x has 1 channels but the kernel expects 3 (kernel [8, 3, 3, 3])',
  );
  expect(() => conv2d(x, graph.input('large', 'float32', [8, 1, 7, 7]), undefined, options)).toThrow(
    'a window of 7 does not fit into 4 (padded to 4)',
  );
  const padded = { ...options, padding: [0, 0, 3, 0] } as const;
  expect(() => conv2d(x, graph.input('small', 'float32', [8, 1, 3, 3]), undefined, padded)).toThrow(
    'conv2d: padding [0,0,3,0] is wider than a kernel [8,1,3,3] with dilation [1,1] reaches',
  );
});
