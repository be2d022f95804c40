import { createSession, Graph, serialize } from '@giemsa/nn';
import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { blur } from './blur.js';

const SIZE = 7;

/** One bright pixel in the middle of the green channel, blurred. @returns [3, SIZE, SIZE] */
async function blurredPixel(share: number): Promise<Float32Array> {
  const graph = new Graph('NCHW');
  const shape = [1, 3, SIZE, SIZE];
  const result = blur(graph.input('x', 'float32', shape), graph.input('share', 'float32', [1, 1, 1, 1]));
  const session = await createSession(serialize(graph, { result }, { name: 'blur' }));
  const x = new Float32Array(3 * SIZE * SIZE);
  x[SIZE * SIZE + 3 * SIZE + 3] = 256;
  const feeds = { x: new Tensor('float32', x, shape), share: new Tensor('float32', [share], [1, 1, 1, 1]) };
  const { result: blurred } = await session.run(feeds);
  await session.release();
  return blurred!.data as Float32Array;
}

test('a share of 0 leaves the image as it is', async () => {
  const x = await blurredPixel(0);
  expect([...x].filter((value) => value !== 0)).toEqual([256]);
});

test('a share of 1 spreads a pixel by binomial weights, in its own channel', async () => {
  const x = await blurredPixel(1);
  const green = x.subarray(SIZE * SIZE, 2 * SIZE * SIZE);
  expect([...green.subarray(3 * SIZE, 4 * SIZE)]).toEqual([0, 6, 24, 36, 24, 6, 0]);
  expect([...green.subarray(SIZE, 2 * SIZE)]).toEqual([0, 1, 4, 6, 4, 1, 0]);
  expect(x.reduce((sum, value) => sum + value)).toBe(256);
  expect(green.reduce((sum, value) => sum + value)).toBe(256);
});

test('half a share is half way', async () => {
  const [whole, none, half] = [await blurredPixel(1), await blurredPixel(0), await blurredPixel(0.5)];
  for (const [index, value] of half.entries()) {
    expect(value).toBeCloseTo((whole[index]! + none[index]!) / 2, 4);
  }
});
