import { isSymbolicTensor, type LayerCall, type SymbolicTensor } from '../layers/layer.js';
import type { NetworkOptions } from '../network/network.js';
import { Model } from './model.js';

/**
 * A chain of layers; Keras' `Sequential`. The first of them is the input.
 * @example
 * ```ts
 * import { conv2d, dense, flatten, input, Sequential } from '@giemsa/nn';
 *
 * const model = new Sequential([
 *   input({ shape: [32, 32, 3] }),
 *   conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
 *   flatten(),
 *   dense({ units: 2, activation: 'softmax' }),
 * ]);
 * console.log(model.summary());
 * ```
 * @throws RangeError when the first is no input, no layer follows it, or a layer does not take what the one before gives
 */
export class Sequential extends Model {
  constructor(
    layers: readonly [SymbolicTensor, ...LayerCall[]],
    { name = 'sequential', ...options }: Pick<NetworkOptions, 'name' | 'seed'> = {},
  ) {
    const [first, ...rest] = Array.isArray(layers) ? layers : [];
    if (!isSymbolicTensor(first) || rest.length === 0 || rest.some((layer) => typeof layer !== 'function')) {
      throw new RangeError(
        'Sequential takes a list of an input and layers: new Sequential([input({ shape: [32, 32, 3] }), flatten(), dense({ units: 2 })])',
      );
    }
    const output = rest.reduce<SymbolicTensor>((tensor, layer) => layer(tensor), first);
    super(first, output, { ...options, name });
  }
}
