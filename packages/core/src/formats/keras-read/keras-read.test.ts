import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  arrayDataset,
  conv2d,
  dense,
  globalAveragePooling2D,
  Model,
  Predictor,
  type Random,
  randomFromKey,
} from '@giemsa/nn';
import h5wasm from 'h5wasm/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { UserError } from '../../errors/user-error.js';
import { openCellModel } from '../cell-model.js';
import { loadWeights } from '../load-weights.js';
import { withKerasArchive } from './archive.js';
import { readKerasCellModel } from './keras-cell-model.js';
import { readKerasModel } from './read-model.js';

const goldens = new URL('goldens/', import.meta.url);
const golden = (name: string): string => new URL(name, goldens).pathname;
const { predictions } = JSON.parse(await readFile(new URL('expected.json', goldens), 'utf8')) as {
  predictions: Record<string, number[][]>;
};

const SIZE = 16;
/** As `images()` of interop/keras-read/make_goldens.py. */
const images = Uint8Array.from(
  { length: 2 * SIZE * SIZE * 3 },
  (_, index) => (index * 7919 + Math.floor(index / 97) * 31) % 256,
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giemsa keras ä '));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Keras' outputs by class; its one sigmoid output is the probability of the second. */
const byClass = (rows: number[][]): number[] =>
  rows.flatMap((row) => (row.length === 1 ? [1 - row[0]!, row[0]!] : row));

describe('a model that Keras wrote', () => {
  it.each(Object.entries(predictions))(
    '%s predicts here what it predicts in Keras',
    async (name, expected) => {
      const model = await openCellModel(golden(name));
      const probabilities = await model.predict(images);
      await model.release();
      for (const [index, value] of byClass(expected).entries())
        expect(probabilities[index]).toBeCloseTo(value, 5);
    },
  );

  it('keeps the names of its layers and Keras’ count of parameters', async () => {
    const { model } = await readKerasModel(golden('tutorial_like.keras3.keras'));
    expect(model.layers.map(({ name }) => name)).toContain('conv1_bn');
    expect(model.countParameters()).toEqual({ total: 165, trainable: 157, nonTrainable: 8 });
  });

  it('is read by its order of layers when Keras before 3.10 left out their names', async () => {
    const path = join(folder, 'unnamed.keras');
    await withKerasArchive(golden('tutorial_like.keras3.keras'), async ({ config }, weightsFile) => {
      const file = new h5wasm.File(weightsFile, 'a');
      for (const group of file.paths()) {
        const entity = file.get(group);
        if (group.endsWith('vars') && entity instanceof h5wasm.Group) entity.delete_attribute('name');
      }
      file.close();
      await writeFile(path, await archive(config, await readFile(weightsFile)));
    });
    const { model } = await readKerasModel(path);
    const named = await readKerasModel(golden('tutorial_like.keras3.keras'));
    expect(model.getWeights()).toEqual(named.model.getWeights());
  });
});

describe('loadWeights', () => {
  const freshModel = async (): Promise<Model> => {
    const { input, output } = await readKerasModel(golden('every_layer.keras3.h5'));
    return new Model({ input, output, seed: 5 });
  };
  const outputs = async (model: Model): Promise<Float32Array> => {
    const predictor = await Predictor.create(model);
    const examples = Float32Array.from(images);
    const { outputs } = await predictor.predictWithLogits(
      arrayDataset({ examples, exampleShape: [SIZE, SIZE, 3], targets: new Float32Array(4), units: 2 }),
    );
    await predictor.release();
    return outputs;
  };

  it.each([
    ['weights.keras3.weights.h5', 5],
    ['weights.legacy.h5', 5],
    ['weights.keras2.h5', 5],
    ['weights.float64.h5', 5],
    ['weights.float16.h5', 2],
    ['every_layer.keras2.h5', 5],
  ])('%s fills every layer', async (name, digits) => {
    const model = await freshModel();
    const { loaded, skipped, missing } = await loadWeights(model, golden(name));
    expect(loaded).toEqual(['first', 'norm', 'dilated', 'hidden', 'logits']);
    expect([skipped, missing]).toEqual([[], []]);
    const expected = predictions['every_layer.keras3.h5']!.flat();
    const found = await outputs(model);
    for (const [index, value] of expected.entries()) expect(found[index]).toBeCloseTo(value, digits);
  });

  it('leaves layers of another shape and layers that the file lacks as they are, and says so', async () => {
    const { input, output } = await readKerasModel(golden('one_sigmoid.keras3.h5'));
    const other = conv2d({ filters: 7, kernelSize: 3, name: 'first' })(input);
    const end = dense({ units: 2, name: 'new' })(globalAveragePooling2D()(other));
    const known = dense({ units: 2, name: 'logits', useBias: true })(dense({ units: 4, name: 'extra' })(end));
    expect(output.shape).toEqual([null, 1]);
    const result = await loadWeights(new Model({ input, output: known }), golden('weights.legacy.h5'));
    expect(result).toEqual({
      loaded: ['logits'],
      skipped: [{ layer: 'first', expected: '[3, 3, 3, 7] [7]', found: '[3, 2, 3, 4] [4]' }],
      missing: ['new', 'extra'],
    });
  });

  it('refuses a file of which nothing fits', async () => {
    const { model } = await readKerasModel(golden('one_sigmoid.keras3.h5'));
    await expect(loadWeights(model, golden('weights.legacy.h5'))).rejects.toThrow(
      /weights.legacy.h5: none of its layers fits .* conv2d/,
    );
  });
});

describe('a file that cannot be used', () => {
  it('is named, with what was expected', async () => {
    await writeFile(join(folder, 'text.h5'), 'not HDF5');
    await writeFile(join(folder, 'text.keras'), 'not a zip archive');
    await cp(golden('weights.legacy.h5'), join(folder, 'weights.h5'));
    await expect(openCellModel(join(folder, 'none.h5'))).rejects.toThrow(/none.h5: there is no such model/);
    await expect(openCellModel(join(folder, 'text.h5'))).rejects.toThrow(
      /text.h5 is not an HDF5 file, or is damaged/,
    );
    await expect(openCellModel(join(folder, 'text.keras'))).rejects.toThrow(
      /text.keras is not a Keras 3 archive/,
    );
    await expect(openCellModel(join(folder, 'weights.h5'))).rejects.toThrow(
      /weights.h5: holds weights but no model/,
    );
  });

  it.each(['every_layer.keras3.h5', 'every_layer.keras2.h5', 'every_layer.keras3.keras'])(
    'is refused within a second: %s, damaged at random',
    async (name) => {
      const whole = await readFile(golden(name));
      const random = randomFromKey('damage', name);
      for (let round = 0; round < 40; round++) {
        const path = join(folder, `damaged-${round}.${name.endsWith('keras') ? 'keras' : 'h5'}`);
        await writeFile(path, damage(whole, random, round % 3 === 0));
        const started = performance.now();
        const error = await readKerasCellModel(path).then(
          ({ model }) => differenceFrom(model, name),
          (reason: Error) => reason,
        );
        if (error instanceof Error) {
          expect(error).toBeInstanceOf(UserError);
          expect(error.message).toContain(path);
          expect(performance.now() - started).toBeLessThan(1000);
        } else if (name.endsWith('keras')) {
          // The archive has checksums: what is accepted is whole. HDF5 has none, and a changed weight cannot be told.
          expect(error).toBe(0);
        }
      }
    },
  );

  const structures: Record<string, Model> = {};
  /** How many weights differ from those of the whole file. */
  async function differenceFrom(model: Model, name: string): Promise<number> {
    structures[name] ??= (await readKerasCellModel(golden(name))).model;
    const expected = structures[name].getWeights();
    return Object.entries(model.getWeights()).filter(([weight, values]) =>
      values.some((value, index) => value !== expected[weight]?.[index]),
    ).length;
  }

  function damage(whole: Buffer, random: Random, cut: boolean): Buffer {
    const damaged = Buffer.from(whole);
    for (let flip = 0; flip <= random.integer(8); flip++)
      damaged[random.integer(whole.length)]! ^= 1 << random.integer(8);
    return cut ? damaged.subarray(0, random.integer(whole.length)) : damaged;
  }

  it('is refused when its archive would unpack to far more than it is', async () => {
    const path = join(folder, 'bomb.keras');
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('{}'), 'config.json');
    zip.addBuffer(Buffer.alloc(50e6), 'model.weights.h5');
    zip.addBuffer(Buffer.from('outside'), 'folder/other.txt');
    zip.end();
    await writeFile(path, await buffer(zip.outputStream));
    await expect(readKerasCellModel(path)).rejects.toThrow(
      /bomb.keras .* model.weights.h5 would unpack from/,
    );
  });

  it.each([
    ['Lambda', /"trick" is a Lambda: only Python can run its code/],
    [
      'Conv3D',
      /"trick" is a Conv3D, which is not supported; supported are Activation, ActivityRegularization, Add/,
    ],
  ])('is refused with the layer’s name and the true reason: %s', async (className, message) => {
    const path = join(folder, 'refused.keras');
    const layers = [
      { class_name: 'InputLayer', config: { name: 'cells', batch_shape: [null, 16, 16, 3] } },
      { class_name: className, config: { name: 'trick', function: 'code' } },
    ];
    const config = { class_name: 'Sequential', config: { name: 'model', layers } };
    await withKerasArchive(golden('every_layer.keras3.keras'), async (_structure, weightsFile) => {
      await writeFile(path, await archive(config, await readFile(weightsFile)));
    });
    await expect(readKerasCellModel(path)).rejects.toThrow(/refused.keras: /);
    await expect(readKerasCellModel(path)).rejects.toThrow(message);
  });
});

/** A Keras 3 archive. */
function archive(config: unknown, weights: Buffer): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(config)), 'config.json');
  zip.addBuffer(weights, 'model.weights.h5');
  zip.end();
  return buffer(zip.outputStream);
}
