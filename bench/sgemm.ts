import { createSession, Graph, reduce, serialize } from '@giemsa/nn';
import { Tensor } from 'onnxruntime-node';

const SIZE = 1024;
const REPEATS = 8;

/** Best rate of float32 matrix products [1024, 1024] that ONNX Runtime reaches now, in GFLOP/s. */
export async function sgemmRate(threads: number): Promise<number> {
  const graph = new Graph('NCHW');
  const product = reduce.matmul(
    graph.input('a', 'float32', [SIZE, SIZE]),
    graph.input('b', 'float32', [SIZE, SIZE]),
  );
  const session = await createSession(serialize(graph, { product }, { name: 'sgemm' }), { threads });
  const matrix = () =>
    new Tensor('float32', Float32Array.from({ length: SIZE * SIZE }, Math.random), [SIZE, SIZE]);
  const feeds = { a: matrix(), b: matrix() };
  const fetches = { product: new Tensor('float32', new Float32Array(SIZE * SIZE), [SIZE, SIZE]) };
  let best = 0;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const started = performance.now();
    await session.run(feeds, fetches);
    best = Math.max(best, (2 * SIZE ** 3) / (performance.now() - started) / 1e6);
  }
  await session.release();
  return best;
}
