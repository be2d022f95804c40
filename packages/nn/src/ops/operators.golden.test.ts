import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Build, compileGradients, compileOperator, gradientName } from '../../test/support/operator.js';
import { expectClose, permute, type Values } from '../../test/support/values.js';
import type { Tensor } from '../graph/tensor.js';
import { relu, sigmoid, softmax, tanh } from './activations.js';
import { batchNormalization, normalizeWithStatistics } from './batch-normalization.js';
import { conv2d } from './conv2d/conv2d.js';
import { type Padding2D, resolvePadding, type Size2D } from './convolution-geometry.js';
import { dense, flatten } from './dense.js';
import { add } from './math.js';
import { averagePooling2D, globalAveragePooling2D, maxPooling2D } from './pooling.js';
import { masked, rescaling } from './scaling.js';
import { zeroPadding } from './zero-padding.js';

interface Config {
  strides: Size2D;
  padding: 'same' | 'valid';
  dilationRate: Size2D;
  poolSize: Size2D;
  training: boolean;
  momentum: number;
  epsilon: number;
  rate: number;
  scale: number;
  offset: number;
}

interface Golden {
  op: string;
  why: string;
  config: Config & { padding: unknown };
  inputs: Record<string, Values>;
  outputs: Record<string, Values>;
  upstream: Values;
  gradients: Record<string, Values>;
}

/** Outputs and gradients of PyTorch in float64, confirmed by Keras; made by interop/goldens/operators.py. */
const goldens = JSON.parse(
  readFileSync(new URL('../../test/goldens/operators.json', import.meta.url), 'utf8'),
) as Golden[];

const trains = (x: Tensor): boolean => x.graph.layout === 'CHWN';
const imageSize = (x: Tensor): Size2D =>
  (trains(x) ? x.shape.slice(1, 3) : x.shape.slice(2, 4)) as unknown as Size2D;

function pooling(pool: typeof maxPooling2D) {
  return ({ poolSize, strides, padding }: Config): Build =>
    ({ x }) =>
      pool(x!, { poolSize, strides, padding: resolvePadding(padding, imageSize(x!), poolSize, strides) });
}

const BUILDERS: Record<string, (config: Config) => Build> = {
  conv2d:
    ({ strides, padding, dilationRate }) =>
    ({ x, kernel, bias }) => {
      const window = kernel!.shape.slice(2) as unknown as Size2D;
      const zeros = resolvePadding(padding, imageSize(x!), window, strides, dilationRate);
      return conv2d(x!, kernel!, bias, { strides, padding: zeros, dilation: dilationRate });
    },
  batchNormalization:
    ({ training, epsilon }) =>
    ({ x, gamma, beta, movingMean, movingVariance }) =>
      training
        ? batchNormalization(x!, gamma!, beta!, epsilon).y
        : normalizeWithStatistics(
            x!,
            gamma!,
            beta!,
            { mean: movingMean!, variance: movingVariance! },
            epsilon,
          ),
  relu:
    () =>
    ({ x }) =>
      relu(x!),
  sigmoid:
    () =>
    ({ x }) =>
      sigmoid(x!),
  tanh:
    () =>
    ({ x }) =>
      tanh(x!),
  softmax:
    () =>
    ({ x }) =>
      softmax(x!, trains(x!) ? 0 : 1),
  maxPooling2D: pooling(maxPooling2D),
  averagePooling2D: pooling(averagePooling2D),
  globalAveragePooling2D:
    () =>
    ({ x }) =>
      globalAveragePooling2D(x!),
  zeroPadding2D:
    ({ padding }) =>
    ({ x }) => {
      const [[top, bottom], [left, right]] = padding as unknown as [Size2D, Size2D];
      return zeroPadding(x!, [top, left, bottom, right] satisfies Padding2D);
    },
  add:
    () =>
    ({ a, b }) =>
      add(a!, b!),
  flatten:
    () =>
    ({ x }) =>
      flatten(x!),
  dense:
    () =>
    ({ x, kernel, bias }) =>
      dense(x!, kernel!, bias),
  dropout:
    () =>
    ({ x, mask }) =>
      masked(x!, mask!),
  rescaling:
    ({ scale, offset }) =>
    ({ x }) =>
      rescaling(x!, scale, offset),
};

const DATA = new Set(['x', 'a', 'b', 'mask', 'y']);

/** The order of axes in the engine for a tensor that has Keras' order. */
function axes(op: string, name: string, rank: number, layout: 'CHWN' | 'NCHW'): readonly number[] {
  if (op === 'conv2d' && name === 'kernel') return [3, 2, 0, 1];
  if (!DATA.has(name) || (layout === 'NCHW' && rank === 2))
    return Array.from({ length: rank }, (_, axis) => axis);
  if (rank === 2) return [1, 0];
  return layout === 'CHWN' ? [3, 1, 2, 0] : [0, 3, 1, 2];
}

function engineInputs({ op, inputs, config }: Golden, layout: 'CHWN' | 'NCHW'): Record<string, Values> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, values]) => {
      const kept =
        name === 'mask'
          ? { ...values, data: Array.from(values.data, (value) => value / (1 - config.rate)) }
          : values;
      return [name, permute(kept, axes(op, name, values.shape.length, layout))];
    }),
  );
}

/** The one case in which float32 sums of squares lose digits: a mean a hundred times the deviation. */
const tolerance = ({ why }: Golden): number => (why.includes('mean far from zero') ? 1e-2 : 1e-5);

test.each(goldens)('$op, $why: output and gradients as PyTorch and Keras', async (golden) => {
  const { op, config, outputs, upstream, gradients } = golden;
  const inputs = engineInputs(golden, 'CHWN');
  const names = Object.keys(gradients);
  const compiled = await compileGradients(BUILDERS[op]!(config as Config), inputs, names);
  const y = permute(outputs.y!, axes(op, 'y', outputs.y!.shape.length, 'CHWN'));
  const dy = permute(upstream, axes(op, 'y', upstream.shape.length, 'CHWN'));
  const results = await compiled.run({ ...inputs, upstream: dy });
  await compiled.release();
  expectClose(results.y!, y, 'the output', tolerance(golden));
  for (const name of names) {
    const expected = permute(gradients[name]!, axes(op, name, gradients[name]!.shape.length, 'CHWN'));
    expectClose(results[gradientName(name)]!, expected, gradientName(name), tolerance(golden));
  }
});

const predicting = goldens.filter(({ op, config }) => op !== 'dropout' && !config.training);

test.each(predicting)('$op, $why: the prediction layout gives the same', async (golden) => {
  const { op, config, outputs } = golden;
  const inputs = engineInputs(golden, 'NCHW');
  const compiled = await compileOperator(BUILDERS[op]!(config as Config), inputs, 'NCHW');
  const { y } = await compiled.run(inputs);
  await compiled.release();
  expectClose(y!, permute(outputs.y!, axes(op, 'y', outputs.y!.shape.length, 'NCHW')), 'the output', 1e-5);
});

test('every operator has goldens', () => {
  expect(new Set(goldens.map(({ op }) => op))).toEqual(new Set(Object.keys(BUILDERS)));
});
