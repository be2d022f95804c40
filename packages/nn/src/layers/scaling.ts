import type { Shape, Tensor } from '../graph/tensor.js';
import { graphAxes } from '../ops/axes.js';
import { channelRescaling, masked, rescaling as rescale } from '../ops/scaling.js';
import {
  Layer,
  type LayerCall,
  type LayerContext,
  type LayerOptions,
  layerCall,
  type SymbolicShape,
  single,
} from './layer.js';

/** One number for all channels, or one for each. */
export type PerChannel = number | readonly number[];

export interface RescalingConfig {
  readonly scale: PerChannel;
  readonly offset: PerChannel;
}

export class Rescaling extends Layer<RescalingConfig> {
  readonly className = 'Rescaling';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const shape = single(this.className, inputShapes);
    const channels = shape.at(-1)!;
    const { scale, offset } = this.config;
    for (const values of [scale, offset]) {
      if (typeof values === 'number' || values.length === channels) continue;
      throw new RangeError(`Rescaling: ${values.length} values do not fit ${channels} channels`);
    }
    return shape;
  }

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const { scale, offset } = this.config;
    if (typeof scale === 'number' && typeof offset === 'number') return rescale(x!, scale, offset);
    const channels = x!.shape[x!.graph.layout === 'CHWN' ? 0 : 1] as number;
    const all = (values: PerChannel) =>
      typeof values === 'number' ? Array<number>(channels).fill(values) : values;
    return channelRescaling(x!, all(scale), all(offset));
  }
}

/** `x · scale + offset`, each one number or one for each channel; Keras' `Rescaling`. */
export const rescaling = (
  options: LayerOptions & { readonly scale: PerChannel; readonly offset?: PerChannel },
): LayerCall =>
  layerCall(
    (config, name) => new Rescaling(config, name),
    { scale: options.scale, offset: options.offset ?? 0 },
    options,
  );

/** Arguments of Keras' `Dropout`; `rate` in [0, 1). */
export interface DropoutConfig {
  readonly rate: number;
  /**
   * Keras' `noise_shape`, the batch first: 1 where values are dropped together, `null` for the size that the
   * axis has; `[null, 1, 1, 1]` drops whole examples. Kept only where it is given.
   */
  readonly noiseShape?: readonly (number | null)[];
}

export class Dropout extends Layer<DropoutConfig> {
  readonly className: string = 'Dropout';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    return single(this.className, inputShapes);
  }

  override call(context: LayerContext, [x]: readonly Tensor[]): Tensor {
    if (!context.training || this.config.rate === 0) return x!;
    return masked(x!, context.dropoutMask(this.config.rate, this.maskShape(x!.shape)));
  }

  /** In the training layout; 1 where values are dropped together. */
  protected maskShape(shape: Shape): Shape {
    const { noiseShape } = this.config;
    if (!noiseShape) return shape;
    return graphAxes('CHWN', shape.length).map((axis, at) => (noiseShape[axis] === 1 ? 1 : shape[at]!));
  }
}

/**
 * Sets a share of the values to 0 while training and scales the others up; Keras' `Dropout`.
 * @throws RangeError when the rate lies outside [0, 1)
 * Source: Srivastava et al. 2014, in the inverted form.
 */
export function dropout(options: LayerOptions & DropoutConfig): LayerCall {
  const { noiseShape } = options;
  const config = { ...rateConfig('dropout', options), ...(noiseShape && { noiseShape }) };
  return layerCall((layerConfig, name) => new Dropout(layerConfig, name), config, options);
}

export class SpatialDropout2D extends Dropout {
  override readonly className = 'SpatialDropout2D';

  protected override maskShape([channels, , , batch]: Shape): Shape {
    return [channels!, 1, 1, batch!];
  }
}

/**
 * Dropout of whole channels of an image; Keras' `SpatialDropout2D`.
 * @throws RangeError when the rate lies outside [0, 1)
 * Source: Tompson et al. 2015, Efficient Object Localization.
 */
export const spatialDropout2D = (options: LayerOptions & { readonly rate: number }): LayerCall =>
  layerCall(
    (config, name) => new SpatialDropout2D(config, name),
    rateConfig('spatialDropout2D', options),
    options,
  );

function rateConfig(owner: string, { rate }: { readonly rate: number }): { readonly rate: number } {
  if (rate >= 0 && rate < 1) return { rate };
  throw new RangeError(`${owner}: rate must lie in [0, 1), received ${rate}`);
}
