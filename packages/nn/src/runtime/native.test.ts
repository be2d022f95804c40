import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reshape } from '../graph/arrange.js';
import { Graph } from '../graph/graph.js';
import { serialize } from '../graph/serialize.js';
import { checkVersion } from './c-api.js';
import type { SessionKind } from './device.js';
import { chooseSession, createBufferSession } from './native.js';
import { createSession } from './ort-session.js';
import type { BufferSession } from './session.js';

/** `y`, [2, 2], is the product of `x`, [2, 2], by itself; `flat`, [4], the same values. */
function square(): Uint8Array {
  const graph = new Graph('NCHW');
  const x = graph.input('x', 'float32', [2, 2]);
  const y = graph.node('MatMul', [x, x], {}, [{ shape: [2, 2] }])[0]!;
  return serialize(graph, { y, flat: reshape(y, [4]) }, { name: 'square' });
}

const float32 = (dims: readonly number[], ...data: number[]) =>
  ({ type: 'float32', data: Float32Array.from(data), dims }) as const;

async function using(session: SessionKind, check: (session: BufferSession) => Promise<void>): Promise<void> {
  const opened = await createBufferSession(square(), { session });
  expect(opened.kind).toBe(session);
  await check(opened).finally(() => opened.release());
}

test.runIf(['linux', 'darwin', 'win32'].includes(process.platform))('the C API can be used here', () => {
  expect(chooseSession()).toEqual({ kind: 'c-api' });
});

test.each(['c-api', 'onnxruntime-node'] as const)('%s writes into the memory that it is given', (kind) =>
  using(kind, async (session) => {
    const [y, flat] = [float32([2, 2], 0, 0, 0, 0), float32([4], 0, 0, 0, 0)];
    await session.run({ x: float32([2, 2], 1, 2, 3, 4) }, { y, flat });
    expect([...y.data]).toEqual([7, 10, 15, 22]);
    expect([...flat.data]).toEqual([7, 10, 15, 22]);
  }),
);

test.each(['c-api', 'onnxruntime-node'] as const)(
  '%s refuses other shapes and names with a reason, and the next run is right',
  (kind) =>
    using(kind, async (session) => {
      const y = float32([2, 2], 0, 0, 0, 0);
      await expect(session.run({ x: float32([4], 1, 2, 3, 4) }, { y })).rejects.toThrow(/rank|dimension/i);
      await expect(session.run({ z: float32([2, 2], 1, 2, 3, 4) }, { y })).rejects.toThrow(/x|z/);
      await session.run({ x: float32([2, 2], 1, 0, 0, 1) }, { y });
      expect([...y.data]).toEqual([1, 0, 0, 1]);
    }),
);

test('timers go on between the runs', () =>
  using('c-api', async (session) => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 0);
    // Runs as small as these take microseconds: as many as it takes. If runs kept timers from their turn, none would do.
    const end = performance.now() + 3000;
    while (ticks === 0 && performance.now() < end)
      await session.run({ x: float32([2, 2], 1, 2, 3, 4) }, { y: float32([2, 2], 0, 0, 0, 0) });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(0);
  }));

test('no model is refused with the reason of ONNX Runtime', async () => {
  await expect(createBufferSession(new Uint8Array([1, 2, 3]))).rejects.toThrow(/protobuf/i);
});

test('the memory of tensors is given back: 2,000 runs with 8 MB each', async () => {
  const graph = new Graph('NCHW');
  const x = graph.input('x', 'float32', [1024, 1024]);
  const y = graph.node('Neg', [x], {}, [{ shape: [1024, 1024] }])[0]!;
  const session = await createBufferSession(serialize(graph, { y }, { name: 'large' }), { session: 'c-api' });
  const values = () => ({ type: 'float32', data: new Float32Array(2 ** 20), dims: [1024, 1024] }) as const;
  const [input, output] = [values(), values()];
  const run = async (times: number) => {
    for (let done = 0; done < times; done++) await session.run({ x: input }, { y: output });
    return process.memoryUsage().rss;
  };
  const before = await run(100);
  expect((await run(2000)) - before).toBeLessThan(32e6);
  await session.release();
});

test('a version whose table of functions is not known is refused', () => {
  for (const known of ['1.20.0', '1.30.0', '1.30.1-dev']) checkVersion(known);
  for (const unknown of ['2.0.0', '1.19.2', 'x']) expect(() => checkVersion(unknown)).toThrow(unknown);
});

test('devices other than the cpu have sessions of onnxruntime-node, and so has who asks for them', () => {
  expect(chooseSession({ device: 'webgpu' })).toMatchObject({ kind: 'onnxruntime-node' });
  expect(chooseSession({ session: 'onnxruntime-node' }).reason).toBe('it was asked for');
});

test('without koffi a session of onnxruntime-node is used, and the reason said', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'giemsa-no-koffi-'));
  const hide = join(folder, 'hide.cjs');
  await writeFile(
    hide,
    `const { Module } = require('node:module');
     const resolve = Module._resolveFilename;
     Module._resolveFilename = function (name, ...rest) {
       return resolve.call(this, name.startsWith('@koromix/koffi') ? 'koffi-that-is-not-installed' : name, ...rest);
     };`,
  );
  const index = new URL('../../dist/index.js', import.meta.url).href;
  const program = `
    import { chooseSession, createBufferSession, elementwise, Graph, serialize } from '${index}';
    const graph = new Graph('NCHW');
    const y = elementwise.add(graph.input('x', 'float32', [1]), graph.scalar(1));
    const session = await createBufferSession(serialize(graph, { y }, { name: 'sum' }));
    const out = { type: 'float32', data: new Float32Array(1), dims: [1] };
    await session.run({ x: { type: 'float32', data: Float32Array.of(2), dims: [1] } }, { y: out });
    console.log(JSON.stringify({ ...chooseSession(), used: session.kind, y: out.data[0] }));`;
  const answer = execFileSync(process.execPath, ['--require', hide, '--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  await rm(folder, { recursive: true });
  expect(JSON.parse(answer)).toEqual({
    kind: 'onnxruntime-node',
    used: 'onnxruntime-node',
    y: 3,
    reason: expect.stringContaining('Cannot find module'),
  });
});

test('both libraries are one: sessions of both kinds live side by side', async () => {
  const other = await createSession(square());
  await using('c-api', async (session) => {
    const y = float32([2, 2], 0, 0, 0, 0);
    await session.run({ x: float32([2, 2], 1, 2, 3, 4) }, { y });
    expect([...y.data]).toEqual([7, 10, 15, 22]);
  });
  await other.release();
});
