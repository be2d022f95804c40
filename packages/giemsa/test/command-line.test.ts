import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { openCellModel } from '@giemsa/core/internal/formats/cell-model';
import { metricsSchema } from '@giemsa/core/internal/metrics/metrics-schema';
import type { RunConfig } from '@giemsa/core/internal/run-folder/config';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { commandLine, runHere as run, temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const { run: spawned } = commandLine(folder);
const start = process.cwd();
const QUICK = ['--arch', 'tiny-resnet', '--recipe', 'synthetic', '--image-size', '32', '--epochs', '2'];
const PICTURE = /\.(png|svg)$/;

let trained: Awaited<ReturnType<typeof run>>;
beforeAll(async () => {
  vi.stubEnv('GIEMSA_CACHE', join(folder, 'cache'));
  process.chdir(folder);
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 60, patients: 8, seed: 3, fields: 0 });
  trained = await spawned('train', 'cells', ...QUICK, '--out', 'run', '--json');
  expect(trained).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => {
  process.chdir(start);
  vi.unstubAllEnvs();
});

const json = async (path: string) => JSON.parse(await readFile(join(folder, path), 'utf8'));

describe('train', () => {
  test('writes the whole run folder', async () => {
    const names = await readdir(join(folder, 'run'));
    const charts = ['confusion-matrix', 'coverage', 'curves', 'patients', 'precision-recall', 'reliability'];
    expect(names.sort()).toEqual(
      [
        ...['augmented-samples.png', 'checkpoint', 'config.json'],
        ...[...charts, 'roc', 'scores'].flatMap((name) => [`${name}.png`, `${name}.svg`]),
        ...['history.csv', 'metrics.json', 'model.onnx', 'model.txt', 'steps.csv'],
        ...['predictions.csv', 'report.html', 'samples.png', 'split.csv', 'tensorboard'],
      ].sort(),
    );
    const history = (await readFile(join(folder, 'run/history.csv'), 'utf8')).trim().split('\n');
    expect(history[0]).toBe(
      'epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds,images_per_second',
    );
    expect(history).toHaveLength(3);
  });

  test('--json prints one document and nothing else on stdout; the words go to stderr', async () => {
    const document = JSON.parse(trained.stdout);
    expect(document).toEqual({
      run: 'run',
      report: join('run', 'report.html'),
      metrics: await json('run/metrics.json'),
    });
    expect(metricsSchema.parse(document.metrics).n).toBeGreaterThan(5);
    expect(trained.stderr).toMatch(/Data: +60 cells \(Parasitized 30, Uninfected 30\) of 8 patients/);
    expect(trained.stderr).toMatch(
      /0 of \d+ validation cells \(0\.0 %\) come from patients that are also in training/,
    );
    expect(trained.stderr).toContain('Total params: 77,810');
  });

  test('config.json holds settings, seed, versions, machine, data and split', async () => {
    const config: RunConfig = await json('run/config.json');
    expect(config.settings).toMatchObject({
      recipe: 'synthetic',
      architecture: 'tiny-resnet',
      imageSize: 32,
      seed: 0,
    });
    expect(config.optimizer).toMatchObject({ name: 'adamw' });
    expect(config.data).toMatchObject({ cells: 60, positiveClass: 'Parasitized', skipped: [] });
    expect(config.data.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(config.split.train.cells + config.split.validation.cells).toBe(60);
    expect(config.split.sharedPatients).toEqual({ count: 0, share: 0 });
    expect(config.environment).toMatchObject({ node: process.versions.node, device: 'cpu' });
    expect(
      Object.values(config.environment).every((value) => value !== undefined && value !== 'unknown'),
    ).toBe(true);
  });

  test('the report holds all that it shows, and asks for nothing from a network', async () => {
    const report = await readFile(join(folder, 'run/report.html'), 'utf8');
    expect(report).toContain('Research use only');
    expect(report).not.toMatch(/(src|href)="(?!data:|#)/);
  });

  test('--resume of a finished run says so and changes nothing', async () => {
    const before = await readFile(join(folder, 'run/report.html'));
    const again = await run('train', 'cells', '--out', 'run', '--resume');
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('run is finished: all 2 epochs are done');
    expect(before.equals(await readFile(join(folder, 'run/report.html')))).toBe(true);
  });

  test('a second run does not overwrite the first', async () => {
    const second = await run('train', 'cells', ...QUICK, '--out', 'run');
    expect(second.code).toBe(1);
    expect(second.stderr).toBe(
      'error: run already holds a run: continue it with --resume, or give --out another folder\n',
    );
  });
});

describe('evaluate', () => {
  test.each(['run', 'run/model.onnx'])(
    'of %s on the validation cells gives the metrics of the run',
    async (model) => {
      const { code, stdout } = await run(
        'evaluate',
        model,
        'cells',
        '--split-file',
        'run/split.csv',
        '--json',
      );
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toEqual(await json('run/metrics.json'));
    },
  );

  test('warns of cells that the model was trained on, and writes metrics, predictions and pictures', async () => {
    const { code, stdout, stderr } = await run('evaluate', 'run', 'cells', '--out', 'evaluation');
    expect(code).toBe(0);
    expect(stdout).toContain('Result on 60 cells');
    expect(stderr).toMatch(/^warning: the model was trained on \d+ of these 60 cells/);
    const names = await readdir(join(folder, 'evaluation'));
    expect(names.filter((name) => !PICTURE.test(name)).sort()).toEqual([
      '.giemsa',
      'metrics.json',
      'predictions.csv',
      'report.html',
    ]);
  });

  test('a threshold moves cells between the classes', async () => {
    const at = async (threshold: string) =>
      JSON.parse((await run('evaluate', 'run', 'cells', '--json', '--threshold', threshold)).stdout);
    expect(await at('0')).toMatchObject({ confusion: { tp: 30, fn: 0, fp: 30, tn: 0 }, threshold: 0 });
    expect(await at('1')).toMatchObject({ confusion: { tp: 0, fn: 30, fp: 0, tn: 30 }, threshold: 1 });
  });
});

describe('predict', () => {
  test('of a run folder and of its model.onnx agree with each other and with predictions.csv', async () => {
    const [header, ...rows] = (await readFile(join(folder, 'run/predictions.csv'), 'utf8'))
      .trim()
      .split('\n');
    expect(header).toBe('file,patient,class,predicted,probability_Parasitized,probability_Uninfected');
    const files = rows.map((row) => join('cells', row.split(',')[0]!));
    const answers = [];
    for (const model of ['run', 'run/model.onnx']) {
      answers.push(JSON.parse((await run('predict', model, ...files, '--json')).stdout));
    }
    expect(answers[0].predictions).toEqual(answers[1].predictions);
    expect(answers[0]).toMatchObject({
      classes: ['Parasitized', 'Uninfected'],
      positive_class: 'Parasitized',
    });
    const expected = rows.map((row) => ({
      class: row.split(',')[3],
      probability: Number(row.split(',')[4]),
    }));
    expect(answers[0].predictions).toMatchObject(expected);
  });

  test('an image alone gets what it gets among others', async () => {
    const all = JSON.parse((await run('predict', 'run', 'cells/Uninfected', '--json')).stdout).predictions;
    const alone = JSON.parse((await run('predict', 'run', all[7].file, '--json')).stdout).predictions;
    expect(alone[0].probability).toBeCloseTo(all[7].probability, 6);
  });

  test('takes folders, prints a table, and lists what it cannot read', async () => {
    const { code, stdout, stderr } = await run('predict', 'run', 'cells/Parasitized', 'nowhere.png');
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(/^file +class +P\(Parasitized\) +P\(Uninfected\)$/);
    expect(stdout).toMatch(/30 images: .*; 1 skipped\n$/);
    expect(stderr).toBe('warning: skipped: cannot read nowhere.png: there is no such file\n');
  });

  test('--csv prints nothing else on stdout', async () => {
    const { stdout } = await spawned('predict', 'run', 'cells/Parasitized', '--csv');
    expect(stdout.trim().split('\n')).toHaveLength(31);
  });
});

test('model.onnx tells any reader what it takes and gives', async () => {
  const model = await openCellModel(join(folder, 'run'));
  await model.release();
  expect(model).toMatchObject({
    classNames: ['Parasitized', 'Uninfected'],
    positiveClass: 0,
    threshold: 0.5,
    imageSize: 32,
    colorMode: 'rgb',
    recipe: 'synthetic',
  });
});
