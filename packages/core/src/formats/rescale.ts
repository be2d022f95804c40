/** What is done to the bytes of a picture before a network's first layer: `channel · scale + offset`. */
export interface Rescale {
  /** In words, for people. */
  readonly text: string;
  /** For each channel of the result, the one of red, green and blue (0, 1, 2) that it is made from. */
  readonly channels: readonly [number, number, number];
  readonly scale: readonly [number, number, number];
  readonly offset: readonly [number, number, number];
}

const RGB = [0, 1, 2] as const;
const same = (value: number) => [value, value, value] as const;
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;

/**
 * The choices of `--rescale`. `-1..1`, `caffe` and `torch` are the modes of Keras' `preprocess_input` (its `tf` is the first).
 * Source: keras/src/applications/imagenet_utils.py.
 */
export const RESCALES = {
  none: { text: 'pixels as they are, 0 to 255', channels: RGB, scale: same(1), offset: same(0) },
  '1/255': { text: 'pixels / 255, 0 to 1', channels: RGB, scale: same(1 / 255), offset: same(0) },
  '-1..1': { text: 'pixels / 127.5 - 1, -1 to 1', channels: RGB, scale: same(1 / 127.5), offset: same(-1) },
  caffe: {
    text: 'BGR minus the means of ImageNet',
    channels: [2, 1, 0],
    scale: same(1),
    offset: [-103.939, -116.779, -123.68],
  },
  torch: {
    text: 'by mean and deviation of ImageNet',
    channels: RGB,
    scale: [1 / (255 * DEVIATION[0]), 1 / (255 * DEVIATION[1]), 1 / (255 * DEVIATION[2])],
    offset: [-MEAN[0] / DEVIATION[0], -MEAN[1] / DEVIATION[1], -MEAN[2] / DEVIATION[2]],
  },
} as const satisfies Readonly<Record<string, Rescale>>;

export type RescaleName = keyof typeof RESCALES;
export const RESCALE_NAMES = Object.keys(RESCALES) as RescaleName[];

/** What most Keras programs do before a model without a `Rescaling` layer: `ImageDataGenerator(rescale=1/255)`. */
export const ASSUMED_RESCALE: RescaleName = '1/255';

/** As one scale and offset for all channels; `undefined` where they differ. */
export function uniform({ channels, scale, offset }: Rescale): { scale: number; offset: number } | undefined {
  const isUniform = channels.every((channel, index) => channel === index);
  if (!isUniform || new Set(scale).size > 1 || new Set(offset).size > 1) return undefined;
  return { scale: scale[0], offset: offset[0] };
}
