import { resnet14v2 } from '@giemsa/core/internal/architectures/resnet14v2';
import {
  adam,
  type Checkpoints,
  type Dataset,
  input,
  Model,
  randomFromKey,
  rescaling,
  type SessionOptions,
} from '@giemsa/nn/browser';

// The same training in Node.js and in the page: browser-training.slow.test.ts compares them.

const SIZE = 64;
const BYTES = SIZE * SIZE * 3;

/** Discs on black with noise, every second one with a dark spot in it. */
export function drawnCells(length: number): Dataset {
  const random = randomFromKey(7, 'cells');
  const pixels = new Uint8Array(length * BYTES);
  for (let cell = 0; cell < length; cell++) {
    const [radius, spotX, spotY] = [random.uniform(22, 28), random.uniform(-12, 12), random.uniform(-12, 12)];
    for (let y = 0; y < SIZE; y++)
      for (let x = 0; x < SIZE; x++) {
        const [dx, dy] = [x - SIZE / 2, y - SIZE / 2];
        if (Math.hypot(dx, dy) > radius) continue;
        const isSpot = cell % 2 === 1 && Math.hypot(dx - spotX, dy - spotY) < 5;
        const colour = isSpot ? [120, 60, 140] : [220, 170, 180];
        const at = cell * BYTES + (y * SIZE + x) * 3;
        for (let channel = 0; channel < 3; channel++)
          pixels[at + channel] = colour[channel]! + random.uniform(-15, 15);
      }
  }
  const gather = (indices: Uint32Array) => {
    const batch = new Uint8Array(indices.length * BYTES);
    indices.forEach((index, place) => {
      batch.set(pixels.subarray(index * BYTES, (index + 1) * BYTES), place * BYTES);
    });
    return batch;
  };
  return {
    length,
    exampleShape: [SIZE, SIZE, 3],
    examples: gather,
    targets: (indices) => Float32Array.from(indices, (index) => index % 2),
  };
}

/** Learns so slowly that a rounding of the first steps does not grow to more than 1e-4 in the later ones. */
export function cellNetwork(): Model {
  const images = input({ shape: [SIZE, SIZE, 3], dtype: 'uint8' });
  const output = resnet14v2(rescaling({ scale: 1 / 127.5, offset: -1 })(images), 2);
  const model = new Model(images, output, { name: 'cells', seed: 3 });
  model.compile({
    loss: 'sparse_categorical_crossentropy',
    optimizer: adam({ learningRate: 2e-5 }),
    emaMomentum: 0.9,
  });
  return model;
}

export interface Plan extends Pick<SessionOptions, 'threads' | 'device'> {
  readonly cells: number;
  readonly epochs: number;
  readonly checkpoints?: Checkpoints;
}

/** Trains in batches of 16. @returns the mean loss of the epoch after each step, and of each epoch with its validation */
export async function train(
  model: Model,
  { cells, checkpoints, ...options }: Plan,
  onStep?: (step: number) => void,
) {
  const losses: number[] = [];
  const data = drawnCells(cells);
  const { epochs } = await model.fit(data, {
    ...options,
    batchSize: 16,
    validationData: data,
    ...(checkpoints && { checkpoints: { store: checkpoints, resume: true, everySeconds: 0 } }),
    callbacks: [
      {
        onBatchEnd: ({ loss, phase }) => {
          if (phase !== 'train') return;
          losses.push(loss);
          onStep?.(losses.length);
        },
      },
    ],
  });
  return { losses, epochs };
}
