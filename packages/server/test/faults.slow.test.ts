import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiBatch, ApiProgress, ApiResults, ApiUpload } from '../src/api-types.js';
import { isOver } from '../src/storage/batches.js';
import { freePort } from './support/free-port.js';
import { hasPostgres, startPostgres } from './support/postgres.js';
import { formOf, MODEL, temporaryFolder } from './support/room.js';

// Nothing is lost and nothing is done twice when processes are killed (kill -9) at random moments.

const KILLS = Number(process.env.GIEMSA_TEST_KILLS ?? 20);
const PICTURES = 2000;
const PER_REQUEST = 200;
const PROGRAM = fileURLToPath(new URL('../../giemsa/bin/giemsa.js', import.meta.url));

const folder = await temporaryFolder();
const cells: Buffer[] = [];

beforeAll(async () => {
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 200, patients: 8, seed: 3, fields: 0 });
  const names = await readdir(join(folder, 'cells'), { recursive: true });
  for (const name of names.filter((file) => file.endsWith('.png'))) {
    cells.push(await readFile(join(folder, 'cells', name)));
  }
});

test('the server alone, on PGlite', async () => {
  const port = await freePort();
  const room = new Processes(join(folder, 'alone'));
  await room.start('server', ['serve', '--port', String(port)]);
  const batch = await upload(port);
  await room.killAtRandom(['server'], () => progressOf(port, batch));
  await checkResults(port, batch);
  await room.stop();
}, 600_000);

describe.skipIf(!hasPostgres)('with PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof startPostgres>>;
  beforeAll(async () => {
    database = await startPostgres();
  });
  afterAll(() => database.stop());

  test('a server and two workers', async () => {
    const port = await freePort();
    const room = new Processes(join(folder, 'shared'));
    const shared = ['--database', database.url];
    await room.start('server', ['serve', '--no-worker', '--port', String(port), ...shared]);
    const batch = await upload(port);
    await room.start('worker 1', ['worker', ...shared]);
    await room.start('worker 2', ['worker', ...shared]);
    await room.killAtRandom(['worker 1', 'worker 2', 'server'], () => progressOf(port, batch));
    await checkResults(port, batch);
    await room.stop();
    const client = new pg.Client(database.url);
    await client.connect();
    const { rows } = await client.query(
      `SELECT count(*)::int AS results, count(DISTINCT picture_id)::int AS pictures FROM results`,
    );
    await client.end();
    expect(rows[0]).toEqual({ results: PICTURES, pictures: PICTURES });
  }, 600_000);
});

/** The command line's processes, killed and started again. */
class Processes {
  readonly #running = new Map<string, { child: ChildProcess; words: readonly string[] }>();

  constructor(private readonly home: string) {}

  async start(name: string, words: readonly string[]): Promise<void> {
    const common = [
      '--data',
      this.home,
      '--runs',
      join(this.home, 'runs'),
      '--model',
      MODEL,
      '--threads',
      '1',
    ];
    const child = spawn(process.execPath, [PROGRAM, ...words, ...common], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (text) => {
      said += text;
    });
    await new Promise<void>((ready, failed) => {
      child.stdout.once('data', () => ready());
      child.once('exit', (code) => failed(new Error(`${name} ended with ${code}: ${said}`)));
    });
    child.removeAllListeners('exit');
    this.#running.set(name, { child, words });
  }

  /** Kills one of them, starts it again, and so on until all pictures are done and it was done often enough. */
  async killAtRandom(names: readonly string[], progress: () => Promise<ApiProgress>): Promise<void> {
    for (let kills = 0; ; kills++) {
      const isDone = isOver(await progress());
      if (kills >= KILLS && isDone) return;
      await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 1500));
      if (kills >= KILLS) continue;
      const name = names[kills % names.length]!;
      const { child, words } = this.#running.get(name)!;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      await this.start(name, words);
    }
  }

  /** In good order: every process ends by itself after SIGTERM. */
  async stop(): Promise<void> {
    for (const { child } of this.#running.values()) {
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    }
  }
}

async function upload(port: number): Promise<ApiBatch> {
  const api = `http://127.0.0.1:${port}/api/v1`;
  const { batch } = (await (await fetch(`${api}/batches`, { method: 'POST' })).json()) as ApiUpload;
  for (let start = 0; start < PICTURES; start += PER_REQUEST) {
    const files: Record<string, Buffer> = {};
    for (let index = start; index < start + PER_REQUEST; index++) {
      files[`cell-${index}.png`] = cells[index % cells.length]!;
    }
    await fetch(`${api}/batches/${batch.id}/pictures`, { method: 'POST', body: formOf(files) });
  }
  return batch;
}

async function progressOf(port: number, { id }: ApiBatch): Promise<ApiProgress> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/batches/${id}`);
  return ((await answer.json()) as ApiBatch).progress;
}

/** Every picture has a result, and pictures of the same content have the same. */
async function checkResults(port: number, { id }: ApiBatch): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/batches/${id}/results`);
  const { pictures } = (await answer.json()) as ApiResults;
  expect(pictures).toHaveLength(PICTURES);
  expect(pictures.filter(({ status }) => status !== 'done')).toEqual([]);
  for (const [index, { probability }] of pictures.entries()) {
    expect(probability).toBeCloseTo(pictures[index % cells.length]!.probability!, 5);
  }
}
