import type { Tensor } from '../graph/tensor.js';
import { logSigmoid, relu, sigmoid, softmax as softmaxOperator, tanh } from '../ops/activations.js';
import {
  Layer,
  type LayerCall,
  type LayerContext,
  type LayerOptions,
  layerCall,
  type SymbolicShape,
  single,
} from './layer.js';

/** Keras' names of the activations that exist here; `linear` is none. */
export type ActivationName = 'linear' | 'relu' | 'sigmoid' | 'log_sigmoid' | 'tanh' | 'softmax';

const ACTIVATIONS: Readonly<Record<ActivationName, (x: Tensor) => Tensor>> = {
  linear: (x) => x,
  relu,
  sigmoid,
  log_sigmoid: logSigmoid,
  tanh,
  // The classes are the channels: the first axis in the training layout, the second in the prediction layout.
  softmax: (x) => softmaxOperator(x, x.graph.layout === 'CHWN' ? 0 : 1),
};

export function activate(name: ActivationName, x: Tensor): Tensor {
  return ACTIVATIONS[name](x);
}

/** @throws RangeError with the list of names when there is no such activation */
export function checkActivation(name: string): ActivationName {
  if (Object.hasOwn(ACTIVATIONS, name)) return name as ActivationName;
  throw new RangeError(`unknown activation "${name}"; known are ${Object.keys(ACTIVATIONS).join(', ')}`);
}

export class Activation extends Layer<{ readonly activation: ActivationName }> {
  readonly className = 'Activation';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    return single(this.className, inputShapes);
  }

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
export class Softmax extends Layer {
  readonly className = 'Softmax';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    return single(this.className, inputShapes);
  }

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    return activate('softmax', x!);
  }
}

export const softmax = (options: LayerOptions = {}): LayerCall =>
  layerCall((config, name) => new Softmax(config, name), {}, options);
