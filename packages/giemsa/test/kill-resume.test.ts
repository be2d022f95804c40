import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { beforeAll, expect, test } from 'vitest';
import { commandLine, temporaryFolder } from './support/command-line.js';
import { epochsDone, outcome, trainWithKills } from './support/killed-training.js';

const folder = await temporaryFolder();
const cli = commandLine(folder);
// Of each class 30 train, so that all batches are of one size and only one training step is compiled.
const TRAIN = 'train cells --recipe synthetic --image-size 32 --epochs 5 --split image --batch-size 15'.split(
  ' ',
);

beforeAll(() => writeSyntheticDataset(join(folder, 'cells'), { cells: 80, patients: 4, seed: 2, fields: 0 }));

test('a training killed twice and resumed ends with the weights of one never stopped, bit for bit', async () => {
  expect(await cli.run(...TRAIN, '--out', 'whole')).toMatchObject({ code: 0 });
  const killed = join(folder, 'killed');
  const moments = [1, 3].map((epochs) => async () => {
    await epochsDone(killed, epochs);
    await setTimeout(200 * Math.random());
  });
  expect(await trainWithKills(cli, [...TRAIN, '--out', 'killed'], moments)).toBe(2);
  expect(await outcome(killed)).toEqual(await outcome(join(folder, 'whole')));
});
