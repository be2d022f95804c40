import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodeOnnx } from '../../test/support/onnx.js';
import { toyDataset, toyModel } from '../../test/support/toy.js';
import { deviation } from '../../test/support/values.js';
import { Graph } from '../graph/graph.js';
import { serialize } from '../graph/serialize.js';
import {
  activation,
  add,
  averagePooling2D,
  batchNormalization,
  conv2d,
  dense,
  flatten,
  input,
  loadModel,
  Model,
  maxPooling2D,
  modelConfig,
  modelFromConfig,
  modelToOnnx,
  rescaling,
  sgd,
  zeroPadding2D,
} from '../index.js';
import { trainingGraph } from '../training/training-graph.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'giemsa-model-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Every kind of layer that the toy lacks. */
function otherLayers(): Model {
  const images = input({ shape: [9, 8, 3], name: 'images' });
  let x = conv2d({ filters: 4, kernelSize: 3, dilationRate: 2, activation: 'tanh' })(
    zeroPadding2D({
      padding: [
        [1, 2],
        [2, 0],
      ],
    })(images),
  );
  x = add()([x, batchNormalization({ trainable: false })(activation('sigmoid')(x))]);
  x = averagePooling2D({ poolSize: 3, strides: 2, padding: 'same' })(
    maxPooling2D({ poolSize: 2, strides: 1 })(x),
  );
  return new Model({
    input: images,
    output: dense({ units: 1, activation: 'sigmoid' })(flatten()(x)),
    name: 'other',
    seed: 3,
  });
}

/** The toy with a kernel of 864 values. */
function widerModel(): Model {
  const images = input({ shape: toyModel().inputShape, dtype: 'uint8' });
  const maps = conv2d({ filters: 32, kernelSize: 3, activation: 'relu' })(
    rescaling({ scale: 1 / 255 })(images),
  );
  const output = dense({ units: 2, activation: 'softmax' })(flatten()(maps));
  return new Model({ input: images, output, seed: 4 });
}

describe('save and load', () => {
  test.each([
    { title: 'the toy', make: toyModel },
    { title: 'every other kind of layer', make: otherLayers },
  ])('$title: the same layers, weights, outputs and metadata', async ({ make }) => {
    const model = make();
    const path = join(folder, 'model.onnx');
    await model.save(path, { metadata: { classes: '["a","b"]' }, documentation: 'A test.' });
    const loaded = await loadModel(path);
    expect(loaded.metadata).toEqual({ classes: '["a","b"]' });
    expect(modelConfig(loaded.model)).toEqual(JSON.parse(JSON.stringify(modelConfig(model))));
    expect(loaded.model.getWeights()).toEqual(model.getWeights());
    expect(loaded.model.summary()).toBe(model.summary());
    const examples =
      model.inputType === 'uint8'
        ? toyDataset(3)
        : { length: 2, examples: () => new Float32Array(2 * 216).fill(0.5) };
    expect(await loaded.model.predict(examples)).toEqual(await model.predict(examples));
  });

  test('with weights in float16 its weights agree to 11 bits and its outputs to three digits', async () => {
    const model = toyModel();
    const half = join(folder, 'half.onnx');
    await model.save(half, { weightType: 'float16' });
    const { model: loaded } = await loadModel(half);
    for (const [name, values] of Object.entries(loaded.getWeights())) {
      const original = model.getWeights()[name]!;
      // 11 bits of mantissa.
      values.forEach((value, index) => {
        expect(Math.abs(value - original[index]!)).toBeLessThanOrEqual(2 ** -11 * Math.abs(original[index]!));
      });
    }
    const outputs = await loaded.predict(toyDataset(3));
    (await model.predict(toyDataset(3))).forEach((value, index) => {
      expect(outputs[index]).toBeCloseTo(value, 3);
    });
  });

  test('with kernels in int8 each value agrees to half a step of its filter, and outputs to two digits', async () => {
    const model = widerModel();
    const path = join(folder, 'int8.onnx');
    await model.save(path, { weightType: 'int8' });
    const { model: loaded } = await loadModel(path);
    let rounded = 0;
    for (const { name, data, shape } of loaded.weights) {
      const original = model.weights.find((weight) => weight.name === name)!.data;
      const filterSize = data.length / shape[0]!;
      data.forEach((value, index) => {
        const filter = Math.floor(index / filterSize);
        const largest = Math.max(
          ...original.subarray(filter * filterSize, (filter + 1) * filterSize).map(Math.abs),
        );
        expect(Math.abs(value - original[index]!)).toBeLessThanOrEqual((0.5 * largest) / 127 + 1e-7);
        if (value !== original[index]) rounded++;
      });
    }
    expect(rounded).toBeGreaterThan(0);
    const outputs = await loaded.predict(toyDataset(3));
    (await model.predict(toyDataset(3))).forEach((value, index) => {
      expect(outputs[index]).toBeCloseTo(value, 2);
    });
    const session = await InferenceSession.create(path);
    const examples = toyDataset(3).examples(Uint32Array.of(0, 1, 2)) as Uint8Array;
    const images = new OrtTensor('uint8', examples, [3, ...model.inputShape]);
    const { probabilities } = await session.run({ images });
    (probabilities!.data as Float32Array).forEach((value, index) => {
      expect(value).toBeCloseTo(outputs[index]!, 5);
    });
  });

  test('one changed bit is found', async () => {
    const path = join(folder, 'model.onnx');
    await toyModel().save(path);
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(path, bytes);
    await expect(loadModel(path)).rejects.toThrow(`${path} is damaged`);
  });

  test('a loaded model is trained on as the saved one would have been', async () => {
    const path = join(folder, 'model.onnx');
    const original = toyModel();
    await original.save(path);
    const { model } = await loadModel(path);
    for (const candidate of [original, model]) {
      candidate.compile({ loss: { name: 'binary_crossentropy' }, optimizer: sgd({ learningRate: 0.1 }) });
      await candidate.fit(toyDataset(12), { epochs: 1, batchSize: 8, threads: 1 });
    }
    expect(model.getWeights()).toEqual(original.getWeights());
  });

  test('a file that is damaged, or that another program wrote, is an error that names it', async () => {
    const path = join(folder, 'model.onnx');
    await toyModel().save(path);
    const whole = readFileSync(path);
    truncateSync(path, whole.length - 200);
    await expect(loadModel(path)).rejects.toThrow(path);
    writeFileSync(path, 'no model at all');
    await expect(loadModel(path)).rejects.toThrow(`${path} is`);
    const graph = new Graph('NCHW');
    writeFileSync(path, serialize(graph, { y: graph.scalar(1) }, { name: 'foreign' }));
    await expect(loadModel(path)).rejects.toThrow(`${path} is an ONNX model that giemsa did not write`);
    await expect(loadModel(join(folder, 'none.onnx'))).rejects.toThrow('none.onnx');
  });

  test('a structure whose layers do not fit together is an error', () => {
    const config = modelConfig(toyModel());
    const [first, second, ...rest] = config.layers;
    expect(() =>
      modelFromConfig({ ...config, layers: [first!, { ...second!, inputs: ['nobody'] }, ...rest] }),
    ).toThrow('layer "rescaling" takes its input from "nobody", which does not come before it');
    expect(() => modelFromConfig({ ...config, layers: [] })).toThrow('model "toy" has no input layer');
  });
});

describe('an exported model', () => {
  const files = [
    { title: 'the toy', make: () => modelToOnnx(toyModel()) },
    { title: 'the toy, images of any size', make: () => modelToOnnx(toyModel(), { imageSize: 'any' }) },
    { title: 'every other kind of layer', make: () => modelToOnnx(otherLayers()) },
    {
      title: 'a training step',
      make: () => {
        const settings = {
          loss: { name: 'binary_crossentropy' },
          optimizer: sgd({ momentum: 0.9 }),
          globalClipnorm: 1,
        } as const;
        const { graph, outputs } = trainingGraph(toyModel(), settings, 4);
        return serialize(
          graph,
          Object.fromEntries(Object.entries(outputs).map(([name, value]) => [`new ${name}`, value])),
          { name: 'step' },
        );
      },
    },
  ];

  test.each(files)(
    '$title: has only standard operators, and every value is defined once and before it is used',
    ({ make }) => {
      const { graph, opsetImport } = decodeOnnx(make());
      expect(opsetImport.map(({ domain, version }) => [domain, Number(version)])).toEqual([['', 20]]);
      const defined = new Set([...graph.input, ...graph.initializer].map(({ name }) => name));
      expect(defined.size).toBe(graph.input.length + graph.initializer.length);
      for (const node of graph.node) {
        expect(node.domain).toBe('');
        for (const name of node.input)
          if (name !== '') expect(defined, `${node.opType} reads`).toContain(name);
        for (const name of node.output) {
          expect(defined, `${node.opType} writes`).not.toContain(name);
          defined.add(name);
        }
      }
      for (const { name } of graph.output) expect(defined).toContain(name);
    },
  );

  test.each([1, 3])('takes a batch of %i', async (count) => {
    const model = toyModel();
    const session = await InferenceSession.create(modelToOnnx(model));
    const examples = toyDataset(count).examples(
      Uint32Array.from({ length: count }, (_, index) => index),
    ) as Uint8Array;
    const { probabilities } = await session.run({
      images: new OrtTensor('uint8', examples, [count, 8, 8, 3]),
    });
    expect(session.inputNames).toEqual(['images']);
    expect(session.outputNames).toEqual(['probabilities']);
    expect(probabilities!.dims).toEqual([count, 2]);
    expect(
      deviation(probabilities!.data as Float32Array, await model.predict(toyDataset(count))),
    ).toBeLessThanOrEqual(1e-5);
  });

  test.each([
    { batch: 1, height: 8, width: 8 },
    { batch: 3, height: 8, width: 8 },
    { batch: 1, height: 20, width: 13 },
    { batch: 2, height: 5, width: 30 },
    { batch: 1, height: 1, width: 1 },
  ])('for images of any size takes $batch of $height x $width', async ({ batch, height, width }) => {
    const session = await InferenceSession.create(modelToOnnx(toyModel(), { imageSize: 'any' }));
    // Of one colour: whatever the size, the resized image is the same.
    const grey = (...shape: number[]) =>
      new OrtTensor('uint8', new Uint8Array(shape.reduce((a, b) => a * b)).fill(90), shape);
    const { probabilities } = await session.run({ images: grey(batch, height, width, 3) });
    expect(probabilities!.dims).toEqual([batch, 2]);
    const reference = await session.run({ images: grey(1, 8, 8, 3) });
    const expected = Array.from({ length: batch }, () =>
      Array.from(reference.probabilities!.data as Float32Array),
    ).flat();
    expect(deviation(probabilities!.data as Float32Array, expected)).toBeLessThanOrEqual(1e-5);
  });

  test('of a model that does not take bytes cannot take images of any size', () => {
    expect(() => modelToOnnx(otherLayers(), { imageSize: 'any' })).toThrow(
      'model "other" takes float32 [9, 8, 3]; only uint8 images can be of any size',
    );
  });
});

describe('a model', () => {
  test('gives and takes weights in the order of Keras', () => {
    const model = toyModel();
    const kernel = Float32Array.from({ length: 3 * 3 * 3 * 6 }, (_, index) => index);
    model.setWeights({ 'stem/kernel': kernel });
    expect(model.getWeights()['stem/kernel']).toEqual(kernel);
    // [h, w, in, out] is stored as [out, in, h, w]: the second filter begins with its value at [0, 0, 0].
    const stored = model.weights.find(({ name }) => name === 'stem/kernel')!;
    expect(stored.shape).toEqual([6, 3, 3, 3]);
    expect(stored.data[27]).toBe(1);
    expect(stored.data[1]).toBe(18);
  });

  test('evaluates to the mean loss and the accuracy of its predictions', async () => {
    const model = toyModel();
    const dataset = toyDataset(10);
    model.compile({ loss: { name: 'categorical_crossentropy' }, optimizer: sgd() });
    const { loss, accuracy, outputs } = await model.evaluate(dataset, { batchSize: 4 });
    const right = Array.from({ length: 10 }, (_, example) => outputs[example * 2 + (example % 2)]!);
    expect(loss).toBeCloseTo(-right.reduce((sum, p) => sum + Math.log(p), 0) / 10, 5);
    expect(accuracy).toBeCloseTo(right.filter((p) => p > 0.5).length / 10, 6);
    expect(await model.predict(dataset)).toEqual(outputs);
  });

  test('names mistakes', () => {
    const model = toyModel();
    expect(() => model.layer('tail')).toThrow(
      'model "toy" has no layer "tail"; its layers are images, rescaling, stem,',
    );
    expect(() => model.setWeights({ 'stem/bias': new Float32Array(6) })).toThrow(
      'model "toy" has no weight "stem/bias"',
    );
    expect(() => model.setWeights({ 'stem/kernel': new Float32Array(6) })).toThrow(
      'weight "stem/kernel" holds 162 values ([3, 3, 3, 6]), received 6',
    );
    const [a, b] = [input({ shape: [2] }), input({ shape: [2], name: 'b' })];
    const layer = dense({ units: 2 });
    expect(() => new Model({ input: a, output: layer(b) })).toThrow(
      'the output of the model does not depend on its input',
    );
    expect(() => new Model({ input: a, output: add()([a, b]) })).toThrow(
      'layer b is a second input; a model has one',
    );
    expect(() => new Model({ input: a, output: layer(layer(a)) })).toThrow(
      'is applied twice; sharing a layer is not supported',
    );
    const twins = dense({ units: 2, name: 'twin' })(dense({ units: 2, name: 'twin' })(a));
    expect(() => new Model({ input: a, output: twins })).toThrow(
      'two layers are named "twin"; names must be unique',
    );
  });
});
