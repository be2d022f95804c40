// npm run bench:profile: where the time of one training step goes, by operator: the tutorial's ResNet50V2, batch 32,
// 128×128, Adam, one thread. Kernel times from ONNX Runtime's profile, of each node the best of some steps.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resnet50v2 } from '@giemsa/core/internal/architectures/resnet50v2';
import { adam, input, Model, rescaling, TrainingBuffers, TrainingStep } from '@giemsa/nn';

const BATCH_SIZE = 32;
const IMAGE_SIZE = 128;
const STEPS = 4;

interface Event {
  readonly cat: string;
  readonly name: string;
  /** Microseconds. */
  readonly dur: number;
  readonly args: { readonly op_name: string };
}

const folder = mkdtempSync(join(tmpdir(), 'giemsa-profile-'));
const images = input({ shape: [IMAGE_SIZE, IMAGE_SIZE, 3], dtype: 'uint8' });
const model = new Model({
  input: images,
  output: resnet50v2(rescaling({ scale: 1 / 127.5, offset: -1 })(images), 2),
});
const settings = { loss: { name: 'binary_crossentropy' }, optimizer: adam() } as const;
const profilePrefix = join(folder, 'step');
const training = await TrainingStep.compile(model, settings, BATCH_SIZE, { threads: 1, profilePrefix });
const buffers = new TrainingBuffers(model, settings.optimizer, false);
const batch = {
  examples: new Uint8Array(BATCH_SIZE * IMAGE_SIZE * IMAGE_SIZE * 3).map((_, i) => (i * 2654435761) >>> 13),
  targets: Float32Array.from({ length: 2 * BATCH_SIZE }, (_, i) => ((i >> 1) % 2 === i % 2 ? 1 : 0)),
};
for (let step = 1; step <= STEPS; step++) await training.run(batch, buffers, step, 0.001, [0, step]);
await training.release();

const profile = join(folder, readdirSync(folder)[0]!);
const events = (JSON.parse(readFileSync(profile, 'utf8')) as Event[]).filter(
  ({ cat, name }) => cat === 'Node' && name.endsWith('_kernel_time'),
);
rmSync(folder, { recursive: true });
const best = new Map<string, Event>();
for (const event of events) {
  const known = best.get(event.name);
  if (!known || event.dur < known.dur) best.set(event.name, event);
}

const kinds = new Map<string, { nodes: number; microseconds: number }>();
for (const { args, dur } of best.values()) {
  const { nodes, microseconds } = kinds.get(args.op_name) ?? { nodes: 0, microseconds: 0 };
  kinds.set(args.op_name, { nodes: nodes + 1, microseconds: microseconds + dur });
}
const total = [...kinds.values()].reduce((sum, { microseconds }) => sum + microseconds, 0);
console.log(`${best.size} nodes, ${(total / 1000).toFixed(0)} ms on one thread\n`);
console.log('operator               nodes        ms   share');
for (const [name, { nodes, microseconds }] of [...kinds].sort(
  ([, a], [, b]) => b.microseconds - a.microseconds,
)) {
  const share = `${((100 * microseconds) / total).toFixed(1)} %`;
  console.log(
    `${name.padEnd(20)} ${String(nodes).padStart(7)} ${(microseconds / 1000).toFixed(1).padStart(9)} ${share.padStart(7)}`,
  );
}
