import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodePixels } from '../../pictures/decode.js';
import { listCells } from '../dataset.js';
import { patientSplit } from '../split.js';
import { type CellCrop, drawCellCrop } from './cell-crop.js';
import { drawField } from './field.js';
import { planDataset, SYNTHETIC_DEFAULTS } from './plan.js';
import { type CellTruth, writeSyntheticDataset } from './write.js';

describe('a cell', () => {
  const { patients } = planDataset(SYNTHETIC_DEFAULTS);
  const crops = Array.from({ length: 40 }, (_, i) => drawCellCrop(patients[i % 40]!.style, i % 2 === 0, i));

  test('is a disc of 60 to 200 pixels on black that fills its picture', () => {
    for (const { width, height, pixels } of crops) {
      expect(Math.min(width, height)).toBeGreaterThan(60);
      expect(Math.max(width, height)).toBeLessThan(200);
      expect(Array.from(pixels.subarray(0, 3))).toEqual([0, 0, 0]);
      const center = ((height >> 1) * width + (width >> 1)) * 3;
      expect(pixels[center]).toBeGreaterThan(0);
    }
  });

  test('has parasites exactly where its truth says', () => {
    for (const [index, crop] of crops.entries()) {
      expect(crop.stages.length > 0).toBe(index % 2 === 0);
      expect(crop.boxes).toHaveLength(crop.stages.length);
      for (const [number, [x, y, width, height]] of crop.boxes.entries()) {
        const inBox = (i: number) => {
          const column = i % crop.width;
          const row = Math.floor(i / crop.width);
          return column >= x && column < x + width && row >= y && row < y + height;
        };
        crop.parasites.forEach((value, i) => {
          if (value === number + 1 && !inBox(i)) expect.fail(`pixel ${i} lies outside its box`);
        });
      }
    }
  });

  test('is darker in green where a parasite is', () => {
    for (const crop of crops.filter(({ stages }) => stages.length > 0)) {
      const mean = (inside: boolean) => meanGreen(crop, inside);
      expect(mean(true)).toBeLessThan(mean(false) - 10);
    }
  });

  test('is the same for the same seed', () => {
    expect(drawCellCrop(patients[0]!.style, true, 5)).toEqual(drawCellCrop(patients[0]!.style, true, 5));
    expect(drawCellCrop(patients[0]!.style, true, 6)).not.toEqual(drawCellCrop(patients[0]!.style, true, 5));
  });
});

function meanGreen({ parasites, pixels }: CellCrop, inside: boolean): number {
  let sum = 0;
  let count = 0;
  parasites.forEach((parasite, i) => {
    if (parasite > 0 !== inside || pixels[i * 3] === 0) return;
    sum += pixels[i * 3 + 1]!;
    count++;
  });
  return sum / count;
}

test('a linear model on the mean colour stays under 75 % on unseen patients', () => {
  const { cells } = planDataset({ ...SYNTHETIC_DEFAULTS, cells: 320 });
  const features = cells.map((cell) =>
    meanColor(drawCellCrop(cell.patient.style, cell.className === 'Parasitized', cell.seed)),
  );
  const list = {
    classNames: ['Parasitized', 'Uninfected'],
    files: cells.map(({ name }) => name),
    labels: Uint8Array.from(cells, ({ className }) => (className === 'Parasitized' ? 0 : 1)),
    patients: cells.map(({ patient }) => patient.id),
  };
  const accuracies = [0, 1, 2].map((seed) => {
    const { train, validation } = patientSplit(list, 0.3, seed);
    const weights = fitLogistic(
      train.map((i) => features[i]!),
      train.map((i) => list.labels[i]!),
    );
    const right = validation.filter(
      (i) => predictLogistic(weights, features[i]!) > 0.5 === (list.labels[i] === 1),
    );
    return right.length / validation.length;
  });
  expect(Math.max(...accuracies)).toBeLessThan(0.75);
});

/** Means of red, green and blue over what is not black, in units about 1. */
function meanColor({ pixels }: CellCrop): number[] {
  const sums = [0, 0, 0];
  let count = 0;
  for (let i = 0; i < pixels.length; i += 3) {
    if (pixels[i]! + pixels[i + 1]! + pixels[i + 2]! === 0) continue;
    for (let c = 0; c < 3; c++) sums[c]! += pixels[i + c]!;
    count++;
  }
  return [1, ...sums.map((sum) => (sum / count - 160) / 30)];
}

function predictLogistic(weights: number[], features: number[]): number {
  return 1 / (1 + Math.exp(-weights.reduce((sum, weight, i) => sum + weight * features[i]!, 0)));
}

function fitLogistic(rows: number[][], labels: number[]): number[] {
  const weights = [0, 0, 0, 0];
  for (let step = 0; step < 4000; step++) {
    const slope = [0, 0, 0, 0];
    for (const [i, row] of rows.entries()) {
      const error = predictLogistic(weights, row) - labels[i]!;
      for (let k = 0; k < 4; k++) slope[k]! += (error * row[k]!) / rows.length;
    }
    for (let k = 0; k < 4; k++) weights[k]! -= 0.5 * slope[k]!;
  }
  return weights;
}

test('a field has every cell in its map, its box and its class', () => {
  const { patients } = planDataset(SYNTHETIC_DEFAULTS);
  const field = drawField(patients[0]!.style, { width: 640, height: 480, parasitaemia: 0.3, seed: 1 });
  expect(field.truth.length).toBeGreaterThan(10);
  for (const cell of field.truth) {
    const [x, y, width, height] = cell.box;
    expect(x >= 0 && y >= 0 && x + width <= 640 && y + height <= 480).toBe(true);
    expect(cell.parasites.length > 0 || cell.cut || cell.stages.length === 0).toBe(true);
    expect(cell.class).toBe(cell.stages.length > 0 ? 'Parasitized' : 'Uninfected');
  }
  expect(new Set(field.cells).size - 1).toBeGreaterThanOrEqual(field.truth.length - 1);
});

describe('data synth', () => {
  const options = { cells: 40, patients: 4, seed: 3, fields: 1 };
  let directory: string;
  beforeAll(async () => {
    directory = join(await mkdtemp(join(tmpdir(), 'giemsa-synth-')), 'new', 'cells');
    await writeSyntheticDataset(directory, options);
  });
  const read = async (name: string) => JSON.parse(await readFile(join(directory, name), 'utf8'));

  test('writes a data set that reads as one, with patients from its tables', async () => {
    const { classNames, labels, patients } = await listCells(directory);
    expect(classNames).toEqual(['Parasitized', 'Uninfected']);
    expect(labels.filter((label) => label === 0)).toHaveLength(20);
    expect([...new Set(patients)].sort()).toEqual(['C1P1thinF', 'C2P2thinF', 'C3P3thinF', 'C4NThinF']);
    const table = await readFile(join(directory, 'patientid_cellmapping_uninfected.csv'), 'utf8');
    expect(table).toMatch(/^C1P1thinF,\['C1P1thinF_IMG_2015\d{4}_\d{6}_cell_\d+\.png'(, '[^']+')*\]\n/);
  });

  test('lists every file in truth.json, with its size and the pixels of its parasites', async () => {
    const truth: CellTruth[] = await read('truth.json');
    const { files } = await listCells(directory);
    expect(truth.map(({ file }) => file).sort()).toEqual([...files].sort());
    for (const { file, width, height, mask, class: className } of truth.slice(0, 5)) {
      const picture = await decodePixels(join(directory, file));
      expect([picture.width, picture.height]).toEqual([width, height]);
      expect(mask.length > 0).toBe(className === 'Parasitized');
    }
  });

  test('writes fields with their maps', async () => {
    const [field] = await read('fields/truth.json');
    const map = await decodePixels(join(directory, 'fields', field.cell_map));
    expect([map.width, map.height]).toEqual([1280, 960]);
    const { box, id } = field.cells.find((cell: { cut: boolean }) => !cell.cut);
    const center = ((box[1] + (box[3] >> 1)) * 1280 + box[0] + (box[2] >> 1)) * 3;
    expect(map.data[center]).toBe(id);
  });

  test('gives the same files again', async () => {
    const again = join(await mkdtemp(join(tmpdir(), 'giemsa-synth-')), 'cells');
    await writeSyntheticDataset(again, options);
    const names = (await readdir(directory, { recursive: true })).sort();
    expect((await readdir(again, { recursive: true })).sort()).toEqual(names);
    for (const name of names.filter((name) => /\.(png|json|csv)$/.test(name))) {
      const same = Buffer.compare(await readFile(join(again, name)), await readFile(join(directory, name)));
      expect([name, same]).toEqual([name, 0]);
    }
  });

  test('does not write into a folder with something in it', async () => {
    const full = await mkdtemp(join(tmpdir(), 'giemsa-synth-'));
    await mkdir(join(full, 'mine'));
    await expect(writeSyntheticDataset(full, options)).rejects.toThrow(
      `${full} is not empty; name a new folder`,
    );
    await writeFile(join(full, 'file'), '');
    await expect(writeSyntheticDataset(join(full, 'file'), options)).rejects.toThrow('cannot write to');
  });

  test.each([
    [{ patients: 3 }, 'patients 3: expected an integer from 4 to 1000'],
    [{ cells: 15 }, 'cells 15: expected an integer from 16 (4 for each of 4 patients) to'],
    [{ cells: 20.5 }, 'cells 20.5: expected'],
    [{ seed: -1 }, 'seed -1: expected'],
    [{ fields: Number.NaN }, 'fields NaN: expected'],
  ])('%j is refused', async (change, reason) => {
    await expect(writeSyntheticDataset('/nowhere', { ...options, ...change })).rejects.toThrow(reason);
  });
});
