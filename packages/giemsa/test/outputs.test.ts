import { chmod, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
  await copyFile(fileURLToPath(DEFAULT), MODEL);
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
/** Here, since another user may not be let into the folder of the models that ship. */
const MODEL = 'model.onnx';
const DEFAULT = new URL('../../../models/default/model.onnx', import.meta.url);
const LONG = 'x'.repeat(300);

/** Every command that writes into a folder, but for the folder's name. */
const TO_FOLDER: readonly string[][] = [
  ['train', 'cells', '--out'],
  ['train', 'cells', '--sweep', 'seed=0,1', '--out'],
  ['cv', 'cells', '--out'],
  ['evaluate', MODEL, 'cells', '--out'],
  ['explain', MODEL, CELL, '--out'],
  ['data', 'audit', 'cells', '--out'],
  ['smear', MODEL, 'cells/fields', '--out'],
  ['data', 'synth'],
  ['data', 'download'],
];

/** Every command that writes a file, but for its name. */
const TO_FILE: readonly string[][] = [
  ['predict', MODEL, CELL, '--out'],
  ['report', MODEL, CELL, '--out'],
  ['explain', MODEL, '--onnx'],
  ['data', 'inspect', 'cells', '--out'],
  ['export', 'default', '--format', 'keras-h5', '--out'],
  ['calibrate', MODEL, 'cells', '--out'],
  ['smear', 'calibrate', MODEL, 'cells/fields', '--out'],
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
      /empty(\.csv)?: it is a folder; give a file|empty already exists/,
    );
    expectRefused(
      await run(...given, `nowhere/out${ending}`),
      /the folder nowhere does not exist; create it first/,
    );
    expectRefused(await run(...given, `notes.txt/out${ending}`), /notes\.txt is a file, not a folder/);
    expectRefused(await run(...given, `${LONG}${ending}`), /the name is too long; give a shorter one/);
    expectRefused(await run(...given, ''), /"" is empty; give a|an argument is empty/);
    expectRefused(
      await asNobody(...given, `locked/out${ending}`),
      /locked: no permission; choose another place/,
    );
  });

  test('nothing was left anywhere', async () => {
    expect((await readdir('.')).sort()).toEqual([
      'cells',
      'empty',
      'empty.csv',
      'locked',
      MODEL,
      'notes.txt',
    ]);
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
