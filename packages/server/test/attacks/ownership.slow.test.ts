import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { beforeAll, expect, test } from 'vitest';
import { startServer } from '../../src/serve.js';
import { deleteBatch } from '../../src/storage/batches.js';
import { openDatabase } from '../../src/storage/database.js';
import { options, startRoom, temporaryFolder } from '../support/room.js';

// Pictures belong to one database. A server with another one, or with an empty or older one, deletes none of them.

const folder = await temporaryFolder();
let cells: Buffer[];

beforeAll(async () => {
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 16, patients: 4, seed: 5, fields: 0 });
  const names = await readdir(join(folder, 'cells'), { recursive: true });
  const files = names.filter((name) => name.endsWith('.png'));
  cells = await Promise.all(files.map((name) => readFile(join(folder, 'cells', name))));
});

const picturesIn = async (home: string, below = 'pictures') => {
  const entries = await readdir(join(home, 'data', below), { recursive: true }).catch(() => []);
  return entries.filter((name) => /[0-9a-f]{64}$/.test(name)).sort();
};

/** A room with some pictures, stopped again. */
async function usedRoom(name: string): Promise<string> {
  const home = join(folder, name);
  const room = await startRoom(options(home, { works: false }));
  await room.upload({ 'a.png': cells[0]!, 'b.png': cells[1]! });
  await room.server.stop();
  return home;
}

test('a server with an empty database does not start on the pictures of another, and leaves them', async () => {
  const home = await usedRoom('moved');
  const before = await picturesIn(home);
  expect(before).toHaveLength(2);
  // Moved aside, as by someone who begins again.
  await rename(join(home, 'data/database'), join(folder, 'database-aside'));
  await expect(startServer(options(home))).rejects.toThrow(
    /^--data \S+: these pictures belong to the database [0-9a-f-]{36} \(since \d{4}-\d\d-\d\d\); the one here is [0-9a-f-]{36} .+Nothing was changed.+giemsa verify --adopt/,
  );
  expect(await picturesIn(home)).toEqual(before);
  // The right one again.
  await rm(join(home, 'data/database'), { recursive: true });
  await rename(join(folder, 'database-aside'), join(home, 'data/database'));
  const room = await startRoom(options(home));
  await room.server.stop();
  expect(await picturesIn(home)).toEqual(before);
});

test('pictures from before stores had owners are taken over by the database that knows them, by no other', async () => {
  const home = await usedRoom('old');
  await rm(join(home, 'data/owner.json'));
  const room = await startRoom(options(home));
  await room.server.stop();
  expect(existsSync(join(home, 'data/owner.json'))).toBe(true);
  await rm(join(home, 'data/owner.json'));
  await rm(join(home, 'data/database'), { recursive: true });
  await expect(startServer(options(home))).rejects.toThrow('of 2 pictures the database knows 0');
  expect(await picturesIn(home)).toHaveLength(2);
  expect(existsSync(join(home, 'data/owner.json'))).toBe(false);
});

test('a server with the right database and an empty folder does not start: it would take pictures for gone', async () => {
  const home = await usedRoom('elsewhere');
  const aside = join(folder, 'pictures-aside');
  await mkdir(aside);
  for (const name of ['pictures', 'owner.json']) await rename(join(home, 'data', name), join(aside, name));
  await expect(startServer(options(home))).rejects.toThrow(
    /^--data \S+: the pictures of this database lie elsewhere, not here\. Nothing was changed.+giemsa verify --adopt/,
  );
  expect(existsSync(join(home, 'data/owner.json'))).toBe(false);
  for (const name of ['pictures', 'owner.json']) await rename(join(aside, name), join(home, 'data', name));
  const room = await startRoom(options(home));
  await room.server.stop();
});

test('a damaged note of the owner gives no permission', async () => {
  const home = await usedRoom('damaged');
  await writeFile(join(home, 'data/owner.json'), '{');
  await expect(startServer(options(home))).rejects.toThrow('owner.json cannot be read');
});

test('pictures newer than a restored database go to the quarantine, are reported, and come back with their rows', async () => {
  const home = await usedRoom('restored');
  const [data, backup] = [join(home, 'data/database'), join(folder, 'backup')];
  const copy = async (from: string, to: string) => {
    await rm(to, { recursive: true, force: true });
    await copyFolder(from, to);
  };
  await copy(data, backup);
  const later = await startRoom(options(home, { works: false }));
  const { batch } = await later.upload({ 'later.png': cells[2]! });
  await later.server.stop();
  const newer = join(folder, 'newer');
  await copy(data, newer);
  await copy(backup, data);
  const said: string[] = [];
  const restored = await startRoom(options(home, { notice: (line) => said.push(line) }));
  await restored.server.stop();
  expect(said).toEqual([
    expect.stringMatching(/^1 picture without a batch .+ moved to quarantine\/, kept for 30 days$/),
  ]);
  expect(await picturesIn(home)).toHaveLength(2);
  const [put] = await picturesIn(home, 'quarantine');
  expect(put).toMatch(/^[0-9a-f]{2}\/\d{4}-\d\d-\d\d\.[0-9a-f]{64}$/);
  // The newer backup is found after all.
  await copy(newer, data);
  const found = await startRoom(options(home));
  expect((await found.results(batch)).pictures[0]!.status).toBe('done');
  await found.server.stop();
  expect(await picturesIn(home)).toHaveLength(3);
  expect(await picturesIn(home, 'quarantine')).toEqual([]);
});

test('nothing is swept from a database that knows no pictures, nor what is older than the database', async () => {
  const home = join(folder, 'empty');
  const start = async (works = false) => (await startRoom(options(home, { works }))).server.stop();
  await start();
  const stray = join(home, 'data/pictures/ab', 'ab'.repeat(32));
  await mkdir(join(stray, '..'), { recursive: true });
  await writeFile(stray, 'a picture');
  await start();
  expect(existsSync(stray)).toBe(true);
  const room = await startRoom(options(home, { works: false }));
  await room.upload({ 'a.png': cells[0]! });
  await room.server.stop();
  await utimes(stray, new Date('2001-01-01'), new Date('2001-01-01'));
  await start();
  expect(existsSync(stray)).toBe(true);
  // What a killed upload leaves is of today.
  await utimes(stray, new Date(), new Date());
  await start();
  expect(existsSync(stray)).toBe(false);
  expect(await picturesIn(home, 'quarantine')).toHaveLength(1);
});

test('what lay in the quarantine for its time is deleted', async () => {
  const home = await usedRoom('expired');
  const day = (ago: number) => new Date(Date.now() - ago * 24 * 3600e3).toISOString().slice(0, 10);
  const names = [32, 28].map((ago) => join(home, 'data/quarantine/cd', `${day(ago)}.${'cd'.repeat(32)}`));
  await mkdir(join(home, 'data/quarantine/cd'), { recursive: true });
  for (const name of names) await copyFile(join(home, 'data/owner.json'), name);
  await (await startRoom(options(home))).server.stop();
  expect(names.map((name) => existsSync(name))).toEqual([false, true]);
});

test('what a person deleted does not go to the quarantine, even where the server was killed meanwhile', async () => {
  const home = await usedRoom('deleted');
  const opened = await openDatabase(join(home, 'data'), undefined);
  const { rows } = await opened.executeSql('SELECT id FROM batches');
  await deleteBatch(opened.tables, rows[0]!.id as string);
  await opened.close();
  expect(await picturesIn(home)).toHaveLength(2);
  await (await startRoom(options(home))).server.stop();
  expect(await picturesIn(home)).toEqual([]);
  expect(await picturesIn(home, 'quarantine')).toEqual([]);
});

test('what a person deleted is not kept in the quarantine either', async () => {
  const home = await usedRoom('both');
  const [name] = await picturesIn(home);
  const [prefix, sha256] = name!.split('/') as [string, string];
  const aside = join(home, 'data/quarantine', prefix, `${new Date().toISOString().slice(0, 10)}.${sha256}`);
  await mkdir(join(aside, '..'), { recursive: true });
  await copyFile(join(home, 'data/pictures', name!), aside);
  const room = await startRoom(options(home, { trashDays: 0 }));
  const [batch] = (await (await room.request('/batches')).json()) as { id: string }[];
  expect((await room.request(`/batches/${batch!.id}`, { method: 'DELETE' })).status).toBe(204);
  await room.server.stop();
  expect(await picturesIn(home)).toEqual([]);
  expect(existsSync(aside)).toBe(false);
});

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    if ((await stat(source)).isDirectory()) await copyFolder(source, target);
    else await copyFile(source, target);
  }
}
