import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileGraph, runGraph } from '../../test/support/run-graph.js';
import { expectClose, type Values } from '../../test/support/values.js';
import { mul } from '../graph/elementwise.js';
import { gradients } from '../graph/gradients.js';
import { Graph, type Layout } from '../graph/graph.js';
import { sumAll } from '../graph/reduce.js';
import type { Tensor } from '../graph/tensor.js';
import { arrange } from '../index.js';
import { fromLayout, toLayout } from '../network/forward.js';
import { fromStorage, toStorage } from '../network/weight.js';
import { graphAxes } from '../ops/axes.js';
import { createLayer } from './registry.js';

interface Golden {
  readonly layer: string;
  readonly why: string;
  readonly config: Record<string, unknown>;
  readonly inputs: readonly Values[];
  /** By Keras' names, in Keras' order of axes. */
  readonly weights: Readonly<Record<string, Values>>;
  readonly y: Values;
  readonly upstream: Values;
  /** Of `input 0`, `input 1`, … and of the weights that are trained. */
  readonly gradients: Readonly<Record<string, Values>>;
}

/** Outputs and gradients of real Keras layers in float64; made by interop/goldens/keras_layers.py. */
const goldens = JSON.parse(
  readFileSync(new URL('../../test/goldens/keras-layers.json', import.meta.url), 'utf8'),
) as Golden[];

const INITIALIZERS = {
  ...{ kernelInitializer: { name: 'zeros' }, biasInitializer: { name: 'zeros' } },
  ...{ depthwiseInitializer: { name: 'zeros' }, pointwiseInitializer: { name: 'zeros' } },
  alphaInitializer: { name: 'zeros' },
};

function build({ layer: className, config, inputs, weights }: Golden, layout: Layout) {
  const layer = createLayer(className, { ...INITIALIZERS, ...config }, 'layer');
  const shapes = inputs.map(({ shape }) => [null, ...shape.slice(1)]);
  const definitions = layer.weights(shapes);
  expect(definitions.map(({ name }) => name)).toEqual(Object.keys(weights));
  const graph = new Graph(layout);
  const fed = inputs.map(({ shape }, index) => graph.input(`input ${index}`, 'float32', shape));
  const placed = fed.map(toLayout);
  const stored = new Map(
    definitions.map((definition) => {
      const { data, shape } = weights[definition.name]!;
      expect(definition.shape).toEqual(shape);
      const values = toStorage(Float32Array.from(data), definition);
      const [height, width, channels, last] = shape as [number, number, number, number];
      const storage = {
        ...{ keras: shape, oihw: [last, channels, height, width] },
        depthwise: [channels * last, 1, height, width],
      };
      return [definition.name, graph.constant(values, storage[definition.storage], definition.name)];
    }),
  );
  const context = { graph, training: false, updateStatistic: () => {}, dropoutMask: () => placed[0]! };
  const y = layer.call({ ...context, weight: (name) => stored.get(name)! }, placed);
  expect(layer.outputShape(shapes).slice(1)).toEqual(fromLayout(y).shape.slice(1));
  const feeds = Object.fromEntries(inputs.map((values, index) => [`input ${index}`, values]));
  return { graph, definitions, placed, stored, y, feeds };
}

test.each(goldens)('$layer, $why: output and gradients as in Keras', async (golden) => {
  const { graph, definitions, placed, stored, y, feeds } = build(golden, 'CHWN');
  const upstream = toLayout(graph.input('upstream', 'float32', golden.upstream.shape));
  const total = graph.differentiable(sumAll(mul(y, upstream)), [y], (dy) => [mul(upstream, dy)]);
  const sources = new Map<string, Tensor>([
    ...placed.map((tensor, index) => [`input ${index}`, tensor] as const),
    ...definitions.filter(({ trainable }) => trainable).map(({ name }) => [name, stored.get(name)!] as const),
  ]);
  const all = gradients(total, [...sources.values()]);
  const outputs: Record<string, Tensor> = { y: fromLayout(y) };
  [...sources.keys()].forEach((name, index) => {
    const gradient = all[index];
    expect(gradient, `gradient of ${name}`).not.toBeNull();
    outputs[`gradient of ${name}`] = name.startsWith('input') ? fromLayout(gradient!) : gradient!;
  });
  const compiled = await compileGraph(graph, outputs);
  const results = await compiled.run({ ...feeds, upstream: golden.upstream });
  await compiled.release();
  expectClose(results.y!, golden.y, 'the output', 1e-5);
  for (const [name, expected] of Object.entries(golden.gradients)) {
    const found = results[`gradient of ${name}`]!;
    const definition = definitions.find((candidate) => candidate.name === name);
    const data = definition ? fromStorage(Float32Array.from(found.data), definition) : found.data;
    expectClose({ shape: expected.shape, data }, expected, `the gradient of ${name}`, 5e-5);
  }
});

test.each(goldens)('$layer, $why: the prediction layout gives the same', async (golden) => {
  const { graph, y, feeds } = build(golden, 'NCHW');
  const results = await runGraph(graph, { y: fromLayout(y) }, feeds);
  expectClose(results.y!, golden.y, 'the output', 1e-5);
});

test('axes of both layouts are those of Keras in another order', () => {
  const graph = new Graph('CHWN');
  const x = graph.input('x', 'float32', [2, 3, 4, 5]);
  expect(arrange.transpose(x, graphAxes('CHWN', 4)).shape).toEqual([5, 3, 4, 2]);
  expect(arrange.transpose(x, graphAxes('NCHW', 4)).shape).toEqual([2, 5, 3, 4]);
});
