import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSession, modelToOnnx, randomFromKey } from '@giemsa/nn';
import { Tensor } from 'onnxruntime-node';
import { buildModel } from '../../packages/core/src/architectures/architectures.js';
import { quantize } from '../../packages/core/src/formats/quantize/quantize.js';

const SIZE = 32;
const COUNT = 4;

/** Writes a model of cells as float32 and as int8, with random images and what each gives for them here. */
export async function writeOnnxCases(folder: string): Promise<void> {
  const rescaling = { scale: 1 / 127.5, offset: -1 };
  const model = buildModel('tiny-resnet', { imageSize: SIZE, classes: 2, rescaling, seed: 2 });
  const random = randomFromKey(8, 'images');
  const images = Uint8Array.from({ length: COUNT * SIZE * SIZE * 3 }, () => random.uniform(0, 256));
  const float = modelToOnnx(model, { imageSize: 'any' });
  const files = { 'float32.onnx': float, 'int8.onnx': await quantize(float, images, SIZE) };
  const shape = [COUNT, SIZE, SIZE, 3];
  for (const [file, bytes] of Object.entries(files)) {
    const path = join(folder, file);
    const session = await createSession(bytes, { threads: 1 });
    const { probabilities } = await session.run({ images: new Tensor('uint8', images, shape) });
    await session.release();
    writeFileSync(path, bytes);
    writeFileSync(`${path}.images.u1`, images);
    const values = probabilities!.data as Float32Array;
    writeFileSync(
      `${path}.probabilities.f4`,
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
  }
  const cases = Object.keys(files).map((file) => ({ file, images: shape, classes: 2 }));
  writeFileSync(join(folder, 'onnx.json'), JSON.stringify(cases));
}
