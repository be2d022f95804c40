import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CheckpointStore } from '@giemsa/nn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCellModel } from '../formats/cell-model.js';
import { patientKey } from '../formats/patient-key.js';
import { isBinary, type Metrics } from '../metrics/metrics-schema.js';
import type { Pixels } from '../pictures/resize.js';
import { randomFromSeed } from '../random.js';
import { type LabelledCell, type TeachOptions, teach } from './teach.js';

const MODEL = fileURLToPath(new URL('../../test/fixtures/tiny-resnet.onnx', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giemsa-teach-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A disc on black; of a class it is red, of the other blue. */
function disc(random: ReturnType<typeof randomFromSeed>, isBlue: boolean): Pixels {
  const [width, height] = [20, 20];
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (Math.hypot(x - 10, y - 10) > 8) continue;
      const noise = random.integer(60);
      data.set(isBlue ? [60 + noise, 60, 180] : [180, 60, 60 + noise], (y * width + x) * 3);
    }
  return { data, width, height };
}

/** Ten patients with twelve cells each. */
function cellsOf(classes: readonly string[]): LabelledCell[] {
  const random = randomFromSeed(1);
  return Array.from({ length: 120 }, (_, index) => ({
    file: `${index}.png`,
    patient: `P${index % 10}`,
    class: classes[Math.floor(index / 10) % 2]!,
    picture: disc(random, Math.floor(index / 10) % 2 === 0),
  }));
}

async function taughtOn(cells: readonly LabelledCell[], name: string, options: Partial<TeachOptions> = {}) {
  const checkpoints = new CheckpointStore(join(folder, name));
  return teach(await readFile(MODEL), 'tiny', cells, { checkpoints, session: { threads: 1 }, ...options });
}

const accuracyOf = (metrics: Metrics) => (isBinary(metrics) ? metrics.accuracy : undefined);

test('a model learns from labelled cells; figures are of patients that it has not learned from', async () => {
  const model = await openCellModel(MODEL);
  const cells = cellsOf(model.classNames);
  const shares: number[] = [];
  const taught = await taughtOn(cells, 'a', { epochs: 12, onProgress: (share) => shares.push(share) });
  expect(shares.at(-1)).toBe(1);
  expect(taught.split).toEqual({ by: 'patient', training: 84, validation: 36 });
  expect(taught.metrics).toMatchObject({ n: 36, n_patients: 3 });
  expect(accuracyOf(taught.metrics)!.value).toBeGreaterThan(accuracyOf(taught.before)!.value! + 0.2);
  expect(taught.leftOut).toContainEqual(expect.stringMatching(/^no temperature/));

  const file = join(folder, 'taught.onnx');
  await writeFile(file, await taught.toBytes('onnx'));
  const opened = await openCellModel(file);
  expect(opened).toMatchObject({ classNames: model.classNames, threshold: model.threshold });
  expect(opened.recipe).toMatch(/taught on 84 cells$/);
  const known = new Set(opened.trainingPatients);
  expect(cells.filter(({ patient }) => known.has(patientKey(patient!))).length).toBe(known.size * 12);
  await Promise.all([model.release(), opened.release()]);
});

test('stopped after an epoch, it is what it has learned so far; resumed, it is the same as never stopped', async () => {
  const classes = ['Parasitized', 'Uninfected'];
  const whole = await taughtOn(cellsOf(classes), 'whole', { epochs: 2 });
  await expect(
    taughtOn(cellsOf(classes), 'cut', {
      epochs: 2,
      onEpoch: () => {
        throw new Error('the tab was closed');
      },
    }),
  ).rejects.toThrow('the tab was closed');
  const resumed = await taughtOn(cellsOf(classes), 'cut', { epochs: 2 });
  expect(await resumed.toBytes('onnx')).toEqual(await whole.toBytes('onnx'));
  let epochs = 0;
  await taughtOn(cellsOf(classes), 'stopped', { epochs: 5, onEpoch: () => epochs++, isStopped: () => true });
  expect(epochs).toBe(1);
});

test('classes that it does not know, and files without layers, are refused', async () => {
  await expect(taughtOn(cellsOf(['Parasitized', 'Other']), 'a')).rejects.toThrow(
    '"Other" is not a class of tiny; its classes are Parasitized, Uninfected',
  );
  const checkpoints = new CheckpointStore(join(folder, 'a'));
  await expect(teach(new Uint8Array([1, 2]), 'other.onnx', [], { checkpoints })).rejects.toThrow(
    /^other\.onnx cannot be taught: .*damaged/,
  );
});
