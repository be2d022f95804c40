import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { Graph } from '../graph/graph.js';
import { serialize } from '../graph/serialize.js';
import { createBackgroundSession } from './background-session.js';

/** `y` is the `size`-th power of a matrix by a constant number of products. */
function products(size: number, count: number): Uint8Array {
  const graph = new Graph('NCHW');
  const x = graph.input('x', 'float32', [size, size]);
  let y = x;
  for (let i = 0; i < count; i++) y = graph.node('MatMul', [y, x], {}, [{ shape: [size, size] }])[0]!;
  return serialize(graph, { y }, { name: 'products' });
}

const matrix = (size: number, ...data: number[]) =>
  ({
    x: {
      type: 'float32',
      data: Float32Array.from({ length: size * size }, (_, i) => data[i] ?? 0),
      dims: [size, size],
    },
  }) as const;

test('runs are answered each with its own outputs, also when several are asked for at once', async () => {
  const session = await createBackgroundSession(products(2, 1));
  const answers = await Promise.all([session.run(matrix(2, 1, 2, 3, 4)), session.run(matrix(2, 2, 0, 0, 3))]);
  expect(answers.map(({ y }) => [...y!])).toEqual([
    [7, 10, 15, 22],
    [4, 0, 0, 9],
  ]);
  await session.release();
});

test('the calling thread continues while the session computes', async () => {
  const session = await createBackgroundSession(products(1024, 20), { threads: 1 });
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  await session.run(matrix(1024));
  clearInterval(timer);
  // 40 GFLOP: a tenth of a second at the very least. A session in this thread lets no timer through.
  expect(ticks).toBeGreaterThan(10);
  await session.release();
});

test('feeds that the graph does not take are refused, and the next run is answered', async () => {
  const session = await createBackgroundSession(products(2, 1));
  await expect(session.run(matrix(3))).rejects.toThrow(/invalid dimensions/i);
  expect([...(await session.run(matrix(2, 1, 0, 0, 1))).y!]).toEqual([1, 0, 0, 1]);
  await session.release();
});

test('no model is refused with the reason of ONNX Runtime', async () => {
  await expect(createBackgroundSession(new Uint8Array([1, 2, 3]))).rejects.toThrow(/protobuf/i);
});

test('a released session says so', async () => {
  const session = await createBackgroundSession(products(2, 1));
  await session.release();
  await expect(session.run(matrix(2))).rejects.toThrow('the session was released');
});

test.runIf(process.platform === 'linux')(
  'the thread of a session that nobody holds any longer ends',
  async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const threads = () => readdirSync('/proc/self/task').length;
    await (await createBackgroundSession(products(2, 1), { threads: 1 })).run(matrix(2));
    const held = threads();
    await vi.waitFor(
      () => {
        collectGarbage();
        expect(threads()).toBeLessThan(held);
      },
      { timeout: 30_000, interval: 100 },
    );
  },
);
