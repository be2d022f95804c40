import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { readCellModel } from '@giemsa/core/internal/formats/cell-model';
import { DEFAULT_MODEL, findModelFile, listShippedModels } from '@giemsa/core/internal/formats/model-files';
import { metricsSchema } from '@giemsa/core/internal/metrics/metrics-schema';
import { listFiles } from '@giemsa/core/internal/pictures/list-files';
import { expect, test } from 'vitest';
import { commandLine, temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const models = await listShippedModels();
const MEGABYTE = 1e6;

test('the default model ships', () => {
  expect([...models.keys()]).toContain(DEFAULT_MODEL);
});

test.each([...models])(
  '%s: its card tells its checksum, data, figures, limits and licence',
  async (name, path) => {
    const card = await readFile(join(path, 'card.md'), 'utf8');
    const file = await readFile(join(path, 'model.onnx'));
    expect(card).toContain(createHash('sha256').update(file).digest('hex'));
    for (const word of [
      'Research use only',
      'Data',
      'Figures',
      'Calibration',
      'Where it fails',
      'Licence',
      'giemsa train',
    ])
      expect(card, name).toContain(word);
    const { metadata } = await readCellModel(name);
    expect(metadata.calibration).toBeDefined();
    expect(metadata.gate).toBeDefined();
    const metrics = metricsSchema.parse(JSON.parse(await readFile(join(path, 'metrics.json'), 'utf8')));
    expect(metrics.n).toBeGreaterThan(500);
  },
);

test.each(['finder', 'stages'])(
  '%s, which cannot be named: its card tells its checksum and limits',
  async (name) => {
    expect([...models.keys()]).not.toContain(name);
    const folder = join(models.get(DEFAULT_MODEL)!, '..', name);
    const card = await readFile(join(folder, 'card.md'), 'utf8');
    const file = await readFile(join(folder, 'model.onnx'));
    expect(card).toContain(createHash('sha256').update(file).digest('hex'));
    for (const word of ['Research use only', 'Data', 'Figures', 'Where it fails', 'Licence'])
      expect(card, name).toContain(word);
  },
);

test('the default model is at most 5 MB', async () => {
  expect((await readFile(await findModelFile(DEFAULT_MODEL))).length).toBeLessThanOrEqual(5 * MEGABYTE);
});

test('predict without a model answers by the default one', async () => {
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 16, patients: 4, seed: 1, fields: 0 });
  const { run } = commandLine(folder);
  const { code, stdout } = await run('predict', 'cells', '--no-gate', '--json');
  expect(code).toBe(0);
  const answer = JSON.parse(stdout);
  expect(answer).toMatchObject({ model: DEFAULT_MODEL, classes: ['Parasitized', 'Uninfected'] });
  expect(answer.predictions).toHaveLength(16);
});

test('predict - answers by the default model for the paths on standard input', async () => {
  await writeSyntheticDataset(join(folder, 'named'), { cells: 16, patients: 4, seed: 2, fields: 0 });
  const [file] = (await listFiles([join(folder, 'named/Parasitized')])).files;
  const { child, ended } = commandLine(folder).start(['predict', '-', '--no-gate', '--json']);
  child.stdin!.end(`${file}\n`);
  const { code, stdout } = await ended;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ model: DEFAULT_MODEL, predictions: [{ file }] });
});
