import type { AugmentationConfig } from './augmentation.js';

const plusMinus =
  (unit: string, factor = 1) =>
  (value: number) =>
    `±${Number((value * factor).toPrecision(3))}${unit}`;
const degrees = plusMinus('°');
const percent = plusMinus(' %', 100);
const upTo = (value: number) => `up to ${Number((100 * value).toPrecision(3))} %`;

const WORDS: Record<keyof AugmentationConfig, readonly [name: string, range?: (value: number) => string]> = {
  rotationRange: ['rotation', degrees],
  zoomRange: ['zoom', percent],
  widthShiftRange: ['shift of width', percent],
  heightShiftRange: ['shift of height', percent],
  shearRange: ['shear', degrees],
  horizontalFlip: ['horizontal flip'],
  verticalFlip: ['vertical flip'],
  rightAngleRotations: ['right-angle rotations'],
  brightnessRange: ['brightness', percent],
  contrastRange: ['contrast', percent],
  stainRange: ['stain', percent],
  blurRange: ['blur', upTo],
};

/** An augmentation in words: `rotation ±20°, zoom ±5 %, horizontal flip`, or `none`. */
export function describeAugmentation(config: AugmentationConfig): string {
  const used = (Object.keys(WORDS) as (keyof AugmentationConfig)[]).filter((key) => config[key]);
  const words = used.map((key) => {
    const [name, range] = WORDS[key];
    return range ? `${name} ${range(config[key] as number)}` : name;
  });
  return words.join(', ') || 'none';
}
