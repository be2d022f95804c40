import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  conv2d,
  createSession,
  dense,
  globalAveragePooling2D,
  input,
  Model,
  modelConfig,
  modelFromConfig,
  rescaling,
} from '@giemsa/nn';
import { Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeImage } from '../dataset/decode.js';
import { createRandom } from '../dataset/random.js';
import { type CellTruth, writeSyntheticDataset } from '../dataset/synthetic/write.js';
import { type CellNetwork, readCellModel } from '../formats/cell-model.js';
import { explainFiles } from './explain-files.js';
import { createExplainer } from './explainer.js';
import { heatMapGraph } from './grad-cam-graph.js';
import { defaultHeatMapLayer } from './heat-map-layer.js';

const fixture = fileURLToPath(new URL('../../test/fixtures/tiny-resnet.onnx', import.meta.url));

let folder: string;
let network: CellNetwork;
let infected: CellTruth[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giemsa-explain-'));
  // Cells and patients that the model has not seen.
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 240, patients: 12, seed: 77, fields: 0 });
  const truth = JSON.parse(await readFile(join(folder, 'cells/truth.json'), 'utf8')) as CellTruth[];
  infected = truth.filter(({ mask }) => mask.length > 0);
  network = await readCellModel(fixture);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('Grad-CAM', () => {
  test('of a linear head is that head’s own evidence: w · maps / places', async () => {
    const model = linearHead();
    const explainer = await createExplainer(model, { classIndex: 0, layer: 'maps' });
    const image = Uint8Array.from({ length: 4 * 4 * 3 }, (_, index) => (index * 37) % 256);
    const [explanation] = await explainer.explain([image]);
    const evidence = evidenceOf(model, image);
    const peak = Math.max(...evidence);
    expect(explanation!.peak).toBeCloseTo(peak, 4);
    evidence.forEach((value, place) => {
      expect(explanation!.heat[place]).toBeCloseTo(Math.max(0, value) / peak, 4);
    });
  });

  test('gives the model’s probabilities, one image at a time or many, from its own ONNX file', async () => {
    const { model, metadata } = network;
    const size = metadata.imageSize;
    const images = await Promise.all(infected.slice(0, 3).map(({ file }) => decoded(file, size)));
    const many = await createExplainer(model, { classIndex: 0, batchSize: 4 });
    const explanations = await many.explain(images);
    const probabilities = await model.predict({ length: 3, examples: () => join3(images) });
    const session = await createSession(heatMapGraph(model, { classIndex: 0 }));
    for (const [index, image] of images.entries()) {
      const alone = await session.run({ images: new Tensor('uint8', image, [1, size, size, 3]) });
      expect(explanations[index]!.probabilities[0]).toBeCloseTo(probabilities[index * 2]!, 4);
      expect((alone.probabilities!.data as Float32Array)[0]).toBeCloseTo(probabilities[index * 2]!, 4);
      expect(largestDifference(alone.heat!.data as Float32Array, explanations[index]!.heat)).toBeLessThan(
        1e-3,
      );
    }
  });

  test('looks by default at the last layer with 12 rows that nothing goes around', () => {
    expect(defaultHeatMapLayer(network.model)).toBe('stage3_block1_preact_relu');
  });

  test('refuses a layer without maps', () => {
    expect(() => heatMapGraph(network.model, { classIndex: 0, layer: 'avg_pool' })).toThrow(
      '--layer "avg_pool" gives no maps of places; the last that do are',
    );
  });
});

describe('the pointing game: the hottest place lies on the parasite', () => {
  test('of a trained model, in at least 85 % of infected synthetic cells', async () => {
    expect(await pointingGame(network)).toBeGreaterThanOrEqual(0.85);
  });

  test('of Grad-CAM++, within half a place of the map, in at least 85 %', async () => {
    expect(await pointingGame(network, { method: 'grad-cam++', tolerance: 1 / 32 })).toBeGreaterThanOrEqual(
      0.85,
    );
  });

  test('not of random weights (sanity check of Adebayo et al. 2018)', async () => {
    const random = modelFromConfig(modelConfig(network.model));
    expect(await pointingGame({ ...network, model: random })).toBeLessThan(0.3);
  });
});

test('explainFiles draws a picture for each file and skips what cannot be read', async () => {
  const files = [join(folder, 'cells', infected[0]!.file), join(folder, 'cells/truth.json')];
  const out = join(folder, 'out');
  const { explained, skipped } = await explainFiles(network, { files, out, micronsPerPixel: 0.1 });
  expect(explained.map(({ file }) => file)).toEqual([files[0]]);
  expect(skipped[0]!.reason).toContain('truth.json: not a PNG');
  const { width, height } = await sharp(explained[0]!.picture).metadata();
  expect([width, height]).toEqual([676, 400]);
});

async function pointingGame(
  { model, metadata }: CellNetwork,
  { method = 'grad-cam', tolerance = 0 }: { method?: 'grad-cam' | 'grad-cam++'; tolerance?: number } = {},
): Promise<number> {
  const explainer = await createExplainer(model, { method, classIndex: 0, batchSize: 20 });
  let hits = 0;
  for (let start = 0; start < infected.length; start += 20) {
    const cells = infected.slice(start, start + 20);
    const images = await Promise.all(cells.map(({ file }) => decoded(file, metadata.imageSize)));
    const explanations = await explainer.explain(images);
    cells.forEach((cell, index) => {
      const { heat, size } = explanations[index]!;
      const hottest = heat.indexOf(Math.max(...heat));
      const x = (((hottest % size) + 0.5) / size) * cell.width;
      const y = ((Math.floor(hottest / size) + 0.5) / size) * cell.height;
      if (distanceToParasite(cell, x, y) <= tolerance * cell.width + 0.75) hits++;
    });
  }
  await explainer.release();
  return hits / infected.length;
}

/** In pixels of the picture. */
function distanceToParasite({ mask, width }: CellTruth, x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < mask.length; run += 2) {
    for (let place = mask[run]!; place < mask[run]! + mask[run + 1]!; place++) {
      const distance = Math.hypot((place % width) + 0.5 - x, Math.floor(place / width) + 0.5 - y);
      nearest = Math.min(nearest, distance);
    }
  }
  return nearest;
}

const decoded = (file: string, size: number) =>
  decodeImage(join(folder, 'cells', file), { width: size, height: size, colorMode: 'rgb' });

const join3 = (images: Uint8Array[]) => Uint8Array.from(Buffer.concat(images));

const largestDifference = (a: Float32Array, b: Float32Array) =>
  a.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b[index]!)), 0);

/** Four maps by a 1×1 convolution, their means, two logits. */
function linearHead(): Model {
  const images = input({ shape: [4, 4, 3], dtype: 'uint8' });
  const maps = conv2d({ filters: 4, kernelSize: 1, useBias: false, name: 'maps' })(
    rescaling({ scale: 1 / 255 })(images),
  );
  const output = dense({ units: 2, activation: 'softmax', name: 'head' })(globalAveragePooling2D()(maps));
  const model = new Model({ input: images, output });
  const random = createRandom(5);
  const values = (length: number) => Float32Array.from({ length }, () => random.next() - 0.5);
  model.setWeights({ 'maps/kernel': values(12), 'head/kernel': values(8) });
  return model;
}

function evidenceOf(model: Model, image: Uint8Array): number[] {
  const { 'maps/kernel': kernel, 'head/kernel': head } = model.getWeights();
  return Array.from({ length: 16 }, (_, place) => {
    let sum = 0;
    for (let map = 0; map < 4; map++) {
      let value = 0;
      for (let c = 0; c < 3; c++) value += (image[place * 3 + c]! / 255) * kernel![c * 4 + map]!;
      // Log-odds of two classes: the difference of their logits.
      sum += (value * (head![map * 2]! - head![map * 2 + 1]!)) / 16;
    }
    return sum;
  });
}
