import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { writeSyntheticDataset } from '../dataset/synthetic/write.js';
import { writeBatchReport } from '../predicting/batch-report.js';

const model = fileURLToPath(new URL('../../test/fixtures/tiny-resnet.onnx', import.meta.url));

test('one page with counts, patients, heat maps and what could not be read, that asks no other address', async () => {
  const folder = await temporaryFolder();
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 40, patients: 4, seed: 2, fields: 0 });
  const files = [
    join(folder, 'cells/Parasitized'),
    join(folder, 'cells/Uninfected'),
    join(folder, 'cells/truth.json'),
  ];
  const out = join(folder, 'report.html');
  const counts = await writeBatchReport({ model, files, out, title: 'Slide <7>' });
  expect(counts).toEqual({ predicted: 40, refused: 0, skipped: 1 });
  const page = await readFile(out, 'utf8');
  expect(page).toContain('<h1>Slide &lt;7&gt;</h1>');
  expect(page).toContain('<b>40</b><span>pictures read</span>');
  expect(page).toContain('Research use only. Not a medical device.');
  expect(page).toContain('truth.json: not a PNG, JPEG, WebP, TIFF, BMP, GIF or HEIC file');
  expect(page.match(/alt="heat map"/g)).toHaveLength(48);
  expect(page).toMatch(/<td class="words">C\d+P\d+thinF<\/td>/);
  expect(page).not.toMatch(/(src|href)="(?!data:)/);
});
