import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { readCsvTable } from '@giemsa/core/internal/files/csv-table';
import { readMetadata } from '@giemsa/core/internal/formats/onnx-metadata';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runHere as run, temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const start = process.cwd();
const QUICK = ['--recipe', 'synthetic', '--image-size', '32', '--epochs', '1', '--threads', '1'];

beforeAll(async () => {
  vi.stubEnv('GIEMSA_CACHE', join(folder, 'cache'));
  process.chdir(folder);
  await writeSyntheticDataset('cells', { cells: 340, patients: 24, seed: 4, fields: 0 });
  const trained = await run('cv', 'cells', '--folds', '2', '--fold', '2', ...QUICK, '--out', 'cv');
  expect(trained).toMatchObject({ code: 0 });
  expect(trained.stdout).toContain('Still missing before the folds can be summed up: cv/fold-1');
}, 120_000);
afterAll(() => {
  process.chdir(start);
  vi.unstubAllEnvs();
});

const json = async (path: string) => JSON.parse(await readFile(path, 'utf8'));

describe('cv', () => {
  test('continues with what is missing, with its original settings, and sums up', async () => {
    const finished = await readFile('cv/fold-2/report.html', 'utf8');
    const { code, stdout } = await run('cv', 'cells', '--resume', '--out', 'cv', '--threads', '1', '--json');
    expect(code).toBe(0);
    expect(await readFile('cv/fold-2/report.html', 'utf8')).toBe(finished);
    const { mean_sd: spread, pooled, per_fold: perFold } = JSON.parse(stdout);
    expect(pooled).toMatchObject({ n: 340, n_patients: 24, shared_patients: { n: 0, share: 0 } });
    expect(perFold.map(({ n }: { n: number }) => n).reduce((a: number, b: number) => a + b)).toBe(340);
    expect(spread.accuracy.folds).toEqual(
      perFold.map(({ accuracy }: { accuracy: { value: number } }) => accuracy.value),
    );
    expect(await json('cv/fold-1/config.json')).toMatchObject({ settings: { epochs: 1, imageSize: 32 } });
    const rows = (await readFile('cv/predictions.csv', 'utf8')).trim().split('\n');
    expect(rows[0]).toMatch(/,fold$/);
    expect(new Set(rows.slice(1).map((row) => row.split(',')[0])).size).toBe(340);
    const report = await readFile('cv/report.html', 'utf8');
    for (const words of ['PeerJ 6:e4568', 'kept apart', 'Research use only']) expect(report).toContain(words);
    expect(report).not.toMatch(/(src|href)="(?!data:|#)/);
  }, 60_000);

  test('refuses another number of folds, and a folder that is taken', async () => {
    const taken = await run('cv', 'cells', '--out', 'cv');
    expect(taken.stderr).toContain('cv already holds a cross-validation: continue it with --resume');
    const many = await run('cv', 'cells', '--folds', '99', '--out', 'other');
    expect(many.stderr).toMatch(/99 folds: expected 2 to 24, the number of patients/);
    const none = await run('cv', 'cells', '--folds', '2', '--fold', '3', '--out', 'third', ...QUICK);
    expect(none.stderr).toContain('--fold must be an integer from 1 to 2. Received 3');
  });
});

describe('calibrate', () => {
  test('stores a threshold for a sensitivity in another file, which predict then uses', async () => {
    const made = await run(
      'calibrate',
      'cv/fold-1',
      'cv',
      '--target-sensitivity',
      '0.9',
      '--out',
      'tuned.onnx',
      '--json',
    );
    const { calibration, metrics } = JSON.parse(made.stdout);
    expect(metrics.sensitivity.value).toBeGreaterThanOrEqual(0.9);
    const metadata = await readMetadata('tuned.onnx');
    expect(metadata).toMatchObject({ threshold: calibration.threshold, targetSensitivity: 0.9 });
    expect((await readMetadata('cv/fold-1')).threshold).toBe(0.5);
    const files = (await readdir('cells/Parasitized'))
      .slice(0, 5)
      .map((name) => join('cells/Parasitized', name));
    const both = [];
    for (const model of ['tuned.onnx', 'cv/fold-1']) {
      both.push(JSON.parse((await run('predict', model, ...files, '--json')).stdout));
    }
    expect(both[0].threshold).toBe(calibration.threshold);
    expect(both[0].unsure_band.low).toBeLessThan(calibration.threshold);
    expect(both[1].threshold).toBe(0.5);
    const again = await run('calibrate', 'cv/fold-1', 'cv', '--out', 'tuned.onnx');
    expect(again.stderr).toContain('tuned.onnx already exists');
  }, 60_000);
});

describe('several models and views', () => {
  test('average their probabilities, and tell what that costs', async () => {
    const of = async (...words: string[]) => {
      const { stdout } = await run('predict', ...words, 'cells/Uninfected', '--json', '--no-gate');
      return JSON.parse(stdout);
    };
    const [one, two, both] = [await of('cv/fold-1'), await of('cv/fold-2'), await of('cv')];
    expect(both).toMatchObject({ passes_per_cell: 2 });
    const probabilityOf = ({ predictions }: { predictions: { file: string; probability: number }[] }) =>
      predictions.find(({ file }) => file === one.predictions[3].file)!.probability;
    expect(probabilityOf(both)).toBeCloseTo((probabilityOf(one) + probabilityOf(two)) / 2, 6);
    expect(await of('cv/fold-1', '--with', 'cv/fold-2')).toMatchObject({ predictions: both.predictions });
    const { stdout } = await run('evaluate', 'cv/fold-1', 'cells', '--tta', '8', '--json');
    expect(JSON.parse(stdout).cost).toMatchObject({ models: 1, views: 8, passes_per_cell: 8 });
    expect((await run('predict', 'cv', 'cells', '--tta', '3')).stderr).toContain(
      '--tta must be one of 1, 2, 4, 8',
    );
  }, 60_000);
});

test('a model file remembers its training patients, as keys that cannot be read', async () => {
  await copyFile('cv/fold-1/model.onnx', 'alone.onnx');
  const { stdout } = await run('evaluate', 'alone.onnx', 'cells', '--json');
  const { shared_patients: shared, unseen_patients: unseen } = JSON.parse(stdout);
  const fold = await json('cv/fold-1/metrics.json');
  expect(unseen).toMatchObject({ n: fold.n, n_patients: fold.n_patients });
  expect(shared.n).toBe(340 - fold.n);
  expect(unseen.accuracy.value).toBeCloseTo(fold.accuracy.value, 9);
  const { trainingPatients } = await readMetadata('alone.onnx');
  expect(trainingPatients!.every((key) => /^[0-9a-f]{12}$/.test(key))).toBe(true);
});

describe('excluded cells', () => {
  test('do not train, and the figures are given with them and without', async () => {
    const names = (await readdir('cells/Parasitized')).slice(0, 40).map((name) => `Parasitized/${name}`);
    await writeFile('exclude.csv', ['file,exclude', ...names.map((name) => `${name},yes`), ''].join('\n'));
    const words = [
      '--exclude',
      'exclude.csv',
      '--split-file',
      'cv/fold-1/split.csv',
      '--out',
      'without',
      '--json',
    ];
    const { stdout } = await run('train', 'cells', ...QUICK, ...words);
    const { metrics } = JSON.parse(stdout);
    const split = await readFile('without/split.csv', 'utf8');
    expect(
      names.filter(
        (name) =>
          split.includes(`${name},`) && !/validation$/m.test(split.split(`${name},`)[1]!.split('\n')[0]!),
      ),
    ).toEqual([]);
    expect(metrics.without_excluded.n + metrics.without_excluded.n_excluded).toBe(metrics.n);
    expect(await readFile('without/report.html', 'utf8')).toContain('Other labels, fewer cells');
    await writeFile('wrong.txt', 'Parasitized/nowhere.png\n');
    const wrong = await run('evaluate', 'without', 'cells', '--exclude', 'wrong.txt');
    expect(wrong.stderr).toContain('Parasitized/nowhere.png is not among the readable cells of the data set');
  }, 60_000);
});

describe('relabelled cells', () => {
  test('train with the other label, and the figures are given with both', async () => {
    const split = await readCsvTable('cv/fold-1/split.csv', 'the split');
    const infected = split.filter(({ class: name }) => name === 'Parasitized');
    const [trained, validated] = ['train', 'validation'].map((part) =>
      infected.filter(({ subset }) => subset === part).slice(0, 30),
    );
    const rows = [...trained!, ...validated!].map(({ file }) => `${file},Uninfected`);
    await writeFile('relabel.csv', ['file,relabel', ...rows, ''].join('\n'));
    const words = ['--relabel', 'relabel.csv', '--split-file', 'cv/fold-1/split.csv', '--out', 'relabelled'];
    const { stdout } = await run('train', 'cells', ...QUICK, ...words, '--json');
    const { metrics } = JSON.parse(stdout);
    expect(metrics.with_relabelled.n_relabelled).toBe(validated!.length);
    const config = JSON.parse(await readFile('relabelled/config.json', 'utf8'));
    const counted = (part: string) =>
      split.filter((row) => row.subset === part && row.class === 'Parasitized');
    expect(config.split.train.cellsPerClass.Parasitized).toBe(counted('train').length - trained!.length);
    expect(config.split.validation.cellsPerClass.Parasitized).toBe(counted('validation').length);
    const told = await run('evaluate', 'relabelled', 'cells', '--relabel', 'relabel.csv');
    expect(told.stdout).toContain(`with ${rows.length} relabelled`);
  }, 60_000);
});

describe('the input gate', () => {
  test('of a trained model refuses what is not a cell, with the reason, in every form of answer', async () => {
    await run('train', 'cells', ...QUICK, '--validation-fraction', '0.15', '--out', 'gated');
    expect((await readMetadata('gated')).gate!.cells).toBeGreaterThan(200);
    await sharp({ create: { width: 90, height: 90, channels: 3, background: '#c8a0a8' } })
      .png()
      .toFile('blank.png');
    const cell = join('cells/Uninfected', (await readdir('cells/Uninfected'))[0]!);
    const answer = JSON.parse((await run('predict', 'gated', cell, 'blank.png', '--json')).stdout);
    expect(answer.has_gate).toBe(true);
    expect(answer.refused).toEqual([{ file: 'blank.png', reason: 'it is blank or has only one colour' }]);
    expect(answer.predictions.map(({ file }: { file: string }) => file)).toEqual([cell]);
    expect((await run('predict', 'gated', 'blank.png', '--csv')).stdout).toContain(
      'blank.png,refused,,,it is blank',
    );
    expect((await run('predict', 'gated', 'blank.png')).stdout).toContain('1 image: 1 refused');
    const forced = JSON.parse((await run('predict', 'gated', 'blank.png', '--no-gate', '--json')).stdout);
    expect(forced.predictions).toHaveLength(1);
    const { gate } = JSON.parse((await run('evaluate', 'gated', 'cells', '--gate', '--json')).stdout);
    expect(gate.share).toBeLessThan(0.03);
  }, 60_000);
});
