import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  conv2d,
  createSession,
  dense,
  flatten,
  globalAveragePooling2D,
  input,
  Model,
  maxPooling2D,
  modelConfig,
  modelFromConfig,
  rescaling,
  type SymbolicTensor,
} from '@giemsa/nn';
import { Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { distanceToParasite } from '../dataset/synthetic/distance-to-parasite.js';
import { type CellTruth, writeSyntheticDataset } from '../dataset/synthetic/write.js';
import { type CellNetwork, readCellModel } from '../formats/cell-model.js';
import { decodeImage } from '../pictures/decode.js';
import { explainFiles } from '../predicting/explain-files.js';
import { randomFromSeed } from '../random.js';
import { createExplainer } from './explainer.js';
import { heatMapGraph } from './grad-cam-graph.js';
import { defaultHeatMapLayer } from './heat-map-layer.js';
import { defaultHeatMapMethod, type HeatMapMethod } from './heat-map-method.js';

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

  test('is the default behind mean pooling, LayerCAM behind global maximum pooling', () => {
    expect(defaultHeatMapMethod(network.model)).toBe('grad-cam');
    expect(defaultHeatMapMethod(linearHead())).toBe('grad-cam');
    expect(defaultHeatMapMethod(maximumHead())).toBe('layer-cam');
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
      'layer "avg_pool" has no spatial maps; the last layers that do are',
    );
  });
});

test('LayerCAM of a head on maxima marks the places of those maxima that speak for the class', async () => {
  const model = maximumHead();
  const explainer = await createExplainer(model, { classIndex: 0, layer: 'maps' });
  const image = Uint8Array.from({ length: 4 * 4 * 3 }, (_, index) => (index * 37) % 256);
  const [explanation] = await explainer.explain([image]);
  const { 'head/kernel': head } = model.getWeights();
  const expected = new Float32Array(16);
  for (const [map, values] of mapsOf(model, image).entries()) {
    const maximum = Math.max(...values);
    const weight = Math.max(0, head![map * 2]! - head![map * 2 + 1]!);
    expected[values.indexOf(maximum)]! += weight * maximum;
  }
  const peak = Math.max(...expected);
  expect(explanation!.peak).toBeCloseTo(peak, 4);
  expected.forEach((value, place) => {
    expect(explanation!.heat[place]).toBeCloseTo(Math.max(0, value) / peak, 4);
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
  const { explained, skipped } = await explainFiles(network, { files, out, umPerPixel: 0.1 });
  expect(explained.map(({ file }) => file)).toEqual([files[0]]);
  expect(skipped[0]!.reason).toContain('truth.json: not a PNG');
  const { width, height } = await sharp(explained[0]!.picture).metadata();
  expect([width, height]).toEqual([676, 400]);
});

async function pointingGame(
  { model, metadata }: CellNetwork,
  { method = 'grad-cam', tolerance = 0 }: { method?: HeatMapMethod; tolerance?: number } = {},
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

const decoded = (file: string, size: number) =>
  decodeImage(join(folder, 'cells', file), { width: size, height: size, colorMode: 'rgb' });

const join3 = (images: Uint8Array[]) => Uint8Array.from(Buffer.concat(images));

const largestDifference = (a: Float32Array, b: Float32Array) =>
  a.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b[index]!)), 0);

/** Four maps by a 1×1 convolution, their means, two logits. */
const linearHead = (): Model => modelOfMaps((maps) => globalAveragePooling2D()(maps));

/** The same with their maxima. */
const maximumHead = (): Model => modelOfMaps((maps) => flatten()(maxPooling2D({ poolSize: 4 })(maps)));

function modelOfMaps(pooled: (maps: SymbolicTensor) => SymbolicTensor): Model {
  const images = input({ shape: [4, 4, 3], dtype: 'uint8' });
  const maps = conv2d({ filters: 4, kernelSize: 1, useBias: false, name: 'maps' })(
    rescaling({ scale: 1 / 255 })(images),
  );
  const output = dense({ units: 2, activation: 'softmax', name: 'head' })(pooled(maps));
  const model = new Model({ input: images, output });
  const random = randomFromSeed(5);
  const values = (length: number) => Float32Array.from({ length }, () => random.next() - 0.5);
  model.setWeights({ 'maps/kernel': values(12), 'head/kernel': values(8) });
  return model;
}

/** The four maps, 16 places each. */
function mapsOf(model: Model, image: Uint8Array): number[][] {
  const { 'maps/kernel': kernel } = model.getWeights();
  const value = (map: number, place: number) =>
    [0, 1, 2].reduce((sum, c) => sum + (image[place * 3 + c]! / 255) * kernel![c * 4 + map]!, 0);
  return Array.from({ length: 4 }, (_, map) => Array.from({ length: 16 }, (_, place) => value(map, place)));
}

function evidenceOf(model: Model, image: Uint8Array): number[] {
  const { 'head/kernel': head } = model.getWeights();
  const maps = mapsOf(model, image);
  // Log-odds of two classes: the difference of their logits.
  return Array.from({ length: 16 }, (_, place) =>
    maps.reduce(
      (sum, map, index) => sum + (map[place]! * (head![index * 2]! - head![index * 2 + 1]!)) / 16,
      0,
    ),
  );
}
