import {
  activation,
  add,
  averagePooling2D,
  batchNormalization,
  conv2d,
  dense,
  dropout,
  flatten,
  globalAveragePooling2D,
  input,
  Model,
  maxPooling2D,
  type Random,
  randomFromKey,
  rescaling,
  type SymbolicTensor,
  softmax,
  zeroPadding2D,
} from '@giemsa/nn';
import { resnet50v2Body } from '../../packages/core/src/architectures/resnet-v2.js';

/** Every layer of `@giemsa/nn`, in a network of a few thousand weights. */
export function everyLayer(): Model {
  const images = input({ shape: [16, 15, 3], dtype: 'uint8', name: 'images' });
  let x = rescaling({ scale: 1 / 127.5, offset: -1 })(images);
  x = zeroPadding2D({
    padding: [
      [1, 2],
      [0, 1],
    ],
  })(x);
  x = conv2d({ filters: 6, kernelSize: [3, 2], strides: 2, padding: 'same', useBias: false })(x);
  x = activation('relu')(batchNormalization({ epsilon: 1e-5, momentum: 0.9 })(x));
  const left = conv2d({ filters: 6, kernelSize: 3, dilationRate: 2, padding: 'same', activation: 'tanh' })(x);
  x = add()([maxPooling2D({ poolSize: 1, strides: 1 })(x), left, softmax()(x)]);
  x = add()([
    averagePooling2D({ poolSize: 3, strides: 2, padding: 'same' })(x),
    maxPooling2D({ poolSize: 3, strides: 2, padding: 'same' })(x),
  ]);
  const pooled = globalAveragePooling2D()(x);
  const flat = dense({ units: 6, activation: 'sigmoid' })(dropout({ rate: 0 })(flatten()(x)));
  const output = dense({ units: 2, activation: 'softmax' })(add()([pooled, flat]));
  return shaken(new Model({ input: images, output, name: 'every_layer', seed: 5 }), 5);
}

/** The tutorial's network: ResNet50V2 at 128 x 128 with its head of 128 and 2 units. */
export function tutorialNetwork(): Model {
  const images = input({ shape: [128, 128, 3], dtype: 'uint8', name: 'images' });
  const body = resnet50v2Body(rescaling({ scale: 1 / 255 })(images));
  const hidden = dense({ units: 128, activation: 'relu' })(globalAveragePooling2D()(body));
  const output = dense({ units: 2, activation: 'softmax' })(hidden);
  const model = shaken(new Model({ input: images, output, name: 'tutorial', seed: 1 }), 1);
  // Away from the kink of ReLU, where rounding alone decides a gradient: see the README of interop.
  for (const weight of model.weights) {
    if (weight.definition.name === 'beta') weight.data = weight.data.map((value) => value + 4);
  }
  // Logits near 0: probabilities of exactly 0 and 1 would agree whatever the network does.
  const last = model.weights.at(-2)!;
  last.data = last.data.map((value) => value * LOGIT_SCALE);
  return model;
}

const LOGIT_SCALE = 0.05;

/** Biases, scales and moving statistics that are not those a layer begins with. */
function shaken(model: Model, seed: number): Model {
  const random = randomFromKey(seed, 'shaken');
  for (const weight of model.weights) {
    const kind = weight.definition.name;
    if (kind === 'kernel') continue;
    const [low, high] = kind === 'gamma' || kind === 'moving_variance' ? [0.7, 1.3] : [-0.2, 0.2];
    weight.data = weight.data.map(() => random.uniform(low, high));
  }
  return model;
}

/** A small network that a seed describes: blocks of the supported layers, chained, branched and added. */
export function randomNetwork(seed: number): Model {
  const random = randomFromKey(seed, 'network');
  const size = () => integer(random, 6, 12);
  const images = input({ shape: [size(), size(), integer(random, 1, 3)] });
  let x: SymbolicTensor = images;
  for (let block = integer(random, 1, 5); block > 0; block--) x = choose(random, BLOCKS)(x, random);
  x = choose(random, [globalAveragePooling2D(), flatten()])(x);
  if (random.uniform(0, 1) < 0.4)
    x = batchNormalization()(dense({ units: 5, activation: activationOf(random) })(x));
  const output = choose(random, [
    dense({ units: 1, activation: 'sigmoid' }),
    dense({ units: 3, activation: 'softmax' }),
    (y: SymbolicTensor) => softmax()(dense({ units: 2, useBias: false })(y)),
    dense({ units: 2 }),
  ])(x);
  return shaken(new Model({ input: images, output, name: `random_${seed}`, seed }), seed);
}

type Block = (x: SymbolicTensor, random: Random) => SymbolicTensor;

const BLOCKS: readonly Block[] = [
  (x, random) =>
    conv2d({
      filters: integer(random, 1, 6),
      kernelSize: [integer(random, 1, 3), integer(random, 1, 3)],
      strides: integer(random, 1, 2),
      padding: 'same',
      activation: activationOf(random),
      useBias: random.uniform(0, 1) < 0.5,
      kernelInitializer: choose(random, ['heNormal', 'glorotUniform', 'lecunNormal'] as const),
    })(x),
  (x, random) =>
    conv2d({ filters: 3, kernelSize: integer(random, 1, 3), dilationRate: 2, padding: 'same' })(x),
  (x, random) =>
    batchNormalization({ epsilon: random.uniform(1e-5, 1e-2), momentum: random.uniform(0.5, 0.99) })(x),
  (x, random) => activation(activationOf(random))(x),
  (x) => softmax()(x),
  (x, random) => dropout({ rate: random.uniform(0, 0.9) })(x),
  (x, random) => rescaling({ scale: random.uniform(-2, 2), offset: random.uniform(-1, 1) })(x),
  (x, random) =>
    zeroPadding2D({
      padding: [
        [integer(random, 0, 2), 1],
        [0, integer(random, 0, 2)],
      ],
    })(x),
  (x, random) =>
    maxPooling2D({ poolSize: integer(random, 1, 3), strides: integer(random, 1, 2), padding: 'same' })(x),
  (x, random) =>
    averagePooling2D({ poolSize: integer(random, 1, 3), strides: integer(random, 1, 2), padding: 'same' })(x),
  (x, random) => {
    const filters = x.shape.at(-1) as number;
    const branch = conv2d({ filters, kernelSize: 3, padding: 'same', activation: activationOf(random) })(x);
    return add()([x, batchNormalization()(branch)]);
  },
];

const activationOf = (random: Random) => choose(random, ['linear', 'relu', 'sigmoid', 'tanh'] as const);
const integer = (random: Random, low: number, high: number) =>
  low + Math.min(high - low, Math.floor(random.uniform(0, 1) * (high - low + 1)));
const choose = <T>(random: Random, options: readonly T[]): T =>
  options[integer(random, 0, options.length - 1)]!;
