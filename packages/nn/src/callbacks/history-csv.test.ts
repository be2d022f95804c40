import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EpochLogs, TrainingControl } from './callback.js';
import { historyCsv } from './history-csv.js';

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'giemsa-history-'));
  path = join(directory, 'history.csv');
});
afterEach(() => rm(directory, { recursive: true }));

const control: TrainingControl = { stopTraining() {}, getWeights: () => ({}), setWeights() {} };
const logsOf = (loss: number): EpochLogs => ({
  loss,
  accuracy: 0.75,
  val_loss: 0.5,
  val_accuracy: 0.8125,
  learning_rate: 0.001,
  seconds: 12.5,
  images_per_second: 412,
});
async function train(epochs: number[], loss = 0.25): Promise<string[]> {
  const callback = historyCsv(path);
  for (const epoch of epochs) await callback.onEpochEnd?.(epoch, logsOf(loss), control);
  return (await readFile(path, 'utf8')).split('\n');
}

it('writes a row per epoch, counted from 1, and nothing else', async () => {
  expect(await train([0, 1])).toEqual([
    'epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds,images_per_second',
    '1,0.25,0.75,0.5,0.8125,0.001,12.5,412',
    '2,0.25,0.75,0.5,0.8125,0.001,12.5,412',
    '',
  ]);
  expect(await readdir(directory)).toEqual(['history.csv']);
});

it('leaves empty what the training has not', async () => {
  const logs = { loss: 0.1, learning_rate: 1e-5, seconds: 1, images_per_second: 9 };
  await historyCsv(path).onEpochEnd?.(0, logs, control);
  expect((await readFile(path, 'utf8')).split('\n')[1]).toBe('1,0.1,,,,0.00001,1,9');
});

it('keeps finished epochs on resume and replaces the one trained again', async () => {
  await train([0, 1, 2], 0.5);
  const rows = await train([2, 3], 0.25);
  expect(rows.slice(1, -1).map((row) => row.split(',').slice(0, 2))).toEqual([
    ['1', '0.5'],
    ['2', '0.5'],
    ['3', '0.25'],
    ['4', '0.25'],
  ]);
});

it('begins a new file with a new training', async () => {
  await train([0, 1, 2], 0.5);
  expect(await train([0], 0.25)).toHaveLength(3);
});

it('continues without the file that was there', async () => {
  expect((await train([4]))[1]).toMatch(/^5,/);
});

it('does not overwrite another table on resume', async () => {
  await writeFile(path, 'name,age\nx,3\n');
  await expect(train([1])).rejects.toThrow(/history\.csv has the columns "name,age", expected "epoch,loss,/);
  expect(await readFile(path, 'utf8')).toBe('name,age\nx,3\n');
});
