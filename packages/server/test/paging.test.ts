import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiRun } from '../src/api-training-types.js';
import type { ApiBatch, ApiResults, ApiTrashed } from '../src/api-types.js';
import { hasPostgres, startPostgres } from './support/postgres.js';
import { type Client, options, startRoom, temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();

describe.each([
  { name: 'PGlite', isHere: true },
  { name: 'PostgreSQL', isHere: hasPostgres },
])('lists on $name', ({ name, isHere }) => {
  if (!isHere) return test.skip(`${name} is not installed here`);
  let database: Awaited<ReturnType<typeof startPostgres>> | undefined;
  let room: Client;
  const home = join(folder, name);

  beforeAll(async () => {
    if (name === 'PostgreSQL') database = await startPostgres();
    room = await startRoom(options(home, { works: false, trashDays: 30, database: database?.url }));
  });
  afterAll(async () => {
    await room.server.stop();
    await database?.stop();
  });

  /** All pages of a list, by what each says about the next. */
  async function pagesOf<Page>(path: string): Promise<Page[]> {
    const pages: Page[] = [];
    for (let next: string | undefined = path; next !== undefined && pages.length < 100; ) {
      const answer: Response = await fetch(`${room.server.address}${next}`);
      expect(answer.status).toBe(200);
      pages.push((await answer.json()) as Page);
      next = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    return pages;
  }

  test('all batches are found page by page, each once, the newest first', async () => {
    const made: string[] = [];
    for (let index = 0; index < 205; index++) {
      const { batch } = await room.upload({}, `?name=batch-${index}`, { body: null });
      made.unshift(batch.id);
    }
    const [first, second, ...others] = await pagesOf<ApiBatch[]>('/api/v1/batches');
    expect([first!.length, second!.length, others.length]).toEqual([200, 5, 0]);
    expect([...first!, ...second!].map(({ id }) => id)).toEqual(made);
    const small = await pagesOf<ApiBatch[]>('/api/v1/batches?limit=41');
    expect(small.map((page) => page.length)).toEqual([41, 41, 41, 41, 41]);
    expect(small.flat().map(({ id }) => id)).toEqual(made);
  });

  test.each(['x', '5', '1.2', '', `1.${'0'.repeat(36)}`, '%00', '9'.repeat(400)])(
    'a page after "%s" is asked for wrongly',
    async (after) => {
      const answer = await room.request(`/batches?after=${after}`);
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  test('deleted batches too, the last deleted first', async () => {
    const deleted: string[] = [];
    for (let index = 0; index < 7; index++) {
      const { batch } = await room.upload({}, `?name=deleted-${index}`, { body: null });
      await room.request(`/batches/${batch.id}`, { method: 'DELETE' });
      deleted.unshift(batch.id);
    }
    const pages = await pagesOf<ApiTrashed[]>('/api/v1/trash?limit=3');
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
    expect(pages.flat().map(({ id }) => id)).toEqual(deleted);
  });

  test('results as well, where they are asked for a page at a time; the whole is the same', async () => {
    const cells = await Promise.all([1, 2, 3, 4, 5].map(cell));
    const { batch } = await room.upload(
      Object.fromEntries(cells.map((bytes, index) => [`${index}.png`, bytes])),
    );
    const whole = (await (await room.request(`/batches/${batch.id}/results`)).json()) as ApiResults;
    expect(whole.pictures.map(({ name }) => name)).toEqual(['0.png', '1.png', '2.png', '3.png', '4.png']);
    const reviewer = 'a person';
    await room.request(`/pictures/${whole.pictures[3]!.id}/correction`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ verdict: 'agree', reviewer }),
    });
    const pages = await pagesOf<ApiResults>(`/api/v1/batches/${batch.id}/results?limit=2`);
    expect(pages.map(({ pictures }) => pictures.length)).toEqual([2, 2, 1]);
    const corrected = (await (await room.request(`/batches/${batch.id}/results`)).json()) as ApiResults;
    expect(pages.flatMap(({ pictures }) => pictures)).toEqual(corrected.pictures);
    expect(corrected.pictures.map(({ correction }) => correction?.reviewer)).toEqual([
      ...[undefined, undefined, undefined, reviewer, undefined],
    ]);
    const text = await (await room.request(`/batches/${batch.id}/export.json`)).text();
    const { notice, ...exported } = JSON.parse(text) as ApiResults & { notice: string };
    expect(exported).toEqual(corrected);
    expect(text).toBe(`${JSON.stringify({ ...exported, notice }, null, 2)}\n`);
    const csv = await (await room.request(`/batches/${batch.id}/export.csv`)).text();
    expect(csv.trim().split('\n')).toHaveLength(6);
    for (const wrong of ['limit=0', 'limit=5001', 'after=x', 'after=-1']) {
      expect((await room.request(`/batches/${batch.id}/results?${wrong}`)).status).toBe(400);
    }
  });

  test('trainings as well; folders of another form are skipped, figures of another form are null', async () => {
    for (let index = 0; index < 7; index++) {
      const run = join(home, 'runs', `run-${index}`);
      await mkdir(run, { recursive: true });
      const config = { created: `2026-01-0${index + 1}`, settings: { epochs: 3 }, data: { cells: 9 } };
      await writeFile(join(run, 'config.json'), JSON.stringify(config));
      await writeFile(join(run, 'metrics.json'), ['[1, 2]', '"x"', '7', '{', 'null', '{"n": 1}', ''][index]!);
      await writeFile(join(run, 'history.csv'), 'epoch,loss\n1,nonsense\n');
    }
    for (const [index, text] of ['[]', '{}', '{"created": 1}', 'null', '"x"'].entries()) {
      const run = join(home, 'runs', `odd-${index}`);
      await mkdir(run, { recursive: true });
      await writeFile(join(run, 'config.json'), text);
    }
    const pages = await pagesOf<ApiRun[]>('/api/v1/runs?limit=3');
    expect(pages.map((page) => page.map(({ id }) => id))).toEqual([
      ['run-6', 'run-5', 'run-4'],
      ['run-3', 'run-2', 'run-1'],
      ['run-0'],
    ]);
    expect(pages.flat().map(({ metrics }) => metrics)).toEqual([
      null,
      { n: 1 },
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(pages[0]![0]!.history).toEqual([{ epoch: 1, loss: null }]);
  });
});

const cell = (shade: number): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 60, channels: 3, background: { r: 20 * shade, g: 90, b: 90 } } })
    .png()
    .toBuffer();
