// npm run bench:train [-- --rounds N --steps N]: one training step of the tutorial's ResNet50V2 (batch 32, 128×128, Adam,
// float32, 2 threads) in this engine (with both kinds of sessions), Keras and PyTorch. The peers take turns in one run, in reversed order every other
// round, because the speed of a shared machine drifts; medians and ratios are what to quote.
// PYTHON names a Python with bench/peers/requirements.txt installed; peers that cannot start are left out, with a word.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Peer } from './peer.js';
import { sgemmRate } from './sgemm.js';

/** Multiplications and additions of one step on one image, counted from the shapes of the step's graph. */
const GFLOP_PER_IMAGE = 216.3 / 32;

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, steps: { type: 'string', default: '3' } },
});
const rounds = Number(values.rounds);
const steps = Number(values.steps);

const root = fileURLToPath(new URL('../..', import.meta.url));
const python = process.env.PYTHON ?? 'python3';
const engine = fileURLToPath(new URL('giemsa-train.js', import.meta.url));
const commands: readonly (readonly [string, ...string[]])[] = [
  [process.execPath, engine],
  [process.execPath, engine, '--session', 'onnxruntime-node'],
  [python, `${root}bench/peers/torch_train.py`, '--channels-last'],
  [python, `${root}bench/peers/torch_train.py`],
  [python, `${root}bench/peers/keras_train.py`],
];

const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

const peers: Peer[] = [];
for (const [command, ...args] of commands) {
  const peer = await Peer.start(command, args);
  peer?.pause();
  if (peer) peers.push(peer);
  else
    console.log(
      `left out: ${command} ${args.join(' ')} did not start (npm run bench:train needs PYTHON with bench/peers/requirements.txt)`,
    );
}

const rates = peers.map((): number[] => []);
const processor = peers.map((): number[] => []);
const memory = peers.map(() => 0);
const products: number[] = [];
for (let round = 0; round < rounds; round++) {
  products.push(await sgemmRate(2));
  const order = round % 2 === 0 ? [...peers.keys()] : [...peers.keys()].reverse();
  for (const index of order) {
    const peer = peers[index]!;
    peer.resume();
    const { images_per_second, processor_seconds, peak_rss_bytes } = await peer.run(steps);
    peer.pause();
    rates[index]!.push(images_per_second);
    processor[index]!.push(processor_seconds / steps);
    memory[index] = Math.max(memory[index]!, peak_rss_bytes);
  }
  process.stderr.write(
    `round ${round + 1} of ${rounds}: ${rates.map((list) => list.at(-1)!.toFixed(1)).join('  ')} images/s\n`,
  );
}
for (const peer of peers) peer.quit();

const product = median(products);
console.log(
  `\nResNet50V2, 23,827,330 parameters, batch 32, 128×128, Adam, float32, 2 threads; ${rounds} rounds of ${steps} steps`,
);
console.log(`SGEMM 1024³ in the same run: median ${product.toFixed(0)} GFLOP/s\n`);
console.log(
  'peer                                       images/s (min, median, max)   giemsa is   peak MB   of SGEMM   CPU s a step',
);
peers.forEach(({ ready }, index) => {
  const list = rates[index]!;
  const ratios = list.map((rate, round) => rates[0]![round]! / rate);
  const share = (median(list) * GFLOP_PER_IMAGE) / product;
  console.log(
    `${`${ready.name} ${ready.version}, ${ready.setting}`.slice(0, 42).padEnd(43)}` +
      `${[Math.min(...list), median(list), Math.max(...list)].map((rate) => rate.toFixed(2).padStart(6)).join('  ')}      ` +
      `${median(ratios).toFixed(2).padStart(5)} ×   ${(memory[index]! / 2 ** 20).toFixed(0).padStart(6)}   ${(100 * share).toFixed(0).padStart(4)} %   ${median(processor[index]!).toFixed(2).padStart(6)}`,
  );
});
