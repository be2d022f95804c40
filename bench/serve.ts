// npm run bench:serve [-- --model PATH --clients N --batch N --seconds N --threads N]: clients that upload batches of synthetic cells
// to a reading room on PGlite in this process, wait for the results and begin again: pictures per second, time from upload to
// results, memory. Beside it the rate of `predict` on the same files, before and after. Without --model: the tests' small one.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openCellModel, predictStream } from '@giemsa/core';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { picturesIn } from '@giemsa/core/internal/pictures/pictures-in';
import { startServer } from '@giemsa/server';

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'packages/core/test/fixtures/tiny-resnet.onnx' },
    clients: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
    batch: { type: 'string', default: '8' },
    threads: { type: 'string', default: '1' },
  },
});
const threads = Number(values.threads);
const PER_BATCH = Number(values.batch);
const CELLS = 512;

const folder = await mkdtemp(join(tmpdir(), 'giemsa-bench-'));
await writeSyntheticDataset(join(folder, 'cells'), { cells: CELLS, patients: 8, seed: 0, fields: 0 });

const before = await predictRate();
const server = await startServer({
  ...{ data: join(folder, 'data'), runs: join(folder, 'runs'), models: [values.model], threads },
  ...{ host: '127.0.0.1', port: 0, works: true, datasets: [], trashDays: 0, command: [], version: '0' },
  onError: (error) => console.error(error.message),
});
const api = `${server.address}/api/v1`;
const times: number[] = [];
const memory: number[] = [];
let pictures = 0;
const [begun, cpuBegun] = [performance.now(), process.cpuUsage()];
const end = begun + Number(values.seconds) * 1000;
await Promise.all([runClients(), watch()]);
const seconds = (performance.now() - begun) / 1000;
const cpu = processorMs(cpuBegun) / pictures;
await server.stop();
const after = await predictRate();

const sorted = times.toSorted((a, b) => a - b);
const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))]! / 1000).toFixed(2);
const rate = pictures / seconds;
const predict = (before.rate + after.rate) / 2;
console.log(
  `${values.clients} clients, ${seconds.toFixed(0)} s, batches of ${PER_BATCH}, ${values.model}, ${threads} thread(s)`,
);
console.log(
  `${rate.toFixed(1)} pictures/s, ${(rate / predict).toFixed(2)}x of predict (${before.rate.toFixed(1)} before, ${after.rate.toFixed(1)} after)`,
);
// Holds on a machine that others use too, unlike the rates.
console.log(
  `processor time of the server ${cpu.toFixed(2)} ms per picture, of predict alone ${before.cpu.toFixed(2)} before, ${after.cpu.toFixed(2)} after`,
);
console.log(`upload to results: p50 ${at(0.5)} s, p99 ${at(0.99)} s (n = ${times.length})`);
const tenths = Array.from(
  { length: 11 },
  (_, tenth) => memory[Math.round((tenth / 10) * (memory.length - 1))]!,
);
console.log(
  `memory, resident MB at each tenth of the time: ${tenths.map((value) => value.toFixed(0)).join(', ')}`,
);
await rm(folder, { recursive: true });

/** Clients in a process of their own; each batch that is done is counted here. */
async function runClients(): Promise<void> {
  const script = fileURLToPath(new URL('./serve-clients.js', import.meta.url));
  const words = [api, join(folder, 'cells'), values.clients, values.batch, values.seconds];
  const child = fork(script, words);
  child.on('message', (milliseconds) => {
    times.push(Number(milliseconds));
    pictures += PER_BATCH;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the clients ended with code ${code}`);
}

async function watch(): Promise<void> {
  while (performance.now() < end) {
    memory.push(process.memoryUsage().rss / 1e6);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** Milliseconds of processor time of this process since then. */
function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/** @returns pictures per second, and milliseconds of processor time for each */
async function predictRate(): Promise<{ rate: number; cpu: number }> {
  const model = await openCellModel(values.model, { threads });
  const [started, cpuStarted] = [performance.now(), process.cpuUsage()];
  const { pictures: files } = await picturesIn([
    join(folder, 'cells/Parasitized'),
    join(folder, 'cells/Uninfected'),
  ]);
  for await (const batch of predictStream(model, files)) void batch;
  const elapsed = (performance.now() - started) / 1000;
  const used = processorMs(cpuStarted);
  await model.release();
  return { rate: CELLS / elapsed, cpu: used / CELLS };
}
