import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { beforeAll, expect, test } from 'vitest';
import { commandLine, temporaryFolder } from './support/command-line.js';
import { outcome, trainWithKills } from './support/killed-training.js';

const folder = await temporaryFolder();
const cli = commandLine(folder);
const TRAIN = 'train cells --recipe synthetic --image-size 32 --epochs 8 --batch-size 8'.split(' ');

let whole: Awaited<ReturnType<typeof outcome>>;
let duration: number;
beforeAll(async () => {
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 200, patients: 8, seed: 2, fields: 0 });
  await cli.run(...TRAIN, '--epochs', '1', '--out', 'warm-up');
  const started = performance.now();
  expect(await cli.run(...TRAIN, '--out', 'whole')).toMatchObject({ code: 0 });
  duration = performance.now() - started;
  whole = await outcome(join(folder, 'whole'));
}, 120_000);

test.each(Array.from({ length: 10 }, (_, index) => index + 1))(
  'killed at a random moment and resumed, it ends with the same weights, bit for bit: number %i',
  async (number) => {
    const moment = Math.random() * duration;
    const run = `killed-${number}`;
    await trainWithKills(cli, [...TRAIN, '--out', run], [() => setTimeout(moment)]);
    expect(await outcome(join(folder, run)), `killed after ${Math.round(moment)} ms`).toEqual(whole);
  },
  120_000,
);
