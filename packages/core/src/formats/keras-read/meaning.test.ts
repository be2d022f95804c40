import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCellModel } from '../cell-model.js';
import { describeMeaning, type MeaningOptions } from '../model-meaning.js';
import { RESCALE_NAMES } from '../rescale.js';
import { trainingLoss } from './training-loss.js';

// Made by interop/keras-read/make_meaning_goldens.py, which names each file after what is in it.
const goldens = new URL('goldens/meaning/', import.meta.url);
const golden = (name: string): string => new URL(name, goldens).pathname;
const expected = JSON.parse(await readFile(new URL('expected.json', goldens), 'utf8')) as {
  probabilities: Record<string, number[][]>;
  rescale: Record<string, number[][]>;
};

const SIZE = 16;
const images = Uint8Array.from(
  { length: 2 * SIZE * SIZE * 3 },
  (_, index) => (index * 7919 + Math.floor(index / 97) * 31) % 256,
);

async function answers(name: string, meaning: MeaningOptions = {}) {
  const model = await openCellModel(golden(name), {}, meaning);
  const probabilities = await model.predict(images);
  await model.release();
  return { model, probabilities };
}

function expectClose(found: Float32Array, rows: number[][]): void {
  expect(found).toHaveLength(rows.flat().length);
  for (const [index, value] of rows.flat().entries()) expect(found[index]).toBeCloseTo(value, 5);
}

describe('the probabilities of a Keras file are what its outputs and its Rescaling mean:', () => {
  test.each(Object.entries(expected.probabilities))('%s', async (name, rows) => {
    expectClose((await answers(name)).probabilities, rows);
  });

  test.each(RESCALE_NAMES)('pixels are scaled as --rescale %s says', async (rescale) => {
    expectClose((await answers('no_rescaling.keras', { rescale })).probabilities, expected.rescale[rescale]!);
  });
});

describe('a file whose outputs are neither probabilities nor logits is rejected:', () => {
  test.each([
    [
      'refused_linear_crossentropy.keras',
      /binary_crossentropy says from_logits=False.*BinaryCrossentropy\(from_logits=True\)/,
    ],
    ['refused_linear_squared_error.h5', /trained with mean_squared_error, so they are not logits/],
    ['refused_relu.keras', /ends in relu, which does not give probabilities/],
    ['refused_tanh.keras', /ends in tanh, which does not give probabilities/],
    ['refused_softmax_of_one.keras', /softmax of one output, which is always 1/],
    ['refused_sum_of_softmaxes.keras', /ends in a Add layer, which does not give probabilities/],
  ])('%s', async (name, reason) => {
    await expect(openCellModel(golden(name))).rejects.toThrow(reason);
    await expect(openCellModel(golden(name))).rejects.toThrow(name);
  });
});

describe('what an answer is based on is reported', () => {
  const facts = async (name: string, meaning?: MeaningOptions) =>
    Object.fromEntries(
      (await answers(name, meaning)).model.meaning!.map(({ what, value, source }) => [
        what,
        `${value} (${source})`,
      ]),
    );

  test('of a file that says its outputs, but not its pixels and classes', async () => {
    expect(await facts('two_logits.keras')).toEqual({
      'input size': '16 x 16, RGB (file)',
      'input range': 'pixels / 255, 0 to 1 (assumed)',
      output: '2 logits, softmax (file)',
      classes: 'Parasitized, Uninfected (assumed)',
      'positive class': 'Parasitized (name)',
    });
  });

  test('of one that was not compiled, with options', async () => {
    const options = { classes: ['b', 'a'], positiveClass: 'a', rescale: '-1..1' } as const;
    expect(await facts('one_logit_uncompiled.h5', options)).toEqual({
      'input size': '16 x 16, RGB (file)',
      'input range': 'pixels / 127.5 - 1, -1 to 1 (given)',
      output: '1 logit, of the second class (assumed)',
      classes: 'b, a (given)',
      'positive class': 'a (given)',
    });
  });

  test('of one that scales its pixels itself, tried on its own folders', async () => {
    expect(await facts('rescaling_of_0_to_1.keras', { folderClasses: ['healthy', 'malaria'] })).toMatchObject(
      {
        'input range': 'pixels / 255, scaled inside to -1 to 1 (file)',
        classes: 'healthy, malaria, the folders in order (assumed)',
        'positive class': 'malaria (name)',
      },
    );
  });

  test('in lines of at most 80 columns', async () => {
    const { model } = await answers('two_logits.keras');
    const lines = describeMeaning([{ ...model, path: 'model.keras' }]).map(String);
    expect(lines).toHaveLength(6);
    expect(lines[2]).toBe('  input range    pixels / 255, 0 to 1     assumed: rescale');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('of more than two classes by the numbers of the outputs', async () => {
    const { model } = await answers('three_logits.keras');
    expect(model.classNames).toEqual(['0', '1', '2']);
    const named = await answers('three_softmax.keras', { classes: ['healthy', 'falciparum', 'vivax'] });
    expect(named.model.classNames).toEqual(['healthy', 'falciparum', 'vivax']);
  });
});

describe('options', () => {
  test('name the infected class if the names do not show it; otherwise it is asked for', async () => {
    const classes = ['left', 'right'];
    await expect(answers('two_logits.keras', { classes })).rejects.toThrow(
      /two_logits.keras has the classes left, right; the names do not show .* positiveClass left, or/,
    );
    const { model } = await answers('two_logits.keras', { classes, positiveClass: 'right' });
    expect(model.positiveClass).toBe(1);
  });

  test('must fit the number of outputs', async () => {
    await expect(answers('two_logits.keras', { classes: ['a', 'b', 'c'] })).rejects.toThrow(
      /classes a,b,c names 3 classes; .*two_logits.keras has 2/,
    );
  });
});

test.each([
  ['binary_crossentropy', { name: 'binary_crossentropy', fromLogits: false }],
  [
    { class_name: 'BinaryCrossentropy', config: { from_logits: true } },
    { name: 'binary_crossentropy', fromLogits: true },
  ],
  [
    { class_name: 'SparseCategoricalCrossentropy', config: { from_logits: false } },
    { name: 'sparse_categorical_crossentropy', fromLogits: false },
  ],
  [
    { module: 'builtins', class_name: 'function', config: 'mse' },
    { name: 'mse', fromLogits: undefined },
  ],
  [['categorical_crossentropy'], { name: 'categorical_crossentropy', fromLogits: false }],
  [{ dense_1: 'mse' }, { name: 'mse', fromLogits: undefined }],
  [
    { class_name: 'mine>FocalLoss', config: {} },
    { name: 'focal_loss', fromLogits: undefined },
  ],
  [null, undefined],
  [undefined, undefined],
])('the loss %j is read', (loss, found) => {
  expect(trainingLoss({ loss })).toEqual(found);
});

describe('a file of which a part lies in another file is refused, though that file is there:', () => {
  test.each([
    ['external_link.h5', 'other.h5'],
    ['external_storage.h5', 'other.bin'],
    ['virtual_dataset.h5', 'other.h5'],
  ])('%s', async (name, other) => {
    const folder = await mkdtemp(join(tmpdir(), 'giemsa-external-'));
    const start = process.cwd();
    try {
      await cp(golden(name), join(folder, name));
      for (const file of ['other.h5', 'other.bin'])
        await cp(golden('two_logits_legacy.h5'), join(folder, file));
      process.chdir(folder);
      for (const path of [name, join(folder, name)])
        await expect(openCellModel(path)).rejects.toThrow(
          new RegExp(`${name}: its data is in another file, "${other}"`),
        );
    } finally {
      process.chdir(start);
      await rm(folder, { recursive: true });
    }
  });
});
