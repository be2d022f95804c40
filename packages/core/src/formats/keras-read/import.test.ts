import { readFile } from 'node:fs/promises';
import { legacyH5, modelConfig, modelFromConfig } from '@giemsa/nn';
import { describe, expect, it } from 'vitest';
import { readKerasCellModel } from './keras-cell-model.js';
import { openKerasFile, readKerasModel } from './read-model.js';

const goldens = new URL('goldens/import/', import.meta.url);
const golden = (name: string): string => new URL(name, goldens).pathname;
const { predictions } = JSON.parse(await readFile(new URL('expected.json', goldens), 'utf8')) as {
  predictions: Record<string, number[][]>;
};

const SIZE = 8;
/** As `IMAGES` of interop/keras-read/make_import_goldens.py. */
const images = Float32Array.from(
  { length: 2 * SIZE * SIZE * 3 },
  (_, index) => (index * 7919 + Math.floor(index / 97) * 31) % 256,
);

/** Models that do not scale bytes themselves are given bytes / 255. */
const TAKES_BYTES = /^(augmentation|preprocess_|arithmetic|normalization)/;

async function outputsOf(name: string): Promise<Float32Array> {
  const { model } = await readKerasModel(golden(name));
  const examples = TAKES_BYTES.test(name) ? images : images.map((value) => value / 255);
  return model.predict({ length: 2, examples: () => examples });
}

describe('a Keras file predicts here what it predicts in Keras', () => {
  it.each(Object.entries(predictions))('%s', async (name, expected) => {
    const outputs = await outputsOf(name);
    expect(outputs).toHaveLength(expected.flat().length);
    for (const [index, value] of expected.flat().entries())
      expect(Math.abs(outputs[index]! - value)).toBeLessThan(1e-5);
  });
});

describe('a network that was read', () => {
  it('has each layer under its own name', async () => {
    const { model } = await readKerasModel(golden('nested_twice_same_names.keras3.h5'));
    const names = model.layers.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['conv', 'norm', 'second_conv', 'second_norm']));
    expect(new Set(names).size).toBe(names.length);
  });

  it('leaves out what does nothing when predicting, and says so', async () => {
    const { leftOut } = await openKerasFile(golden('augmentation.keras3.keras'));
    expect(leftOut.map(({ className }) => className)).toEqual([
      ...['RandomFlip', 'RandomRotation', 'RandomZoom', 'RandomContrast', 'RandomTranslation'],
      ...['RandomBrightness', 'GaussianNoise', 'GaussianDropout'],
    ]);
    const { metadata } = await readKerasCellModel(golden('augmentation.keras3.keras'));
    const fact = metadata.meaning!.find(({ what }) => what === 'left out');
    expect(fact!.value).toBe('RandomFlip, RandomRotation and 6 more, for training only');
  });

  it('has one Rescaling for x / 127.5 - 1', async () => {
    for (const name of ['preprocess_mobilenet_v2.keras2.h5', 'preprocess_mobilenet_v2.keras3.keras']) {
      const { model } = await readKerasModel(golden(name));
      const scaling = model.layers.filter(({ layer }) => layer.className === 'Rescaling');
      expect(scaling.map(({ layer }) => layer.config)).toEqual([{ scale: 1 / 127.5, offset: -1 }]);
    }
  });

  it('is built again from its configuration', async () => {
    for (const name of Object.keys(predictions)) {
      const { model } = await readKerasModel(golden(name));
      const again = modelFromConfig(modelConfig(model));
      expect(again.weights.map(({ name: weight, shape }) => [weight, shape])).toEqual(
        model.weights.map(({ name: weight, shape }) => [weight, shape]),
      );
    }
  });

  it('can be written for Keras', async () => {
    for (const name of Object.keys(predictions)) {
      const { model } = await readKerasModel(golden(name));
      expect((await legacyH5({ network: model, training: undefined })).length).toBeGreaterThan(1000);
    }
  });
});
