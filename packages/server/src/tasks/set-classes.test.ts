import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listCells } from '@giemsa/core/internal/dataset/dataset';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/support/room.js';
import { classesOfNames } from './set-classes.js';

test.each([
  ['folders of classes', ['Parasitized/a.png', 'Parasitized/b.png', 'Uninfected/c.png', 'Uninfected/d.png']],
  [
    'within another',
    [
      'lab/Parasitized/P1_IMG_1.png',
      'lab/Parasitized/P2_IMG_1.png',
      'lab/Uninfected/c.png',
      'lab/Uninfected/d.png',
    ],
  ],
  [
    'with a folder for each patient',
    ['Parasitized/P1/a.png', 'Parasitized/P2/b.png', 'Uninfected/P1/c.png', 'Uninfected/P3/d.png'],
  ],
  [
    'a ready-made split',
    ['train', 'test'].flatMap((side) =>
      ['A', 'B'].flatMap((name) => [1, 2].map((n) => `set/${side}/${name}/${n}.png`)),
    ),
  ],
  [
    'loose pictures beside',
    ['a.png', 'Parasitized/a.png', 'Parasitized/b.png', 'Uninfected/c.png', 'Uninfected/d.png'],
  ],
])('names tell the same classes and patients as a disk: %s', async (_, names) => {
  const folder = await temporaryFolder();
  for (const [index, name] of names.entries()) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), `${index}`);
  }
  const { classNames, labels, patients, subsets } = await listCells(folder);
  const found = classesOfNames(names);
  expect(found.classes).toEqual(
    classNames.map((name, index) => ({ name, cells: labels.filter((label) => label === index).length })),
  );
  expect([...found.patients].sort()).toEqual([...patients].sort());
  expect(found.sides?.train).toBe(subsets?.filter((subset) => subset === 'train').length);
});
