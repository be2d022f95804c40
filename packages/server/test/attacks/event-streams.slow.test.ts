import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { STREAMS_PER_TOKEN } from '../../src/http/events.js';
import { ProgressReader } from '../../src/storage/progress-reader.js';
import { type Client, options, startRoom, temporaryFolder } from '../support/room.js';

// Event streams cost next to nothing, however many there are, and come to an end.

const folder = await temporaryFolder();
let room: Client;
let cell: Buffer;

beforeAll(async () => {
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 16, patients: 4, seed: 5, fields: 0 });
  const [name] = (await readdir(join(folder, 'cells/Parasitized'))).sort();
  cell = await readFile(join(folder, 'cells/Parasitized', name!));
  // Nobody works, so that no batch is ever done.
  room = await startRoom(options(folder, { works: false }));
});
afterAll(() => room.server.stop());

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function open(batch: string) {
  const ended = new AbortController();
  const answer = await room.request(`/batches/${batch}/events`, { signal: ended.signal });
  return { answer, reader: answer.body!.getReader(), close: () => ended.abort() };
}

test('HEAD leaves nobody asking', async () => {
  const { batch } = await room.upload({ 'head.png': cell });
  const read = vi.spyOn(ProgressReader.prototype, 'read');
  const answer = await room.request(`/batches/${batch.id}/events`, { method: 'HEAD' });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  await pause(1500);
  expect(read).not.toHaveBeenCalled();
  read.mockRestore();
});

test('a hundred listeners of a batch are one that asks, and none once they are gone', async () => {
  const { batch } = await room.upload({ 'many.png': cell });
  const read = vi.spyOn(ProgressReader.prototype, 'read');
  const streams = await Promise.all(Array.from({ length: 100 }, () => open(batch.id)));
  for (const { reader } of streams) {
    expect(new TextDecoder().decode((await reader.read()).value)).toMatch(/^data: \{"total":1,"done":0/);
  }
  read.mockClear();
  await pause(2000);
  expect(read.mock.calls.length).toBeLessThanOrEqual(6);
  for (const { close } of streams) close();
  await pause(1500);
  read.mockClear();
  await pause(1500);
  expect(read).not.toHaveBeenCalled();
  read.mockRestore();
});

test('a token has so many streams and no more; those that end make room', async () => {
  const { batch } = await room.upload({ 'cap.png': cell });
  const streams = await Promise.all(Array.from({ length: STREAMS_PER_TOKEN }, () => open(batch.id)));
  const over = await room.request(`/batches/${batch.id}/events`);
  expect([over.status, over.headers.get('retry-after')]).toEqual([429, '60']);
  expect(await over.json()).toMatchObject({ title: 'Too many event streams' });
  for (const { close } of streams) close();
  await expect
    .poll(async () => {
      const again = await open(batch.id);
      again.close();
      return again.answer.status;
    })
    .toBe(200);
});

test('the stream of a batch that is deleted ends', async () => {
  const { batch } = await room.upload({ 'deleted.png': cell });
  const stream = await open(batch.id);
  await stream.reader.read();
  expect((await room.request(`/batches/${batch.id}`, { method: 'DELETE' })).status).toBe(204);
  let text = '';
  for (let next = await stream.reader.read(); !next.done; next = await stream.reader.read()) {
    text += new TextDecoder().decode(next.value);
  }
  expect(text).toBe('event: end\ndata: {}\n\n');
});
