import { concat, transpose } from '../graph/arrange.js';
import { cast } from '../graph/elementwise.js';
import { Graph } from '../graph/graph.js';
import type { Dimension, Tensor } from '../graph/tensor.js';
import { logitsOf } from '../ops/activations.js';
import type { Interpolation } from '../ops/resample.js';
import { forward, fromLayout, toLayout } from './forward.js';
import type { Network } from './network.js';
import { storedWeight, type WeightType } from './stored-weights.js';

export interface InferenceGraphOptions {
  /**
   * `fixed`: examples of the model's input shape. `any`: uint8 images of any size, which the graph resizes by ONNX
   * `Resize`, each axis to the model's size.
   */
  readonly imageSize?: 'fixed' | 'any';
  /**
   * How images of any size are resized. `bilinear`: ONNX `Resize` by `linear`, antialias, `half_pixel`. `nearest`: the pixel in
   * which the new one's middle lies. Default `bilinear`.
   */
  readonly interpolation?: Interpolation;
  /** How large weights are stored. Default `float32`. */
  readonly weightType?: WeightType;
}

export interface InferenceGraph {
  readonly graph: Graph;
  readonly output: Tensor;
  /** What went into the final sigmoid or softmax, where the model ends in one. */
  readonly logits?: Tensor;
}

/**
 * The model as a graph for prediction: any batch size, weights inside.
 * Input `images` [batch, height, width, channels] (or [batch, features]), output `probabilities` [batch, units].
 * @throws RangeError when images of any size are asked of a model that does not take uint8 images
 */
export function inferenceGraph(
  network: Network,
  { imageSize = 'fixed', weightType = 'float32', interpolation }: InferenceGraphOptions = {},
): InferenceGraph {
  const graph = new Graph('NCHW');
  const examples =
    imageSize === 'any'
      ? resizedImages(graph, network, 'batch', interpolation)
      : toLayout(graph.input('images', network.inputType, ['batch', ...network.inputShape]));
  const weights = new Map(
    network.weights.map((weight) => [weight.name, storedWeight(graph, weight, weightType)]),
  );
  const { output } = forward(network, graph, examples, {
    training: false,
    weight: (name) => weights.get(name)!,
  });
  const logits = logitsOf(output);
  return { graph, output: fromLayout(output), ...(logits ? { logits: fromLayout(logits) } : {}) };
}

const RESIZE = {
  bilinear: { mode: 'linear', antialias: 1, coordinate_transformation_mode: 'half_pixel' },
  nearest: {
    mode: 'nearest',
    nearest_mode: 'round_prefer_ceil',
    coordinate_transformation_mode: 'half_pixel',
  },
};

/**
 * Adds an input `images` [batch, height, width, channels] of any size and its resizing to the model's size.
 * @returns float32 in the graph's layout
 * @throws RangeError when the model does not take uint8 images
 */
export function resizedImages(
  graph: Graph,
  network: Network,
  batch: Dimension,
  interpolation: Interpolation = 'bilinear',
): Tensor {
  const [height, width, channels] = network.inputShape;
  if (
    network.inputType !== 'uint8' ||
    height === undefined ||
    width === undefined ||
    channels === undefined
  ) {
    throw new RangeError(
      `model "${network.name}" takes ${network.inputType} [${network.inputShape.join(', ')}]; only uint8 images can be of any size`,
    );
  }
  const images = transpose(
    graph.input('images', 'uint8', [batch, 'height', 'width', channels]),
    [0, 3, 1, 2],
  );
  // All four sizes, the batch's own among them: with `axes`, ONNX Runtime 1.30 loses them when it moves the transpose.
  const [count] = graph.node('Shape', [images], { start: 0, end: 1 }, [{ dtype: 'int64', shape: [1] }]);
  const sizes = concat(
    [count!, graph.constant(BigInt64Array.from([channels, height, width], BigInt), [3])],
    0,
  );
  const [resized] = graph.node('Resize', [images, null, null, sizes], RESIZE[interpolation], [
    { dtype: 'uint8', shape: [batch, channels, height, width] },
  ]);
  const values = cast(resized!, 'float32');
  return graph.layout === 'CHWN' ? transpose(values, [1, 2, 3, 0]) : values;
}
