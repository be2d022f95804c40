import {
  activation,
  batchNormalization,
  concatenate,
  conv2d,
  flatten,
  input,
  Model,
  maxPooling2D,
  rescaling,
  type SymbolicTensor,
  upSampling2D,
} from '@giemsa/nn';

/** Diameter in pixels at which the network expects the usual red cell. */
export const CELL = 20;
/** Side in pixels of the patches that it is trained on. */
export const PATCH = 96;
/** The middle of a cell, which the network learns apart, reaches to this share of its radius. */
export const MIDDLE = 0.62;
/** Probabilities of each pixel: in a red cell, in the middle of a red cell, in a white cell. */
export const MAPS = 3;

const FILTERS = [12, 24, 40, 56] as const;

/**
 * A small U-Net: `[N, height, width, 3] uint8` to `[N, height · width · MAPS]`, row by row. Sides are multiples of 8. The weights
 * do not depend on the sides.
 * Source: Ronneberger et al. 2015, arXiv 1505.04597; with batch normalization and same padding.
 */
export function fieldNetwork(
  [height, width]: readonly [number, number],
  { seed = 0 }: { readonly seed?: number } = {},
): Model {
  const images = input({ shape: [height, width, 3], dtype: 'uint8' });
  let x = rescaling({ scale: 1 / 127.5, offset: -1 })(images);
  const skips: SymbolicTensor[] = [];
  FILTERS.forEach((filters, level) => {
    if (level > 0) x = maxPooling2D({ poolSize: 2 })(x);
    x = block(block(x, filters, `down${level}_1`), filters, `down${level}_2`);
    skips.push(x);
  });
  for (let level = FILTERS.length - 2; level >= 0; level--) {
    const above = upSampling2D({ size: 2, interpolation: 'bilinear' })(x);
    x = concatenate()([above, skips[level]!]);
    x = block(block(x, FILTERS[level]!, `up${level}_1`), FILTERS[level]!, `up${level}_2`);
  }
  const logits = conv2d({ filters: MAPS, kernelSize: 1, name: 'maps' })(x);
  return new Model(images, activation('sigmoid')(flatten()(logits)), { seed });
}

function block(x: SymbolicTensor, filters: number, name: string): SymbolicTensor {
  const y = conv2d({ filters, kernelSize: 3, padding: 'same', useBias: false, name })(x);
  return activation('relu')(batchNormalization({ name: `${name}_bn` })(y));
}
