import { mul } from '../../src/graph/elementwise.js';
import { gradients } from '../../src/graph/gradients.js';
import { Graph, type Layout } from '../../src/graph/graph.js';
import { sumAll } from '../../src/graph/reduce.js';
import type { Tensor } from '../../src/graph/tensor.js';
import { type CompiledGraph, compileGraph } from './run-graph.js';
import type { Values } from './values.js';

/** Adds an operator to a graph. */
export type Build = (inputs: Readonly<Record<string, Tensor>>) => Tensor;

export interface CompiledOperator extends CompiledGraph {
  readonly outputShape: readonly number[];
}

const shapesOf = (inputs: Readonly<Record<string, Values>>) =>
  Object.entries(inputs).map(([name, { shape }]) => [name, shape] as const);

/** An operator alone in a graph: inputs by name to `y`. */
export async function compileOperator(
  build: Build,
  inputs: Readonly<Record<string, Values>>,
  layout: Layout = 'CHWN',
): Promise<CompiledOperator> {
  const graph = new Graph(layout);
  const y = build(
    Object.fromEntries(shapesOf(inputs).map(([name, shape]) => [name, graph.input(name, 'float32', shape)])),
  );
  return Object.assign(await compileGraph(graph, { y }), { outputShape: y.shape as readonly number[] });
}

/**
 * An operator and its gradients: inputs and `upstream` to `y` and `gradient of <input>`, those of `Σ y · upstream`.
 * @param differentiable names of the inputs to differentiate by
 */
export async function compileGradients(
  build: Build,
  inputs: Readonly<Record<string, Values>>,
  differentiable: readonly string[],
): Promise<CompiledOperator> {
  const graph = new Graph('CHWN');
  const tensors = Object.fromEntries(
    shapesOf(inputs).map(([name, shape]) => [name, graph.input(name, 'float32', shape)]),
  );
  const y = build(tensors);
  const upstream = graph.input('upstream', 'float32', y.shape);
  const total = graph.differentiable(sumAll(mul(y, upstream)), [y], (dy) => [mul(upstream, dy)]);
  const all = gradients(
    total,
    differentiable.map((name) => tensors[name]!),
  );
  const outputs: Record<string, Tensor> = { y };
  differentiable.forEach((name, index) => {
    const gradient = all[index];
    if (!gradient) throw new Error(`no gradient flows to "${name}"`);
    outputs[gradientName(name)] = gradient;
  });
  return Object.assign(await compileGraph(graph, outputs), { outputShape: y.shape as readonly number[] });
}

export const gradientName = (input: string): string => `gradient of ${input}`;
