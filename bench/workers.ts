// npm run bench:workers [-- --model PATH --pictures N --rounds N]: one worker against two on one PostgreSQL, each with one thread
// and, where `taskset` is there, one core. Every measurement fills the queue first, then starts the workers; the rate is that
// between a fifth and nine tenths of the pictures. One and two take turns. Beside each rate stand the machine's load and, on
// Linux, the workers' processor time for a picture: unlike the rate, it hardly depends on who else uses the machine.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { type ApiUpload, startServer } from '@giemsa/server';
import pg from 'pg';
import { startPostgres } from '../packages/server/test/support/postgres.js';

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'models/default' },
    pictures: { type: 'string', default: '3000' },
    rounds: { type: 'string', default: '3' },
  },
});
const PICTURES = Number(values.pictures);
const PER_REQUEST = 500;
const canPin = spawnSync('taskset', ['--version']).status === 0;

const folder = await mkdtemp(join(tmpdir(), 'giemsa-bench-'));
await writeSyntheticDataset(join(folder, 'cells'), { cells: 500, patients: 8, seed: 0, fields: 0 });
const names = (await readdir(join(folder, 'cells'), { recursive: true })).filter((name) =>
  name.endsWith('.png'),
);
const cells = await Promise.all(names.map((name) => readFile(join(folder, 'cells', name))));

const postgres = await startPostgres();
const database = new pg.Client(postgres.url);
await database.connect();
const room = { data: join(folder, 'data'), runs: join(folder, 'runs'), database: postgres.url };
const server = await startServer({
  ...{
    ...room,
    models: [values.model],
    host: '127.0.0.1',
    port: 0,
    works: false,
    datasets: [],
    trashDays: 0,
    command: [],
  },
  version: '0',
  onError: (error) => console.error(error.message),
});

console.log(
  `${PICTURES} pictures, ${values.model}, ${availableParallelism()} cores, ${canPin ? 'one core' : 'not pinned'} a worker`,
);
const rates: [number[], number[]] = [[], []];
for (let round = 0; round < Number(values.rounds); round++) {
  for (const count of [1, 2] as const) {
    const before = loadavg()[0]!;
    const { rate, processorMs } = await measure(count);
    rates[count - 1]!.push(rate);
    console.log(
      `${count} worker(s): ${rate.toFixed(1)} pictures/s, ${processorMs.toFixed(1)} ms of processor time a picture ` +
        `(load ${before.toFixed(1)} before, ${loadavg()[0]!.toFixed(1)} after)`,
    );
  }
}
const [one, two] = rates.map(median) as [number, number];
console.log(
  `median: 1 worker ${one.toFixed(1)}, 2 workers ${two.toFixed(1)} pictures/s, ${(two / one).toFixed(2)}x`,
);
await server.stop();
await database.end();
await postgres.stop();
await rm(folder, { recursive: true });

async function measure(count: number): Promise<{ rate: number; processorMs: number }> {
  const api = `${server.address}/api/v1`;
  const made = await fetch(`${api}/batches`, { method: 'POST' });
  const { batch } = (await made.json()) as ApiUpload;
  for (let start = 0; start < PICTURES; start += PER_REQUEST) {
    const form = new FormData();
    for (let index = start; index < Math.min(start + PER_REQUEST, PICTURES); index++) {
      form.append('files', new Blob([Uint8Array.from(cells[index % cells.length]!)]), `cell-${index}.png`);
    }
    await fetch(`${api}/batches/${batch.id}/pictures`, { method: 'POST', body: form });
  }
  const workers = Array.from({ length: count }, (_, core) => startWorker(core));
  const begun = await untilDone(batch.id, PICTURES / 5, workers);
  const ended = await untilDone(batch.id, (PICTURES * 9) / 10, workers);
  await untilDone(batch.id, PICTURES, workers);
  await Promise.all(workers.map(stop));
  const pictures = ended.done - begun.done;
  return {
    rate: (pictures / (ended.at - begun.at)) * 1000,
    processorMs: (ended.processorMs - begun.processorMs) / pictures,
  };
}

function startWorker(core: number): ChildProcess {
  const words = [
    ...['packages/giemsa/bin/giemsa.js', 'worker', '--threads', '1', '--model', values.model],
    ...['--data', room.data, '--runs', room.runs, '--database', room.database],
  ];
  const [program, ...first] = canPin ? ['taskset', '-c', String(core), process.execPath] : [process.execPath];
  return spawn(program!, [...first, ...words], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function stop(worker: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  worker.kill('SIGTERM');
  await ended;
}

async function untilDone(batch: string, wanted: number, workers: readonly ChildProcess[]) {
  for (;;) {
    const { rows } = await database.query(
      `SELECT count(*)::int AS done FROM pictures WHERE batch_id = $1 AND status <> 'waiting'`,
      [batch],
    );
    const { done } = rows[0] as { done: number };
    if (done >= wanted) {
      const times = await Promise.all(workers.map(processorTime));
      return { at: performance.now(), done, processorMs: times.reduce((sum, time) => sum + time, 0) };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** User and system time of a process in ms, from Linux' /proc; NaN elsewhere. A tick is 10 ms. */
async function processorTime({ pid }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // Fields 14 and 15; the name in field 2 may hold spaces.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields ? 10 * (Number(fields[11]) + Number(fields[12])) : Number.NaN;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
