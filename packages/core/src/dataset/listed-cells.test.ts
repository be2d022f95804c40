import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readExcludeFile } from './exclude-file.js';
import { readRelabelFile } from './relabel-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giemsa-listed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const cells = {
  files: [
    'Parasitized/a.webp',
    'Parasitized/b.png',
    'Uninfected/c.png',
    'Uninfected/d.jpg',
    'Uninfected/d.bmp',
  ],
  classNames: ['Parasitized', 'Uninfected'],
};
const list = async (...lines: string[]) => {
  const path = join(folder, 'list.csv');
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
};

describe('a list of cells', () => {
  test('made for the published files fits a copy in another picture format', async () => {
    expect([...(await readExcludeFile(await list('Parasitized/a.png', 'Uninfected/c.png'), cells))]).toEqual([
      'Parasitized/a.webp',
      'Uninfected/c.png',
    ]);
  });
  test('may name more cells than are there, which is told', async () => {
    const told: unknown[] = [];
    const path = await list('Parasitized/b.png', 'Uninfected/e.png');
    const found = await readExcludeFile(path, cells, (event) => told.push(event));
    expect([...found]).toEqual(['Parasitized/b.png']);
    expect(told).toEqual([
      {
        ...{ type: 'warning', about: 'listed-cells-missing', list: path },
        ...{ listed: 2, missing: 1, first: 'Uninfected/e.png' },
      },
    ]);
  });
  test('is refused where a name fits two cells, or all of them none', async () => {
    await expect(readExcludeFile(await list('Uninfected/d.png'), cells)).rejects.toThrow(
      'Uninfected/d.jpg and Uninfected/d.bmp both have its name',
    );
    await expect(readExcludeFile(await list('Uninfected/e.png'), cells)).rejects.toThrow(
      'Uninfected/e.png is not among the readable cells',
    );
  });
});

describe('a list of other labels', () => {
  test('gives a cell the class in its column relabel; an empty one changes nothing', async () => {
    const path = await list(
      'file,class,relabel',
      'Parasitized/a.png,Parasitized,Uninfected',
      'Uninfected/c.png,,',
    );
    expect([...(await readRelabelFile(path, cells))]).toEqual([['Parasitized/a.webp', 1]]);
  });
  test.each([
    [
      'without the columns',
      ['file,class', 'Parasitized/b.png,Parasitized'],
      'expected the columns file and relabel',
    ],
    ['that relabels nothing', ['file,relabel', 'Parasitized/b.png,'], 'is empty in every row'],
    ['with another class', ['file,relabel', 'Parasitized/b.png,Healthy'], '"Healthy"'],
    [
      'with two classes for a cell',
      ['file,relabel', 'Parasitized/b.png,Uninfected', 'Parasitized/b.png,Parasitized'],
      'two classes',
    ],
    ['with a cell that is not there', ['file,relabel', 'Parasitized/x.png,Uninfected'], 'Parasitized/x.png'],
  ])('%s is refused', async (_, lines, message) => {
    await expect(readRelabelFile(await list(...lines), cells)).rejects.toThrow(message);
  });
});
