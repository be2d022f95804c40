import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import type { SmearCell, SmearField } from './analyse-field.js';
import { PatientPictures } from './patient-pictures.js';

const picture = { data: new Uint8Array(40 * 40 * 3).fill(150), width: 40, height: 40 };
const infected = (id: number): SmearCell => ({
  ...{
    id,
    kind: 'red cell',
    box: [5, 5, 20, 20],
    outline: [5, 5, 25, 5, 25, 25, 5, 25],
    area: 400,
    cells: 1,
  },
  ...{ cut: false, covered: false, counted: true, probability: 0.99, call: 'infected', unsure: false },
});
const cut: SmearCell = {
  ...infected(999),
  ...{ box: [0, 0, 12, 12], cut: true, counted: false, probability: null, call: null },
  parts: [{ box: [-4, -4, 16, 16], probability: 0.95, call: 'infected' }],
};
const field = (file: string, cells: readonly SmearCell[]): SmearField => ({
  ...{ file, width: 40, height: 40, cellDiameter: 20, cells, problem: null },
});
const cells = (count: number) => Array.from({ length: count }, (_, k) => infected(k + 1));

test('galleries are drawn patient by patient, 80 cells a picture; those of an earlier run are removed', async () => {
  const out = await temporaryFolder();
  const drawn = async (count: number) => {
    const pictures = new PatientPictures(out, false, undefined);
    await pictures.add('p1', field('a.png', cells(count)), picture);
    await pictures.add('p2', field('b.png', [cut]), picture);
    // The first patient's are there as soon as the next one begins.
    expect((await readdir(join(out, 'p1'))).length).toBeGreaterThan(0);
    await pictures.finish();
    return pictures;
  };
  const pictures = await drawn(81);
  expect((await readdir(join(out, 'p1'))).sort()).toEqual(['infected-cells-2.png', 'infected-cells.png']);
  expect(await readdir(join(out, 'p2'))).toEqual(['seen-cells.png']);
  const [gallery] = await pictures.galleriesOf('p1');
  expect(gallery).toMatchObject({
    title: 'Cells called infected, most probable first',
    others: ['infected-cells-2.png'],
  });
  await drawn(3);
  expect(await readdir(join(out, 'p1'))).toEqual(['infected-cells.png']);
});
