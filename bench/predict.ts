// npm run bench:predict [-- --model PATH --cells DIR --count N --rounds N --threads N]: pictures per second from files to
// probabilities (`predict`), beside the bare ONNX session on the same pictures decoded before, in batches of the same size,
// decoding alone, and Python's onnxruntime with Pillow. They take turns in one run, in reversed order every other round.
// Without --model: the tutorial's ResNet50V2 at 128 pixels with random weights. Without --cells: synthetic cells.
// PYTHON names a Python with onnxruntime, numpy and Pillow; it is left out, with a word, where it cannot start.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  buildModel,
  decodeImage,
  openCellModel,
  predictStream,
  readCellModel,
  saveCellModel,
} from '@giemsa/core';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { listFiles } from '@giemsa/core/internal/pictures/list-files';
import { picturesIn } from '@giemsa/core/internal/pictures/pictures-in';
import { createSession, modelToOnnx } from '@giemsa/nn';
import { Tensor } from 'onnxruntime-node';

const BATCH_SIZE = 64;
const RESCALING = { scale: 1 / 255, offset: 0 };

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    cells: { type: 'string' },
    count: { type: 'string', default: '512' },
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const threads = values.threads === undefined ? {} : { threads: Number(values.threads) };
const temporary = await mkdtemp(join(tmpdir(), 'giemsa-bench-'));

const cells = values.cells ?? (await drawCells());
const path = values.model ?? (await writeTutorialModel());
const files = (await listFiles([cells])).files.slice(0, Number(values.count));
const model = await openCellModel(path, threads);
const network = await readCellModel(path);
const session = await createSession(modelToOnnx(network.model, { imageSize: 'any' }), threads);
const size = model.imageSize;
const options = { width: size, height: size, colorMode: model.colorMode };
const images: Uint8Array[] = [];
for (const file of files) images.push(await decodeImage(file, options));

interface Contender {
  readonly name: string;
  readonly run: () => Promise<Time>;
}

/** Seconds for all pictures, and seconds of processor time, which holds on a machine that others use too. */
interface Time {
  readonly seconds: number;
  readonly cpu: number;
}

const timed = async (work: () => Promise<void>): Promise<Time> => {
  const [begun, cpuBegun] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpuBegun);
  return { seconds: (performance.now() - begun) / 1000, cpu: (user + system) / 1e6 };
};

const contenders: Contender[] = [
  { name: 'bare session, decoded before', run: () => timed(runSession) },
  { name: 'predict, from files', run: () => timed(() => runPredict(true)) },
  { name: 'predict --no-gate, from files', run: () => timed(() => runPredict(false)) },
  { name: 'decoding and resizing alone', run: () => timed(() => runPredict(false, nothing())) },
];
if (hasPython()) contenders.push({ name: 'Python: onnxruntime + Pillow, from files', run: runPython });
else console.log('left out: Python (PYTHON with onnxruntime, numpy and Pillow)');

const times = contenders.map((): Time[] => []);
for (const { run } of contenders) await run();
for (let round = 0; round < rounds; round++) {
  const order = round % 2 === 0 ? [...contenders.keys()] : [...contenders.keys()].reverse();
  for (const index of order) times[index]!.push(await contenders[index]!.run());
}
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
// On a machine that others use too, the best round of each says more than the median.
const best = (numbers: readonly number[]): number => Math.max(...numbers);
const rates = times.map((rounds) => rounds.map(({ seconds }) => files.length / seconds));
const bare = { median: median(rates[0]!), best: best(rates[0]!) };
console.log(
  `${files.length} pictures, ${path === values.model ? path : 'resnet50v2, random weights'}, ${size} x ${size}, batches of ${BATCH_SIZE}, ${rounds} rounds`,
);
for (const [index, { name }] of contenders.entries()) {
  const [middle, highest] = [median(rates[index]!), best(rates[index]!)];
  const all = rates[index]!.map((value) => value.toFixed(1)).join(', ');
  const cpu = (1000 * Math.min(...times[index]!.map((time) => time.cpu))) / files.length;
  console.log(
    `${name.padEnd(42)} median ${middle.toFixed(1)} images/s (${(middle / bare.median).toFixed(2)}x), best ${highest.toFixed(1)} (${(highest / bare.best).toFixed(2)}x), least processor time ${cpu.toFixed(2)} ms/image  [${all}]`,
  );
}
await rm(temporary, { recursive: true });

async function runSession(): Promise<void> {
  for (let start = 0; start < images.length; start += BATCH_SIZE) {
    const batch = Buffer.concat(images.slice(start, start + BATCH_SIZE));
    const shape = [batch.length / (size * size * 3), size, size, 3];
    await session.run({ images: new Tensor('uint8', batch, shape) });
  }
}

async function runPredict(gate: boolean, of: Parameters<typeof predictStream>[0] = model): Promise<void> {
  const { pictures } = await picturesIn(files);
  for await (const batch of predictStream(of, pictures, { gate })) void batch;
}

/** A model that answers at once. */
function nothing(): Parameters<typeof predictStream>[0] {
  const classes = model.classNames.length;
  return {
    ...model,
    predict: async (batch) => new Float32Array((batch.length / (size * size * 3)) * classes),
  };
}

async function drawCells(): Promise<string> {
  const folder = join(temporary, 'cells');
  await writeSyntheticDataset(folder, { cells: Number(values.count), patients: 8, seed: 0, fields: 0 });
  return folder;
}

async function writeTutorialModel(): Promise<string> {
  const file = join(temporary, 'model.onnx');
  const built = buildModel('resnet50v2', { imageSize: 128, classes: 2, rescaling: RESCALING, seed: 0 });
  await saveCellModel(file, built, {
    classNames: ['Parasitized', 'Uninfected'],
    positiveClass: 0,
    threshold: 0.5,
    imageSize: 128,
    resizeRule: 'onnx Resize-18 uint8 mode=linear antialias=1 coordinate_transformation_mode=half_pixel',
    colorMode: 'rgb',
    rescaling: RESCALING,
    architecture: 'resnet50v2',
    recipe: 'none',
    dataFingerprint: 'none',
  });
  return file;
}

function python(args: readonly string[]): string {
  const script = fileURLToPath(new URL('../../bench/peers/onnx_predict.py', import.meta.url));
  return execFileSync(process.env.PYTHON ?? 'python3', [script, ...args], {
    encoding: 'utf8',
    input: files.join('\n'),
  });
}

function hasPython(): boolean {
  try {
    python(['--check']);
    return true;
  } catch {
    return false;
  }
}

async function runPython(): Promise<Time> {
  const file = path.endsWith('.onnx') ? path : join(path, 'model.onnx');
  return JSON.parse(python([file, String(size), String(BATCH_SIZE), String(threads.threads ?? 0)])) as Time;
}
