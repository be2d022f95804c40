import type { Tensor } from '../graph/tensor.js';
import { getInitializer, type InitializerLike } from '../initializers/get-initializer.js';
import type { InitializerConfig } from '../initializers/initializer.js';
import { conv2d } from '../ops/conv2d/conv2d.js';
import { NO_PADDING } from '../ops/convolution-geometry.js';
import { depthwiseConv2D as convolve } from '../ops/depthwise-conv2d.js';
import { type ActivationName, activate, checkActivation } from './activation.js';
import {
  imageShape,
  Layer,
  type LayerCall,
  type LayerContext,
  type LayerOptions,
  layerCall,
  pair,
  type SymbolicShape,
  type WeightDefinition,
} from './layer.js';
import { checkWindow, type WindowConfig, windowedSize, windowOn } from './windows.js';

export interface DepthwiseConv2DConfig extends WindowConfig {
  readonly depthMultiplier: number;
  readonly activation: ActivationName;
  readonly useBias: boolean;
  readonly depthwiseInitializer: InitializerConfig;
  readonly biasInitializer: InitializerConfig;
}

const weight = (
  name: string,
  shape: readonly number[],
  initializer: InitializerConfig,
  storage: WeightDefinition['storage'],
): WeightDefinition => ({ name, shape, initializer, trainable: true, storage });

export class DepthwiseConv2D extends Layer<DepthwiseConv2DConfig> {
  readonly className = 'DepthwiseConv2D';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const [height, width, channels] = imageShape(this.className, inputShapes);
    return [null, ...windowedSize(this.config, height, width), channels * this.config.depthMultiplier];
  }

  override weights(inputShapes: readonly SymbolicShape[]): readonly WeightDefinition[] {
    const channels = imageShape(this.className, inputShapes)[2];
    const { kernelSize, depthMultiplier, useBias, depthwiseInitializer, biasInitializer } = this.config;
    const shape = [...kernelSize, channels, depthMultiplier];
    const kernel = weight('kernel', shape, depthwiseInitializer, 'depthwise');
    const bias = weight('bias', [channels * depthMultiplier], biasInitializer, 'keras');
    return useBias ? [kernel, bias] : [kernel];
  }

  override call(context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const { useBias, activation } = this.config;
    const bias = useBias ? context.weight('bias') : undefined;
    return activate(activation, convolve(x!, context.weight('kernel'), bias, windowOn(x!, this.config)));
  }
}

/** What depthwise and separable convolutions have in common. */
export interface DepthwiseOptions extends LayerOptions {
  readonly kernelSize: number | readonly [number, number];
  readonly strides?: number | readonly [number, number];
  readonly padding?: 'same' | 'valid';
  readonly depthMultiplier?: number;
  readonly dilationRate?: number | readonly [number, number];
  readonly activation?: ActivationName;
  readonly useBias?: boolean;
  readonly depthwiseInitializer?: InitializerLike;
  readonly biasInitializer?: InitializerLike;
}

/** Arguments of Keras' `DepthwiseConv2D`. */
export type DepthwiseConv2DOptions = DepthwiseOptions;

function depthwiseConfig(owner: string, options: DepthwiseOptions): DepthwiseConv2DConfig {
  const config: DepthwiseConv2DConfig = {
    kernelSize: pair(options.kernelSize),
    strides: pair(options.strides ?? 1),
    padding: options.padding ?? 'valid',
    dilationRate: pair(options.dilationRate ?? 1),
    depthMultiplier: options.depthMultiplier ?? 1,
    activation: checkActivation(options.activation ?? 'linear'),
    useBias: options.useBias ?? true,
    depthwiseInitializer: getInitializer(options.depthwiseInitializer ?? 'glorotUniform').config,
    biasInitializer: getInitializer(options.biasInitializer ?? 'zeros').config,
  };
  checkWindow(owner, config, { depthMultiplier: config.depthMultiplier });
  return config;
}

/**
 * 2D convolution of each channel by itself; Keras' `DepthwiseConv2D` with its defaults.
 * @throws RangeError on sizes that are no positive integers, or when strides and dilation are both above 1
 */
export const depthwiseConv2D = (options: DepthwiseConv2DOptions): LayerCall =>
  layerCall(
    (config, name) => new DepthwiseConv2D(config, name),
    depthwiseConfig('depthwiseConv2D', options),
    options,
  );

export interface SeparableConv2DConfig extends DepthwiseConv2DConfig {
  readonly filters: number;
  readonly pointwiseInitializer: InitializerConfig;
}

export class SeparableConv2D extends Layer<SeparableConv2DConfig> {
  readonly className = 'SeparableConv2D';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const [height, width] = imageShape(this.className, inputShapes);
    return [null, ...windowedSize(this.config, height, width), this.config.filters];
  }

  override weights(inputShapes: readonly SymbolicShape[]): readonly WeightDefinition[] {
    const channels = imageShape(this.className, inputShapes)[2];
    const { kernelSize, depthMultiplier, filters, useBias, ...config } = this.config;
    const depthwise = [...kernelSize, channels, depthMultiplier];
    const pointwise = [1, 1, channels * depthMultiplier, filters];
    const kernels = [
      weight('depthwise_kernel', depthwise, config.depthwiseInitializer, 'depthwise'),
      weight('pointwise_kernel', pointwise, config.pointwiseInitializer, 'oihw'),
    ];
    return useBias ? [...kernels, weight('bias', [filters], config.biasInitializer, 'keras')] : kernels;
  }

  override call(context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const { useBias, activation } = this.config;
    const depthwise = convolve(x!, context.weight('depthwise_kernel'), undefined, windowOn(x!, this.config));
    const bias = useBias ? context.weight('bias') : undefined;
    const pointwise = { strides: [1, 1], padding: NO_PADDING, dilation: [1, 1] } as const;
    return activate(activation, conv2d(depthwise, context.weight('pointwise_kernel'), bias, pointwise));
  }
}

export interface SeparableConv2DOptions extends DepthwiseOptions {
  readonly filters: number;
  readonly pointwiseInitializer?: InitializerLike;
}

/**
 * A depthwise convolution, then a 1×1 convolution; Keras' `SeparableConv2D` with its defaults.
 * @throws RangeError on sizes that are no positive integers, or when strides and dilation are both above 1
 * Source: Chollet 2017, Xception.
 */
export function separableConv2D(options: SeparableConv2DOptions): LayerCall {
  const config: SeparableConv2DConfig = {
    ...depthwiseConfig('separableConv2D', options),
    filters: options.filters,
    pointwiseInitializer: getInitializer(options.pointwiseInitializer ?? 'glorotUniform').config,
  };
  checkWindow('separableConv2D', config, { filters: config.filters });
  return layerCall((layerConfig, name) => new SeparableConv2D(layerConfig, name), config, options);
}
