import type { Tensor } from '../graph/tensor.js';
import { logSigmoid, relu, sigmoid, softmax as softmaxOperator, tanh } from '../ops/activations.js';
import { graphAxis } from '../ops/axes.js';
import { exp } from '../ops/math.js';
import { elu, rectifier, selu } from '../ops/rectifiers.js';
import {
  gelu,
  geluApproximate,
  hardSigmoid,
  hardSilu,
  logSoftmax,
  mish,
  silu,
  softplus,
  softsign,
} from '../ops/smooth-activations.js';
import {
  Layer,
  type LayerCall,
  type LayerContext,
  type LayerOptions,
  layerCall,
  type SymbolicShape,
  single,
} from './layer.js';

const classes = (x: Tensor): number => graphAxis(x.graph.layout, x.shape.length, -1);

const ACTIVATIONS = {
  linear: (x: Tensor) => x,
  elu: (x: Tensor) => elu(x),
  exponential: exp,
  gelu,
  /** Keras' `gelu(x, approximate=True)`. */
  gelu_approximate: geluApproximate,
  /** Keras 3's; that of Keras 2 has another slope. */
  hard_sigmoid: hardSigmoid,
  hard_silu: hardSilu,
  leaky_relu: (x: Tensor) => rectifier(x, { maxValue: null, negativeSlope: 0.2, threshold: 0 }),
  log_sigmoid: logSigmoid,
  log_softmax: (x: Tensor) => logSoftmax(x, classes(x)),
  mish,
  relu,
  relu6: (x: Tensor) => rectifier(x, { maxValue: 6, negativeSlope: 0, threshold: 0 }),
  selu,
  sigmoid,
  silu,
  softmax: (x: Tensor) => softmaxOperator(x, classes(x)),
  softplus,
  softsign,
  tanh,
} as const;

/** Keras' names of the supported activations; `linear` is the identity. */
export type ActivationName = keyof typeof ACTIVATIONS;

/** Other names that Keras takes for the same. */
const ALIASES: Readonly<Record<string, ActivationName>> = { hard_swish: 'hard_silu', swish: 'silu' };

export function activate(name: ActivationName, x: Tensor): Tensor {
  return ACTIVATIONS[name](x);
}

/** @throws RangeError with the list of names when there is no such activation */
export function checkActivation(name: string): ActivationName {
  if (Object.hasOwn(ACTIVATIONS, name)) return name as ActivationName;
  if (Object.hasOwn(ALIASES, name)) return ALIASES[name]!;
  const known = [...Object.keys(ACTIVATIONS), ...Object.keys(ALIASES)].sort();
  throw new RangeError(`unknown activation "${name}"; known are ${known.join(', ')}`);
}

/** A layer that changes values but not shapes. */
abstract class Elementwise<Config extends object = object> extends Layer<Config> {
  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    return single(this.className, inputShapes);
  }
}

export class Activation extends Elementwise<{ readonly activation: ActivationName }> {
  readonly className = 'Activation';

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    return activate(this.config.activation, x!);
  }
}

/** Keras' `Activation`. @throws RangeError on an unknown name */
export function activation(name: ActivationName, options: LayerOptions = {}): LayerCall {
  return layerCall(
    (config, given) => new Activation(config, given),
    { activation: checkActivation(name) },
    options,
  );
}

/** Softmax over the channels; Keras' `Softmax`. */
export class Softmax extends Elementwise {
  readonly className = 'Softmax';

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    return activate('softmax', x!);
  }
}

/** Softmax over the last axis; Keras' `Softmax`. */
export const softmax = (options: LayerOptions = {}): LayerCall =>
  layerCall((config, name) => new Softmax(config, name), {}, options);
