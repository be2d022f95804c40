import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { randomFromSeed } from '../random.js';
import type { CellList } from './dataset.js';
import { imageSplit, patientFolds, patientSplit, sharedPatients } from './split.js';
import { readSplitFile, writeSplitFile } from './split-file.js';

/** Sorted cells of patients as uneven as the NIH's: a few give hundreds, a quarter is healthy. */
function uneven(patientCount: number, seed = 1): CellList {
  const random = randomFromSeed(seed);
  const cells: [file: string, label: number, patient: string][] = [];
  for (let p = 0; p < patientCount; p++) {
    const patient = `C${p + 1}P${p + 1}`;
    const scale = Math.exp(random.normal(0, 1));
    const infected = p % 4 === 0 ? 0 : Math.ceil(40 * scale * random.next());
    for (let i = 0; i < infected; i++) cells.push([`Parasitized/${patient}_IMG_${i}.png`, 0, patient]);
    for (let i = 0; i < 20 + 40 * scale; i++) cells.push([`Uninfected/${patient}_IMG_${i}.png`, 1, patient]);
  }
  return toList(cells.sort((a, b) => (a[0] < b[0] ? -1 : 1)));
}

function toList(cells: [file: string, label: number, patient: string | null][]): CellList {
  return {
    classNames: ['Parasitized', 'Uninfected'],
    files: cells.map(([file]) => file),
    labels: Uint8Array.from(cells, ([, label]) => label),
    patients: cells.map(([, , patient]) => patient),
  };
}

function counted(perClass: number): CellList {
  const numbers = Array.from({ length: perClass * 2 }, (_, i) => i);
  return toList(numbers.map((i) => [`${i}.png`, i < perClass ? 0 : 1, null]));
}

const shareOf = (cells: CellList, chosen: number[], label: number) =>
  chosen.filter((cell) => cells.labels[cell] === label).length /
  cells.labels.filter((found) => found === label).length;

describe('image split', () => {
  test("is Keras' validation_split: 8,266 of 27,558, the first 4,133 of each class", () => {
    const { train, validation } = imageSplit(counted(13_779), 0.3);
    expect([train.length, validation.length]).toEqual([19_292, 8_266]);
    expect([validation[0], validation[4132], train[0]]).toEqual([0, 4132, 4133]);
    expect([validation[4133], validation[8265]]).toEqual([13_779, 13_779 + 4132]);
  });

  test('rounds down per class', () => {
    expect(imageSplit(counted(5), 0.3).validation).toEqual([0, 5]);
  });

  test.each([0, 1, -0.3, Number.NaN])('refuses a share of %s', (share) => {
    expect(() => imageSplit(counted(5), share)).toThrow(
      `validation share ${share}: expected a number between`,
    );
  });

  test('refuses to leave a side empty', () => {
    expect(() => imageSplit(counted(3), 0.3)).toThrow('no validation cells of class Parasitized');
  });
});

describe('patient split', () => {
  const cells = uneven(150);

  test.each([0, 1, 2, 3, 4])('seed %i: no patient on both sides, shares of both classes near', (seed) => {
    const split = patientSplit(cells, 0.3, seed);
    expect(sharedPatients(split, cells.patients)).toEqual({ count: 0, share: 0 });
    expect(split.train.length + split.validation.length).toBe(cells.files.length);
    expect(shareOf(cells, split.validation, 0)).toBeCloseTo(0.3, 1);
    expect(Math.abs(shareOf(cells, split.validation, 0) - 0.3)).toBeLessThan(0.015);
    expect(Math.abs(shareOf(cells, split.validation, 1) - 0.3)).toBeLessThan(0.015);
  });

  test('is the same for the same seed, and another for another', () => {
    expect(patientSplit(cells, 0.3, 7)).toEqual(patientSplit(cells, 0.3, 7));
    expect(patientSplit(cells, 0.3, 7)).not.toEqual(patientSplit(cells, 0.3, 8));
  });

  test('refuses cells of no known patient', () => {
    expect(() => patientSplit(counted(10), 0.3, 0)).toThrow('the patient is not known for any cell');
  });

  test('refuses a single patient', () => {
    const one = toList([
      ['a.png', 0, 'C1'],
      ['b.png', 1, 'C1'],
    ]);
    expect(() => patientSplit(one, 0.3, 0)).toThrow('no validation cells of class Parasitized');
  });
});

describe('patient folds', () => {
  test('every cell validates once, every patient in one fold, classes even', () => {
    const cells = uneven(150);
    const folds = patientFolds(cells, 5, 0);
    const validating = folds.flatMap(({ validation }) => validation).sort((a, b) => a - b);
    expect(validating).toEqual([...cells.files.keys()]);
    for (const fold of folds) {
      expect(sharedPatients(fold, cells.patients).count).toBe(0);
      expect(Math.abs(shareOf(cells, fold.validation, 0) - 0.2)).toBeLessThan(0.03);
      expect(Math.abs(shareOf(cells, fold.validation, 1) - 0.2)).toBeLessThan(0.03);
    }
  });

  test.each([1, 2.5, 6])('%s folds of five patients are refused', (count) => {
    expect(() => patientFolds(uneven(5), count, 0)).toThrow(`${count} folds: expected 2 to 5`);
  });
});

test('shared patients: validation cells whose patient is also in training', () => {
  const patients = ['a', 'a', 'b', null, null, 'c'];
  const split = { train: [0, 3, 5], validation: [1, 2, 4] };
  expect(sharedPatients(split, patients)).toEqual({ count: 1, share: 1 / 3 });
});

describe('split files', () => {
  const cells = toList([
    ['Parasitized/a, b.png', 0, 'C1'],
    ['Parasitized/ä "c".png', 0, null],
    ['Uninfected/a.png', 1, 'C1'],
    ['Uninfected/b.png', 1, 'C2'],
  ]);
  const split = { train: [1, 2], validation: [0, 3] };
  const newPath = async () => join(await mkdtemp(join(tmpdir(), 'giemsa-split-')), 'split.csv');

  test('are written as CSV and read back, whatever the order of the lines', async () => {
    const path = await newPath();
    await writeSplitFile(path, split, cells);
    const lines = (await readFile(path, 'utf8')).trim().split('\n');
    expect(lines).toEqual([
      'file,patient,class,subset',
      '"Parasitized/a, b.png",C1,Parasitized,validation',
      '"Parasitized/ä ""c"".png",,Parasitized,train',
      'Uninfected/a.png,C1,Uninfected,train',
      'Uninfected/b.png,C2,Uninfected,validation',
    ]);
    await writeFile(path, [lines[0], ...lines.slice(1).reverse()].join('\r\n'));
    expect(await readSplitFile(path, cells)).toEqual(split);
  });

  test.each([
    ['file,subset\nx.png,train\n', 'x.png is not among the readable cells'],
    [
      'file,subset\nUninfected/a.png,test\n',
      'subset "test" of Uninfected/a.png; expected train or validation',
    ],
    ['name,set\na,b\n', 'expected the columns file, patient, class, subset'],
    ['file,subset\nUninfected/a.png,train\n', 'leaves no training cells of class Parasitized'],
    ['file,subset\na,b,c,d\n', 'is not a CSV table'],
    ['', 'expected the columns'],
  ])('%j is refused', async (text, reason) => {
    const path = await newPath();
    await writeFile(path, text);
    await expect(readSplitFile(path, cells)).rejects.toThrow(reason);
  });

  test('a missing one is refused', async () => {
    await expect(readSplitFile('/nowhere/split.csv', cells)).rejects.toThrow(
      'cannot read the split file /nowhere',
    );
  });
});
