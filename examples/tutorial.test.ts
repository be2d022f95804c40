import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSyntheticDataset } from 'giemsa';
import { afterAll, expect, test, vi } from 'vitest';
import { tutorial } from './tutorial.js';

const base = await mkdtemp(join(tmpdir(), 'giemsa-tutorial-'));
afterAll(() => rm(base, { recursive: true }));

test('the tutorial runs on synthetic cells: 23,827,330 parameters, pictures and a saved model', async () => {
  const data = join(base, 'cells');
  const out = join(base, 'out');
  await writeSyntheticDataset(data, { cells: 22, patients: 5, seed: 1, fields: 0 });
  const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const { model, history, metrics } = await tutorial(data, {
    ...{ imageSize: 32, epochs: 2, batchSize: 16, out },
    weights: 'none',
  });
  expect(print.mock.calls.join('\n')).toContain('Total params: 23,827,330');
  print.mockRestore();

  expect(model.countParameters().total).toBe(23_827_330);
  expect(history.epochs).toHaveLength(2);
  expect(
    history.epochs.every(({ loss, val_loss }) => Number.isFinite(loss) && Number.isFinite(val_loss)),
  ).toBe(true);
  expect(metrics.n).toBe(2 * Math.trunc(0.3 * 11));
  expect((await readFile(join(out, 'history.csv'), 'utf8')).trim().split('\n')).toHaveLength(3);
  expect((await readdir(out)).sort()).toEqual(
    [
      ...['confusion-matrix.png', 'confusion-matrix.svg', 'curves.png', 'curves.svg', 'history.csv'],
      ...['cell-Parasitized.png', 'cell-Uninfected.png', 'cnn_malaria_binary.h5'],
    ].sort(),
  );
});
