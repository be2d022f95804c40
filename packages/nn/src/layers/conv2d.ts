import type { Tensor } from '../graph/tensor.js';
import { getInitializer, type InitializerLike } from '../initializers/get-initializer.js';
import type { InitializerConfig } from '../initializers/initializer.js';
import { conv2d as convolve } from '../ops/conv2d/conv2d.js';
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

export interface Conv2DConfig extends WindowConfig {
  readonly filters: number;
  readonly activation: ActivationName;
  readonly useBias: boolean;
  readonly kernelInitializer: InitializerConfig;
  readonly biasInitializer: InitializerConfig;
}

export class Conv2D extends Layer<Conv2DConfig> {
  readonly className = 'Conv2D';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const [height, width] = imageShape(this.className, inputShapes);
    return [null, ...windowedSize(this.config, height, width), this.config.filters];
  }

  override weights(inputShapes: readonly SymbolicShape[]): readonly WeightDefinition[] {
    const channels = imageShape(this.className, inputShapes)[2];
    const { filters, kernelSize, useBias, kernelInitializer, biasInitializer } = this.config;
    const kernel = {
      name: 'kernel',
      shape: [...kernelSize, channels, filters],
      initializer: kernelInitializer,
      trainable: true,
      storage: 'oihw',
    } as const;
    const bias = {
      name: 'bias',
      shape: [filters],
      initializer: biasInitializer,
      trainable: true,
      storage: 'keras',
    } as const;
    return useBias ? [kernel, bias] : [kernel];
  }

  override call(context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const bias = this.config.useBias ? context.weight('bias') : undefined;
    const y = convolve(x!, context.weight('kernel'), bias, windowOn(x!, this.config));
    return activate(this.config.activation, y);
  }
}

export interface Conv2DOptions extends LayerOptions {
  readonly filters: number;
  readonly kernelSize: number | readonly [number, number];
  readonly strides?: number | readonly [number, number];
  readonly padding?: 'same' | 'valid';
  readonly dilationRate?: number | readonly [number, number];
  readonly activation?: ActivationName;
  readonly useBias?: boolean;
  readonly kernelInitializer?: InitializerLike;
  readonly biasInitializer?: InitializerLike;
}

/**
 * 2D convolution; Keras' `Conv2D` with its defaults.
 * @throws RangeError on sizes that are no positive integers, or when strides and dilation are both above 1 (as Keras)
 */
export function conv2d(options: Conv2DOptions): LayerCall {
  const config: Conv2DConfig = {
    filters: options.filters,
    kernelSize: pair(options.kernelSize),
    strides: pair(options.strides ?? 1),
    padding: options.padding ?? 'valid',
    dilationRate: pair(options.dilationRate ?? 1),
    activation: checkActivation(options.activation ?? 'linear'),
    useBias: options.useBias ?? true,
    kernelInitializer: getInitializer(options.kernelInitializer ?? 'glorotUniform').config,
    biasInitializer: getInitializer(options.biasInitializer ?? 'zeros').config,
  };
  checkWindow('conv2d', config, { filters: config.filters });
  return layerCall((layerConfig, name) => new Conv2D(layerConfig, name), config, options);
}
