import {
  type BatchTransform,
  createSession,
  elementwise,
  fromLayout,
  Graph,
  randomFromKey,
  serialize,
} from '@giemsa/nn';
import { Tensor as OrtTensor } from 'onnxruntime-node';

/**
 * Images as a training step would see them, for looking at and for the tutorial's augmented validation.
 * @param images [N, size, size, 3] uint8
 * @param key everything random follows from it, such as the seed and the epoch
 * @returns [N, size, size, 3] uint8, rounded
 */
export async function applyTransform(
  transform: BatchTransform,
  images: Uint8Array,
  imageSize: number,
  key: readonly (number | string)[],
  batchSize = 64,
): Promise<Uint8Array> {
  const imageBytes = imageSize * imageSize * 3;
  const count = images.length / imageBytes;
  const shape = [batchSize, imageSize, imageSize, 3];
  const { bytes, inputs } = transformGraph(transform, shape);
  const session = await createSession(bytes, { keepMemory: false });
  const result = new Uint8Array(images.length);
  for (let start = 0; start < count; start += batchSize) {
    const batch = new Uint8Array(batchSize * imageBytes);
    batch.set(images.subarray(start * imageBytes, (start + batchSize) * imageBytes));
    const sampled = transform.sample(randomFromKey(...key, start), batchSize);
    const feeds: Record<string, OrtTensor> = { examples: new OrtTensor('uint8', batch, shape) };
    for (const [name, dims] of inputs) feeds[name] = new OrtTensor('float32', sampled[name]!, dims);
    const { transformed } = await session.run(feeds);
    const bytesLeft = Math.min(batchSize, count - start) * imageBytes;
    result.set((transformed!.data as Uint8Array).subarray(0, bytesLeft), start * imageBytes);
  }
  await session.release();
  return result;
}

function transformGraph(transform: BatchTransform, shape: readonly number[]) {
  const graph = new Graph('CHWN');
  const examples = graph.input('examples', 'uint8', shape);
  const inputs = Object.entries(transform.inputs(shape[0]!)).map(
    ([name, { dtype, shape: dims }]) => [name, graph.input(name, dtype, dims)] as const,
  );
  const moved = fromLayout(transform.build(examples, Object.fromEntries(inputs)));
  const rounded = graph.node('Round', [elementwise.clip(moved, 0, 255)], {}, [{ shape: moved.shape }])[0]!;
  const bytes = serialize(
    graph,
    { transformed: elementwise.cast(rounded, 'uint8') },
    { name: 'batch transform' },
  );
  return {
    bytes,
    inputs: inputs.map(([name, tensor]) => [name, tensor.shape as readonly number[]] as const),
  };
}
