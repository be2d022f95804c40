import { describe, expect, test, vi } from 'vitest';
import { TOY_SHAPE, toyDataset, toyModel } from '../../test/support/toy.js';
import {
  arrayDataset,
  conv2d,
  type Dataset,
  dense,
  flatten,
  globalAveragePooling2D,
  input,
  type LossChoice,
  Model,
  type NetworkOptions,
  rescaling,
  Sequential,
} from '../index.js';

/** The toy's data with class indices as targets, [N, 1]. */
const indexed = (data: Dataset): Dataset => ({
  ...data,
  targets: (indices) => {
    const targets = data.targets(indices);
    return Float32Array.from(indices, (_, row) => targets[row * 2 + 1]!);
  },
});

async function train(loss: LossChoice, data: Dataset) {
  const model = toyModel();
  model.compile({ loss, optimizer: 'adam' });
  const { epochs } = await model.fit(data, { epochs: 2, batchSize: 8, validationData: data });
  return { logs: epochs.at(-1)!, weights: model.getWeights() };
}

describe('compile by names', () => {
  test('sparse_categorical_crossentropy trains on class indices as categorical_crossentropy on one-hot rows', async () => {
    const data = toyDataset(16);
    const oneHot = await train('categorical_crossentropy', data);
    const sparse = await train('sparse_categorical_crossentropy', indexed(data));
    expect(sparse.weights).toEqual(oneHot.weights);
    for (const name of ['loss', 'accuracy', 'val_loss', 'val_accuracy'] as const)
      expect(sparse.logs[name]).toBe(oneHot.logs[name]);
  });

  test('mse learns a line', async () => {
    const examples = Float32Array.from({ length: 64 }, (_, index) => index / 32 - 1);
    const data = arrayDataset({
      ...{ examples, exampleShape: [1], units: 1 },
      targets: examples.map((x) => 3 * x - 0.5),
    });
    const model = new Sequential([input({ shape: [1] }), dense({ units: 1, name: 'line' })]);
    model.compile({ loss: 'mse', optimizer: 'sgd' });
    const { epochs } = await model.fit(data, { epochs: 200, batchSize: 16 });
    expect(epochs.at(-1)!.loss).toBeLessThan(1e-4);
    const { 'line/kernel': kernel, 'line/bias': bias } = model.getWeights();
    expect(kernel![0]).toBeCloseTo(3, 1);
    expect(bias![0]).toBeCloseTo(-0.5, 1);
    expect((await model.evaluate(data)).loss).toBeCloseTo(0, 3);
  });

  test('an unknown optimizer is refused with those that are known', () => {
    expect(() => toyModel().compile({ loss: 'mse', optimizer: 'rmsprop' as 'adam' })).toThrow(
      'unknown optimizer "rmsprop"; known are adam, adamw, sgd',
    );
  });
});

describe('models', () => {
  const images = () => input({ shape: TOY_SHAPE, name: 'images' });

  test('Model(inputs, outputs) and Model({ input, output }) are the same', () => {
    const [a, b] = [images(), images()];
    const head = () => dense({ units: 2, name: 'head' });
    const positional = new Model(a, head()(flatten()(a)), { name: 'toy', seed: 4 });
    const named = new Model({ input: b, output: head()(flatten()(b)), name: 'toy', seed: 4 });
    expect(positional.name).toBe('toy');
    expect(positional.summary()).toBe(named.summary());
    expect(positional.getWeights()).toEqual(named.getWeights());
  });

  test.each([
    ['no output', () => new Model(images(), undefined as never)],
    ['a layer that is not applied', () => new Model(images(), dense({ units: 2 }) as never)],
    ['Keras’ argument names', () => new Model({ inputs: 1, outputs: 2 } as unknown as NetworkOptions)],
  ])('%s: the error shows the form', (_, make) => {
    expect(make).toThrow('new Model(images, dense({ units: 2 })(x))');
  });

  test('Sequential applies its layers one after another', () => {
    const model = new Sequential([
      input({ shape: TOY_SHAPE, dtype: 'uint8' }),
      rescaling({ scale: 1 / 255 }),
      conv2d({ filters: 4, kernelSize: 3 }),
      globalAveragePooling2D(),
      dense({ units: 2, activation: 'softmax' }),
    ]);
    expect(model.name).toBe('sequential');
    expect(model.layers.map(({ layer }) => layer.className)).toEqual([
      'InputLayer',
      'Rescaling',
      'Conv2D',
      'GlobalAveragePooling2D',
      'Dense',
    ]);
    expect(model.outputShape).toEqual([2]);
  });

  test('Sequential without an input shows the form', () => {
    expect(() => new Sequential([dense({ units: 2 })] as never)).toThrow('new Sequential([input(');
  });
});

describe('validationSplit', () => {
  test('evaluates the last examples and trains on the others, as Keras does', async () => {
    const data = toyDataset(20);
    const asked: number[] = [];
    const watched: Dataset = {
      ...data,
      examples: (indices) => {
        asked.push(...indices);
        return data.examples(indices);
      },
    };
    const model = toyModel();
    model.compile({ loss: 'categorical_crossentropy', optimizer: 'adam' });
    const { epochs } = await model.fit(watched, { epochs: 1, batchSize: 4, validationSplit: 0.3 });
    expect(epochs[0]!.val_loss).toBeGreaterThan(0);
    // floor(20 · 0.7) = 14 are trained on; the rest comes last, in order.
    expect(asked.slice(0, 14).sort((a, b) => a - b)).toEqual([...Array(14).keys()]);
    expect(asked.slice(-6)).toEqual([14, 15, 16, 17, 18, 19]);
  });

  test.each([
    [{ validationSplit: 1 }, 'validationSplit must lie between 0 and 1, received 1'],
    [{ validationSplit: 0.95 }, 'a validationSplit of 0.95 leaves one side of 8 examples empty'],
    [
      { validationSplit: 0.5, validationData: toyDataset(4) },
      'give validationSplit or validationData, not both',
    ],
  ])('%o is refused', (options, message) => {
    const model = toyModel();
    model.compile({ loss: 'categorical_crossentropy', optimizer: 'adam' });
    expect(() => model.fit(toyDataset(8), { epochs: 1, ...options })).toThrow(message);
  });
});

describe('examples and targets that do not fit are reported by layer, before anything is compiled', () => {
  const floats = (size: number, units: number) =>
    arrayDataset({
      examples: new Float32Array(2 * size),
      exampleShape: [size],
      targets: new Float32Array(2 * units),
      units,
    });
  const bytes = arrayDataset({
    examples: new Uint8Array(2 * 4),
    exampleShape: [4],
    targets: new Float32Array(4),
    units: 2,
  });

  test.each([
    [
      'another shape',
      floats(5, 2),
      'categorical_crossentropy',
      'the input layer "features" takes float32 [4], but exampleShape is [5]',
    ],
    [
      'too many values',
      { length: 2, examples: () => new Float32Array(10), targets: () => new Float32Array(4) },
      'categorical_crossentropy',
      'the input layer "features" takes float32 [4], 4 values for each example, but 2 examples have 10',
    ],
    [
      'bytes where numbers are expected',
      bytes,
      'categorical_crossentropy',
      `the input layer "features" takes float32 [4], but the examples are uint8: declare input({ dtype: 'uint8' })`,
    ],
    [
      'class indices under categorical_crossentropy',
      floats(4, 1),
      'categorical_crossentropy',
      'the last layer "head" (Dense) gives 2 units, but the targets have 1 for each example: ' +
        'give one column for each unit, or class indices with sparse_categorical_crossentropy',
    ],
    [
      'one-hot rows under sparse_categorical_crossentropy',
      floats(4, 2),
      'sparse_categorical_crossentropy',
      'give one class index for each example, or choose categorical_crossentropy',
    ],
  ] as const)('%s', async (_, data, loss, message) => {
    const model = new Sequential([
      input({ shape: [4], name: 'features' }),
      dense({ units: 2, activation: 'softmax', name: 'head' }),
    ]);
    model.compile({ loss, optimizer: 'sgd' });
    await expect(model.fit(data, { epochs: 1 })).rejects.toThrow(message);
    await expect(model.evaluate(data)).rejects.toThrow(message);
  });

  test('a class that the model does not have', async () => {
    const model = new Sequential([input({ shape: [1] }), dense({ units: 2, activation: 'softmax' })]);
    model.compile({ loss: 'sparse_categorical_crossentropy', optimizer: 'sgd' });
    const data = arrayDataset({
      ...{ examples: new Float32Array(3), exampleShape: [1], units: 1 },
      targets: Float32Array.of(0, 1, 2),
    });
    await expect(model.fit(data, { epochs: 1 })).rejects.toThrow(
      'a target is class 2, but the classes are 0 to 1',
    );
  });

  test('exampleShape against the array', () => {
    expect(() =>
      arrayDataset({
        examples: new Uint8Array(10),
        exampleShape: [2, 2, 1],
        targets: new Float32Array(2),
        units: 1,
      }),
    ).toThrow('an example of exampleShape [2, 2, 1] has 4 values, and 10 values are not a multiple of that');
  });
});

describe('what Keras would take or refuse, in a line that says what to do', () => {
  const model = () => new Sequential([input({ shape: [2, 2, 1] }), flatten(), dense({ units: 1 })]);
  const options = {
    ...{ examples: new Float32Array(8), exampleShape: [2, 2, 1], targets: new Float32Array(2), units: 1 },
  };
  const compiled = () => {
    const made = model();
    made.compile({ loss: 'mse', optimizer: 'sgd' });
    return made;
  };

  test('fit without options is one epoch', async () => {
    expect((await compiled().fit(arrayDataset(options))).epochs).toHaveLength(1);
  });

  test.each<[string, () => unknown, string]>([
    [
      'Sequential of layers in a row',
      () => Reflect.construct(Sequential, [input({ shape: [4] }), dense({ units: 1 })]),
      'Sequential takes a list',
    ],
    ['Sequential of nothing', () => Reflect.construct(Sequential, []), 'Sequential takes a list'],
    [
      'an input without a shape',
      () => Reflect.apply(input, undefined, []),
      'input: shape must be [height, width, channels] or [features], received undefined',
    ],
    [
      'compile without a loss',
      () => model().compile({ optimizer: 'adam' } as never),
      "compile needs both: compile({ loss: 'categorical_crossentropy'",
    ],
    ['compile without anything', () => model().compile(undefined as never), 'compile needs both'],
    [
      'examples in a list',
      () => arrayDataset({ ...options, examples: [1, 2] as never }),
      'examples must be a Uint8Array or a Float32Array, received Array: Float32Array.from(examples) makes one',
    ],
    [
      'targets as bytes',
      () => arrayDataset({ ...options, targets: new Uint8Array(2) as never }),
      'targets must be a Float32Array, received Uint8Array: Float32Array.from(targets) makes one',
    ],
    [
      'an array to predict',
      () => model().predict(new Float32Array(4) as never),
      'expected a data set, such as arrayDataset({ examples, exampleShape, targets, units }) makes; received Float32Array',
    ],
    [
      'examples in another order',
      () => compiled().fit(arrayDataset({ ...options, exampleShape: [1, 2, 2] })),
      'takes float32 [2, 2, 1], but exampleShape is [1, 2, 2]',
    ],
    [
      'the same, to evaluate',
      () => compiled().evaluate(arrayDataset({ ...options, exampleShape: [4] })),
      'takes float32 [2, 2, 1], but exampleShape is [4]',
    ],
  ])('%s', async (_, make, message) => {
    await expect(async () => make()).rejects.toThrow(message);
  });
});

describe('the progress bar', () => {
  const written = async (options: { verbose?: boolean }) => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const model = toyModel();
      model.compile({ loss: 'categorical_crossentropy', optimizer: 'adam' });
      await model.fit(toyDataset(8), { epochs: 1, ...options });
      return write.mock.calls.map(([text]) => String(text)).join('');
    } finally {
      write.mockRestore();
    }
  };

  test('is shown on request, and not by default without a terminal', async () => {
    expect(await written({ verbose: true })).toContain('epoch 1/1');
    expect(await written({})).toBe('');
  });

  test('is shown by itself in a terminal', async () => {
    const was = process.stderr.isTTY;
    process.stderr.isTTY = true;
    try {
      expect(await written({})).toContain('epoch 1/1');
      expect(await written({ verbose: false })).toBe('');
    } finally {
      process.stderr.isTTY = was;
    }
  });
});
