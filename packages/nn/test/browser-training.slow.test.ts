// npm run test:browser: the engine in Chromium beside the engine in Node.js.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeviceTrial, type EpochLogs, readModel, tryDevice } from '../src/index.js';
import { cellNetwork, drawnCells, train } from './browser-page/training.js';
import { buildSite, serveSite } from './support/site.js';

const PROGRAM = process.env.GIEMSA_TEST_CHROMIUM ?? '/usr/bin/chromium';
const PYTHON = process.env.PYTHON ?? 'python3';

const folder = mkdtempSync(join(tmpdir(), 'giemsa-browser-'));
const site = join(folder, 'site');
let browser: Browser;
const closing: (() => void)[] = [];

beforeAll(async () => {
  await buildSite(fileURLToPath(new URL('./browser-page', import.meta.url)), site);
  browser = await chromium.launch({
    executablePath: PROGRAM,
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--enable-unsafe-webgpu',
      '--use-webgpu-adapter=swiftshader',
    ],
  });
}, 120_000);

afterAll(async () => {
  for (const close of closing) close();
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page whose worker does jobs; what it says in the console is kept. */
async function open(isolated: boolean) {
  const served = await serveSite(site, { isolated });
  closing.push(served.close);
  const context = await browser.newContext();
  closing.push(() => void context.close());
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.goto(served.address);
  return { page, said };
}

const run = <Result>(page: Page, job: string, argument: unknown = null): Promise<Result> =>
  page.evaluate(
    ([name, value]) =>
      (globalThis as unknown as { run(job: string, argument: unknown): Promise<Result> }).run(
        name as string,
        value,
      ),
    [job, argument],
  );

interface Trained {
  readonly losses: readonly number[];
  readonly epochs: readonly EpochLogs[];
  readonly probabilities: readonly number[];
}

interface Made {
  /** In base64. */
  readonly files: Readonly<Record<string, string>>;
  readonly probabilities: readonly number[];
  readonly kept: readonly number[];
  readonly read: number;
}

const PLAN = { cells: 88, epochs: 2 };

const bytesOf = (base64: string): Uint8Array => Buffer.from(base64, 'base64');

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, index) => Math.abs(value - b[index]!)));

describe.runIf(existsSync(PROGRAM))('in Chromium', { timeout: 300_000 }, () => {
  test('the same seed, network and cells give the losses of Node.js, to 1e-4', async () => {
    const { page, said } = await open(true);
    const there = await run<Trained>(page, 'train', { ...PLAN, threads: 2 });
    const model = cellNetwork();
    const here = await train(model, { ...PLAN, threads: 2 });
    expect(there.losses).toHaveLength(12);
    expect(here.epochs[1]!.loss).toBeLessThan(here.epochs[0]!.loss - 0.03);
    expect(furthest(there.losses, here.losses)).toBeLessThan(1e-4);
    for (const [epoch, { val_loss }] of here.epochs.entries())
      expect(Math.abs(there.epochs[epoch]!.val_loss! - val_loss!)).toBeLessThan(1e-4);
    expect(furthest(there.probabilities, await model.predict(drawnCells(16)))).toBeLessThan(1e-3);
    expect(said).toEqual([]);
  });

  test('a page that is not isolated computes on one thread, and says so', async () => {
    const { page, said } = await open(false);
    const reason = expect.stringContaining('not cross-origin isolated');
    expect(await run(page, 'session')).toEqual({ kind: 'onnxruntime-web', threads: 1, reason });
    const { losses } = await run<Trained>(page, 'train', { cells: 32, epochs: 1, threads: 2 });
    expect(losses).toHaveLength(2);
    expect(said).toEqual([expect.stringContaining('WebAssembly has one thread')]);
  });

  test('a reload while it trains loses nothing: resumed from OPFS, the weights are the same bit for bit', async () => {
    const { page, said } = await open(true);
    const plan = { cells: 56, epochs: 2, threads: 2 };
    const unstopped = await run(page, 'unstopped', plan);
    void run(page, 'resumable', plan).catch(() => undefined);
    await expect.poll(() => said, { timeout: 100_000 }).toContain('step 6');
    await page.reload();
    const { steps, weights } = await run<{ steps: number; weights: string }>(page, 'resumable', plan);
    // The epoch has 4 steps; the sixth may have been saved, or the seventh.
    expect([1, 2, 3]).toContain(steps);
    expect(weights).toBe(unstopped);
    expect(await run(page, 'damaged')).toEqual([
      expect.stringMatching(
        /^cells\/checkpoint\/last.safetensors is damaged: .* Continuing from cells\/checkpoint\/previous/,
      ),
    ]);
  });

  test('what is out of place is refused in a line that says what to do', async () => {
    const { page } = await open(true);
    expect(await run(page, 'refused')).toEqual([
      'DeviceError: device "cuda" is not available here: browsers have no such device; available are cpu, webgpu.',
      expect.stringMatching(/^RangeError: WebAssembly computes on 2 threads in this page since its first/),
      'RangeError: cells.txt: a model is written as .onnx, .h5 or .keras; received ".txt"',
      'Error: nowhere.onnx is not in the storage of this site',
    ]);
  });

  test('on WebGPU (a software adapter) a small network has the losses of the processor, to 1e-4', async () => {
    const { page, said } = await open(true);
    const [cpu, webgpu] = [
      await run<DeviceTrial>(page, 'trial', 'cpu'),
      await run<DeviceTrial>(page, 'trial', 'webgpu'),
    ];
    expect(webgpu.losses).toHaveLength(4);
    expect(furthest(webgpu.losses, cpu.losses)).toBeLessThan(1e-4);
    expect(furthest(cpu.losses, (await tryDevice({}, 0)).losses)).toBeLessThan(1e-4);
    expect(said).toEqual([]);
  });

  test('files that the page makes: .onnx for Node.js, .h5 and .keras for Keras, with the same predictions', async ({
    skip,
  }) => {
    const { page } = await open(true);
    const made = await run<Made>(page, 'files', { cells: 32, epochs: 1, threads: 2 });
    expect(made.kept).toEqual(made.probabilities);
    expect(made.read).toBe(made.probabilities[0]);
    const { model } = readModel(bytesOf(made.files.onnx!), 'cells.onnx');
    expect(furthest(await model.predict(drawnCells(16)), made.probabilities)).toBeLessThan(1e-4);
    for (const format of ['h5', 'keras'])
      writeFileSync(join(folder, `cells.${format}`), bytesOf(made.files[format]!));
    const indices = Uint32Array.from({ length: 16 }, (_, index) => index);
    writeFileSync(join(folder, 'cells.bin'), drawnCells(16).examples(indices));
    const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', KERAS, folder], { encoding: 'utf8' });
    skip(/ModuleNotFoundError/.test(stderr) || status === null, 'there is no Keras here: PYTHON names one');
    expect(status, stderr).toBe(0);
    for (const predicted of JSON.parse(stdout.trim().split('\n').at(-1)!) as number[][])
      expect(furthest(predicted, made.probabilities)).toBeLessThan(1e-4);
  });
});

/** Predictions of both files for the cells. */
const KERAS = `
import json, os, sys
os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import keras, numpy as np
folder = sys.argv[1]
cells = np.fromfile(f'{folder}/cells.bin', np.uint8).reshape(16, 64, 64, 3)
models = [keras.models.load_model(f'{folder}/cells.{ending}') for ending in ('h5', 'keras')]
print(json.dumps([model.predict(cells, verbose=0).ravel().tolist() for model in models]))
`;
