import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listCells } from '@giemsa/core/internal/dataset/dataset';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { beforeAll, expect, test, vi } from 'vitest';
import { runHere as run, temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const MODEL = fileURLToPath(new URL('../../core/test/fixtures/tiny-resnet.onnx', import.meta.url));
const data = join(folder, 'cells');
const out = join(folder, 'evaluated');

beforeAll(async () => {
  vi.stubEnv('GIEMSA_CACHE', join(folder, 'cache'));
  await writeSyntheticDataset(data, { cells: 120, patients: 14, seed: 3, fields: 0 });
  // Of every second patient one cell is in training.
  const { files, patients, labels, classNames } = await listCells(data);
  const ids = [...new Set(patients)];
  const trained = new Set(ids.filter((_, index) => index % 2 === 0));
  const lines = files.map((file, index) => {
    const isFirst = patients.indexOf(patients[index]!) === index;
    const subset = isFirst && trained.has(patients[index]!) ? 'train' : 'validation';
    return `${file},${patients[index]},${classNames[labels[index]!]},${subset}\n`;
  });
  await writeFile(join(folder, 'split.csv'), `file,patient,class,subset\n${lines.join('')}`);
});

const ROW = /^ {2}(\S.*?) {1,}([\d.]+)(?: %)?(?: {2}\(([\d.]+)(?: %)? to ([\d.]+)(?: %)?\))?$/gm;

/** `unseen_patients.sensitivity` for `sensitivity, patients never seen`. */
const FIELDS: Readonly<Record<string, string>> = {
  accuracy: 'accuracy',
  sensitivity: 'sensitivity',
  specificity: 'specificity',
  'AUC (ROC)': 'auc_roc',
};

test('terminal, report and JSON give each figure one name and one value', async () => {
  const { stdout, stderr, code } = await run(
    ...['evaluate', MODEL, data, '--split-file', join(folder, 'split.csv'), '--out', out],
  );
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const metrics = JSON.parse(await readFile(join(out, 'metrics.json'), 'utf8'));
  const page = await readFile(join(out, 'report.html'), 'utf8');
  expect(metrics.shared_patients.n).toBeGreaterThan(0);
  expect(metrics.unseen_patients.n).toBeGreaterThan(0);

  const terminal = new Map([...stdout.matchAll(ROW)].map(([, name, ...values]) => [name!, values]));
  const tiles = new Map(
    [...page.matchAll(/<div><b>([\d.,]+)%?<\/b>(.*?)<span>(.*?)<\/span><\/div>/g)].map(
      ([, value, name, range]) => [name!, [value, ...(range!.match(/[\d.]+/g) ?? [])]],
    ),
  );
  const names = Object.keys(FIELDS).flatMap((figure) =>
    ['patients never seen', 'all cells'].map((whose) => `${figure}, ${whose}`),
  );
  expect([...terminal.keys()]).toEqual(expect.arrayContaining(names));
  for (const name of names) {
    const [figure, whose] = [name.slice(0, name.lastIndexOf(',')), name.slice(name.lastIndexOf(',') + 2)];
    const from = whose === 'all cells' ? metrics : metrics.unseen_patients;
    const { value, ci95_patients: interval } = from[FIELDS[figure]!];
    const shown = [value, ...(interval ?? [])].map((number: number) =>
      figure === 'AUC (ROC)' ? number.toFixed(4) : (100 * number).toFixed(2),
    );
    expect([name, terminal.get(name)!.filter(Boolean)]).toEqual([name, shown]);
    expect([name, tiles.get(name)]).toEqual([name, shown]);
  }
  // Without a word of whose they are, none of the four stands in the terminal or at the head of the report.
  for (const figure of Object.keys(FIELDS)) {
    expect(terminal.has(figure)).toBe(false);
    expect(tiles.has(figure)).toBe(false);
  }
  // The table below is of all cells, and says so.
  expect(page).toContain(`Of all ${metrics.n} cells:`);
  const table = page.slice(page.indexOf(`Of all ${metrics.n} cells:`));
  const row = (name: string) =>
    new RegExp(`<td class="name">${name}</td><td class="number">([\\d.]+)%?</td>`, 'i').exec(table)?.[1];
  expect(row('Sensitivity')).toBe((100 * metrics.sensitivity.value).toFixed(2));
  expect(row('AUC \\(ROC\\)')).toBe(metrics.auc_roc.value.toFixed(4));
  expect(row('ECE')).toBe(metrics.ece.toFixed(4));
  expect(terminal.get('ECE')?.[0]).toBe(metrics.ece.toFixed(4));
});
