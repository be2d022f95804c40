import { transpose } from '../graph/arrange.js';
import { add, cast, scale } from '../graph/elementwise.js';
import type { Graph } from '../graph/graph.js';
import type { Shape, Tensor } from '../graph/tensor.js';
import { graphAxes, kerasAxes } from '../ops/axes.js';
import type { Network } from './network.js';

/** Such as a batch normalization's moving mean. */
export interface Statistic {
  /** That of this batch. */
  readonly ofBatch: Tensor;
  /** The weight's new value. */
  readonly updated: Tensor;
}

/** A network in a graph. */
export interface ForwardPass {
  /** [N, units] or an image tensor, in the graph's layout. */
  readonly output: Tensor;
  /** What each layer gave, by the layer's name, in the graph's layout. */
  readonly activations: ReadonlyMap<string, Tensor>;
  /** The weights that are not trained but follow a statistic of the batches, by name. */
  readonly statistics: ReadonlyMap<string, Statistic>;
  /** Masks to draw afresh for every step, by graph input name. */
  readonly dropout: ReadonlyMap<string, { readonly rate: number; readonly shape: Shape }>;
}

/** In what way a network is added to a graph. */
export interface ForwardOptions {
  /** True in a training step: batch statistics, dropout. */
  readonly training: boolean;
  /** The graph's tensor of a weight, by the weight's name. */
  readonly weight: (name: string) => Tensor;
}

/**
 * Adds a model to a graph.
 * @param examples float32, in the graph's layout (see `toLayout`)
 */
export function forward(
  network: Network,
  graph: Graph,
  examples: Tensor,
  options: ForwardOptions,
): ForwardPass {
  const statistics = new Map<string, Statistic>();
  const dropout = new Map<string, { rate: number; shape: Shape }>();
  const values = new Map<string, Tensor>();
  for (const { name, layer, inputs } of network.layers) {
    const context = {
      graph,
      training: options.training,
      weight: (weight: string) => options.weight(`${name}/${weight}`),
      updateStatistic: (weight: string, ofBatch: Tensor, momentum: number) => {
        const kept = scale(options.weight(`${name}/${weight}`), momentum);
        statistics.set(`${name}/${weight}`, { ofBatch, updated: add(kept, scale(ofBatch, 1 - momentum)) });
      },
      dropoutMask: (rate: number, shape: Shape) => {
        const mask = graph.input(`${name}/mask`, 'float32', shape);
        dropout.set(mask.name, { rate, shape });
        return mask;
      },
    };
    values.set(
      name,
      layer.call(context, inputs.length === 0 ? [examples] : inputs.map((input) => values.get(input.name)!)),
    );
  }
  return { output: values.get(network.layers.at(-1)!.name)!, activations: values, statistics, dropout };
}

/** Examples [N, H, W, C] or [N, features] of any type to float32 in the graph's layout. */
export function toLayout(examples: Tensor): Tensor {
  const values = examples.dtype === 'float32' ? examples : cast(examples, 'float32');
  return moved(values, graphAxes(values.graph.layout, values.shape.length));
}

/** The graph's layout to [N, H, W, C] or [N, features]. */
export function fromLayout(values: Tensor): Tensor {
  return moved(values, kerasAxes(values.graph.layout, values.shape.length));
}

const moved = (values: Tensor, axes: readonly number[]): Tensor =>
  axes.every((from, to) => from === to) ? values : transpose(values, axes);
