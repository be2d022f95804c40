// npm run bench:serve [-- --model PATH --clients N --batch N --seconds N --threads N]: clients that upload batches of synthetic cells
// to a reading room on PGlite in this process, wait for the results and begin again: pictures per second, time from upload to
// results, memory. Beside it the rate of `predict` on the same files, before and after. Without --model: the tests' small one.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ApiBatch, type ApiUpload, startServer } from '@giemsa/server';
import { openCellModel, picturesIn, predictStream, writeSyntheticDataset } from 'giemsa';

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'packages/giemsa/test/fixtures/tiny-resnet.onnx' },
    clients: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
    batch: { type: 'string', default: '8' },
    threads: { type: 'string', default: '1' },
  },
});
const threads = Number(values.threads);
const PER_BATCH = Number(values.batch);

const folder = await mkdtemp(join(tmpdir(), 'giemsa-bench-'));
await writeSyntheticDataset(join(folder, 'cells'), { cells: 512, patients: 8, seed: 0, fields: 0 });
const names = (await readdir(join(folder, 'cells'), { recursive: true })).filter((name) =>
  name.endsWith('.png'),
);
const cells = await Promise.all(names.map((name) => readFile(join(folder, 'cells', name))));

const before = await predictRate();
const server = await startServer({
  ...{ data: join(folder, 'data'), runs: join(folder, 'runs'), models: [values.model], threads },
  ...{ host: '127.0.0.1', port: 0, works: true, datasets: [], command: [], version: '0' },
  onError: (error) => console.error(error.message),
});
const api = `${server.address}/api/v1`;
const times: number[] = [];
const memory: number[] = [];
let pictures = 0;
const begun = performance.now();
const end = begun + Number(values.seconds) * 1000;
await Promise.all([...Array.from({ length: Number(values.clients) }, (_, index) => client(index)), watch()]);
const seconds = (performance.now() - begun) / 1000;
await server.stop();
const after = await predictRate();

const sorted = times.toSorted((a, b) => a - b);
const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))]! / 1000).toFixed(2);
const rate = pictures / seconds;
const predict = (before + after) / 2;
console.log(
  `${values.clients} clients, ${seconds.toFixed(0)} s, batches of ${PER_BATCH}, ${values.model}, ${threads} thread(s)`,
);
console.log(
  `${rate.toFixed(1)} pictures/s, ${(rate / predict).toFixed(2)}x of predict (${before.toFixed(1)} before, ${after.toFixed(1)} after)`,
);
console.log(`upload to results: p50 ${at(0.5)} s, p99 ${at(0.99)} s (n = ${times.length})`);
console.log(
  `memory: ${memory[Math.floor(memory.length / 4)]!.toFixed(0)} MB after a quarter, ${memory.at(-1)!.toFixed(0)} MB at the end`,
);
await rm(folder, { recursive: true });

async function client(index: number): Promise<void> {
  for (let turn = 0; performance.now() < end; turn++) {
    const started = performance.now();
    const form = new FormData();
    for (let cell = 0; cell < PER_BATCH; cell++) {
      const bytes = cells[(index * 37 + turn * PER_BATCH + cell) % cells.length]!;
      form.append('files', new Blob([Uint8Array.from(bytes)]), `cell-${cell}.png`);
    }
    const { batch } = (await (
      await fetch(`${api}/batches`, { method: 'POST', body: form })
    ).json()) as ApiUpload;
    await untilDone(batch);
    times.push(performance.now() - started);
    pictures += PER_BATCH;
  }
}

async function untilDone({ id }: ApiBatch): Promise<void> {
  // As the page waits: the events end when all pictures are done.
  await (await fetch(`${api}/batches/${id}/events`)).text();
}

async function watch(): Promise<void> {
  while (performance.now() < end) {
    memory.push(process.memoryUsage().rss / 1e6);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

async function predictRate(): Promise<number> {
  const model = await openCellModel(values.model, { threads });
  const started = performance.now();
  const { pictures: files } = await picturesIn([
    join(folder, 'cells/Parasitized'),
    join(folder, 'cells/Uninfected'),
  ]);
  for await (const batch of predictStream(model, files)) void batch;
  const elapsed = (performance.now() - started) / 1000;
  await model.release();
  return cells.length / elapsed;
}
