import { join } from 'node:path';
import type { GiemsaEvent } from '@giemsa/core';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { beforeAll, expect, test } from 'vitest';
import { trainInProcess } from '../src/training/train-in-process.js';
import { temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
const data = join(folder, 'cells');
const request = (out: string, epochs: number) => ({
  ...{ data, out: join(folder, out), device: { threads: 1 } },
  choices: { recipe: 'synthetic', imageSize: 32, epochs },
});

beforeAll(() => writeSyntheticDataset(data, { cells: 60, patients: 6, seed: 5, fields: 0 }));

test('a training in a separate process reports what it does, and twice a second at most how far it is', async () => {
  const told: GiemsaEvent[] = [];
  let often = 0;
  const began = performance.now();
  const onEvent = (event: GiemsaEvent) => {
    const isOften = event.type === 'progress' || event.type === 'epoch-progress';
    if (isOften) often++;
    else told.push(event);
  };
  await trainInProcess({ ...request('whole', 2), onEvent }, new AbortController().signal);
  expect(told.map(({ type }) => type)).toEqual([
    ...['data-read', 'split', 'network-built', 'session-chosen', 'run-started', 'resumable'],
    ...['epoch', 'epoch', 'trained'],
  ]);
  expect(often).toBeGreaterThan(0);
  expect(often).toBeLessThanOrEqual(Math.ceil((performance.now() - began) / 500));
  expect(told.at(-1)).toMatchObject({ folder: join(folder, 'whole'), epochs: 2 });
}, 60_000);

test('one that is ended says after which epoch', async () => {
  const stop = new AbortController();
  const onEvent = ({ type }: GiemsaEvent) => type === 'epoch' && stop.abort();
  await expect(trainInProcess({ ...request('stopped', 500), onEvent }, stop.signal)).rejects.toThrow(
    /^its process ended by SIGTERM after epoch \d+ of 500$/,
  );
}, 60_000);
