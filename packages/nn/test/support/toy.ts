import {
  activation,
  arrayDataset,
  batchNormalization,
  conv2d,
  type Dataset,
  dense,
  dropout,
  globalAveragePooling2D,
  input,
  Model,
  maxPooling2D,
  randomFromKey,
  rescaling,
} from '../../src/index.js';

export const TOY_SHAPE = [8, 8, 3] as const;

/** Noise, with a bright red spot in the images of class 1; classes take turns. */
export function toyDataset(length: number, key = 'toy'): Dataset {
  const random = randomFromKey(7, key);
  const size = TOY_SHAPE[0] * TOY_SHAPE[1] * TOY_SHAPE[2];
  const examples = Uint8Array.from({ length: length * size }, () => random.integer(120));
  const targets = new Float32Array(length * 2);
  for (let example = 0; example < length; example++) {
    targets[example * 2 + (example % 2)] = 1;
    if (example % 2 === 0) continue;
    const corner = random.integer(5) * 8 + random.integer(5);
    for (const pixel of [0, 1, 2, 8, 9, 10, 16, 17, 18])
      examples[example * size + (corner + pixel) * 3] = 255;
  }
  return arrayDataset({ examples, exampleShape: TOY_SHAPE, targets, units: 2 });
}

/** A small network with all that training has to carry along: batch normalization, dropout, several kinds of weights. */
export function toyModel({ seed = 0, rate = 0.2 } = {}): Model {
  const images = input({ shape: TOY_SHAPE, dtype: 'uint8', name: 'images' });
  let x = rescaling({ scale: 1 / 255 })(images);
  x = conv2d({ filters: 6, kernelSize: 3, padding: 'same', useBias: false, name: 'stem' })(x);
  x = batchNormalization({ name: 'normalization', momentum: 0.8 })(x);
  x = maxPooling2D()(activation('relu')(x));
  x = dropout({ rate, name: 'dropout' })(globalAveragePooling2D()(x));
  return new Model({
    input: images,
    output: dense({ units: 2, activation: 'softmax', name: 'head' })(x),
    name: 'toy',
    seed,
  });
}
