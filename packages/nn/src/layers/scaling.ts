import type { Tensor } from '../graph/tensor.js';
import { masked, rescaling as rescale } from '../ops/scaling.js';
import {
  Layer,
  type LayerCall,
  type LayerContext,
  type LayerOptions,
  layerCall,
  type SymbolicShape,
  single,
} from './layer.js';

export class Rescaling extends Layer<{ readonly scale: number; readonly offset: number }> {
  readonly className = 'Rescaling';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    return single(this.className, inputShapes);
  }

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    return rescale(x!, this.config.scale, this.config.offset);
  }
}

/** `x · scale + offset`; Keras' `Rescaling`. */
export const rescaling = (
  options: LayerOptions & { readonly scale: number; readonly offset?: number },
): LayerCall =>
  layerCall(
    (config, name) => new Rescaling(config, name),
    { scale: options.scale, offset: options.offset ?? 0 },
    options,
  );

export class Dropout extends Layer<{ readonly rate: number }> {
  readonly className = 'Dropout';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    return single(this.className, inputShapes);
  }

  override call(context: LayerContext, [x]: readonly Tensor[]): Tensor {
    if (!context.training || this.config.rate === 0) return x!;
    return masked(x!, context.dropoutMask(this.config.rate, x!.shape));
  }
}

/**
 * Sets a share of the values to 0 while training and scales the others up; Keras' `Dropout`.
 * @throws RangeError when the rate lies outside [0, 1)
 * Source: Srivastava et al. 2014, in the inverted form.
 */
export function dropout(options: LayerOptions & { readonly rate: number }): LayerCall {
  if (!(options.rate >= 0 && options.rate < 1))
    throw new RangeError(`dropout: rate must lie in [0, 1), received ${options.rate}`);
  return layerCall((config, name) => new Dropout(config, name), { rate: options.rate }, options);
}
