import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { beforeAll, describe, expect, test } from 'vitest';
import { startWorker } from '../src/serve.js';
import { hasPostgres, startPostgres } from './support/postgres.js';
import { options, startRoom, temporaryFolder } from './support/room.js';

// The commands of docs/guides/deploy.md, "Backup and restore", with work under way.

const DEPLOY = await readFile(new URL('../../../docs/guides/deploy.md', import.meta.url), 'utf8');
const folder = await temporaryFolder();
let cells: Record<string, Buffer>;

beforeAll(async () => {
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 40, patients: 4, seed: 8, fields: 0 });
  const names = (await readdir(join(folder, 'cells'), { recursive: true })).filter((name) =>
    name.endsWith('.png'),
  );
  const entries = names.map(async (name) => [name, await readFile(join(folder, 'cells', name))] as const);
  cells = Object.fromEntries(await Promise.all(entries));
});

/** The lines of the guide that begin with these words, in their order, with its places in place of its own. */
function run(words: string[], places: Readonly<Record<string, string>>, environment = {}): void {
  for (const start of words) {
    const line = DEPLOY.split('\n').find((text) => text.startsWith(start));
    expect(line, `docs/guides/deploy.md has no command that begins with ${start}`).toBeDefined();
    const command = Object.entries(places).reduce((text, [from, to]) => text.replaceAll(from, to), line!);
    execFileSync('bash', ['-euc', command], { cwd: folder, env: { ...process.env, ...environment } });
  }
}

test('one machine: the data folder as an archive', async () => {
  const home = join(folder, 'alone');
  const places = { '/var/lib/giemsa': home };
  const first = await startRoom(options(home));
  const { batch } = await first.upload(cells);
  const done = await first.results(batch);
  await first.server.stop();
  run(['tar -C /var/lib/giemsa -czf'], places);
  const after = await startRoom(options(home));
  await after.request(`/batches/${batch.id}`, { method: 'DELETE' });
  const { batch: later } = await after.upload({ 'later.png': Object.values(cells)[0]! });
  await after.server.stop();
  run(['rm -rf /var/lib/giemsa/data && tar'], places);
  const restored = await startRoom(options(home));
  expect(await restored.results(batch)).toEqual(done);
  expect((await restored.request(`/pictures/${done.pictures[0]!.id}/image`)).status).toBe(200);
  expect((await restored.request(`/batches/${later.id}`)).status).toBe(404);
  await restored.server.stop();
}, 200_000);

describe.skipIf(!hasPostgres)('PostgreSQL', () => {
  test('dump and pictures while it runs; what was waiting is done after the restore', async () => {
    const [before, after] = [await startPostgres(), await startPostgres()];
    const home = join(folder, 'shared');
    const restoredHome = join(folder, 'restored');
    const room = await startRoom(options(home, { database: before.url, works: false }));
    const worker = await startWorker({ ...options(home, { database: before.url }), say: () => undefined });
    const { batch: finished } = await room.upload(cells, '?name=finished');
    const done = await room.results(finished);
    await worker.stop();
    const { batch: waiting } = await room.upload(cells, '?name=waiting');
    run(
      ['pg_dump', 'tar -C /srv/giemsa -czf'],
      { '/srv/giemsa': join(home, 'data') },
      { GIEMSA_DATABASE: before.url },
    );
    await room.server.stop();
    await rm(home, { recursive: true });
    await before.stop();

    await mkdir(join(restoredHome, 'data'), { recursive: true });
    run(
      ['pg_restore', 'tar -C /srv/giemsa -xzf'],
      { '/srv/giemsa': join(restoredHome, 'data') },
      { GIEMSA_DATABASE: after.url },
    );
    const restored = await startRoom(options(restoredHome, { database: after.url }));
    expect(await restored.results(finished)).toEqual(done);
    const { pictures } = await restored.results(waiting);
    expect(pictures.map(({ status, probability }) => ({ status, probability }))).toEqual(
      done.pictures.map(({ status, probability }) => ({ status, probability })),
    );
    await restored.server.stop();
    await after.stop();
  }, 200_000);
});
