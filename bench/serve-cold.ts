// npm run bench:cold [-- --clients N --models N]: the first minute of a server. As soon as it listens, many ask for /models at
// once, while /health/live is asked every 50 ms: time to all answers, the slowest answer of liveness, memory at its highest (Linux).
// The models are copies of the tests' small one and those that ship.
import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { clients: { type: 'string', default: '200' }, models: { type: 'string', default: '10' } },
});
const PROGRAM = fileURLToPath(new URL('../../packages/giemsa/bin/giemsa.js', import.meta.url));
const MODEL = 'packages/core/test/fixtures/tiny-resnet.onnx';
/** Longer than anyone waits. */
const LIMIT_MS = 150_000;

const folder = await mkdtemp(join(tmpdir(), 'giemsa-cold-'));
for (let number = 0; number < Number(values.models); number++) {
  await mkdir(join(folder, `runs/run-${number}`), { recursive: true });
  await copyFile(MODEL, join(folder, `runs/run-${number}/model.onnx`));
}
const begun = performance.now();
const server = spawn(
  process.execPath,
  [PROGRAM, 'serve', '--port', '0', '--data', join(folder, 'data'), '--runs', join(folder, 'runs')],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const address = await new Promise<string>((resolve) => {
  server.stdout.on('data', (text) => {
    const found = /Reading room: (\S+)/.exec(String(text));
    if (found) resolve(found[1]!);
  });
});
const ready = performance.now();
console.log(`listens after ${((ready - begun) / 1000).toFixed(1)} s`);

const live: number[] = [];
let over = false;
const watching = watch();
const answers = await Promise.all(
  Array.from({ length: Number(values.clients) }, () => ask('/api/v1/models')),
);
const seconds = (performance.now() - ready) / 1000;
over = true;
await watching;
const highest = /VmHWM:\s+(\d+) kB/.exec(
  await readFile(`/proc/${server.pid}/status`, 'utf8').catch(() => ''),
);
console.log(
  `${answers.length} × /models of ${values.models} runs: ${answers.filter((status) => status === 200).length} answered in ${seconds.toFixed(1)} s`,
);
console.log(
  `liveness: slowest ${Math.max(...live).toFixed(0)} ms of ${live.length} asked one after the other`,
);
if (highest) console.log(`memory, highest: ${(Number(highest[1]) / 1024).toFixed(0)} MB`);
server.kill('SIGKILL');
await rm(folder, { recursive: true, force: true });

async function ask(path: string): Promise<number | undefined> {
  const answer = await fetch(address + path, { signal: AbortSignal.timeout(LIMIT_MS) }).catch(
    () => undefined,
  );
  await answer?.text();
  return answer?.status;
}

async function watch(): Promise<void> {
  while (!over) {
    const asked = performance.now();
    await ask('/health/live');
    live.push(performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
