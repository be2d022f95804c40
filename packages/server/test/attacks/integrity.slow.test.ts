import { spawnSync } from 'node:child_process';
import { chmod, copyFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCellModel, saveCellModel } from '@giemsa/core';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { beforeAll, expect, test } from 'vitest';
import type { ApiBatch, ApiModel } from '../../src/api-types.js';
import { type Verified, verifyRoom } from '../../src/verify.js';
import { type Client, MODEL, options, startRoom, temporaryFolder } from '../support/room.js';

// What was uploaded and what was found stay as they were, and giemsa verify sees where they did not.

const PROGRAM = fileURLToPath(new URL('../../../giemsa/bin/giemsa.js', import.meta.url));
const folder = await temporaryFolder();
let cells: Buffer[];

beforeAll(async () => {
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 16, patients: 4, seed: 5, fields: 0 });
  const names = await readdir(join(folder, 'cells'), { recursive: true });
  const files = names.filter((name) => name.endsWith('.png'));
  cells = await Promise.all(files.map((name) => readFile(join(folder, 'cells', name))));
});

const filesOf = async (home: string) => {
  const root = join(home, 'data/pictures');
  const names = await readdir(root, { recursive: true });
  return names.filter((name) => /[0-9a-f]{64}$/.test(name)).map((name) => join(root, name));
};

const states = ({ checks }: Verified) => Object.fromEntries(checks.map(({ name, state }) => [name, state]));

test('a replaced model file does not change what earlier results say', async () => {
  const home = join(folder, 'replaced');
  const model = join(folder, 'model.onnx');
  await copyFile(MODEL, model);
  const start = () => startRoom(options(home, { models: [model] }));
  let room = await start();
  const { batch } = await room.upload({ 'a.png': cells[0]!, 'b.png': cells[1]! });
  const before = await room.results(batch);
  const [first] = (await (await room.request('/models')).json()) as ApiModel[];
  expect(before).toMatchObject({ model_sha256: first!.sha256, model_replaced: false });
  expect(before.pictures.map((picture) => picture.model_sha256)).toEqual([first!.sha256, first!.sha256]);
  await room.server.stop();
  const { model: network, metadata } = await readCellModel(MODEL);
  await saveCellModel(model, network, { ...metadata, threshold: 0.9, recipe: 'another' });
  room = await start();
  const [second] = (await (await room.request('/models')).json()) as ApiModel[];
  expect(second!.sha256).not.toBe(first!.sha256);
  expect(await room.results(batch)).toEqual({ ...before, model_replaced: true });
  const page = await (await room.request(`/batches/${batch.id}/export.html`)).text();
  expect(page).toContain(first!.sha256);
  expect(page).not.toContain(second!.sha256);
  expect(await (await room.request(`/batches/${batch.id}/export.csv`)).text()).toContain(first!.sha256);
  // A heat map of today's model would be evidence for a result of another.
  const heat = `/pictures/${before.pictures[0]!.id}/heat`;
  expect((await room.request(heat)).status).toBe(409);
  expect((await room.request(`${heat}?model=model.onnx`)).status).toBe(200);
  // Its file is gone altogether.
  await room.server.stop();
  room = await startRoom(options(home));
  expect(await room.results(batch)).toEqual({ ...before, model_replaced: true });
  await room.server.stop();
});

test('pictures whose model was away at a start are read when it is back; verify counts what it looked at', async () => {
  const home = join(folder, 'model-away');
  const model = join(folder, 'away.onnx');
  await copyFile(MODEL, model);
  const waiting = await startRoom(options(home, { models: [model], works: false }));
  const { batch } = await waiting.upload({ 'a.png': cells[0]!, 'b.png': cells[1]! });
  await waiting.server.stop();
  const away = await startRoom(options(home));
  const progress = async (room: Client) =>
    ((await (await room.request(`/batches/${batch.id}`)).json()) as ApiBatch).progress;
  await expect.poll(() => progress(away), { timeout: 20_000 }).toMatchObject({ failed: 2 });
  await away.server.stop();
  const back = await startRoom(options(home, { models: [model] }));
  expect((await back.results(batch)).pictures.map(({ status }) => status)).toEqual(['done', 'done']);
  await back.server.stop();
  const { checks } = await verifyRoom({ data: join(home, 'data'), adopt: false });
  expect(checks.find(({ name }) => name === 'files')!.found).toBe('2 files, all as they were uploaded');
});

test('a damaged or lost picture is reported, found by verify, and fixed by sending it again', async () => {
  const home = join(folder, 'damaged');
  const files = { 'a.png': cells[0]!, 'b.png': cells[1]!, 'c.png': cells[2]! };
  let room = await startRoom(options(home, { works: false }));
  const { batch } = await room.upload(files);
  await room.server.stop();
  const [damaged, lost] = await filesOf(home);
  const bytes = await readFile(damaged!);
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(damaged!, bytes);
  await rm(lost!);
  const verified = await verifyRoom({ data: join(home, 'data'), adopt: false });
  expect(verified.ok).toBe(false);
  expect(states(verified)).toMatchObject({ owner: 'ok', rows: 'fault', files: 'fault', modes: 'ok' });
  expect(verified.checks.find(({ name }) => name === 'files')!.details).toEqual([damaged!.slice(-64)]);
  room = await startRoom(options(home));
  const failed = (await room.results(batch)).pictures;
  expect(failed.map(({ status, reason }) => `${status} ${reason}`).sort()).toEqual([
    'done null',
    'failed its file in the data folder is damaged; send the picture again',
    'failed its file is gone from the data folder; send the picture again',
  ]);
  const bad = failed.find(({ reason }) => reason?.includes('damaged'))!;
  const image = await room.request(`/pictures/${bad.id}/image`);
  expect([image.status, image.headers.get('content-type')]).toEqual([
    410,
    expect.stringContaining('problem+json'),
  ]);
  const again = new FormData();
  for (const [name, content] of Object.entries(files))
    again.append('files', new Blob([new Uint8Array(content)]), name);
  await room.request(`/batches/${batch.id}/pictures`, { method: 'POST', body: again });
  expect((await room.results(batch)).pictures.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
  await room.server.stop();
  expect((await verifyRoom({ data: join(home, 'data'), adopt: false })).ok).toBe(true);
});

test('verify on the command line: a table, --json, exit codes, --adopt', async () => {
  const home = join(folder, 'verified');
  const room = await startRoom(options(home));
  await room.upload({ 'a.png': cells[0]! });
  const verify = (...words: string[]) =>
    spawnSync(process.execPath, [PROGRAM, 'verify', '--data', join(home, 'data'), ...words], {
      encoding: 'utf8',
    });
  expect(verify()).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('is in use by another process'),
  });
  await room.server.stop();
  const good = verify();
  expect(good).toMatchObject({ status: 0, stderr: '' });
  expect(good.stdout).toMatch(
    /^Database [0-9a-f-]{36}\nok {4}owner {10}this database\nok {4}rows {11}1 pictures/,
  );
  for (const line of good.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  await rm(join(home, 'data/database'), { recursive: true });
  const foreign = verify('--json');
  expect(foreign.status).toBe(1);
  expect(states(JSON.parse(foreign.stdout))).toMatchObject({ owner: 'fault', 'unknown files': 'note' });
  expect(verify('--adopt')).toMatchObject({ status: 0 });
  await (await startRoom(options(home))).server.stop();
});

test('whatever the umask, others cannot read anything under --data; an older folder is fixed, and that is reported', async () => {
  const home = join(folder, 'modes');
  const umask = process.umask(0o000);
  try {
    const room = await startRoom(options(home));
    const { batch } = await room.upload({ 'a.png': cells[0]! });
    const { pictures } = await room.results(batch);
    await room.request(`/pictures/${pictures[0]!.id}/image`);
    await room.server.stop();
  } finally {
    process.umask(umask);
  }
  const modes = async () => {
    const names = ['', ...(await readdir(join(home, 'data'), { recursive: true }))];
    const all = await Promise.all(names.map((name) => stat(join(home, 'data', name))));
    return new Set(
      all.map((found) => `${found.isDirectory() ? 'folder' : 'file'} ${(found.mode & 0o777).toString(8)}`),
    );
  };
  expect(await modes()).toEqual(new Set(['folder 700', 'file 600']));
  for (const name of await readdir(join(home, 'data'), { recursive: true })) {
    const path = join(home, 'data', name);
    await chmod(path, (await stat(path)).isDirectory() ? 0o755 : 0o644);
  }
  await chmod(join(home, 'data'), 0o755);
  const said: string[] = [];
  await (await startRoom(options(home, { notice: (line) => said.push(line) }))).server.stop();
  expect(said).toEqual([
    expect.stringMatching(/others could read \S+: \d+ files and folders are now for this user alone/),
  ]);
  expect(await modes()).toEqual(new Set(['folder 700', 'file 600']));
});
