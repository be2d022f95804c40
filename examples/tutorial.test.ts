import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCellModel } from 'giemsa';
import { writeSyntheticDataset } from 'giemsa/dataset';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { tutorial } from './tutorial.js';

describe("the tutorial's program on drawn cells", () => {
  let base: string;
  let out: string;
  let printed: string;
  let result: Awaited<ReturnType<typeof tutorial>>;

  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'giemsa-tutorial-'));
    out = join(base, 'out');
    const data = join(base, 'cells');
    await writeSyntheticDataset(data, { cells: 22, patients: 5, seed: 1, fields: 0 });
    const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    result = await tutorial(data, { imageSize: 32, epochs: 2, batchSize: 16, out, weights: 'none' });
    printed = print.mock.calls.join('\n');
    print.mockRestore();
  });

  afterAll(() => rm(base, { recursive: true }));

  const svg = (name: string) => readFile(join(out, `${name}.svg`), 'utf8');

  test('lists the classes, the images of both flows and the layers', () => {
    expect(printed).toContain('Parasitized,Uninfected');
    expect(printed).toContain('16 images to train, 6 to validate');
    const head = [
      'average_pooling2d',
      'flatten (Flatten)',
      'dense (Dense)',
      'dropout (Dropout)',
      'dense_1 (Dense)',
    ];
    const places = head.map((layer) => printed.indexOf(`│ ${layer}`));
    expect(places).toEqual(places.filter((place) => place > 0).toSorted((a, b) => a - b));
    expect(printed).toContain('Total params: 23,827,330');
  });

  test('trains, evaluates the validation images, and says so', () => {
    expect(result.history.epochs).toHaveLength(2);
    for (const { loss, val_loss } of result.history.epochs) {
      expect(Number.isFinite(loss)).toBe(true);
      expect(Number.isFinite(val_loss)).toBe(true);
    }
    expect(result.metrics.n).toBe(6);
    expect(result.metrics.accuracy.value).toBe(result.accuracy);
    expect(printed).toContain(`accuracy ${(100 * result.accuracy).toFixed(2)} %`);
  });

  test('writes everything into its folder', async () => {
    expect((await readdir(out)).toSorted()).toEqual([
      'cell-Parasitized.png',
      'cell-Uninfected.png',
      'cnn_malaria_binary.h5',
      'confusion-matrix.png',
      'confusion-matrix.svg',
      'curves.png',
      'curves.svg',
      'history.csv',
    ]);
    expect((await readFile(join(out, 'history.csv'), 'utf8')).trim().split('\n')).toHaveLength(3);
  });

  test('draws one figure of four lines, with its title, axes and legend', async () => {
    const curves = await svg('curves');
    for (const text of [
      'Training Loss and Accuracy',
      'Epoch #',
      'Loss/Accuracy',
      'train_loss',
      'val_loss',
      'train_acc',
      'val_acc',
    ])
      expect(curves).toContain(text);
  });

  test('names the fields of the confusion matrix rightly: a missed infected cell is a False Negative', async () => {
    const matrix = await svg('confusion-matrix');
    const names = [...matrix.matchAll(/>((True|False) (Positive|Negative))</g)].map(([, name]) => name);
    expect(names).toEqual(['True Positive', 'False Negative', 'False Positive', 'True Negative']);
    expect(matrix).toMatch(/\d+\.\d\d%/);
  });

  test("saves the whole model as Keras' .h5, which gives the same probabilities when it is read again", async () => {
    const { model } = await readCellModel(join(out, 'cnn_malaria_binary.h5'));
    const examples = Float32Array.from({ length: 32 * 32 * 3 }, (_, index) => index % 256);
    const dataset = { length: 1, examples: () => Uint8Array.from(examples) };
    const [expected, read] = [await result.model.predict(dataset), await model.predict(dataset)];
    for (const [index, value] of expected.entries()) expect(read[index]).toBeCloseTo(value, 6);
  });
});

test("the guide's excerpt is the example's network", async () => {
  const [guide, example] = await Promise.all(
    ['../docs/guides/tutorial.md', './tutorial.ts'].map((path) =>
      readFile(new URL(path, import.meta.url), 'utf8'),
    ),
  );
  const excerpt = /```ts\n(const images = [\s\S]*?)\n\n/.exec(guide!)![1]!.split('\n');
  // The example takes smaller images, too.
  const lines = example!
    .replace('Math.min(4, x.shape[1]!)', '4')
    .split('\n')
    .map((line) => line.trim());
  const first = lines.indexOf(excerpt[0]!);
  const network = lines
    .slice(first, first + excerpt.length + 1)
    .filter((line) => !line.includes('summary()'));
  expect(excerpt).toEqual(network);
});
