import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditFolder } from '../auditing/audit-folder.js';
import { listCells } from '../dataset/dataset.js';
import { writeSyntheticDataset } from '../dataset/synthetic/write.js';
import type { GiemsaEvent } from '../events/events.js';
import { readCsvTable } from '../files/csv-table.js';
import { confidentLearning } from './confident-learning.js';
import { blindName } from './readings.js';

interface Golden {
  name: string;
  labels: number[];
  probabilities: number[][];
  expected: { thresholds: number[]; confident_joint: number[][]; joint: number[][]; doubtful: number[] };
}
const goldens: Golden[] = JSON.parse(
  readFileSync(new URL('./goldens/confident-learning.json', import.meta.url), 'utf8'),
);

describe.each(goldens)('confident learning, $name', ({ labels, probabilities, expected }) => {
  const cells = labels.map((label, index) => ({ label, probabilities: probabilities[index]! }));
  const noise = confidentLearning(cells, probabilities[0]!.length);

  test('thresholds and joint distribution are cleanlab’s', () => {
    noise.thresholds.forEach((value, index) => {
      expect(value).toBeCloseTo(expected.thresholds[index]!, 9);
    });
    noise.joint.flat().forEach((value, index) => {
      expect(value).toBeCloseTo(expected.joint.flat()[index]!, 9);
    });
    expect(noise.confidentJoint).toEqual(expected.confident_joint);
  });

  test('the same cells are doubtful, the worst first', () => {
    expect(noise.doubtful.map(({ cell }) => cell).sort((a, b) => a - b)).toEqual(expected.doubtful);
    const margins = noise.doubtful.map(({ margin }) => margin);
    expect(margins).toEqual([...margins].sort((a, b) => a - b));
  });
});

describe('data audit', () => {
  let folder: string;
  let files: string[];
  const cellFile = (index: number) => files[index]!;
  const copies: [string, (image: Sharp, width: number) => Promise<Sharp> | Sharp][] = [
    ['compressed.jpg', (image) => image.jpeg({ quality: 75 })],
    ['smaller.png', (image, width) => image.resize(Math.round(0.7 * width))],
    ['mirrored.png', (image) => image.flop()],
    ['turned.png', (image) => image.rotate(90)],
    ['brighter.png', (image) => image.linear(1.12, 4)],
    ['padded.png', (image) => image.extend({ left: 12, top: 9, background: 'black' })],
  ];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'giemsa-audit-'));
    await writeSyntheticDataset(join(folder, 'cells'), { cells: 204, patients: 12, seed: 5, fields: 0 });
    ({ files } = await listCells(join(folder, 'cells')));
    const path = (name: string) => join(folder, 'cells', name);
    const infected = files.filter((file) => file.startsWith('Parasitized'));
    files = infected;
    await cp(path(infected[0]!), path('Uninfected/C900P900ThinF_IMG_1_cell_exact.png'));
    for (const [index, [name, change]] of copies.entries()) {
      const source = path(infected[index + 1]!);
      const { width } = await sharp(source).metadata();
      const changed = await (await change(sharp(source), width)).toBuffer();
      await writeFile(path(`Parasitized/C901P901ThinF_IMG_1_cell_${name}`), changed);
    }
    await sharp({ create: { width: 80, height: 80, channels: 3, background: '#80a040' } })
      .png()
      .toFile(path('Uninfected/blank.png'));
    await mkdir(path('Uninfected'), { recursive: true });
    await writeFile(path('Uninfected/broken.png'), 'no picture');
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('finds every planted copy, the odd and the broken picture, and labels in doubt', async () => {
    const { files: all, classNames, labels, patients } = await listCells(join(folder, 'cells'));
    const doubted = all.find((file) => file.includes('Uninfected/C') && !file.includes('exact'))!;
    const rows = all.map((file, index) => {
      const label = classNames[labels[index]!]!;
      const sure = file === doubted ? 0.02 : 0.95;
      const infected = label === 'Parasitized' ? sure : 1 - sure;
      return [file, patients[index] ?? '', label, label, infected, 1 - infected].join();
    });
    const header = 'file,patient,class,predicted,probability_Parasitized,probability_Uninfected';
    await writeFile(join(folder, 'predictions.csv'), [header, ...rows, ''].join('\n'));
    // A split that puts the copies on the other side, and patients on both.
    const split = all
      .filter((file) => !file.includes('broken'))
      .map((file) => `${file},,,${file.includes('C90') || file.includes('_1') ? 'validation' : 'train'}`);
    await writeFile(join(folder, 'split.csv'), ['file,patient,class,subset', ...split, ''].join('\n'));

    const out = join(folder, 'audit');
    const told: GiemsaEvent[] = [];
    const audit = await auditFolder({
      data: join(folder, 'cells'),
      splitFile: join(folder, 'split.csv'),
      predictions: join(folder, 'predictions.csv'),
      out,
      onEvent: (event) => told.push(event),
    });
    const ends = told.flatMap((event) =>
      event.type === 'progress' && event.done === event.total ? event.task : [],
    );
    expect(ends).toEqual(['decoding cells', 'searching for duplicates', 'looking for odd pictures']);
    const pairs = audit.duplicates.map(({ first, second }) => [first, second].sort().join(' '));
    const planted = [
      ['Uninfected/C900P900ThinF_IMG_1_cell_exact.png', cellFile(0)],
      ...copies.map(([name], index) => [`Parasitized/C901P901ThinF_IMG_1_cell_${name}`, cellFile(index + 1)]),
    ].map((pair) => pair.sort().join(' '));
    expect(planted.filter((pair) => !pairs.includes(pair))).toEqual([]);
    const exact = audit.duplicates.find((pair) => pair.exact)!;
    expect(exact).toMatchObject({ acrossClasses: true, acrossPatients: true, difference: 0 });
    expect(audit.odd.map(({ file }) => file)).toContain('Uninfected/blank.png');
    expect(audit.unreadable.map(({ file }) => file)).toEqual(['Uninfected/broken.png']);
    expect(audit.split!.sharedPatients.length).toBeGreaterThan(0);
    expect(audit.labels!.doubtful.map(({ file }) => file)).toEqual([doubted]);
    expect(audit.metrics!.without_excluded).toMatchObject({ n_excluded: 1 });

    const csv = await readFile(audit.csv, 'utf8');
    expect(csv.split('\n')[0]).toBe('file,patient,class,finding,detail,other_file,exclude');
    expect(csv).toMatch(
      /^Uninfected\/C900P900ThinF_IMG_1_cell_exact.png,C900P900ThinF,Uninfected,exact duplicate.*,yes$/m,
    );
    const page = await readFile(audit.report, 'utf8');
    expect(page).toContain('Research use only');
    expect(page).not.toMatch(/(src|href)="(?!data:|#)/);

    // Two people read the sheets: the doubtful cell shows a parasite.
    const { cells, folder: toRead } = audit.toRead!;
    expect(cells).toBe(audit.labels!.predicted);
    expect((await sharp(join(toRead, 'sheet-01.png')).metadata()).width).toBeGreaterThan(1000);
    const sheets = await readFile(join(toRead, 'readings.csv'), 'utf8');
    expect(sheets).not.toMatch(/Parasitized|Uninfected|C\d/);
    const filled = sheets.replace(`${blindName(doubted)},,`, `${blindName(doubted)},Parasitized,ring`);
    await writeFile(join(folder, 'one.csv'), filled);
    await writeFile(join(folder, 'two.csv'), filled.replace('ring', 'two dots'));
    const read = await auditFolder({
      data: join(folder, 'cells'),
      predictions: [join(folder, 'predictions.csv'), join(folder, 'predictions.csv')],
      readings: [join(folder, 'one.csv'), join(folder, 'two.csv')],
      out,
    });
    expect(read.labels).toMatchObject({ models: 2, readings: { read: 1, wrong: 1 } });
    expect(read.metrics!.with_relabelled).toMatchObject({ n_relabelled: 1 });
    const table = await readCsvTable(read.labelsCsv!, 'the labels');
    expect(table).toHaveLength(read.labels!.predicted);
    expect(table.find(({ file }) => file === doubted)).toMatchObject({
      ...{
        class: 'Uninfected',
        label_probability: '0.0200',
        models: '2',
        models_against: '2',
        doubtful: 'yes',
      },
      ...{ reading_1: 'Parasitized', reason_1: 'ring', reason_2: 'two dots', verdict: 'wrong' },
      ...{ relabel: 'Parasitized', exclude: 'yes' },
    });
    // Readings written into the folder itself are a person's work.
    await writeFile(join(toRead, 'readings.csv'), filled);
    await expect(
      auditFolder({ data: join(folder, 'cells'), predictions: join(folder, 'predictions.csv'), out }),
    ).rejects.toThrow('holds readings, which new sheets would replace');
    expect(await readFile(join(toRead, 'readings.csv'), 'utf8')).toBe(filled);
    await writeFile(join(folder, 'bad.csv'), filled.replace('Parasitized', 'parasite'));
    await expect(
      auditFolder({
        data: join(folder, 'cells'),
        predictions: join(folder, 'predictions.csv'),
        readings: [join(folder, 'bad.csv')],
        out,
      }),
    ).rejects.toThrow('is read as "parasite"; expected Parasitized, Uninfected or unsure');
  }, 60_000);
});
