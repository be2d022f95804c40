import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { calibrateModel, evaluateFolder, exportModel, type GiemsaEvent, trainRun } from 'giemsa';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const data = join(folder, 'cells');
const run = join(folder, 'run');
const training = { data, out: run, choices: { recipe: 'synthetic', imageSize: 32, epochs: 2 }, device: {} };

/** All that is written, as if to a terminal. */
const written: string[] = [];
const wasTerminal = [process.stdout.isTTY, process.stderr.isTTY] as const;

beforeAll(async () => {
  vi.stubEnv('GIEMSA_CACHE', join(folder, 'cache'));
  await writeSyntheticDataset(data, { cells: 60, patients: 6, seed: 2, fields: 0 });
  for (const stream of [process.stdout, process.stderr]) {
    stream.isTTY = true;
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  }
});
afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  [process.stdout.isTTY, process.stderr.isTTY] = wasTerminal;
});

test('who does not listen hears nothing, in a terminal too', async () => {
  await trainRun(training);
  await evaluateFolder({ model: run, data });
  await calibrateModel({ model: run, source: data, out: join(folder, 'calibrated.onnx') });
  await exportModel({ model: run, format: 'onnx-int8', calibrate: data, out: join(folder, 'int8.onnx') });
  expect(written).toEqual([]);
}, 60_000);

test('listeners get the events of a training in order, as data that survive JSON', async () => {
  const told: GiemsaEvent[] = [];
  await trainRun({ ...training, out: join(folder, 'second'), onEvent: (event) => told.push(event) });
  const often = ['progress', 'epoch-progress'];
  expect(told.map(({ type }) => type).filter((type) => !often.includes(type))).toEqual([
    ...['data-read', 'split', 'network-built', 'session-chosen', 'run-started', 'resumable'],
    ...['epoch', 'epoch', 'trained'],
  ]);
  expect(told.find(({ type }) => type === 'progress')).toMatchObject({ task: 'decoding cells', total: 60 });
  const batches = told.filter((event) => event.type === 'epoch-progress');
  expect(batches.at(-1)).toMatchObject({ epoch: 1, epochs: 2, phase: 'validation' });
  expect(JSON.parse(JSON.stringify(told))).toEqual(told);
  expect(written).toEqual([]);
}, 60_000);
