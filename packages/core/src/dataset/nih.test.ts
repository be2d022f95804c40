import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { decodeImage } from '../pictures/decode.js';
import { listCells } from './dataset.js';
import { imageSplit, patientFolds, patientSplit, sharedPatients } from './split.js';

/** `shared/data/nih` beside the checkout or above it. */
function findNih(): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (dirname(folder) !== folder) {
    folder = dirname(folder);
    const found = join(folder, 'shared', 'data', 'nih');
    if (existsSync(found)) return found;
  }
  return undefined;
}

const nih = findNih();

describe.skipIf(!nih)('the NIH cells (skipped: shared/data/nih is not beside the checkout)', () => {
  test('20,420 cells of 149 patients, all of them in the official tables', async () => {
    const cells = await listCells(nih!);
    expect(cells.classNames).toEqual(['Parasitized', 'Uninfected']);
    expect(cells.labels.filter((label) => label === 0)).toHaveLength(10_152);
    expect(cells.labels.filter((label) => label === 1)).toHaveLength(10_268);
    expect(new Set(cells.patients).size).toBe(149);
    expect(cells.patients).not.toContain(null);
  });

  test('the image split is 30 % of each class in order and shares patients; the patient split shares none', async () => {
    const cells = await listCells(nih!);
    const byImage = imageSplit(cells, 0.3);
    expect([byImage.train.length, byImage.validation.length]).toEqual([14_295, 6_125]);
    expect(sharedPatients(byImage, cells.patients).share).toBeCloseTo(0.226, 3);
    const byPatient = patientSplit(cells, 0.3, 0);
    expect(sharedPatients(byPatient, cells.patients).count).toBe(0);
    expect(byPatient.validation.length / cells.files.length).toBeCloseTo(0.3, 2);
    const sizes = patientFolds(cells, 5, 0).map(({ validation }) => validation.length / cells.files.length);
    for (const size of sizes) expect(size).toBeCloseTo(0.2, 2);
  });

  test('a few cells decode to 128×128', async () => {
    const { root, files } = await listCells(nih!);
    for (let i = 0; i < files.length; i += 2_000) {
      const options = { width: 128, height: 128, colorMode: 'rgb' as const };
      expect(await decodeImage(join(root, files[i]!), options)).toHaveLength(128 * 128 * 3);
    }
  });
});
