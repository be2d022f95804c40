import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createSession,
  forward,
  Graph,
  gradients,
  kerasArchive,
  legacyH5,
  type Model,
  modelToOnnx,
  reduce,
  toLayout,
} from '@giemsa/nn';
import { Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createExplainer } from '../../../packages/core/src/explain/explainer.js';
import { openCellModel, readCellModel } from '../../../packages/core/src/formats/cell-model.js';
import { findPython } from '../python.js';
import { type Api, type KerasServer, startKeras } from './keras-server.js';

const SIZE = 96;
const IMAGES = 4;
const LARGEST_DIFFERENCE = 1e-5;

const NETWORKS = [
  ...['VGG16', 'VGG19', 'ResNet50', 'ResNet101', 'ResNet152', 'ResNet50V2', 'ResNet101V2', 'ResNet152V2'],
  ...['InceptionV3', 'Xception', 'MobileNet', 'MobileNetV2', 'MobileNetV3Small', 'MobileNetV3Large'],
  ...['DenseNet121', 'DenseNet169', 'DenseNet201'],
  ...[
    'EfficientNetB0',
    'EfficientNetB1',
    'EfficientNetB2',
    'EfficientNetB3',
    'EfficientNetV2B0',
    'NASNetMobile',
  ],
];
/** `APPLICATIONS=VGG16,Xception` tries some. */
const wanted = process.env.APPLICATIONS?.split(',') ?? NETWORKS;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const python = findPython(say);

interface Row {
  readonly network: string;
  readonly layers: number;
  /** Largest differences of probabilities, by file read and by file written. */
  readonly read: number;
  readonly written: number;
  /** Between the smallest and the largest probability of class 0 that Keras gives. */
  readonly range: number;
  /** Of reading the larger `.h5` and `.keras`. */
  readonly seconds: number;
  readonly megabytes: number;
}

describe.skipIf(python === undefined)('keras.applications', () => {
  let folder: string;
  let keras: KerasServer;
  const rows: Row[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'giemsa-applications-'));
    keras = startKeras(python!, folder);
  });

  afterAll(() => {
    keras.close();
    rmSync(folder, { recursive: true, force: true });
    table(rows).forEach(say);
  });

  test.each(wanted)('%s: read, predicted, explained, trained on and written again', async (network) => {
    const read: number[] = [];
    const seconds: number[] = [];
    let layers = 0;
    let megabytes = 0;
    let model: Model | undefined;
    for (const api of ['keras 2', 'keras 3'] as const) {
      const answer = await keras.ask({ write: network, api });
      const expected = floats(join(folder, 'expected.f4'));
      for (const file of ['model.h5', 'model.keras']) {
        const path = join(folder, file);
        megabytes = Math.max(megabytes, readFileSync(path).length / 2 ** 20);
        const started = performance.now();
        const network_ = await readCellModel(path);
        seconds.push((performance.now() - started) / 1000);
        model = network_.model;
        layers = answer.layers!;
        read.push(difference(await predictions(path), expected));
      }
    }
    const expected = floats(join(folder, 'expected.f4'));
    await explained(model!);
    expect(untrained(model!)).toEqual([]);
    const written = await writtenAgain(model!, expected);
    rows.push({
      ...{ network, layers, megabytes, range: rangeOf(expected) },
      ...{ read: Math.max(...read), written: Math.max(...written), seconds: Math.max(...seconds) },
    });
    say(table(rows).at(-1)!);
    expect(rangeOf(expected)).toBeGreaterThan(0.01);
    expect(Math.max(...read)).toBeLessThanOrEqual(LARGEST_DIFFERENCE);
    expect(Math.max(...written)).toBeLessThanOrEqual(LARGEST_DIFFERENCE);
  });

  const images = () => Uint8Array.from(readFileSync(join(folder, 'images.u8')));

  async function predictions(path: string): Promise<Float32Array> {
    const opened = await openCellModel(path);
    try {
      return await opened.predict(images());
    } finally {
      await opened.release();
    }
  }

  /** A heat map is drawn, and its probabilities are the model's. */
  async function explained(model: Model): Promise<void> {
    const explainer = await createExplainer(model, { classIndex: 0, batchSize: 1 });
    const [{ heat, probabilities }] = (await explainer.explain([images().subarray(0, SIZE * SIZE * 3)])) as [
      Awaited<ReturnType<typeof explainer.explain>>[number],
    ];
    await explainer.release();
    expect(Math.max(...heat)).toBeLessThanOrEqual(1);
    expect(heat.every(Number.isFinite)).toBe(true);
    expect(difference(probabilities, floats(join(folder, 'expected.f4')).subarray(0, 2))).toBeLessThan(1e-4);
  }

  /** Our two Keras files in real Keras, and our ONNX file. */
  async function writtenAgain(model: Model, expected: Float32Array): Promise<number[]> {
    const differences: number[] = [];
    const files = {
      'ours.h5': await legacyH5({ network: model, training: undefined }),
      'ours.keras': await kerasArchive({ network: model, training: undefined }),
    };
    for (const [name, bytes] of Object.entries(files)) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      const { predictions: theirs } = await keras.ask({ predict: path, api: 'keras 3' as Api });
      differences.push(difference(theirs!, expected));
    }
    const session = await createSession(modelToOnnx(model));
    const { probabilities } = await session.run({
      images: new Tensor('uint8', images(), [IMAGES, SIZE, SIZE, 3]),
    });
    await session.release();
    differences.push(difference(probabilities!.data as Float32Array, expected));
    return differences;
  }
});

/** Trainable weights that no gradient reaches. */
function untrained(model: Model): string[] {
  const graph = new Graph('CHWN');
  const weights = new Map(
    model.weights.map(({ name, shape }) => [name, graph.input(name, 'float32', shape)]),
  );
  const examples = graph.input('examples', 'uint8', [2, ...model.inputShape]);
  const { output } = forward(model, graph, toLayout(examples), {
    training: true,
    weight: (name) => weights.get(name)!,
  });
  const score = graph.differentiable(reduce.sumAll(output), [output], () => [
    graph.filled(1, output.shape as number[]),
  ]);
  const trained = model.trainableWeights();
  const all = gradients(
    score,
    trained.map(({ name }) => weights.get(name)!),
  );
  return trained.flatMap(({ name }, index) => (all[index] ? [] : [name]));
}

/** [N, 2] to the range of the first column. */
function rangeOf(probabilities: Float32Array): number {
  const first = probabilities.filter((_, index) => index % 2 === 0);
  return Math.max(...first) - Math.min(...first);
}

const floats = (path: string): Float32Array => new Float32Array(Uint8Array.from(readFileSync(path)).buffer);

function difference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  return Math.max(...Array.from(actual, (value, index) => Math.abs(value - expected[index]!)));
}

function table(rows: readonly Row[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['network'.padEnd(18), 'layers', 'MB', 'range', 'read', 'written', 'seconds']),
    ...rows.map(({ network, layers, megabytes, range, read, written, seconds }) =>
      line([
        network.padEnd(18),
        String(layers).padStart(6),
        megabytes.toFixed(0).padStart(4),
        range.toFixed(3),
        read.toExponential(1),
        written.toExponential(1),
        seconds.toFixed(1),
      ]),
    ),
  ];
}
