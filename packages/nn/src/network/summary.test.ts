import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  activation,
  add,
  averagePooling2D,
  batchNormalization,
  conv2d,
  dense,
  dropout,
  globalAveragePooling2D,
  input,
  Model,
  maxPooling2D,
  rescaling,
  type SymbolicTensor,
  softmax,
  zeroPadding2D,
} from '../index.js';

/** Tables that Keras prints; made by interop/goldens/layers.py. */
const { summaries } = JSON.parse(
  readFileSync(new URL('../../test/goldens/layers.json', import.meta.url), 'utf8'),
) as {
  summaries: Record<'smallCnn' | 'smallCnnFrozenBatchNormalization' | 'residual', string[]>;
};

function smallCnn({ frozenBatchNormalization = false } = {}): Model {
  const images = input({ shape: [32, 32, 3], name: 'images' });
  const layers = [
    rescaling({ scale: 1 / 255 }),
    conv2d({ filters: 8, kernelSize: 3, padding: 'same', useBias: false }),
    batchNormalization({ trainable: !frozenBatchNormalization }),
    activation('relu'),
    maxPooling2D(),
    conv2d({
      filters: 16,
      kernelSize: 3,
      activation: 'relu',
      name: 'a_layer_whose_name_is_too_long_for_its_column',
    }),
    globalAveragePooling2D(),
    dropout({ rate: 0.5 }),
    dense({ units: 2, activation: 'softmax' }),
  ];
  return new Model({
    input: images,
    output: layers.reduce<SymbolicTensor>((x, layer) => layer(x), images),
    name: 'small_cnn',
  });
}

function residual(): Model {
  const images = input({ shape: [16, 16, 3], name: 'images' });
  const stem = conv2d({ filters: 8, kernelSize: 3, padding: 'same', name: 'stem' })(images);
  const branch = conv2d({ filters: 8, kernelSize: 3, padding: 'same', name: 'branch' })(stem);
  const pooled = globalAveragePooling2D({ name: 'pool' })(add({ name: 'add' })([stem, branch]));
  return new Model({ input: images, output: dense({ units: 2, name: 'logits' })(pooled), name: 'residual' });
}

test.each([
  { title: 'a chain of layers', model: smallCnn(), expected: summaries.smallCnn },
  {
    title: 'frozen weights',
    model: smallCnn({ frozenBatchNormalization: true }),
    expected: summaries.smallCnnFrozenBatchNormalization,
  },
  { title: 'a network with branches', model: residual(), expected: summaries.residual },
])('summary, $title: the table of Keras', ({ model, expected }) => {
  expect(model.summary().split('\n')).toEqual(expected);
});

test('layers without a name get the names that Keras gives them', () => {
  const images = input({ shape: [16, 16, 3] });
  const convolution = () => conv2d({ filters: 4, kernelSize: 3, padding: 'same' });
  let x = convolution()(zeroPadding2D()(images));
  x = add()([x, convolution()(batchNormalization()(activation('relu')(x)))]);
  x = conv2d({ filters: 4, kernelSize: 1, name: 'conv2d_3' })(averagePooling2D()(maxPooling2D()(x)));
  x = dropout({ rate: 0.1 })(globalAveragePooling2D()(convolution()(rescaling({ scale: 2 })(x))));
  const model = new Model({ input: images, output: softmax()(dense({ units: 2 })(x)) });
  expect(model.name).toBe('functional');
  expect(model.layers.map(({ name }) => name)).toEqual([
    'input_layer',
    'zero_padding2d',
    'conv2d',
    'activation',
    'batch_normalization',
    'conv2d_1',
    'add',
    'max_pooling2d',
    'average_pooling2d',
    'conv2d_3',
    'rescaling',
    'conv2d_2',
    'global_average_pooling2d',
    'dropout',
    'dense',
    'softmax',
  ]);
});
