import { readdir, readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import type { ApiBatch } from '../src/api-types.js';
import { type Client, formOf, options, startRoom, temporaryFolder } from './support/room.js';

// Broken pictures, archives, names and headers: never a 5xx, never a crash, memory bounded.

const UPLOADS = Number(process.env.GIEMSA_TEST_UPLOADS ?? 2000);
const AT_ONCE = 8;
const MEGABYTE = 1e6;

const folder = await temporaryFolder();
let room: Client;
let seeds: Buffer[];

beforeAll(async () => {
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 16, patients: 4, seed: 1, fields: 0 });
  const names = (await readdir(join(folder, 'cells/Parasitized'))).slice(0, 2);
  const cells = await Promise.all(names.map((name) => readFile(join(folder, 'cells/Parasitized', name))));
  const formats = (['jpeg', 'webp', 'tiff'] as const).map((format) =>
    sharp(cells[0]).toFormat(format).toBuffer(),
  );
  seeds = [...cells, ...(await Promise.all(formats)), bitmap(), await zipOf(cells), Buffer.from('GIF89a')];
  room = await startRoom(options(folder));
});
afterAll(() => room.server.stop());

test(`${UPLOADS} fuzzed uploads: no 5xx, and memory stays where it was`, async () => {
  const { batch } = await room.upload({}, '', { body: null });
  const mutation = fc.record({
    seed: fc.nat(),
    cut: fc.oneof({ weight: 2, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true })),
    flips: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }),
    name: fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom('../../x.png', '/etc/passwd', 'a\\..\\b.zip', '', 'x'.repeat(2000)),
    ),
  });
  const cases = fc.sample(mutation, { numRuns: UPLOADS, seed: 42 });
  const statuses = new Map<number, number>();
  const memory: number[] = [];
  let next = 0;
  const client = async () => {
    while (next < cases.length) {
      const index = next++;
      const { name, ...change } = cases[index]!;
      const response = await room.request(`/batches/${batch.id}/pictures`, {
        method: 'POST',
        body: formOf({ [name]: mutated(change) }),
      });
      await response.text();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      if (index % 100 === 99) memory.push(process.memoryUsage().rss / MEGABYTE);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  console.log(
    `answers: ${JSON.stringify([...statuses])}; memory from ${memory[0]!.toFixed(0)} to ${memory.at(-1)!.toFixed(0)} MB`,
  );
  for (const status of statuses.keys()) expect(status).toBeLessThan(500);
  expect(memory.at(-1)! - memory[Math.floor(memory.length / 4)]!).toBeLessThan(300);
  const results = await room.results(batch as ApiBatch);
  expect(results.pictures.every(({ status }) => ['done', 'failed', 'refused'].includes(status))).toBe(true);
}, 600_000);

test.each([
  { title: 'no boundary', headers: { 'content-type': 'multipart/form-data' }, body: 'x' },
  {
    title: 'a boundary that never comes',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: '--c\r\n\r\n',
  },
  {
    title: 'a part that is cut off',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: '--b\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\n\r\nabc',
  },
  { title: 'another type', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=b' },
  { title: 'broken JSON', headers: { 'content-type': 'application/json' }, body: '{' },
])('a request with $title is answered with what is wrong', async ({ headers, body }) => {
  const { batch } = await room.upload({}, '', { body: null });
  const status = await send(`/api/v1/batches/${batch.id}/pictures`, headers, body);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
});

function mutated({ seed, cut, flips }: { seed: number; cut: number; flips: [number, number][] }): Buffer {
  const source = Buffer.from(seeds[seed % seeds.length]!);
  for (const [position, value] of flips) source[position % source.length] = value;
  return source.subarray(0, Math.ceil(source.length * cut));
}

/** The smallest BMP. */
function bitmap(): Buffer {
  const file = Buffer.alloc(58);
  file.write('BM');
  file.writeUInt32LE(58, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(1, 18);
  file.writeInt32LE(1, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  return file;
}

async function zipOf(files: readonly Buffer[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [index, bytes] of files.entries()) zip.addBuffer(bytes, `folder/${index}.png`);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function send(path: string, headers: Record<string, string>, body: string): Promise<number> {
  const { hostname, port } = new URL(room.server.address);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    request.once('error', reject).end(body);
  });
}
