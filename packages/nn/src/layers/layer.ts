import type { Graph } from '../graph/graph.js';
import type { Shape, Tensor } from '../graph/tensor.js';
import type { InitializerConfig } from '../initializers/initializer.js';

/** Shape as Keras shows it, the batch first and unknown: `[null, 128, 128, 3]`. */
export type SymbolicShape = readonly (number | null)[];

/**
 * How a weight lies in the graph: as Keras has it, or as ONNX wants it: a kernel [h, w, in, out] as [out, in, h, w], a depthwise
 * one [h, w, in, multiplier] as [in · multiplier, 1, h, w].
 */
export type WeightStorage = 'keras' | 'oihw' | 'depthwise';

/** A weight that a layer needs, before it has values. */
export interface WeightDefinition {
  /** Keras' name: `kernel`, `bias`, `gamma`, ... */
  readonly name: string;
  /** Keras' shape. */
  readonly shape: readonly number[];
  readonly initializer: InitializerConfig;
  readonly trainable: boolean;
  readonly storage: WeightStorage;
}

/** What a layer can use while it adds itself to a graph. */
export interface LayerContext {
  readonly graph: Graph;
  /** True in a training step. */
  readonly training: boolean;
  /** The tensor of one of its weights. */
  weight(name: string): Tensor;
  /** Gives a weight that is not trained its value after this step: `momentum · weight + (1 - momentum) · ofBatch`. */
  updateStatistic(name: string, ofBatch: Tensor, momentum: number): void;
  /** A fresh mask at every step: 0 with probability `rate`, else `1 / (1 - rate)`. */
  dropoutMask(rate: number, shape: Shape): Tensor;
}

/** One step of a network: how shapes and values go through it, and which weights it owns. */
export abstract class Layer<Config extends object = object> {
  /** Keras' class name, such as `Conv2D`. */
  abstract readonly className: string;
  /** Keras' `trainable`: false freezes the weights, and puts batch normalization into inference mode. */
  trainable = true;

  /**
   * @param config all arguments of the layer, defaults filled in
   * @param givenName the name the user chose; a model names other layers as Keras does (`conv2d_1`)
   */
  constructor(
    readonly config: Config,
    readonly givenName?: string,
  ) {}

  /** @throws RangeError when the layer cannot take inputs of these shapes */
  abstract outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape;

  /** The weights that the layer needs for these inputs. */
  weights(_inputShapes: readonly SymbolicShape[]): readonly WeightDefinition[] {
    return [];
  }

  /** Adds the layer to a graph. */
  abstract call(context: LayerContext, inputs: readonly Tensor[]): Tensor;
}

/** The result of applying a layer, before any graph exists. */
export interface SymbolicTensor {
  readonly shape: SymbolicShape;
  readonly layer: Layer;
  readonly inputs: readonly SymbolicTensor[];
}

export const isSymbolicTensor = (value: unknown): value is SymbolicTensor =>
  typeof value === 'object' && value !== null && 'layer' in value && 'inputs' in value;

/** A layer that waits for its input: `conv2d({ filters: 64, kernelSize: 3 })(x)`. */
export interface LayerCall {
  (inputs: SymbolicTensor | readonly SymbolicTensor[]): SymbolicTensor;
  readonly layer: Layer;
}

export function applied(layer: Layer): LayerCall {
  const apply = (inputs: SymbolicTensor | readonly SymbolicTensor[]): SymbolicTensor => {
    const list = Array.isArray(inputs) ? (inputs as readonly SymbolicTensor[]) : [inputs as SymbolicTensor];
    const shape = layer.outputShape(list.map((input) => input.shape));
    return { shape, layer, inputs: list };
  };
  return Object.assign(apply, { layer });
}

/** Arguments that every layer takes. */
export interface LayerOptions {
  readonly name?: string;
  readonly trainable?: boolean;
}

/** Builds a layer from its class and options: the name and `trainable` apart, the rest its configuration. */
export function layerCall<Config extends object>(
  create: (config: Config, name?: string) => Layer<Config>,
  config: Config,
  options: LayerOptions,
): LayerCall {
  const layer = create(config, options.name);
  layer.trainable = options.trainable ?? true;
  return applied(layer);
}

/** The single input's shape as an image, `[height, width, channels]`. @throws RangeError when it is none. */
export function imageShape(
  className: string,
  inputShapes: readonly SymbolicShape[],
): readonly [number, number, number] {
  const shape = single(className, inputShapes);
  if (shape.length !== 4) {
    throw new RangeError(
      `${className} expects images of shape (None, height, width, channels), received ${keras(shape)}`,
    );
  }
  return shape.slice(1) as [number, number, number];
}

export function single(className: string, inputShapes: readonly SymbolicShape[]): SymbolicShape {
  if (inputShapes.length !== 1)
    throw new RangeError(`${className} expects one input, received ${inputShapes.length}`);
  return inputShapes[0]!;
}

/** A shape in Keras' notation: `(None, 64, 64, 3)`. */
export const keras = (shape: SymbolicShape): string =>
  `(${shape.map((size) => size ?? 'None').join(', ')}${shape.length === 1 ? ',' : ''})`;

/** Keras accepts one number for both directions. */
export const pair = (value: number | readonly [number, number]): readonly [number, number] =>
  typeof value === 'number' ? [value, value] : value;
