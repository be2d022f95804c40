import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runHere as run, temporaryFolder } from './support/command-line.js';

const KERAS = fileURLToPath(
  new URL('../../core/src/formats/keras-read/goldens/meaning/two_logits_legacy.h5', import.meta.url),
);
const folder = await temporaryFolder();
const start = process.cwd();

beforeAll(async () => {
  vi.stubEnv('GIEMSA_CACHE', join(folder, 'cache'));
  process.chdir(folder);
  await writeSyntheticDataset('cells', { cells: 24, patients: 6, seed: 5, fields: 0 });
  await cp(KERAS, 'model.h5');
  await cp(KERAS, 'model.model');
  await cp(KERAS, 'other.hdf5');
  for (const name of ['a.tflite', 'a.pth', 'a.pt', 'a.pb', 'a.ckpt', 'a.safetensors', 'model', 'notes.txt'])
    await writeFile(name, 'what another program wrote');
  await mkdir('saved-model');
  await writeFile('saved-model/saved_model.pb', '');
  await mkdir('checkpoints');
  await writeFile('checkpoints/epoch-3.ckpt', '');
});
afterAll(() => {
  process.chdir(start);
  vi.unstubAllEnvs();
});

async function expectRefused(words: string[], reason: RegExp): Promise<void> {
  const { code, stdout, stderr } = await run(...words);
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
  expect(stderr).toMatch(reason);
  expect(stdout).toBe('');
  expect(code).toBe(1);
}

const READ = /giemsa reads run folders, \.onnx files, and Keras \.h5, \.hdf5 and \.keras files/;

describe('a first file that is neither a picture nor a model is reported with the supported models:', () => {
  test.each([
    'a.tflite',
    'a.pth',
    'a.pt',
    'a.pb',
    'a.ckpt',
    'a.safetensors',
    'model',
    'notes.txt',
    'saved-model',
    'checkpoints',
    'missing.tflite',
  ])('%s', async (name) => {
    for (const command of ['predict', 'explain', 'report', 'smear'])
      await expectRefused([command, name, 'cells'], READ);
    if (name.startsWith('missing')) return;
    await expectRefused(['evaluate', name, 'cells'], name === 'model' || name === 'notes.txt' ? /./ : READ);
  });

  test('a Keras model under another name', async () => {
    for (const command of ['predict', 'evaluate'])
      await expectRefused([command, 'model.model', 'cells'], /model.model is an HDF5 file; .* end in \.h5/);
  });
});

describe('a model after the pictures gets an error with the right order:', () => {
  test.each(['predict', 'explain', 'report', 'smear', 'evaluate', 'calibrate'])('%s', async (command) => {
    await expectRefused([command, 'cells', 'model.h5'], /model.h5 is a model; put the model first/);
  });

  test('by the name of one that ships', async () => {
    await expectRefused(['predict', 'cells', 'default'], /default is a model; put the model first/);
  });

  test('two models', async () => {
    await expectRefused(['predict', 'model.h5', 'other.hdf5', 'cells'], /both models; .*--with other.hdf5/);
  });
});

test('evaluate says when the classes are the wrong way round, and takes their order', async () => {
  const words = ['evaluate', 'model.h5', 'cells', '--json'];
  const order = async (classes: string) => {
    const { stdout, stderr } = await run(...words, '--classes', classes);
    return { auc: JSON.parse(stdout).auc_roc.value as number, stderr };
  };
  const orders = [await order('Parasitized,Uninfected'), await order('Uninfected,Parasitized')];
  expect(orders[0]!.auc + orders[1]!.auc).toBeCloseTo(1, 6);
  const [worse, better] = orders.sort((a, b) => a.auc - b.auc);
  expect(worse!.auc).toBeLessThan(0.5);
  expect(worse!.stderr).toMatch(/warning: the AUC is 0\.\d+, below 0\.5: .* by --classes \w+,\w+\n/);
  expect(better!.stderr).not.toContain('warning');
});

test('predict prints what it assumed beside the answers, and has it in its JSON', async () => {
  const { stdout, stderr } = await run('predict', 'model.h5', 'cells', '--json', '--rescale', 'none');
  expect(stderr).toContain('pixels as they are, 0 to 255  given');
  expect(stderr).toContain('Parasitized, Uninfected       assumed: --classes');
  expect(JSON.parse(stdout).meaning).toContainEqual({
    what: 'classes',
    value: 'Parasitized, Uninfected',
    source: 'assumed',
    option: 'classes',
  });
});

test('a results file is not continued when the same model is given another meaning', async () => {
  const words = ['predict', 'model.h5', 'cells', '--out', 'results.jsonl'];
  expect((await run(...words, '--rescale', 'caffe')).code).toBe(0);
  expect((await run(...words, '--rescale', 'caffe')).stdout).toMatch(
    /0 images predicted, \d+ were there already/,
  );
  const others = [
    ['--rescale', 'torch'],
    ['--rescale', 'caffe', '--classes', 'Uninfected,Parasitized'],
  ];
  for (const options of others) {
    const { code, stderr } = await run(...words, ...options);
    expect(code).toBe(1);
    expect(stderr).toMatch(/error: --out results.jsonl was started with .*, now /);
  }
});
