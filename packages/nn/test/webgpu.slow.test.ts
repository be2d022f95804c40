// npm run test:webgpu: training on WebGPU through onnxruntime-node. Where Debian's chromium package is installed, its software
// adapter is used, so no graphics card is needed; elsewhere the machine's own. The adapter is chosen by the environment that a
// process starts with, so each test is a process.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const CHROMIUM = '/usr/lib/chromium';
const runtime = mkdtempSync(join(tmpdir(), 'giemsa-webgpu-'));
afterAll(() => rmSync(runtime, { recursive: true }));

const SOFTWARE = {
  VK_ICD_FILENAMES: join(CHROMIUM, 'vk_swiftshader_icd.json'),
  // For libvulkan.so.1, which lies beside it.
  LD_LIBRARY_PATH: CHROMIUM,
  XDG_RUNTIME_DIR: runtime,
};

/** Runs a program on @giemsa/nn and returns what it gives to `answer`. */
function running(program: string, adapter: Record<string, string>) {
  const index = new URL('../dist/index.js', import.meta.url).href;
  const text = `
    import * as nn from '${index}';
    const answer = (value) => console.log('ANSWER ' + JSON.stringify(value));
    try { ${program} } catch (error) { answer({ error: error.name + ': ' + error.message }); }`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', text], {
    encoding: 'utf8',
    env: { ...process.env, ...adapter },
    timeout: 240_000,
  });
  return JSON.parse(/^ANSWER (.*)$/m.exec(stdout)![1]!);
}

const adapter = existsSync(SOFTWARE.VK_ICD_FILENAMES) ? SOFTWARE : {};
let missing: string | undefined;
beforeAll(() => {
  missing = running("answer(await nn.tryDevice({ device: 'webgpu' }, 0));", adapter).error;
  if (missing)
    console.warn(`SKIPPED, there is no WebGPU adapter here (apt-get install chromium): ${missing}`);
}, 240_000);

test('a small network trains to the same losses as on the cpu, to 1e-4', ({ skip }) => {
  skip(missing !== undefined, missing);
  const [cpu, webgpu] = ['cpu', 'webgpu'].map(
    (device) =>
      running(`answer(await nn.tryDevice({ device: '${device}' }, 0));`, adapter).losses as number[],
  ) as [number[], number[]];
  expect(cpu).toHaveLength(4);
  expect(cpu[3]).not.toBeCloseTo(cpu[0]!, 3);
  for (const [step, loss] of cpu.entries()) expect(Math.abs(webgpu[step]! - loss)).toBeLessThan(1e-4);
}, 240_000);

/** Trains a network of two convolutions with `fit`; the second has `channels` inputs and 8 outputs. */
const fitting = (channels: number, device: string) => `
  const examples = Float32Array.from({ length: 16 * 192 }, (_, i) => Math.sin(i * i));
  const targets = Float32Array.from({ length: 16 }, (_, i) => i % 2);
  const images = nn.input({ shape: [8, 8, 3] });
  let x = nn.conv2d({ filters: ${channels}, kernelSize: 3, padding: 'same' })(images);
  x = nn.conv2d({ filters: 8, kernelSize: 3, padding: 'same', activation: 'relu' })(x);
  x = nn.dense({ units: 2, activation: 'softmax' })(nn.globalAveragePooling2D()(x));
  const model = new nn.Model({ input: images, output: x });
  model.compile({ optimizer: nn.adam({ learningRate: 0.01 }), loss: 'sparse_categorical_crossentropy' });
  const data = nn.arrayDataset({ examples, exampleShape: [8, 8, 3], targets, units: 1 });
  const { epochs } = await model.fit(data, { epochs: 2, batchSize: 8, device: '${device}', verbose: false });
  answer({ losses: epochs.map(({ loss }) => loss) });`;

test('fit gives the losses of the cpu', ({ skip }) => {
  skip(missing !== undefined, missing);
  const [cpu, webgpu] = ['cpu', 'webgpu'].map((device) => running(fitting(4, device), adapter).losses);
  for (const [epoch, loss] of cpu.entries()) expect(Math.abs(webgpu[epoch] - loss)).toBeLessThan(1e-4);
}, 240_000);

test('where the device computes a convolution wrongly (ONNX Runtime 1.30: 6 channels to 8), fit refuses it', ({
  skip,
}) => {
  skip(missing !== undefined, missing);
  const [cpu, webgpu] = ['cpu', 'webgpu'].map((device) => running(fitting(6, device), adapter));
  if (webgpu.losses) expect(webgpu.losses[0]).toBeCloseTo(cpu.losses[0], 4);
  else expect(webgpu.error).toMatch(/^DeviceError: device "webgpu" computes other values than the cpu/);
}, 240_000);

test('without an adapter there is a clear line', () => {
  const none = { VK_ICD_FILENAMES: '/nowhere.json', LD_LIBRARY_PATH: '', XDG_RUNTIME_DIR: runtime };
  const { error } = running("answer(await nn.tryDevice({ device: 'webgpu' }, 0));", none);
  if (error === undefined) return;
  expect(error).toMatch(/^DeviceError: device "webgpu" could not be used: .*adapter/i);
  expect(error).toContain('Choose the device cpu');
  expect(error).not.toMatch(/\n|\.cc/);
}, 240_000);
