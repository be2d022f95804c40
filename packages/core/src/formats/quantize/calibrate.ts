import { createSession } from '@giemsa/nn';
import { Tensor } from 'onnxruntime-node';
import { type OnnxModel, writeOnnx } from './onnx-proto.js';

export interface Range {
  readonly low: number;
  readonly high: number;
}

const BATCH_SIZE = 16;

/**
 * The smallest and largest value of each named tensor over a set of images. Milder rules, which leave out extremes, were
 * measured and kept predictions no nearer to those of float32 (docs/reference/model-files.md).
 * @param images `[N, imageSize, imageSize, 3] uint8`
 */
export async function calibrate(
  model: OnnxModel,
  tensors: readonly string[],
  images: Uint8Array,
  imageSize: number,
): Promise<Map<string, Range>> {
  const observed = {
    ...model,
    graph: { ...model.graph, output: tensors.map((name) => ({ name, type: FLOAT })) },
  };
  const session = await createSession(writeOnnx(observed), {});
  const bytes = imageSize * imageSize * 3;
  const count = images.length / bytes;
  const ranges = new Map<string, Range>();
  for (let start = 0; start < count; start += BATCH_SIZE) {
    const size = Math.min(BATCH_SIZE, count - start);
    const batch = images.slice(start * bytes, (start + size) * bytes);
    const outputs = await session.run({
      images: new Tensor('uint8', batch, [size, imageSize, imageSize, 3]),
    });
    for (const name of tensors) {
      const { low, high } = extremes(outputs[name]!.data as Float32Array);
      const before = ranges.get(name) ?? { low, high };
      ranges.set(name, { low: Math.min(before.low, low), high: Math.max(before.high, high) });
    }
  }
  await session.release();
  return ranges;
}

/** TypeProto of a float32 tensor of any shape: tensor_type { elem_type: FLOAT }. */
const FLOAT = Uint8Array.of(0x0a, 0x02, 0x08, 0x01);

function extremes(values: Float32Array): Range {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}
