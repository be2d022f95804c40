import { activation } from '../layers/activation.js';
import { batchNormalization } from '../layers/batch-normalization.js';
import { conv2d } from '../layers/conv2d.js';
import { dense } from '../layers/dense.js';
import { input } from '../layers/input.js';
import { globalAveragePooling2D, maxPooling2D } from '../layers/pooling.js';
import { rescaling } from '../layers/scaling.js';
import { Network } from '../network/network.js';
import { adam } from '../optimizers/adam.js';
import { randomFromKey } from '../random/random.js';
import type { SessionOptions } from '../runtime/device.js';
import { TrainingBuffers } from './training-buffers.js';
import { TrainingStep } from './training-step.js';

const SIZE = 32;
const BATCH_SIZE = 16;
/** Steps whose losses are given. */
const STEPS = 4;
const LEARNING_RATE = 0.01;

/** What a small training did on a device. */
export interface DeviceTrial {
  /** Of the first four steps; the same on every device to about 1e-4. */
  readonly losses: readonly number[];
  /** Of 32 × 32 pixels, by a network of two convolutions. */
  readonly imagesPerSecond: number;
}

/**
 * Trains a small convolutional network on a device: whether it works, whether it computes what the cpu does, how fast.
 * @param seconds how long to go on after the first steps, for the speed
 * @throws DeviceError when the device cannot be used
 */
export async function tryDevice(options: SessionOptions = {}, seconds = 0.5): Promise<DeviceTrial> {
  const optimizer = adam({ learningRate: LEARNING_RATE });
  const model = smallNetwork();
  const step = await TrainingStep.compile(
    model,
    { loss: { name: 'binary_crossentropy' }, optimizer },
    BATCH_SIZE,
    options,
  );
  try {
    const buffers = new TrainingBuffers(model, optimizer, false);
    const random = randomFromKey(0, 'device');
    const batch = {
      examples: Uint8Array.from({ length: BATCH_SIZE * SIZE * SIZE * 3 }, () => random.integer(256)),
      targets: Float32Array.from({ length: 2 * BATCH_SIZE }, (_, place) =>
        (place >> 1) % 2 === place % 2 ? 1 : 0,
      ),
    };
    let done = 0;
    const run = async () => (await step.run(batch, buffers, ++done, LEARNING_RATE, [0, done])).loss;
    const losses: number[] = [];
    for (let first = 0; first < STEPS; first++) losses.push(await run());
    const started = performance.now();
    do await run();
    while (performance.now() - started < seconds * 1000);
    const imagesPerSecond = (BATCH_SIZE * (done - STEPS) * 1000) / (performance.now() - started);
    return { losses, imagesPerSecond };
  } finally {
    await step.release();
  }
}

function smallNetwork(): Network {
  const images = input({ shape: [SIZE, SIZE, 3], dtype: 'uint8' });
  let x = rescaling({ scale: 1 / 255 })(images);
  x = conv2d({ filters: 8, kernelSize: 3, padding: 'same', useBias: false })(x);
  x = activation('relu')(batchNormalization()(x));
  x = maxPooling2D({ poolSize: 3, strides: 2, padding: 'same' })(x);
  x = conv2d({ filters: 16, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' })(x);
  return new Network({
    input: images,
    output: dense({ units: 2, activation: 'softmax' })(globalAveragePooling2D()(x)),
  });
}
