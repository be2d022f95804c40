import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Ended, runHere as run, temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const start = process.cwd();
const CELLS = { cells: 24, patients: 6, seed: 5, fields: 1 };

beforeAll(async () => {
  vi.stubEnv('GIEMSA_CACHE', join(folder, 'cache'));
  await chmod(folder, 0o755);
  process.chdir(folder);
  await writeSyntheticDataset('cells', CELLS);
  await writeFile('notes.txt', 'mine');
  await mkdir('empty');
  await mkdir('locked', { mode: 0o555 });
});
afterAll(() => {
  process.chdir(start);
  vi.unstubAllEnvs();
});

/** Nothing was begun: not a word on stdout, one clear line on stderr. */
function expectRefused({ code, stdout, stderr }: Ended, message: RegExp): void {
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
  expect(stdout).toBe('');
  expect(code).toBe(1);
}

const CELL = 'cells/Parasitized';
const LONG = 'x'.repeat(300);

/** Every command that writes into a folder, but for the folder's name. */
const TO_FOLDER: readonly string[][] = [
  ['train', 'cells', '--out'],
  ['train', 'cells', '--sweep', 'seed=0,1', '--out'],
  ['cv', 'cells', '--out'],
  ['evaluate', 'cells', '--out'],
  ['explain', CELL, '--out'],
  ['data', 'audit', 'cells', '--out'],
  ['smear', 'cells/fields', '--out'],
  ['data', 'synth'],
  ['data', 'download'],
];

/** Every command that writes a file, but for its name. */
const TO_FILE: readonly string[][] = [
  ['predict', CELL, '--out'],
  ['report', CELL, '--out'],
  ['explain', '--onnx'],
  ['data', 'inspect', 'cells', '--out'],
  ['export', 'default', '--format', 'keras-h5', '--out'],
  ['calibrate', 'default', 'cells', '--out'],
  ['smear', 'calibrate', 'cells/fields', '--out'],
];

describe('where results go is looked at before anything is computed', () => {
  test.each(TO_FOLDER)('%s %s %s %s %s: a folder', async (...words) => {
    const given = words.filter((word) => word !== undefined);
    expectRefused(await run(...given, 'notes.txt'), /notes\.txt is a file; .* needs a folder/);
    expectRefused(await run(...given, 'notes.txt/inner'), /notes\.txt is a file, not a folder/);
    expectRefused(await run(...given, LONG), /the name is too long; give a shorter one/);
    expectRefused(await run(...given, ''), /"" is empty; give a|an argument is empty/);
    expectRefused(await asNobody(...given, 'locked/new'), /locked: no permission; choose another place/);
  });

  test.each(TO_FILE)('%s %s %s %s %s: a file', async (...words) => {
    const given = words.filter((word) => word !== undefined);
    const ending = words[0] === 'predict' ? '.csv' : '';
    await mkdir(`empty${ending}`, { recursive: true });
    expectRefused(
      await run(...given, `empty${ending}`),
      /empty(\.csv)?: it is a folder; give the name of a file|empty exists already/,
    );
    expectRefused(await run(...given, `nowhere/out${ending}`), /there is no folder nowhere; make it first/);
    expectRefused(await run(...given, `notes.txt/out${ending}`), /notes\.txt is a file, not a folder/);
    expectRefused(await run(...given, `${LONG}${ending}`), /the name is too long; give a shorter one/);
    expectRefused(await run(...given, ''), /"" is empty; give a|an argument is empty/);
    expectRefused(
      await asNobody(...given, `locked/out${ending}`),
      /locked: no permission; choose another place/,
    );
  });

  test('nothing was left anywhere', async () => {
    expect((await readdir('.')).sort()).toEqual(['cells', 'empty', 'empty.csv', 'locked', 'notes.txt']);
    expect(await readdir('locked')).toEqual([]);
  });
});

/** Root may write everywhere; this user may not. */
async function asNobody(...words: string[]): Promise<Ended> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  const ended = await run(...words);
  if (isRoot) process.seteuid?.(0);
  return ended;
}
