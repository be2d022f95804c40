import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import h5wasm from 'h5wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import { activation, adam, batchNormalization, conv2d, dense, flatten, input, Model } from '../index.js';
import { kerasArchive } from './keras-archive.js';
import { toKerasOrder } from './keras-array.js';
import { kerasModelConfig } from './keras-model-config.js';
import { legacyH5 } from './legacy-h5.js';
import type { TrainingRecord } from './trained-network.js';

function network(): Model {
  const images = input({ shape: [4, 5, 3], dtype: 'uint8', name: 'images' });
  const x = batchNormalization({ name: 'bn' })(
    conv2d({ filters: 2, kernelSize: [3, 2], name: 'first' })(images),
  );
  const output = dense({ units: 2, activation: 'softmax', name: 'head' })(
    flatten()(conv2d({ filters: 1, kernelSize: 1, useBias: false })(x)),
  );
  return new Model({ input: images, output, name: 'net' });
}

function trainingOf(model: Model): TrainingRecord {
  const slots = model
    .trainableWeights()
    .flatMap(({ name, data }) =>
      ['momentum', 'velocity'].map((slot) => [`${name}/${slot}`, { data: data.map((_, index) => index) }]),
    );
  return {
    loss: { name: 'binary_crossentropy' },
    optimizer: adam().config as unknown as TrainingRecord['optimizer'],
    ...{ emaMomentum: null, globalClipnorm: null, step: 12, learningRate: 0.25 },
    slots: Object.fromEntries(slots),
  };
}

async function openHdf5(bytes: Uint8Array): Promise<InstanceType<typeof h5wasm.File>> {
  const { FS } = await h5wasm.ready;
  const name = `read-${Math.random()}.h5`;
  FS.writeFile(name, bytes);
  return new h5wasm.File(name, 'r');
}

const valuesOf = (file: InstanceType<typeof h5wasm.File>, path: string) =>
  (file.get(path) as InstanceType<typeof h5wasm.Dataset>).value;

describe('a legacy .h5 file', () => {
  const model = network();
  let file: InstanceType<typeof h5wasm.File>;
  beforeAll(async () => {
    file = await openHdf5(await legacyH5({ network: model, training: trainingOf(model) }));
  });
  afterAll(() => file.close());

  test('has the attributes that Keras looks for', () => {
    expect(Object.keys(file.attrs).sort()).toEqual([
      'backend',
      'keras_version',
      'model_config',
      'training_config',
    ]);
    expect(JSON.parse(file.attrs.model_config!.value as string)).toEqual(
      JSON.parse(JSON.stringify(kerasModelConfig(model, 'legacy'))),
    );
    const training = JSON.parse(file.attrs.training_config!.value as string);
    expect(training.loss.class_name).toBe('BinaryCrossentropy');
    expect(training.optimizer_config).toMatchObject({
      class_name: 'Adam',
      config: { learning_rate: 0.25, beta_1: 0.9, use_ema: false },
    });
  });

  test('holds the weights by layer, kernels as [height, width, in, out]', () => {
    const weights = file.get('model_weights') as InstanceType<typeof h5wasm.Group>;
    expect(weights.attrs.layer_names!.value).toEqual(['images', 'first', 'bn', 'conv2d', 'flatten', 'head']);
    const bn = file.get('model_weights/bn') as InstanceType<typeof h5wasm.Group>;
    expect(bn.attrs.weight_names!.value).toEqual([
      'bn/gamma',
      'bn/beta',
      'bn/moving_mean',
      'bn/moving_variance',
    ]);
    const kernel = file.get('model_weights/first/first/kernel') as InstanceType<typeof h5wasm.Dataset>;
    expect(kernel.shape).toEqual([3, 2, 3, 2]);
    expect(kernel.value).toEqual(model.getWeights()['first/kernel']);
  });

  test('holds the optimizer’s variables in the order in which Keras makes them, Adam’s moments in Keras’ scale', () => {
    const group = file.get('optimizer_weights') as InstanceType<typeof h5wasm.Group>;
    const names = group.attrs.weight_names!.value as string[];
    expect(names.slice(0, 4)).toEqual([
      'adam/iteration',
      'adam/learning_rate',
      'adam/first_kernel_momentum',
      'adam/first_kernel_velocity',
    ]);
    expect(names).toHaveLength(2 + 2 * model.trainableWeights().length);
    expect(valuesOf(file, 'optimizer_weights/adam/iteration')).toBe(12n);
    const momentum = valuesOf(file, 'optimizer_weights/adam/first_bias_momentum') as Float32Array;
    expect(momentum[1]).toBeCloseTo(0.1, 6);
    const velocity = valuesOf(file, 'optimizer_weights/adam/first_bias_velocity') as Float32Array;
    expect(velocity[1]).toBeCloseTo(0.001, 6);
  });
});

test('a structure larger than HDF5’s 64 kB of attributes is written whole', async () => {
  const features = input({ shape: [1] });
  let x = features;
  for (let layer = 0; layer < 200; layer++) x = activation('relu')(x);
  const model = new Model({ input: features, output: x });
  const file = await openHdf5(await legacyH5({ network: model }));
  const config = file.attrs.model_config!.value as string;
  expect(config.length).toBeGreaterThan(2 ** 16);
  expect(JSON.parse(config).config.layers).toHaveLength(201);
  expect(Object.keys(file.attrs)).not.toContain('training_config');
  file.close();
});

test('a .keras archive holds the three files, layers numbered by class', async () => {
  const model = network();
  const entries = await unzip(await kerasArchive({ network: model, training: trainingOf(model) }));
  expect([...entries.keys()]).toEqual(['metadata.json', 'config.json', 'model.weights.h5']);
  const config = JSON.parse(entries.get('config.json')!.toString());
  expect(config.compile_config.optimizer).toMatchObject({ module: 'keras.optimizers', class_name: 'Adam' });
  expect(config.config.layers[0].config).toMatchObject({ batch_shape: [null, 4, 5, 3], dtype: 'float32' });
  const file = await openHdf5(entries.get('model.weights.h5')!);
  const layers = file.get('layers') as InstanceType<typeof h5wasm.Group>;
  expect(layers.keys().sort()).toEqual([
    'batch_normalization',
    'conv2d',
    'conv2d_1',
    'dense',
    'flatten',
    'input_layer',
  ]);
  expect(valuesOf(file, 'layers/dense/vars/1')).toEqual(model.getWeights()['head/bias']);
  expect(valuesOf(file, 'optimizer/vars/0')).toBe(12n);
  file.close();
});

describe('model.save writes what the name says', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'giemsa-keras-files-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const saved = async (name: string) => {
    const model = network();
    model.compile({ loss: 'binary_crossentropy', optimizer: 'adam' });
    await model.save(join(folder, name));
    return readFile(join(folder, name));
  };

  test('.h5: HDF5, with what the model was compiled with', async () => {
    const file = await openHdf5(await saved('model.h5'));
    const training = JSON.parse(file.attrs.training_config!.value as string);
    expect(training.loss.class_name).toBe('BinaryCrossentropy');
    expect(training.optimizer_config.config.learning_rate).toBeCloseTo(0.001, 9);
    expect(file.keys()).toEqual(['model_weights']);
    file.close();
  });

  test('.keras: Keras’ archive', async () => {
    expect([...(await unzip(await saved('model.keras'))).keys()]).toContain('model.weights.h5');
  });

  test('.onnx: a graph', async () => {
    expect((await saved('model.onnx')).includes('giemsa.nn.model')).toBe(true);
  });

  test.each([
    ['model.pt', {}, 'a model is written as .onnx, .h5 or .keras; received ".pt"'],
    ['model', {}, 'received ""'],
    ['model.h5', { imageSize: 'any' }, 'imageSize are options of .onnx files'],
  ] as const)('%s is refused', async (name, options, message) => {
    await expect(network().save(join(folder, name), options)).rejects.toThrow(message);
  });
});

test('kernels are turned from [out, in, height, width] to [height, width, in, out]', () => {
  const stored = Float32Array.from({ length: 12 }, (_, index) => index);
  const { data } = toKerasOrder(stored, { shape: [1, 2, 3, 2], storage: 'oihw' });
  expect([...data]).toEqual([0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11]);
});

function unzip(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const entries = new Map<string, Buffer>();
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, async (failure, stream) => {
          if (failure) return reject(failure);
          entries.set(entry.fileName, Buffer.concat(await stream.toArray()));
          zip.readEntry();
        }),
      );
      zip.on('end', () => resolve(entries));
      zip.readEntry();
    });
  });
}
