import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { readSplitFile, writeSplitFile } from '../dataset/split-file.js';
import { writePredictions } from '../run-folder/predictions.js';
import { readPredictions } from '../run-folder/read-predictions.js';

const folder = await temporaryFolder();
const NAMES = ['=P/a.png', '+P/b;=1.png', 'P/-c,"d".png', "'=P/e.png"];

test('predictions.csv with names like formulas is read as it was written', async () => {
  const path = join(folder, 'predictions.csv');
  const cells = NAMES.map((file, index) => ({
    ...{ file, patient: `=p${index}`, label: index % 2 },
    probabilities: [0.25, 0.75],
  }));
  await writePredictions(path, { classes: ['=A', 'B'], positive: 0, threshold: 0.5, cells });
  expect(await readFile(path, 'utf8')).not.toMatch(/(^|[,;\n])"?[=+]/);
  const read = await readPredictions(path);
  expect(read.classes).toEqual(['=A', 'B']);
  expect(read.cells).toEqual(cells);
});

test('predictions.csv as a spreadsheet with a decimal comma saves it', async () => {
  const path = join(folder, 'semicolons.csv');
  await writeFile(
    path,
    '\ufefffile;patient;class;predicted;probability_A;probability_B\r\nx.png;;A;A;0,75;0,25\r\n',
  );
  expect((await readPredictions(path)).cells).toEqual([
    { file: 'x.png', label: 0, probabilities: [0.75, 0.25] },
  ]);
});

test('split.csv with names like formulas is read as it was written', async () => {
  const path = join(folder, 'split.csv');
  const cells = {
    files: NAMES,
    classNames: ['=A', 'B'],
    labels: Uint8Array.of(0, 1, 0, 1),
    patients: ['@x', null, '=y', null],
  };
  const split = { train: [0, 1], validation: [2, 3] };
  await writeSplitFile(path, split, cells);
  expect(await readSplitFile(path, cells)).toEqual(split);
});
