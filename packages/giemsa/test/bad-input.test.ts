import { readdirSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import type { Metrics } from '@giemsa/core/internal/metrics/metrics-schema';
import { RECIPES } from '@giemsa/core/internal/recipes/recipes';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { commandLine, type Ended, runHere, temporaryFolder } from './support/command-line.js';
import { addOddities, readableOddities, unreadableFiles } from './support/odd-images.js';

const folder = await temporaryFolder();
const { run: spawned } = commandLine(folder);
const start = process.cwd();
const run = runHere;
const QUICK = ['--recipe', 'synthetic', '--image-size', '32', '--epochs', '1'];
const CELLS = { cells: 24, patients: 6, seed: 5, fields: 0 };

beforeAll(async () => {
  vi.stubEnv('GIEMSA_CACHE', join(folder, 'cache'));
  await chmod(folder, 0o755);
  process.chdir(folder);
  await writeSyntheticDataset('cells', CELLS);
});
afterAll(() => {
  process.chdir(start);
  vi.unstubAllEnvs();
});

function expectOneClearLine({ code, stdout, stderr }: Ended, message: RegExp): void {
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
  expect(stderr).toMatch(message);
  expect(stdout).toBe('');
  expect(code).toBe(1);
}

describe('options', () => {
  const train = (...words: string[]) => ['train', 'cells', ...words];
  test.each<[words: string[], message: RegExp]>([
    [['trian', 'cells'], /unknown command 'trian' \(Did you mean train\?\)/],
    [train('--epoch', '3'), /unknown option '--epoch' \(Did you mean --epochs\?\)/],
    [['train'], /missing required argument 'dir'/],
    [
      train('--recipe', 'no-such'),
      new RegExp(`unknown recipe "no-such"; recipes are ${RECIPES.map(({ name }) => name).join(', ')}`),
    ],
    [train('--arch', 'vgg16'), /--arch "vgg16" is unknown; choose one of resnet50v2, /],
    [train('--device', 'gpu'), /--device "gpu" is unknown; choose one of cpu, cuda, webgpu, coreml, dml/],
    [train('--device', 'coreml'), /device "coreml" .*available/],
    [train('--split', 'random'), /--split "random" is unknown; choose one of image, patient/],
    [train('--color-mode', 'hsv'), /--color-mode "hsv" is unknown; choose one of rgb, grayscale/],
    [train('--epochs', '0'), /--epochs must be an integer from 1 to 100000. Received 0/],
    [train('--epochs', 'ten'), /--epochs must be a number. Received "ten"/],
    [train('--batch-size', '1.5'), /--batch-size must be an integer from 1 to 4096. Received 1.5/],
    [train('--image-size', '8'), /--image-size must be an integer from 32 to 512. Received 8/],
    [train('--learning-rate', '-1'), /--learning-rate must be above 0 and below 10. Received -1/],
    [train('--validation-fraction', '1'), /--validation-fraction must be above 0 and below 1. Received 1/],
    [train('--seed', '-1'), /--seed must be an integer from 0 to 4294967295. Received -1/],
    [train('--threads', '0'), /--threads must be an integer from 1 to 1024. Received 0/],
    [train('--resume'), /--resume needs --out RUN/],
    [train('--split-file', 'a.csv', '--split', 'image'), /leave out --split and --validation-fraction/],
    [train('--out', 'cells'), /cells holds other files but no run/],
    [['evaluate', 'nowhere', 'cells'], /nowhere: there is no such model/],
    [['predict', 'defualt', 'cells'], /defualt: there is no such file, folder or model; .* are .*default/],
    [['evaluate', 'cells', 'cells'], /cells has no model.onnx/],
    [['evaluate', 'cells/truth.json', 'cells'], /truth.json cannot be used as a model of cells/],
    [['evaluate', 'cells', 'cells', '--threshold', '2'], /--threshold must be a probability from 0 to 1/],
    [['evaluate', 'cells', '--threads', '0'], /--threads must be an integer from 1 to 1024. Received 0/],
    [
      ['predict', 'cells/truth.json', 'a.png', '--json', '--csv'],
      /choose one of --json, --csv, --jsonl and --out/,
    ],
  ])('%j', async (words, message) => {
    expectOneClearLine(await run(...words), message);
  });
});

describe('data', () => {
  const copy = (from: string, to: string) => cp(join(folder, from), join(folder, to), { recursive: true });

  test('a split file that is not there', async () => {
    const ended = await run('train', 'cells', ...QUICK, '--split-file', 'nowhere.csv');
    expectOneClearLine(withoutData(ended), /cannot read the split file .*nowhere.csv/);
  });

  test('a folder that is not there', async () => {
    expectOneClearLine(await run('train', 'nowhere', ...QUICK), /nowhere: there is no such folder/);
  });

  test('an empty folder', async () => {
    await mkdir(join(folder, 'empty'));
    expectOneClearLine(await run('train', 'empty', ...QUICK), /no pictures .* in the folders of empty/);
  });

  test('one class only', async () => {
    await copy('cells/Parasitized', 'one-class/Parasitized');
    expectOneClearLine(await run('train', 'one-class', ...QUICK), /pictures of one class only, Parasitized/);
  });

  test('a class with one image', async () => {
    await copy('cells/Parasitized', 'one-image/Parasitized');
    await mkdir(join(folder, 'one-image/Uninfected'));
    await writeFile(join(folder, 'one-image/Uninfected/a.png'), (await readableOddities())['grey.png']!);
    expectOneClearLine(await run('train', 'one-image', ...QUICK), /Uninfected has 1 picture/);
  });

  test('a folder without read permission', async () => {
    await copy('cells', 'locked');
    await chmod(join(folder, 'locked/Parasitized'), 0o000);
    await mkdir(join(folder, 'writable'));
    await chmod(join(folder, 'writable'), 0o777);
    const isRoot = process.geteuid?.() === 0;
    // Root may read every folder; this user may not.
    if (isRoot) process.seteuid?.(65534);
    const ended = await run('train', 'locked', ...QUICK, '--out', 'writable/run');
    if (isRoot) process.seteuid?.(0);
    await chmod(join(folder, 'locked/Parasitized'), 0o755);
    expectOneClearLine(ended, /Parasitized: no permission to read this folder/);
  });

  test('odd images are read, unreadable ones are skipped with a reason, and training continues', async () => {
    await copy('cells', 'odd');
    await addOddities(join(folder, 'odd/Uninfected'));
    const { code, stderr } = await run(
      'train',
      'odd',
      ...QUICK,
      '--split',
      'image',
      '--out',
      'odd-run',
      '--json',
    );
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toContain('Data:  33 cells (Parasitized 12, Uninfected 21)');
    const metrics: Metrics = JSON.parse(await readFile(join(folder, 'odd-run/metrics.json'), 'utf8'));
    const reasons = new Map(metrics.skipped.map(({ file, reason }) => [file, reason]));
    const unreadable = await unreadableFiles();
    expect([...reasons.keys()].sort()).toEqual(
      Object.keys(unreadable)
        .map((name) => `Uninfected/${name}`)
        .sort(),
    );
    for (const [name, { reason }] of Object.entries(unreadable)) {
      expect(reasons.get(`Uninfected/${name}`)).toMatch(reason);
    }
    const split = await readFile(join(folder, 'odd-run/split.csv'), 'utf8');
    expect(split).toContain('Uninfected/żółć 細胞 клетка.PNG');

    const odd = Object.keys(await readableOddities()).map((name) => join('odd/Uninfected', name));
    const bad = Object.keys(unreadable).map((name) => join('odd/Uninfected', name));
    const predicted = await spawned('predict', 'odd-run', ...odd, ...bad, '--json');
    const document = JSON.parse(predicted.stdout);
    expect(document.predictions.map(({ file }: { file: string }) => file)).toEqual(odd);
    expect(document.skipped).toHaveLength(bad.length);
    expectOneClearLine(await run('predict', 'odd-run', ...bad), /none of the 5 files can be read/);
  });
});

describe('a run folder', () => {
  const RUN = ['--arch', 'tiny-resnet', ...QUICK, '--out', 'run'];
  beforeAll(async () => {
    expect(await run('train', 'cells', ...RUN)).toMatchObject({ code: 0 });
  }, 60_000);

  test.each<[words: string[], message: RegExp]>([
    [['--seed', '7'], /run was made with other settings: seed was 0, now 7\. Resume it with the settings/],
    [['--batch-size', '16', '--image-size', '48'], /imageSize was 32, now 48; batchSize was 32, now 16/],
    [['--recipe', 'fast'], /recipe was "synthetic", now "fast"/],
    [['--epochs', '5'], /epochs was 1, now 5; optimizer.learningRate.totalSteps was 1, now 5/],
  ])('is not resumed with changed settings: %j', async (words, message) => {
    expectOneClearLine(
      withoutData(await run('train', 'cells', '--out', 'run', '--resume', ...words)),
      message,
    );
  });

  test('is not resumed with other data', async () => {
    await writeSyntheticDataset(join(folder, 'other'), { ...CELLS, seed: 6 });
    await rm(join(folder, 'run/report.html'));
    const ended = await run('train', 'other', '--out', 'run', '--resume');
    expectOneClearLine(
      withoutData(ended),
      /run was made from other data: 24 cells in .*cells .* now 24 cells in .*other/,
    );
  });

  test('with a damaged config is not resumed', async () => {
    await writeFile(join(folder, 'run/config.json'), '{"created":');
    expectOneClearLine(await run('train', 'cells', '--out', 'run', '--resume'), /config.json is damaged/);
  });

  test('that is a file is refused', async () => {
    await writeFile(join(folder, 'file'), '');
    expectOneClearLine(await run('train', 'cells', '--out', 'file'), /file is a file; --out needs a folder/);
  });
});

/** The data are described before what is wrong with them is known. */
const withoutData = (ended: Ended): Ended => ({ ...ended, stdout: '' });

test('--resume of a run that is not there yet says so, and begins it', async () => {
  const { code, stderr } = await run('train', 'cells', ...QUICK, '--out', 'not-yet', '--resume');
  expect(stderr).toContain(
    'warning: not-yet does not exist yet: there is nothing to continue, so a new one is started',
  );
  expect(code).toBe(0);
});

describe('nothing to work on', () => {
  test.each<[words: string[]]>([
    [['predict', 'broken.png']],
    [['predict', 'broken.png', '--csv']],
    [['predict', 'broken.png', '--jsonl']],
    [['predict', 'broken.png', '--out', 'nothing.csv']],
    [['report', 'broken.png', '--out', 'nothing.html']],
    [['explain', 'broken.png', '--out', 'nothing']],
    [['smear', 'broken.png', '--out', 'nothing']],
  ])('%j ends with code 1 and why', async (words) => {
    await writeFile('broken.png', 'no picture');
    const ended = await run(...words);
    expect(ended.stderr).toMatch(/error: (no field could be read; the first: )?cannot read broken\.png: /);
    expect(ended.code).toBe(1);
    expect(await readdir('.')).not.toContain('nothing.html');
  });

  test('smear calibrate measures no sensitivity of cells that cannot be read', async () => {
    await mkdir('unreadable', { recursive: true });
    await writeFile('unreadable/cell.png', 'no picture');
    const words = ['smear', 'calibrate', 'cells/Parasitized', '--infected-cells', 'unreadable'];
    const { code, stderr } = await run(...words, '--out', 'background.json');
    expect(stderr).toMatch(/error: cannot read unreadable\/cell\.png: not a PNG/);
    expect(code).toBe(1);
    expect(await readdir('.')).not.toContain('background.json');
  });
});

describe('data audit --predictions', () => {
  const predictions = async (name: string, probability: (index: number, label: string) => number) => {
    const files = ['Parasitized', 'Uninfected'].flatMap((label) =>
      readdirSync(join('cells', label)).map((file) => [`${label}/${file}`, label] as const),
    );
    const lines = files.map(([file, label], index) => {
      const p = probability(index, label);
      return `${file},,${label},x,${p},${1 - p}\n`;
    });
    await writeFile(
      name,
      `file,patient,class,predicted,probability_Parasitized,probability_Uninfected\n${lines.join('')}`,
    );
  };

  test('of a model that cannot tell the classes apart: its doubts mean nothing, and nothing is proposed for leaving out', async () => {
    await predictions('poor.csv', (index) => ((index * 7) % 10) / 10);
    const { code, stdout } = await run(
      'data',
      'audit',
      'cells',
      '--predictions',
      'poor.csv',
      '--out',
      'poor',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /labels .* doubted, but not reliably: these predictions rank the cells with an AUC of 0\.\d\d, below 0\.8/,
    );
    expect(await readFile('poor/report.html', 'utf8')).toContain('These doubts mean nothing:');
    expect(JSON.parse(await readFile('poor/audit.json', 'utf8')).labels.unreliable).toContain('AUC');
    expect(await readFile('poor/audit.csv', 'utf8')).not.toMatch(/doubtful label.*,yes/);
  });

  test('of a good model: as ever', async () => {
    await predictions('good.csv', (index, label) =>
      (label === 'Parasitized') === (index !== 3) ? 0.95 : 0.05,
    );
    const { stdout } = await run('data', 'audit', 'cells', '--predictions', 'good.csv', '--out', 'good');
    expect(stdout).toMatch(/labels .* of 24 doubtful; estimated share of wrong labels/);
    expect(await readFile('good/audit.csv', 'utf8')).toMatch(/doubtful label.*,yes/);
  });

  test.each([
    ['nowhere.csv', /--predictions nowhere\.csv: there is no such file; giemsa cv DIR makes one/],
    ['cells', /--predictions cells: there is no predictions\.csv in it; giemsa cv DIR makes one/],
  ])('%s: what to do next', async (path, message) => {
    expectOneClearLine(await run('data', 'audit', 'cells', '--predictions', path), message);
  });
});
