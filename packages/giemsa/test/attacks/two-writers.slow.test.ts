import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { beforeAll, expect, test } from 'vitest';
import { commandLine, temporaryFolder } from '../support/command-line.js';
import { epochsDone } from '../support/killed-training.js';

// Two commands that write into one place: the second ends with one line before it computes anything.

const MODEL = fileURLToPath(new URL('../../../core/test/fixtures/tiny-resnet.onnx', import.meta.url));
const folder = await temporaryFolder();
const { start, run } = commandLine(folder);
const TRAIN =
  'train cells --recipe synthetic --image-size 32 --split image --batch-size 15 --threads 1'.split(' ');

beforeAll(async () => {
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 120, patients: 6, seed: 2, fields: 2 });
  await writeSyntheticDataset(join(folder, 'many'), { cells: 4000, patients: 6, seed: 3, fields: 0 });
}, 300_000);

const refused = (what: string) => ({
  code: 1,
  stderr: expect.stringMatching(
    new RegExp(`${what}.* is in use by another process \\(\\d+ on .+\\)[^\\n]+\\n$`),
  ),
});

test('train: one run folder has one writer; a killed one leaves it', async () => {
  const first = start([...TRAIN, '--epochs', '200', '--out', 'run']);
  await epochsDone(join(folder, 'run'), 1);
  expect(await run(...TRAIN, '--epochs', '3', '--out', 'run', '--resume')).toMatchObject(refused('run'));
  expect(JSON.parse(await readFile(join(folder, 'run/config.json'), 'utf8'))).toMatchObject({
    settings: { epochs: 200 },
  });
  first.child.kill('SIGKILL');
  await first.ended;
  expect(await readdir(join(folder, 'run'))).toContain('.lock');
  expect(await run(...TRAIN, '--epochs', '200', '--out', 'run', '--resume')).toMatchObject({ code: 0 });
  expect(await readdir(join(folder, 'run'))).not.toContain('.lock');
}, 300_000);

test('two that begin at once: one trains, one is refused', async () => {
  const both = await Promise.all(
    [1, 2].map((epochs) => run(...TRAIN, '--epochs', String(epochs), '--out', 'both')),
  );
  expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
  const epochs = both.findIndex(({ code }) => code === 0) + 1;
  expect(JSON.parse(await readFile(join(folder, 'both/config.json'), 'utf8'))).toMatchObject({
    settings: { epochs },
  });
}, 300_000);

test('cv and sweeps', async () => {
  const cv = ['cv', ...TRAIN.slice(1).filter((word) => !/^(--split|image)$/.test(word)), '--folds', '2'];
  const first = start([...cv, '--epochs', '200', '--out', 'folds']);
  await epochsDone(join(folder, 'folds/fold-1'), 1);
  expect(await run(...cv, '--epochs', '200', '--out', 'folds', '--resume')).toMatchObject(refused('folds'));
  first.child.kill('SIGKILL');
  await first.ended;
}, 300_000);

test('predict --out: killed and continued, every picture has exactly one line', async () => {
  const words = ['predict', MODEL, 'many', '--out', 'answers.csv', '--threads', '1'];
  const first = start(words);
  await expect
    .poll(async () => (await readdir(folder)).includes('answers.csv.lock'), { timeout: 60_000 })
    .toBe(true);
  expect(await run(...words)).toMatchObject(refused('--out answers.csv'));
  first.child.kill('SIGKILL');
  await first.ended;
  expect(await run(...words)).toMatchObject({ code: 0 });
  const lines = (await readFile(join(folder, 'answers.csv'), 'utf8')).trim().split('\n').slice(1);
  const files = lines.map((line) => line.split(',')[0]);
  expect(new Set(files).size).toBe(files.length);
  // The two tables and the truth are not pictures, and named with that reason.
  const others = lines.filter((line) => line.includes(',skipped,'));
  expect([files.length - others.length, others.length]).toEqual([4000, 3]);
  expect(await readdir(folder)).not.toContain('answers.csv.lock');
}, 300_000);

test('data synth and smear', async () => {
  const synth = ['data', 'synth', 'drawn', '--cells', '4000', '--fields', '0'];
  const first = start(synth);
  await expect
    .poll(async () => (await readdir(folder)).includes('drawn.lock'), { timeout: 60_000 })
    .toBe(true);
  expect(await run(...synth)).toMatchObject(refused('drawn'));
  first.child.kill('SIGKILL');
  await first.ended;
  const smear = ['smear', MODEL, 'cells/fields', '--out', 'smears'];
  const both = await Promise.all([run(...smear), run(...smear)]);
  expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
}, 300_000);
