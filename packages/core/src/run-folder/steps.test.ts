import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Callback, TrainingControl } from '@giemsa/nn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RunFolder } from '../files/run-paths.js';
import { readSteps, stepsCsv } from './steps.js';

let folder: RunFolder;
beforeAll(async () => {
  folder = new RunFolder(await mkdtemp(join(tmpdir(), 'giemsa-steps-')));
});
afterAll(() => rm(folder.path, { recursive: true, force: true }));

const CONTROL = {} as TrainingControl;

/** Trains from one step to another, of epochs of four steps; losses tell which try it was. */
async function train(callback: Callback, from: number, to: number, loss: number): Promise<void> {
  await callback.onTrainBegin?.(CONTROL, 3);
  for (let index = from; index < to; index++) {
    await callback.onBatchEnd?.({
      ...{ epoch: Math.floor(index / 4), epochs: 3, step: index % 4, steps: 4, batchSize: 8, images: 8 },
      ...{ totalImages: 32, loss: 0, learningRate: 0.1, imagesPerSecond: 1, phase: 'train' },
      ...{ batchLoss: loss + index, batchAccuracy: 0.5 },
    });
  }
  await callback.onTrainEnd?.(CONTROL);
}

test('a training that is resumed replaces the steps that it takes again, and a line that was cut off', async () => {
  await train(stepsCsv(folder), 0, 7, 100);
  await appendFile(folder.steps, '2,4,4,0.');
  // The newest checkpoint was after the fifth step.
  await train(stepsCsv(folder), 5, 12, 200);
  const points = await readSteps(folder, 100);
  expect(points.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(points.map(({ loss }) => loss)).toEqual([
    100, 101, 102, 103, 104, 205, 206, 207, 208, 209, 210, 211,
  ]);
  expect(points[5]).toEqual({ step: 6, epoch: 1.5, loss: 205, accuracy: 0.5, learning_rate: 0.1 });
});

test('many steps are thinned to means', async () => {
  const points = await readSteps(folder, 3);
  expect(points.map(({ step }) => step)).toEqual([4, 8, 12]);
  expect(points[0]!.loss).toBe(101.5);
});

test('a run of before tells no steps', async () => {
  expect(await readSteps(new RunFolder(join(folder.path, 'none')), 10)).toEqual([]);
});
