import { describe, expect, test } from 'vitest';
import { decodeOnnx } from '../../test/support/onnx.js';
import { runGraph } from '../../test/support/run-graph.js';
import { concat, expand, pad, reshape, slice, transpose } from './arrange.js';
import { add, broadcastShape, mul } from './elementwise.js';
import { gradients } from './gradients.js';
import { Graph } from './graph.js';
import { matmul, reduceSum, sumAll } from './reduce.js';
import { serialize, usedInputs } from './serialize.js';
import { sizeOf } from './tensor.js';

const values = { shape: [2, 3], data: [1, 2, 3, 4, 5, 6] };

test.each([
  {
    title: 'slice with a step',
    build: (x: ReturnType<Graph['input']>) => slice(x, 1, 0, 3, 2),
    expected: { shape: [2, 2], data: [1, 3, 4, 6] },
  },
  {
    title: 'slice of everything',
    build: (x: ReturnType<Graph['input']>) => slice(x, 0, 0, 2),
    expected: values,
  },
  {
    title: 'transpose',
    build: (x: ReturnType<Graph['input']>) => transpose(x, [1, 0]),
    expected: { shape: [3, 2], data: [1, 4, 2, 5, 3, 6] },
  },
  {
    title: 'reshape',
    build: (x: ReturnType<Graph['input']>) => reshape(x, [3, 2]),
    expected: { shape: [3, 2], data: [1, 2, 3, 4, 5, 6] },
  },
  {
    title: 'concat',
    build: (x: ReturnType<Graph['input']>) => concat([x, x], 0),
    expected: { shape: [4, 3], data: [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6] },
  },
  {
    title: 'pad',
    build: (x: ReturnType<Graph['input']>) => pad(x, [0, 1], [1, 0]),
    expected: { shape: [3, 4], data: [0, 1, 2, 3, 0, 4, 5, 6, 0, 0, 0, 0] },
  },
  {
    title: 'expand',
    build: (x: ReturnType<Graph['input']>) => expand(reduceSum(x, [0], true), [2, 3]),
    expected: { shape: [2, 3], data: [5, 7, 9, 5, 7, 9] },
  },
  {
    title: 'matmul',
    build: (x: ReturnType<Graph['input']>) => matmul(x, transpose(x, [1, 0])),
    expected: { shape: [2, 2], data: [14, 32, 32, 77] },
  },
])('$title: values and shape', async ({ build, expected }) => {
  const graph = new Graph('CHWN');
  const y = build(graph.input('x', 'float32', [2, 3]));
  const results = await runGraph(graph, { y }, { x: values });
  expect(y.shape).toEqual(expected.shape);
  expect({ shape: results.y!.shape, data: Array.from(results.y!.data) }).toEqual(expected);
});

describe('serialize', () => {
  test('writes only what the outputs depend on', () => {
    const graph = new Graph('CHWN');
    const x = graph.input('x', 'float32', [2]);
    const unused = graph.input('unused', 'float32', [2]);
    add(unused, graph.constant(Float32Array.of(7, 7), [2], 'unused constant'));
    const y = mul(x, graph.scalar(2));
    const { node, input, initializer, output } = decodeOnnx(serialize(graph, { y }, { name: 'test' })).graph;
    expect(node.map(({ opType }) => opType)).toEqual(['Mul']);
    expect(input.map(({ name }) => name)).toEqual(['x']);
    expect(initializer).toHaveLength(1);
    expect(output.map(({ name }) => name)).toEqual(['y']);
    expect(usedInputs(graph, [y])).toEqual([x]);
  });

  test('returns one tensor under several names, and inputs and constants as they are', async () => {
    const graph = new Graph('CHWN');
    const x = graph.input('x', 'float32', [2]);
    const doubled = add(x, x);
    const outputs = {
      first: doubled,
      second: doubled,
      same: x,
      three: graph.constant(Float32Array.of(3, 4), [2]),
    };
    const results = await runGraph(graph, outputs, { x: { shape: [2], data: [1, 2] } });
    const data = Object.fromEntries(
      Object.entries(results).map(([name, result]) => [name, Array.from(result.data)]),
    );
    expect(data).toEqual({ first: [2, 4], second: [2, 4], same: [1, 2], three: [3, 4] });
  });

  test('shares equal small constants', () => {
    const graph = new Graph('CHWN');
    expect(graph.scalar(0.5)).toBe(graph.scalar(0.5));
    expect(graph.filled(1, [100])).toBe(graph.filled(1, [100]));
    expect(graph.scalar(0)).not.toBe(graph.constant(Float32Array.of(0), [1]));
  });
});

describe('gradients', () => {
  test('are null where the loss does not depend on a source, and add up where it does twice', async () => {
    const graph = new Graph('CHWN');
    const x = graph.input('x', 'float32', [2]);
    const other = graph.input('other', 'float32', [2]);
    const y = graph.differentiable(add(x, x), [x, x], (dy) => [dy, dy]);
    const loss = graph.differentiable(sumAll(y), [y], (dy) => [expand(reshape(dy, [1]), [2])]);
    const [dx, none] = gradients(loss, [x, other]);
    expect(none).toBeNull();
    const results = await runGraph(graph, { dx: dx! }, {});
    expect(Array.from(results.dx!.data)).toEqual([2, 2]);
  });

  test('emit nothing for operators that no source reaches', () => {
    const graph = new Graph('CHWN');
    const image = graph.input('image', 'float32', [2]);
    const weight = graph.input('weight', 'float32', [2]);
    let asked = 0;
    const features = graph.differentiable(add(image, image), [image], (dy) => {
      asked++;
      return [dy];
    });
    const y = graph.differentiable(mul(features, weight), [features, weight], (dy) => [
      mul(dy, weight),
      mul(dy, features),
    ]);
    const loss = graph.differentiable(sumAll(y), [y], (dy) => [expand(reshape(dy, [1]), [2])]);
    gradients(loss, [weight]);
    expect(asked).toBe(0);
    gradients(loss, [weight, image]);
    expect(asked).toBe(1);
  });

  test('of anything but a scalar, or of a wrong shape, are an error', () => {
    const graph = new Graph('CHWN');
    const x = graph.input('x', 'float32', [2]);
    expect(() => gradients(x, [x])).toThrow('gradients: the loss must be a scalar, received shape [2]');
    const loss = graph.differentiable(sumAll(x), [x], (dy) => [dy]);
    expect(() => gradients(loss, [x])).toThrow(
      'gradient of input 0 (x) into ReduceSum has shape [], expected [2]',
    );
  });
});

describe('mistakes are named', () => {
  test('shapes', () => {
    const graph = new Graph('CHWN');
    const x = graph.input('x', 'float32', [2, 3]);
    expect(() => reshape(x, [4, 2])).toThrow('reshape: [2, 3] has 6 values, [4, 2] has 8');
    expect(() => add(x, graph.input('y', 'float32', [2]))).toThrow(
      'shapes [2, 3] and [2] do not broadcast (axis 1: 3 and 2)',
    );
    expect(() => graph.constant(Float32Array.of(1), [2])).toThrow(
      'constant of shape [2] needs 2 values, received 1',
    );
    expect(() => sizeOf(['batch', 3])).toThrow('expected a shape of known sizes, received [batch, 3]');
    expect(broadcastShape(['batch', 3], [1, 3])).toEqual(['batch', 3]);
  });

  test('an input that is declared twice', () => {
    const graph = new Graph('CHWN');
    graph.input('x', 'float32', [1]);
    expect(() => graph.input('x', 'float32', [1])).toThrow(
      'graph input "x" is declared twice; input names are unique',
    );
  });
});
