import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runHere as run, temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const start = process.cwd();
const PART = { left: 0, top: 0, width: 480, height: 360 };

beforeAll(async () => {
  vi.stubEnv('GIEMSA_CACHE', join(folder, 'cache'));
  process.chdir(folder);
  await writeSyntheticDataset('cells', { cells: 24, patients: 6, seed: 5, fields: 2 });
  // The model that the commands below take.
  const { stdout } = await run('train', 'cells', ...TRAINING, '--out', 'run', '--json');
  trained = JSON.parse(stdout);
  const fields = await readdir('cells/fields');
  await mkdir('film/P1', { recursive: true });
  for (const name of fields) {
    const [from, to] = [join('cells/fields', name), join('film/P1', name)];
    // A part of the field: keys do not depend on how many cells there are.
    if (/^field_\d+\.png$/.test(name)) await sharp(from).extract(PART).toFile(to);
    else await rename(from, to);
  }
});
afterAll(() => {
  process.chdir(start);
  vi.unstubAllEnvs();
});

const TRAINING = '--recipe synthetic --arch tiny-resnet --image-size 32 --epochs 1 --batch-size 8'.split(' ');

let trained: unknown;

/** Keys of objects that are no snake_case, each with the way to it. Names of classes and files are written as they are. */
function otherKeys(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((entry) => otherKeys(entry, `${path}[]`)))];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(/^[a-z0-9]+[A-Z]/.test(key) ? [`${path}.${key}`] : []),
    ...otherKeys(inner, `${path}.${key}`),
  ]);
}

describe('keys of JSON are in snake_case:', () => {
  test.each([
    'recipes',
    'doctor',
    'data synth drawn --cells 16 --patients 4 --fields 0',
    'data inspect cells',
    'data audit cells --split-file run/split.csv --predictions run/predictions.csv --out audit',
    `cv cells ${TRAINING.join(' ')} --folds 2 --out cv`,
    'evaluate run cells --out evaluation',
    'calibrate run cells --out calibrated.onnx',
    'predict default cells/Parasitized',
    'explain run cells/Parasitized --out heat',
    'report run cells/Parasitized',
    'export run --format onnx --out exported.onnx',
    'export run --format keras-h5 --out exported.h5',
    'smear film --out smear --no-pictures',
    'smear calibrate film --out background.json --threshold 0.9 --infected-cells cells/Parasitized',
  ])('giemsa %s --json', async (words) => {
    const { code, stdout, stderr } = await run(...words.split(' '), '--json');
    expect(stderr).not.toMatch(/^error/m);
    expect(code).toBe(0);
    expect(otherKeys(JSON.parse(stdout))).toEqual([]);
  });

  test('giemsa train --json', () => {
    expect(trained).toMatchObject({ run: 'run', metrics: { n: expect.any(Number) } });
    expect(otherKeys(trained)).toEqual([]);
  });

  test.each([
    'audit/audit.json',
    'cells/truth.json',
    'film/P1/truth.json',
    'smear/smear.json',
    'smear/coco.json',
    'run/metrics.json',
    'cv/metrics.json',
  ])('%s', async (file) => {
    expect(otherKeys(JSON.parse(await readFile(file, 'utf8')))).toEqual([]);
  });
});
