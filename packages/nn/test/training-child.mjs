// A training in a process of its own, for the tests that kill one.
// node training-child.mjs <checkpoint folder> <file for the final weights>
// Prints a line after each step; goes on from the folder's newest checkpoint, if there is one.
import { writeFileSync } from 'node:fs';
import * as nn from '@giemsa/nn';

const [folder, weightsFile] = process.argv.slice(2);
const length = 20;
const random = nn.randomFromKey(7, 'child');
const targets = Float32Array.from({ length: 2 * length }, (_, index) =>
  Number(index % 2 === (index >> 1) % 2),
);
const examples = Float32Array.from({ length: 6 * length }, () => random.normal());
const dataset = nn.arrayDataset({ examples, exampleShape: [6], targets, units: 2 });

const features = nn.input({ shape: [6] });
const hidden = nn.dropout({ rate: 0.3 })(
  nn.batchNormalization()(nn.dense({ units: 16, activation: 'relu' })(features)),
);
const model = new nn.Model({
  input: features,
  output: nn.dense({ units: 2, activation: 'softmax' })(hidden),
  seed: 5,
});
const learningRate = nn.cosineDecay({ initialLearningRate: 0.02, decaySteps: 20 });
model.compile({
  loss: { name: 'binary_crossentropy' },
  optimizer: nn.adam({ learningRate }),
  emaMomentum: 0.9,
  globalClipnorm: 1,
});
await model.fit(dataset, {
  epochs: 5,
  batchSize: 6,
  threads: 1,
  seed: 11,
  checkpoints: { store: new nn.CheckpointStore(folder), resume: true, everySeconds: 0 },
  callbacks: [
    {
      onBatchEnd: async ({ epoch, step }) => {
        process.stdout.write(`epoch ${epoch} step ${step}\n`);
        // A pause in which the test's signal can arrive.
        await new Promise((resolve) => setTimeout(resolve, 2));
      },
    },
  ],
});
writeFileSync(
  weightsFile,
  JSON.stringify(Object.entries(model.getWeights()).map(([name, values]) => [name, [...values]])),
);
