import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildModel } from '../../architectures/architectures.js';
import { RESIZE_RULE } from '../../pictures/resize.js';
import { openCellModel, readCellModel, saveCellModel } from '../cell-model.js';
import { describeMeaning, type MeaningOptions } from '../model-meaning.js';

// Made by interop/onnx-read/make_goldens.py, which names each file after what is in it.
const goldens = new URL('goldens/', import.meta.url);
const golden = (name: string): string => new URL(name, goldens).pathname;
const { probabilities } = JSON.parse(await readFile(new URL('expected.json', goldens), 'utf8')) as {
  probabilities: Record<string, number[][]>;
};

const SIZE = 16;
const images = Uint8Array.from(
  { length: 3 * SIZE * SIZE * 3 },
  (_, index) => (index * 7919 + Math.floor(index / 97) * 31) % 256,
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giemsa-onnx-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function opened(name: string, meaning?: MeaningOptions) {
  const model = await openCellModel(golden(name), {}, meaning);
  const found = await model.predict(images);
  await model.release();
  return { ...model, found };
}

describe('an ONNX file of another program gives the probabilities that its outputs mean:', () => {
  test.each(Object.entries(probabilities))('%s', async (name, rows) => {
    const { found } = await opened(name);
    expect(found).toHaveLength(rows.flat().length);
    for (const [index, value] of rows.flat().entries()) expect(found[index]).toBeCloseTo(value, 5);
  });

  test('in any order and number, though it takes one picture at a time', async () => {
    const model = await openCellModel(golden('torch_one_picture.onnx'));
    const found = await model.predict(images, [2, 0]);
    await model.release();
    const rows = probabilities['torch_one_picture.onnx']!;
    for (const [index, value] of [...rows[2]!, ...rows[0]!].entries())
      expect(found[index]).toBeCloseTo(value, 5);
  });
});

test('it is reported what was assumed, and that the file was not checked for damage', async () => {
  const { meaning, unchecked } = await opened('torch_logits.onnx');
  expect(describeMeaning([{ path: 'model.onnx', meaning, unchecked }]).map(String)).toEqual([
    'model.onnx:',
    '  input size     16 x 16, RGB             from the file',
    '  input range    pixels / 255, 0 to 1     assumed: rescale',
    '  output         2 logits, softmax        assumed',
    '  classes        Parasitized, Uninfected  assumed: classes',
    '  positive class Parasitized              by its name',
    '  not checked for damage: it has no giemsa checksum',
  ]);
  const known = await opened('scaled_inside.onnx', { classes: ['healthy', 'malaria'] });
  expect(known).toMatchObject({ classNames: ['healthy', 'malaria'], positiveClass: 1 });
  expect(known.meaning).toContainEqual({
    what: 'input range',
    value: 'pixels 0 to 255, scaled inside to 0 to 1',
    source: 'file',
  });
});

test('--rescale changes what it is fed', async () => {
  const [assumed, given] = [
    await opened('torch_logits.onnx'),
    await opened('torch_logits.onnx', { rescale: 'torch' }),
  ];
  expect(given.found[0]).not.toBeCloseTo(assumed.found[0]!, 3);
  await expect(opened('bytes.onnx', { rescale: '1/255' })).rejects.toThrow(
    /bytes.onnx .* takes bytes, which cannot be scaled first: leave out rescale 1\/255/,
  );
});

describe('a file is refused with the reason:', () => {
  test.each([
    [
      'refused_relu.onnx',
      /2 outputs come from the operator Relu, which gives neither probabilities nor logits/,
    ],
    ['refused_any_size.onnx', /takes inputs of shape \[\?, 3, \?, \?\]; expected square RGB pictures/],
    ['refused_grey.onnx', /takes inputs of shape \[\?, 3, 16, 32\]; expected square RGB pictures/],
  ])('%s', async (name, reason) => {
    await expect(openCellModel(golden(name))).rejects.toThrow(reason);
    await expect(openCellModel(golden(name))).rejects.toThrow(name);
  });

  test('values in another file, though it is there', async () => {
    await cp(golden('external_data.onnx'), join(folder, 'external_data.onnx'));
    await writeFile(join(folder, 'other.bin'), Buffer.alloc(4096));
    for (const read of [openCellModel, readCellModel])
      await expect(read(join(folder, 'external_data.onnx'))).rejects.toThrow(
        /external_data.onnx .* are in another file, "other.bin"; a model must be one file/,
      );
  });

  test('no layers for heat maps and training', async () => {
    await expect(readCellModel(golden('torch_logits.onnx'))).rejects.toThrow(
      /torch_logits.onnx is an ONNX file that giemsa did not write: predict, evaluate and smear can use it/,
    );
  });
});

test('a giemsa file without its checksum answers, and is reported as unchecked', async () => {
  const path = join(folder, 'own.onnx');
  const rescaling = { scale: 1 / 255, offset: 0 };
  await saveCellModel(path, buildModel('tiny-resnet', { imageSize: 32, classes: 2, rescaling, seed: 4 }), {
    ...{ classNames: ['Parasitized', 'Uninfected'], positiveClass: 0, threshold: 0.5, imageSize: 32 },
    ...({ resizeRule: RESIZE_RULE, colorMode: 'rgb', architecture: 'tiny-resnet' } as const),
    ...{ rescaling, recipe: 'test', dataFingerprint: 'none' },
  });
  const whole = await readFile(path);
  // The checksum is the last entry: a file that was cut off before it has none.
  const cut = whole.subarray(0, whole.lastIndexOf('giemsa.nn.sha256') - 4);
  const [checked, unchecked] = [await openCellModel(path), undefined];
  await writeFile(path, cut);
  const other = await openCellModel(path);
  for (const model of [checked, other]) await model.release();
  expect([checked.unchecked, other.unchecked]).toEqual([
    unchecked,
    expect.stringContaining('no giemsa checksum'),
  ]);
});
