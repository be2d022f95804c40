import type { Tensor } from '../graph/tensor.js';
import { type Padding2D, resolvePadding, windowedLength } from '../ops/convolution-geometry.js';

/** How a window moves over an image. */
export interface WindowConfig {
  readonly kernelSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: 'same' | 'valid';
  readonly dilationRate: readonly [number, number];
}

/** Rows and columns of what a convolution gives. */
export function windowedSize(config: WindowConfig, height: number, width: number): [number, number] {
  const { kernelSize, strides, dilationRate } = config;
  const [top, left, bottom, right] = paddingOf(config, height, width);
  return [
    windowedLength(height, kernelSize[0], strides[0], top, bottom, dilationRate[0]),
    windowedLength(width, kernelSize[1], strides[1], left, right, dilationRate[1]),
  ];
}

/** The window's options for an operator on an image tensor. */
export function windowOn(x: Tensor, config: WindowConfig) {
  const height = x.graph.layout === 'CHWN' ? 1 : 2;
  const padding = paddingOf(config, x.shape[height] as number, x.shape[height + 1] as number);
  return { strides: config.strides, padding, dilation: config.dilationRate };
}

function paddingOf(config: WindowConfig, height: number, width: number): Padding2D {
  const { padding, kernelSize, strides, dilationRate } = config;
  return resolvePadding(padding, [height, width], kernelSize, strides, dilationRate);
}

/** @throws RangeError on sizes that are no positive integers, or when strides and dilation are both above 1 (as Keras) */
export function checkWindow(
  owner: string,
  { kernelSize, strides, dilationRate }: WindowConfig,
  counts: Readonly<Record<string, number>>,
): void {
  const sizes = [...Object.values(counts), ...kernelSize, ...strides, ...dilationRate];
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) {
    throw new RangeError(
      `${owner}: ${Object.keys(counts).join(', ')}, kernelSize, strides and dilationRate must be positive integers, received ${sizes.join(', ')}`,
    );
  }
  if (Math.max(...strides) > 1 && Math.max(...dilationRate) > 1) {
    throw new RangeError(
      `${owner}: strides (${strides}) and dilationRate (${dilationRate}) cannot both be above 1`,
    );
  }
}
