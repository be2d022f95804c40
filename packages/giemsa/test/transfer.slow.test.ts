import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { readCellModel } from '@giemsa/core/internal/formats/cell-model';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runHere as run, temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const start = process.cwd();
const TINY = ['--arch', 'tiny-resnet', '--recipe', 'synthetic', '--threads', '1', '--epochs', '1'];
// All batches are of one size, so that one training step is compiled.
const SMALL = [...TINY, '--image-size', '32', '--batch-size', '12'];
/** So small a rate that weights stay what they are to five digits. */
const STILL = ['--learning-rate', '1e-9'];

beforeAll(async () => {
  vi.stubEnv('GIEMSA_CACHE', join(folder, 'cache'));
  process.chdir(folder);
  await writeSyntheticDataset('cells', { cells: 16, patients: 4, seed: 3, fields: 0 });
  expect((await run('train', 'cells', ...SMALL, '--seed', '7', '--out', 'first')).code).toBe(0);
  expect((await run('export', 'first', '--format', 'keras-h5', '--out', 'first.h5')).code).toBe(0);
  expect((await run('export', 'first', '--format', 'keras', '--out', 'first.keras')).code).toBe(0);
}, 60_000);
afterAll(() => {
  process.chdir(start);
  vi.unstubAllEnvs();
});

async function weightsOf(model: string): Promise<Record<string, Float32Array>> {
  return (await readCellModel(join(folder, model))).model.getWeights();
}

/** The names of the layers that have other weights. */
function changedLayers(a: Record<string, Float32Array>, b: Record<string, Float32Array>): Set<string> {
  const differs = (name: string) =>
    a[name]!.some((value, index) => Math.abs(value - b[name]![index]!) > 1e-5);
  return new Set(
    Object.keys(a)
      .filter(differs)
      .map((name) => name.split('/')[0]!),
  );
}

describe('train --weights FILE', () => {
  test.each(['first.h5', 'first/model.onnx'])(
    '%s: begins with the weights of the layers of the same name, and says how many',
    async (from) => {
      const out = `of-${from.replaceAll(/[/.]/g, '-')}`;
      const { code, stdout } = await run(
        ...['train', 'cells', ...SMALL, ...STILL, '--weights', from, '--freeze', 'post', '--out', out],
      );
      expect(code).toBe(0);
      expect(stdout).toMatch(
        /Weights: \d+ layers of "tiny-resnet" loaded, 0 skipped, 0 missing, from .*first/,
      );
      expect([...changedLayers(await weightsOf('first'), await weightsOf(out))]).toEqual([]);
      expect(JSON.parse(await readFile(join(out, 'config.json'), 'utf8')).settings.weights).toBe(
        join(process.cwd(), from),
      );
    },
  );

  test('a file of another network is refused, and leaves no run folder', async () => {
    const { code, stderr } = await run(
      ...['train', 'cells', ...TINY, '--arch', 'resnet50v2', '--image-size', '32'],
      ...['--weights', 'first.h5', '--out', 'refused'],
    );
    expect(code).toBe(1);
    expect(stderr).toContain('first.h5: none of its layers fits the model "resnet50v2"');
    await expect(readFile('refused/config.json')).rejects.toThrow('ENOENT');
  });

  test('a file that is not there is named', async () => {
    const { code, stderr } = await run('train', 'cells', ...SMALL, '--weights', 'none.h5', '--out', 'no');
    expect(code).toBe(1);
    expect(stderr).toContain('none.h5');
  });
});

describe('train --freeze', () => {
  test('leaves the weights up to the stage as they were', async () => {
    const { code } = await run(
      ...['train', 'cells', ...SMALL, '--weights', 'first', '--freeze', 'stage2', '--out', 'frozen'],
    );
    expect(code).toBe(0);
    const changed = changedLayers(await weightsOf('first'), await weightsOf('frozen'));
    expect([...changed].filter((name) => /^(stem|stage1|stage2)/.test(name))).toEqual([]);
    expect(changed).toContain('predictions');
  });

  test('with one stage for each epoch freezes less and less', async () => {
    const stages = ['--freeze', 'post,none', '--epochs', '2', '--no-augmentation'];
    const { code } = await run(
      'train',
      'cells',
      ...SMALL,
      '--weights',
      'first.h5',
      ...stages,
      '--out',
      'thawed',
    );
    expect(code).toBe(0);
    expect(changedLayers(await weightsOf('first'), await weightsOf('thawed'))).toContain('stem_conv');
  });

  test('a stage that does not exist is an error that lists those that do', async () => {
    const { code, stderr } = await run('train', 'cells', ...SMALL, '--freeze', 'conv9', '--out', 'nowhere');
    expect(code).toBe(1);
    expect(stderr).toBe(
      'error: --freeze "conv9": tiny-resnet has no such stage; its layers begin with stem, stage1, stage2, stage3, post, avg\n',
    );
  });
});

describe('train --arch of another network than the recipe has weights for', () => {
  test.each([
    { recipe: 'fast', weights: 'drawn-cells' },
    { recipe: 'transfer', weights: 'imagenet' },
  ])('begins with random weights, and says so ($recipe)', async ({ recipe, weights }) => {
    const { code, stdout } = await run(
      ...['train', 'cells', '--recipe', recipe, '--arch', 'tiny-resnet', '--image-size', '32'],
      ...['--epochs', '1', '--threads', '1', '--out', `random-${recipe}`],
    );
    expect(code).toBe(0);
    expect(stdout).toContain(
      `Weights: random, not the recipe's (${weights}, which are not for tiny-resnet)\n`,
    );
  });
});

describe('train --resume-from', () => {
  test.each(['first', 'first.h5', 'first.keras'])('%s trains its weights on', async (from) => {
    const out = `on-${from.replaceAll(/[/.]/g, '-')}`;
    const { code, stderr } = await run(
      ...['train', 'cells', '--recipe', 'synthetic', '--epochs', '1', ...STILL],
      ...['--resume-from', from, '--freeze', 'post', '--out', out],
    );
    expect(stderr).not.toContain('error');
    expect(code).toBe(0);
    expect([...changedLayers(await weightsOf('first'), await weightsOf(out))]).toEqual([]);
    const { settings } = JSON.parse(await readFile(join(out, 'config.json'), 'utf8'));
    expect(settings).toMatchObject({ imageSize: 32, weights: null });
    const again = await run('train', 'cells', '--out', out, '--resume');
    expect(again.stdout).toContain('is finished');
  });

  test('takes the network from the file: other choices of it are refused', async () => {
    const { code, stderr } = await run('train', 'cells', '--resume-from', 'first', '--arch', 'tiny-resnet');
    expect(code).toBe(1);
    expect(stderr).toContain('--resume-from takes the network from first; leave out --arch');
  });
});
