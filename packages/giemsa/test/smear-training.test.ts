import { mkdir, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodePixels } from '@giemsa/core';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { createCellFinder } from '@giemsa/core/smear';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { runHere, temporaryFolder } from './support/command-line.js';

const base = await temporaryFolder();
const fields = join(base, 'fields');
/** How many cells of the field a label meets: every whole cell gets one. */
let whole = 0;

beforeAll(async () => {
  await writeSyntheticDataset(join(base, 'drawn'), { cells: 24, patients: 4, fields: 1, seed: 3 });
  const [name] = (await readdir(join(base, 'drawn', 'fields'))).filter((file) =>
    /^[^_]*_?field.*\.png$|\.png$/.test(file),
  );
  await mkdir(join(fields, 'images'), { recursive: true });
  const picture = await readFile(join(base, 'drawn', 'fields', name!));
  await writeFile(join(fields, 'images', 'F1.png'), picture);
  const finder = await createCellFinder();
  const { objects } = await finder.find(await decodePixels(join(fields, 'images', 'F1.png')));
  const cells = objects.filter(({ kind, cut, covered }) => kind === 'red cell' && !cut && !covered);
  whole = cells.length;
  const labels = cells.map(({ box: [x, y, w, h] }, index) => ({
    type: index === 0 ? 'ring' : index === 1 ? 'difficult' : 'red blood cell',
    bbox: { x: String(x), y: String(y), w: String(w), h: String(h) },
  }));
  const nowhere = { type: 'schizont', bbox: { x: '-90', y: '-90', w: '5', h: '5' } };
  const annotations = [{ image_name: 'F1.png', objects: [...labels, nowhere] }];
  await writeFile(join(fields, 'annotations.json'), JSON.stringify(annotations));
});

test('smear crops cuts the labelled whole cells out, on black, and counts the others', async () => {
  const out = join(base, 'crops');
  const { code, stdout, stderr } = await runHere('smear', 'crops', fields, out, '--json');
  expect(stderr).not.toContain('error');
  expect(code).toBe(0);
  expect(whole).toBeGreaterThan(5);
  expect(JSON.parse(stdout)).toEqual({
    ...{ directory: out, fields: 1, left_out: [] },
    written: { ring: 1, 'red blood cell': whole - 2 },
    not_found: { schizont: 1 },
  });
  expect(await readdir(join(out, 'Parasitized'))).toEqual(['F1_IMG_001_ring.png']);
  expect(await readdir(join(out, 'Uninfected'))).toHaveLength(whole - 2);
  const corner = await sharp(join(out, 'Parasitized', 'F1_IMG_001_ring.png'))
    .raw()
    .toBuffer();
  expect([...corner.subarray(0, 3)]).toEqual([0, 0, 0]);
  expect((await runHere('smear', 'crops', fields, out)).stderr).toContain(
    `${out} is not empty; name a new folder`,
  );
});

test('smear training-set links every n-th cell and each infected crop n times', async () => {
  const [cells, crops, out] = ['drawn', 'crops', 'set'].map((name) => join(base, name)) as [
    string,
    string,
    string,
  ];
  const options = ['--every', '4', '--repeat', '3'];
  const { code, stdout } = await runHere('smear', 'training-set', cells, crops, out, ...options);
  expect(code).toBe(0);
  expect(stdout).toBe(
    `Parasitized: 3 cells, 1 crop, each 3 times\nUninfected: 3 cells, ${whole - 2} crops\n`,
  );
  const infected = await readdir(join(out, 'Parasitized'));
  expect(infected.filter((name) => name.startsWith('F1')).sort()).toEqual([
    'F1_IMG_001_ring.png',
    'F1_IMG_001_ring_2.png',
    'F1_IMG_001_ring_3.png',
  ]);
  expect(await readlink(join(out, 'Parasitized', 'F1_IMG_001_ring_3.png'))).toBe(
    join(crops, 'Parasitized', 'F1_IMG_001_ring.png'),
  );
});

test.each([
  [
    ['crops', 'drawn', 'new'],
    'it has no labels that giemsa can read; expected fields with labels: annotations.json',
  ],
  [['crops', 'fields', 'new', '--half', 'third'], '--half third: expected first or second'],
  [['crops', 'bad', 'new'], '0.image_name: '],
  [['crops', 'other', 'new'], 'its label "toString" is unknown; expected red blood cell, '],
  [
    ['training-set', 'drawn', 'fields', 'new'],
    'cells and crops must each have the folders Parasitized and Uninfected',
  ],
  [['training-set', 'drawn', 'drawn', 'new'], 'rename one of them'],
  [
    ['training-set', 'drawn', 'crops', 'new', '--every', '0'],
    '--every must be a whole number from 1. Received 0',
  ],
])('smear %j fails with one clear line and writes nothing', async (words, reason) => {
  const write = async (name: string, value: unknown) => {
    await mkdir(join(base, name), { recursive: true });
    await writeFile(join(base, name, 'annotations.json'), JSON.stringify(value));
  };
  await write('bad', [{ image_name: '../secret.png', objects: [] }]);
  const box = { x: '1', y: '1', w: '1', h: '1' };
  await write('other', [{ image_name: 'a.png', objects: [{ type: 'toString', bbox: box }] }]);
  const [command, ...rest] = words;
  const options = rest.findIndex((word) => word.startsWith('--'));
  const at = options === -1 ? rest.length : options;
  const paths = rest.slice(0, at).map((word) => join(base, word));
  const { code, stderr } = await runHere('smear', command!, ...paths, ...rest.slice(at));
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
  expect(stderr).toContain(reason);
  expect((await readdir(base)).filter((name) => name.startsWith('new'))).toEqual([]);
});
