import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as web from 'onnxruntime-web';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildModel } from '../architectures/architectures.js';
import { openCellModel, saveCellModel } from '../formats/cell-model.js';
import { readKerasModel } from '../formats/keras-read/read-model.js';
import { readOnnx } from '../formats/quantize/onnx-proto.js';
import { RESIZE_RULE } from '../pictures/resize.js';
import { exportModel } from './export-model.js';

const SIZE = 32;
let folder: string;
let model: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'giemsa-export-'));
  model = join(folder, 'cells.onnx');
  const rescaling = { scale: 1 / 127.5, offset: -1 };
  await saveCellModel(model, buildModel('tiny-resnet', { imageSize: SIZE, classes: 2, rescaling, seed: 4 }), {
    ...{ classNames: ['Parasitized', 'Uninfected'], positiveClass: 0, threshold: 0.4, imageSize: SIZE },
    ...{ resizeRule: RESIZE_RULE, colorMode: 'rgb', rescaling, architecture: 'tiny-resnet' },
    ...{ recipe: 'test', dataFingerprint: 'none' },
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytesOf = (count: number) =>
  Uint8Array.from({ length: count * SIZE * SIZE * 3 }, (_, index) => (index * 7919) % 251);

describe('--format onnx', () => {
  test('gives in onnxruntime-web what it gives in onnxruntime-node', async () => {
    const { path } = await exportModel({ model, format: 'onnx', out: join(folder, 'out.onnx') });
    const opened = await openCellModel(path);
    const images = bytesOf(2);
    const expected = await opened.predict(images);
    await opened.release();
    web.env.wasm.numThreads = 1;
    const session = await web.InferenceSession.create(readFileSync(path), { executionProviders: ['wasm'] });
    const feeds = { images: new web.Tensor('uint8', images, [2, SIZE, SIZE, 3]) };
    const { probabilities } = await session.run(feeds);
    const found = probabilities!.data as Float32Array;
    expected.forEach((value, index) => {
      expect(found[index]).toBeCloseTo(value, 5);
    });
    await session.release();
  });

  test('says what it is: operator set, classes, threshold, preprocessing, card, license, use', () => {
    const { opsetImport, metadataProps } = readOnnx(readFileSync(join(folder, 'out.onnx')));
    expect(opsetImport.map(({ version }) => version)).toEqual([20]);
    const props = Object.fromEntries(metadataProps.map(({ key, value }) => [key, value]));
    expect(props).toMatchObject({
      class_names: '["Parasitized","Uninfected"]',
      positive_class: 'Parasitized',
      threshold: '0.4',
      license: 'Apache-2.0',
      intended_use: 'Research use only. Not a medical device, not for diagnosis.',
    });
    expect(props.preprocessing).toContain('resized to 32 x 32');
    expect(props.model_card).toContain('Parasitized from 0.4 on');
  });
});

test.each([
  { format: 'onnx-float16', size: 0.75 },
  { format: 'onnx-int8-weights', size: 0.6 },
] as const)('--format $format is a smaller file that giemsa opens too', async ({ format, size }) => {
  const { path, bytes } = await exportModel({ model, format, out: join(folder, `${format}.onnx`) });
  expect(bytes).toBeLessThan(size * readFileSync(model).length);
  const answers: Float32Array[] = [];
  for (const file of [model, path]) {
    const opened = await openCellModel(file);
    answers.push(await opened.predict(bytesOf(3)));
    await opened.release();
  }
  answers[0]!.forEach((value, index) => {
    expect(answers[1]![index]).toBeCloseTo(value, 2);
  });
});

test('--format onnx-int8 predicts nearly alike, from convolutions of 8 bits', async () => {
  const cells = join(folder, 'cells');
  for (const name of ['Parasitized', 'Uninfected']) {
    for (let cell = 0; cell < 4; cell++) {
      const image = bytesOf(1).map((value) => (value + 37 * cell) % 256);
      const file = join(cells, name, `${cell}.png`);
      const png = await sharp(image, { raw: { width: SIZE, height: SIZE, channels: 3 } })
        .png()
        .toBuffer();
      mkdirSync(join(cells, name), { recursive: true });
      writeFileSync(file, png);
    }
  }
  const out = join(folder, 'int8.onnx');
  const exported = await exportModel({ model, format: 'onnx-int8', out, calibrate: cells });
  expect(exported.bytes).toBeLessThan(readFileSync(model).length);
  const { node } = readOnnx(readFileSync(out)).graph;
  expect(node.filter(({ opType }) => opType === 'BatchNormalization')).toEqual([]);
  const produced = new Map(node.flatMap((each) => each.output.map((name) => [name, each.opType])));
  for (const { opType, input } of node) {
    if (opType === 'Conv')
      expect(new Set(input.map((name) => produced.get(name)))).toEqual(new Set(['DequantizeLinear']));
  }
  const feeds = { images: new web.Tensor('uint8', bytesOf(1), [1, SIZE, SIZE, 3]) };
  const opened = await openCellModel(out);
  const [here] = await opened.predict(bytesOf(1));
  await opened.release();
  const run = async (path: string) => {
    const session = await web.InferenceSession.create(readFileSync(path), { executionProviders: ['wasm'] });
    const { probabilities } = await session.run(feeds);
    return (probabilities!.data as Float32Array)[0]!;
  };
  const inPage = await run(out);
  expect(Math.abs(inPage - (await run(model)))).toBeLessThan(0.1);
  expect(here).toBeCloseTo(inPage, 2);
});

describe.each(['keras-h5', 'keras'] as const)('--format %s', (format) => {
  const ending = format === 'keras' ? 'keras' : 'h5';
  const metadata = {
    ...{ classNames: ['healthy', 'malaria'], positiveClass: 1, threshold: 0.4, imageSize: SIZE },
    ...({ resizeRule: RESIZE_RULE, colorMode: 'rgb' } as const),
    ...{ rescaling: { scale: 1 / 127.5, offset: -1 } },
    ...{ architecture: 'tiny-resnet', recipe: 'test', dataFingerprint: 'none', unsureHalfWidth: 0.3 },
  };
  const calibration = { temperature: 1.7, cells: 100, patients: 5, source: 'test' };

  test('carries the temperature as layers, and for giemsa all that a model file says', async () => {
    const calibrated = join(folder, `calibrated-${ending}.onnx`);
    const network = buildModel('tiny-resnet', {
      ...{ imageSize: SIZE, classes: 2, rescaling: metadata.rescaling, seed: 6 },
    });
    await saveCellModel(calibrated, network, { ...metadata, calibration });
    const out = join(folder, `calibrated.${ending}`);
    const exported = await exportModel({ model: calibrated, format, out });
    expect(exported.temperature).toBe(1.7);
    expect(exported.unknownToKeras).toEqual([
      'class names (healthy, malaria)',
      'threshold (malaria from 0.4)',
      'unsure band',
      'resizing',
    ]);
    const [here, there] = [await openCellModel(calibrated), await openCellModel(out)];
    const [expected, found] = [await here.predict(bytesOf(3)), await there.predict(bytesOf(3))];
    for (const opened of [here, there]) await opened.release();
    for (const [index, value] of expected.entries()) expect(found[index]).toBeCloseTo(value, 6);
    expect(there).toMatchObject(metadata);
    expect(there.meaning).toBeUndefined();
    // As any other program finds it: logits, divided, softmax.
    const { model: read } = await readKerasModel(out);
    const ends = read.layers.slice(-3).map(({ layer }) => [layer.className, layer.config]);
    expect(ends).toMatchObject([
      ['Dense', { units: 2, activation: 'linear' }],
      ['Rescaling', { scale: 1 / 1.7, offset: 0 }],
      ['Activation', { activation: 'softmax' }],
    ]);
  });

  test('of a model without a temperature ends as the model does', async () => {
    const exported = await exportModel({ model, format, out: join(folder, `plain.${ending}`) });
    expect(exported.temperature).toBeNull();
    const { model: read } = await readKerasModel(exported.path);
    expect(read.layers.at(-1)!.layer.config).toMatchObject({ activation: 'softmax' });
  });
});

test('a Keras file of another program becomes an ONNX file that remembers its options', async () => {
  const source = fileURLToPath(
    new URL('../formats/keras-read/goldens/meaning/two_logits.keras', import.meta.url),
  );
  const meaning = { classes: ['healthy', 'malaria'], rescale: '-1..1' } as const;
  const out = join(folder, 'others.onnx');
  await exportModel({ model: source, format: 'onnx', out, meaning });
  const [keras, onnx] = [await openCellModel(source, {}, meaning), await openCellModel(out)];
  expect(onnx).toMatchObject({
    classNames: ['healthy', 'malaria'],
    positiveClass: 1,
    meaning: keras.meaning,
  });
  const images = bytesOf(1).subarray(0, 16 * 16 * 3);
  const [expected, found] = [await keras.predict(images), await onnx.predict(images)];
  for (const opened of [keras, onnx]) await opened.release();
  for (const [index, value] of expected.entries()) expect(found[index]).toBeCloseTo(value, 6);
});

describe('the metadata of a giemsa file', () => {
  test('can be renamed, and its other class be the positive one: the same cells are called', async () => {
    const options = { classes: ['infected', 'healthy'], positiveClass: 'healthy' };
    const opened = await openCellModel(model, {}, options);
    await opened.release();
    expect(opened).toMatchObject({ classNames: ['infected', 'healthy'], positiveClass: 1, threshold: 0.6 });
    expect(opened.meaning).toMatchObject([{ what: 'classes' }, { what: 'positive class', source: 'given' }]);
  });

  test.each([
    [{ classes: ['Uninfected', 'Parasitized'] }, /its classes are Parasitized, Uninfected in this order/],
    [{ classes: ['healthy', 'malaria'] }, /its classes are Parasitized, Uninfected in this order/],
    [{ rescale: 'none' as const }, /rescale is for model files that do not say it/],
    [{ positiveClass: 'malaria' }, /positiveClass "malaria" is not a class of .*cells.onnx/],
  ])('is not contradicted: %j', async (options, reason) => {
    await expect(openCellModel(model, {}, options)).rejects.toThrow(reason);
  });
});

describe('mistakes', () => {
  test.each([
    {
      title: 'a file that exists',
      request: { format: 'onnx', out: 'cells.onnx' },
      message: 'already exists',
    },
    {
      title: 'ONNX under the name of a Keras file',
      request: { format: 'onnx', out: 'a.h5' },
      message: /a.h5: the name of the file must end in .onnx/,
    },
    {
      title: 'a Keras archive under the name of HDF5',
      request: { format: 'keras', out: 'a.h5' },
      message: /the name of the file must end in .keras/,
    },
    {
      title: 'HDF5 without an ending',
      request: { format: 'keras-h5', out: 'a' },
      message: /the name of the file must end in .h5 or .hdf5/,
    },
    {
      title: 'no cells to calibrate by',
      request: { format: 'onnx-int8', out: 'a' },
      message: 'calibrate DIR',
    },
    {
      title: 'cells where none are needed',
      request: { format: 'keras', out: 'a', calibrate: 'b' },
      message: 'calibrate is for format onnx-int8',
    },
  ] as const)('$title', async ({ request, message }) => {
    const out = join(folder, request.out);
    await expect(exportModel({ ...request, model, out })).rejects.toThrow(message);
  });
});
