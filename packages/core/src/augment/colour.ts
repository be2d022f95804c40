import { arrange, elementwise, type Random, reduce, type Tensor } from '@giemsa/nn';
import type { AugmentationConfig } from './augmentation.js';

export const changesColour = ({ brightnessRange, contrastRange, stainRange }: AugmentationConfig): boolean =>
  brightnessRange > 0 || contrastRange > 0 || stainRange > 0;

/** Brightness and stain as one factor for each channel (3 numbers), then the contrast factor. */
export function randomColour(config: AugmentationConfig, random: Random): Float32Array {
  const around = (range: number) => 1 + random.uniform(-range, range);
  const brightness = around(config.brightnessRange);
  return Float32Array.of(
    brightness * around(config.stainRange),
    brightness * around(config.stainRange),
    brightness * around(config.stainRange),
    around(config.contrastRange),
  );
}

/** Values up to this count as the black around a cell, more and more as they near 0. */
const BLACK = 16;

/**
 * Factors on the channels, then contrast about the cell's mean grey; the black around the cell stays black.
 * @param x [N, 3, H, W] float32 in [0, 255]
 * @param factors [N, 4], from `randomColour`
 */
export function changeColour(x: Tensor, factors: Tensor): Tensor {
  const { add, clip, div, mul, scale, sub } = elementwise;
  const { graph } = x;
  const batch = x.shape[0]!;
  const channels = arrange.reshape(arrange.slice(factors, 1, 0, 3), [batch, 3, 1, 1]);
  const contrast = arrange.reshape(arrange.slice(factors, 1, 3, 4), [batch, 1, 1, 1]);
  const cell = clip(scale(reduce.reduceMean(x, [1], true), 1 / BLACK), 0, 1);
  const stained = mul(x, channels);
  const mean = div(
    reduce.reduceMean(stained, [1, 2, 3], true),
    add(reduce.reduceMean(cell, [1, 2, 3], true), graph.scalar(1e-6)),
  );
  const contrasted = add(mul(sub(stained, mean), contrast), mean);
  return clip(mul(contrasted, cell), 0, 255);
}
