// One peer of `npm run bench:train`: this engine, by default with the kind of session that it chooses, or with --session
// onnxruntime-node. Speaks the protocol of bench/peers/protocol.py.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { resnet50v2 } from '@giemsa/core/internal/architectures/resnet50v2';
import {
  adam,
  chooseSession,
  input,
  Model,
  rescaling,
  type SessionKind,
  TrainingBuffers,
  TrainingStep,
} from '@giemsa/nn';

const BATCH_SIZE = 32;
const IMAGE_SIZE = 128;
const THREADS = 2;
const WARM_UP_STEPS = 2;

const { values } = parseArgs({ options: { session: { type: 'string' } } });
const session = (values.session as SessionKind | undefined) ?? chooseSession().kind;

const images = input({ shape: [IMAGE_SIZE, IMAGE_SIZE, 3], dtype: 'uint8' });
const model = new Model({
  input: images,
  output: resnet50v2(rescaling({ scale: 1 / 127.5, offset: -1 })(images), 2),
});
const settings = { loss: { name: 'binary_crossentropy' }, optimizer: adam({ learningRate: 0.001 }) } as const;
const training = await TrainingStep.compile(model, settings, BATCH_SIZE, { threads: THREADS, session });
const buffers = new TrainingBuffers(model, settings.optimizer, false);
const examples = Uint8Array.from(
  { length: BATCH_SIZE * IMAGE_SIZE * IMAGE_SIZE * 3 },
  (_, index) => (Math.imul(index, 2654435761) >>> 13) & 255,
);
const targets = Float32Array.from({ length: 2 * BATCH_SIZE }, (_, index) =>
  (index >> 1) % 2 === index % 2 ? 1 : 0,
);

let steps = 0;
async function step(): Promise<number> {
  steps++;
  return (await training.run({ examples, targets }, buffers, steps, 0.001, [0, steps])).loss;
}

const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);
for (let warmUp = 0; warmUp < WARM_UP_STEPS; warmUp++) await step();
say({
  ready: true,
  name: 'giemsa',
  version: '0.1.0',
  parameters: model.countParameters().total,
  setting: session === 'c-api' ? 'outputs in place' : 'outputs copied',
});
for await (const line of createInterface({ input: process.stdin })) {
  const [command, count] = line.split(' ');
  if (command === 'quit') break;
  const [started, processor] = [performance.now(), process.cpuUsage()];
  let loss = Number.NaN;
  for (let run = 0; run < Number(count); run++) loss = await step();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(processor);
  const images_per_second = (Number(count) * BATCH_SIZE) / seconds;
  say({
    seconds,
    processor_seconds: (user + system) / 1e6,
    steps: Number(count),
    images_per_second,
    peak_rss_bytes: process.resourceUsage().maxRSS * 1024,
    loss,
  });
}
