import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { parseCsvTable } from '@giemsa/core/internal/files/csv-table';
import { beforeAll, expect, test } from 'vitest';
import { runHere, temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const at = (...names: string[]) => join(folder, ...names);
const CLASSES = ['Parasitized', 'Uninfected'];

/** 12 cells of each class to train, 4 to validate and 4 to test, in folders as they are found on the web. */
beforeAll(async () => {
  process.env.GIEMSA_CACHE = at('cache');
  await writeSyntheticDataset(at('drawn'), { cells: 40, patients: 8, seed: 3, fields: 0 });
  for (const name of CLASSES) {
    const files = (await readdir(at('drawn', name))).filter((file) => file.endsWith('.png'));
    for (const [part, first, end] of [
      ['train', 0, 12],
      ['valid', 12, 16],
      ['test', 16, 20],
    ] as const) {
      await mkdir(at('cells', part, name), { recursive: true });
      for (const file of files.slice(first, end))
        await cp(at('drawn', name, file), at('cells', part, name, file));
    }
  }
  await writeFile(at('cells/train/Parasitized/notes.txt'), 'no picture');
});

test('train trains on train/, validates on valid/, and leaves test/ for evaluate', async () => {
  const choices = ['--arch', 'tiny-resnet', '--image-size', '32', '--epochs', '1', '--batch-size', '8'];
  const { code, stdout } = await runHere(
    'train',
    at('cells'),
    ...choices,
    '--recipe',
    'synthetic',
    '--out',
    at('run'),
  );
  expect(code).toBe(0);
  expect(stdout).toContain('in folders of a ready-made split: train 24, validation 8, test 8');
  expect(stdout).toContain('by the folders of the data set: 24 training cells');
  expect(stdout).toContain('notes.txt');
  const rows = parseCsvTable(await readFile(at('run/split.csv'), 'utf8'), 'split.csv');
  expect(rows).toHaveLength(32);
  for (const { file, subset } of rows) {
    expect(subset).toBe(file!.startsWith('train/') ? 'train' : 'validation');
    expect(file).not.toMatch(/^test/);
  }
  const config = JSON.parse(await readFile(at('run/config.json'), 'utf8'));
  expect(config.data.classNames).toEqual(CLASSES);
  expect(config.settings).toMatchObject({ split: 'folders', validationFraction: null });
  expect(config.data.leftOut[0].file).toBe('train/Parasitized/notes.txt');
  const more = await runHere('train', at('cells'), '--out', at('run'), '--resume', '--epochs', '1');
  expect(more).toMatchObject({ code: 0 });
});

test.each([
  [[], 'test', 8],
  [['--subset', 'validation'], 'validation', 8],
  [['--subset', 'train'], 'train', 24],
] as const)('evaluate %j takes the %s cells', async (words, subset, count) => {
  const { code, stdout } = await runHere('evaluate', at('run'), at('cells'), ...words);
  expect(code).toBe(0);
  expect(stdout).toContain(`Split: the ${subset} cells of the data set’s own folders`);
  expect(stdout).toContain(`Result on ${count} cells`);
});

test('data inspect and data audit tell two classes and the split', async () => {
  const inspected = await runHere('data', 'inspect', at('cells'), '--out', at('samples.png'), '--json');
  const { classes, subsets, left_out: leftOut } = JSON.parse(inspected.stdout);
  expect(classes.map(({ name }: { name: string }) => name)).toEqual(CLASSES);
  expect(subsets).toEqual({ test: 8, train: 24, validation: 8 });
  expect(leftOut).toHaveLength(1);
  const { code } = await runHere('data', 'audit', at('cells'), '--out', at('audit'));
  expect(code).toBe(0);
  const audit = JSON.parse(await readFile(at('audit/audit.json'), 'utf8'));
  expect(audit.split).toMatchObject({ train: 24, validation: 16 });
});

test('--split folders of data without such folders, or with a share, is refused', async () => {
  const none = await runHere('train', at('drawn'), '--split', 'folders', '--out', at('none'));
  expect(none.stderr).toContain('the data has no folders train/ and valid/ or test/ with class folders');
  const both = await runHere('train', at('cells'), '--split', 'folders', '--validation-fraction', '0,3');
  expect(both.stderr).toContain('leave out --validation-fraction');
});
