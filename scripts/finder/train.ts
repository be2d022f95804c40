// Trains the network that finds cells in fields (models/finder):
//   npm run train:finder -- OUT.onnx --boxes FOLDER [--boxes FOLDER] [--thick FOLDER] [--drawn 40] [--half]
//                           [--from FILE] [--steps 1800] [--rate 0.002] [--threads 1] [--seed 1]
// FOLDER holds fields and annotations.json in IML-Malaria's form. --half takes every second field of each folder.
import { parseArgs } from 'node:util';
import { randomFromSeed } from '@giemsa/core/internal/random';
import { fieldNetwork, MAPS, PATCH } from '@giemsa/core/internal/smear/find/field-network';
import { adam, cosineDecay, loadModel } from '@giemsa/nn';
import { drawFields, readBoxedFields, readThickFilms, type TrainingField } from './labelled-fields.js';
import { drawPatch, type Patch } from './patch.js';

const BATCH = 16;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    boxes: { type: 'string', multiple: true, default: [] },
    thick: { type: 'string' },
    drawn: { type: 'string', default: '40' },
    half: { type: 'boolean', default: false },
    from: { type: 'string' },
    steps: { type: 'string', default: '1800' },
    rate: { type: 'string', default: '0.002' },
    threads: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
  },
});
const [out] = positionals;
if (out === undefined)
  throw new Error('expected the file to write: npm run train:finder -- OUT.onnx --boxes FOLDER');
const [steps, seed] = [Number(values.steps), Number(values.seed)];

const sets: TrainingField[][] = [drawFields(Number(values.drawn))];
for (const folder of values.boxes) sets.push(await readBoxedFields(folder, values.half));
if (values.thick !== undefined) sets.push(await readThickFilms(values.thick, values.half));
console.log(`${sets.map((set) => set.length).join(' + ')} fields, ${steps} steps of ${BATCH} patches`);

const model = fieldNetwork([PATCH, PATCH], { seed });
if (values.from !== undefined) model.setWeights((await loadModel(values.from)).model.getWeights());
const learningRate = cosineDecay({ initialLearningRate: Number(values.rate), decaySteps: steps });
model.compile({ loss: 'binary_crossentropy', optimizer: adam({ learningRate }), emaMomentum: 0.99 });

/** Every patch is new, and follows from its number alone; each set is drawn from as often as the others. */
function patchAt(index: number): Patch {
  const random = randomFromSeed(index * 7919 + seed);
  return drawPatch(random.pick(random.pick(sets)), random);
}

let batch: { readonly indices: Uint32Array; readonly patches: readonly Patch[] } | undefined;
function patchesAt(indices: Uint32Array): readonly Patch[] {
  if (batch?.indices.join() !== indices.join()) batch = { indices, patches: Array.from(indices, patchAt) };
  return batch!.patches;
}

const dataset = {
  length: steps * BATCH,
  examples: (indices: Uint32Array) => {
    const examples = new Uint8Array(indices.length * PATCH * PATCH * 3);
    patchesAt(indices).forEach(({ pixels }, at) => {
      examples.set(pixels, at * pixels.length);
    });
    return examples;
  },
  targets: (indices: Uint32Array) => {
    const targets = new Float32Array(indices.length * PATCH * PATCH * MAPS);
    patchesAt(indices).forEach(({ maps }, at) => {
      targets.set(maps, at * maps.length);
    });
    return targets;
  },
};

const started = performance.now();
let [done, recent] = [0, 0];
await model.fit(dataset, {
  ...{ epochs: 1, batchSize: BATCH, shuffle: false, threads: Number(values.threads), verbose: false },
  callbacks: [
    {
      onBatchEnd: ({ loss }) => {
        recent = done === 0 ? loss : 0.98 * recent + 0.02 * loss;
        if (++done % 100 !== 0) return;
        const rate = done / ((performance.now() - started) / 1000);
        console.log(`${done}/${steps}  loss ${recent.toFixed(4)}  ${rate.toFixed(2)} steps/s`);
      },
    },
  ],
});
await model.save(out);
