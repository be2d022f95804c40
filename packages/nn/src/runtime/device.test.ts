import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const home = await mkdtemp(join(tmpdir(), 'giemsa-home-'));
afterAll(() => rm(home, { recursive: true }));

it('ONNX Runtime’s telemetry is off: a session leaves no device id in the home folder', async () => {
  const index = new URL('../../dist/index.js', import.meta.url).href;
  const program = `
    import { createSession, elementwise, Graph, serialize } from '${index}';
    const graph = new Graph('NCHW');
    const output = elementwise.add(graph.input('x', 'float32', [1]), graph.scalar(1));
    await (await createSession(serialize(graph, { output }, { name: 'sum' }))).release();
    await new Promise((resolve) => setTimeout(resolve, 500));`;
  const { ORT_DISABLE_TELEMETRY: _, XDG_CACHE_HOME: __, ...others } = process.env;
  const env = { ...others, HOME: home, TMPDIR: home };
  execFileSync(process.execPath, ['--input-type=module', '-e', program], { env });
  expect(await readdir(home)).toEqual([]);
});
