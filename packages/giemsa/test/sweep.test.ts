import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { beforeAll, expect, test } from 'vitest';
import { runHere, temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const cells = join(folder, 'cells');
beforeAll(() => writeSyntheticDataset(cells, { cells: 24, patients: 6, seed: 3, fields: 0 }));

const train = (...words: string[]) =>
  runHere(
    ...['train', cells, '--recipe', 'synthetic', '--image-size', '32', '--epochs', '1', '--batch-size', '8'],
    ...words,
  );

test('a sweep trains every combination once, here too, and writes a table of them', async () => {
  const out = join(folder, 'sweep');
  const { code, stdout } = await train('--sweep', 'seed=0,1', '--out', out, '--json');
  expect(code).toBe(0);
  const { runs } = JSON.parse(stdout) as {
    runs: { name: string; metrics: { accuracy: { value: number } } }[];
  };
  expect(runs.map(({ name }) => name)).toEqual(['seed-0', 'seed-1']);
  const rows = (await readFile(join(out, 'sweep.csv'), 'utf8')).trim().split('\n');
  expect(rows[0]).toBe('run,seed,accuracy,sensitivity,specificity,mcc,auc_roc,brier,ece');
  expect(rows.slice(1).map((row) => row.split(',').slice(0, 3))).toEqual(
    runs.map(({ name, metrics }, seed) => [name, String(seed), metrics.accuracy.value.toFixed(4)]),
  );
  const config = JSON.parse(await readFile(join(out, 'seed-1/config.json'), 'utf8'));
  expect(config.settings.seed).toBe(1);
  expect((await train('--sweep', 'seed=0,1', '--out', out)).stderr).toContain('already holds this sweep');
  expect((await train('--sweep', 'seed=0,1', '--out', out, '--resume')).stdout).toContain('is finished');
});

test.each([
  ['colour=1', '--sweep must be one of recipe, arch, split, seed with its values, such as seed=0,1,2'],
  ['seed=', 'seeds are integers from 0 on'],
  ['seed=1,1', 'Received "seed=1,1"'],
  ['seed=x', 'seeds are integers from 0 on'],
  ['recipe=fast,slow', '"slow"'],
])('--sweep %s is refused before anything is trained', async (axis, message) => {
  const { code, stderr } = await train('--sweep', axis, '--out', join(folder, 'refused'));
  expect(code).toBe(1);
  expect(stderr).toContain(message);
  expect((await train('--sweep', 'seed=1', '--sweep', 'seed=2')).stderr).toContain('given twice');
});
