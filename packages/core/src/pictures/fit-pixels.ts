import { type Pixels, type ResizeRule, resizeRgb } from './resize.js';

/** What a model sees of the colours. */
export type ColorMode = 'rgb' | 'grayscale';

/** What a model takes. */
export interface DecodeOptions {
  width: number;
  height: number;
  colorMode: ColorMode;
  /** That of the model; bilinear with antialias when left out. */
  resizeRule?: ResizeRule;
}

/** A decoded picture as a model's input: `[height, width, 3] uint8`; in `grayscale` the three channels are equal. */
export function fitPixels(
  pixels: Pixels,
  { width, height, colorMode, resizeRule }: DecodeOptions,
): Uint8Array {
  const data = resizeRgb(pixels, width, height, resizeRule);
  return colorMode === 'grayscale' ? toGrayscale(data) : data;
}

/** ITU-R 601-2 luma in all three channels, rounded as Pillow's `convert('L')`, which Keras' `grayscale` uses. */
export function toGrayscale(rgb: Uint8Array): Uint8Array {
  const grey = new Uint8Array(rgb.length);
  for (let i = 0; i < rgb.length; i += 3) {
    const luma = (19595 * rgb[i]! + 38470 * rgb[i + 1]! + 7471 * rgb[i + 2]! + 0x8000) >> 16;
    grey.fill(luma, i, i + 3);
  }
  return grey;
}
