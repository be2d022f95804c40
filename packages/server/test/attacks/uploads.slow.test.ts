import { execFileSync, spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiBatch, ApiResults, ApiUpload } from '../../src/api-types.js';
import { beginUpload, multipart } from '../support/begun-upload.js';
import { startProcess } from '../support/process.js';
import { formOf, temporaryFolder } from '../support/room.js';
import { rawZip } from '../support/zip.js';

// Uploads that were made to do harm, to a server in a separate process, on loopback and bounded.

const folder = await temporaryFolder();
const home = join(folder, 'room');
let server: Awaited<ReturnType<typeof startProcess>>;
beforeAll(async () => {
  server = await startProcess(home);
});
afterAll(() => server.kill());

const cell = (red: number, side = 40) =>
  sharp({ create: { width: side, height: side, channels: 3, background: { r: red, g: 9, b: 9 } } })
    .png()
    .toBuffer();

const post = (path: string, init: RequestInit = {}) =>
  fetch(`${server.address}/api/v1${path}`, { method: 'POST', ...init });
const upload = async (files: Readonly<Record<string, Uint8Array>>) => {
  const answer = await post('/batches', { body: formOf(files) });
  return { status: answer.status, ...((await answer.json()) as ApiUpload) };
};
const batches = async () =>
  (await (await fetch(`${server.address}/api/v1/batches?limit=500`)).json()) as ApiBatch[];
const filesLeft = async (): Promise<number> => {
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && /(pictures|uploads|made)/.test(entry.parentPath)).length;
};
/** Processor time that the server has used, in seconds. */
const processorSeconds = (): number => {
  const [minutes, seconds] = execFileSync('ps', ['-o', 'cputimes=', '-p', String(server.pid)])
    .toString()
    .split(':');
  return seconds === undefined ? Number(minutes) : Number(minutes) * 60 + Number(seconds);
};
/** What an attack costs, and that the server answers while it lasts. */
async function costOf<Value>(
  attack: () => Promise<Value>,
): Promise<{ value: Value; cpu: number; slowest: number }> {
  const before = processorSeconds();
  let isOver = false;
  let slowest = 0;
  const watch = (async () => {
    while (!isOver) {
      const begun = performance.now();
      await fetch(`${server.address}/health/live`);
      slowest = Math.max(slowest, performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  const value = await attack();
  isOver = true;
  await watch;
  return { value, cpu: processorSeconds() - before, slowest };
}

describe('archives', () => {
  test('of 80 entries that are one entry’s 50 MB are refused before anything is unpacked', async () => {
    const bomb = Buffer.alloc(49e6);
    bomb.write('BM');
    bomb.writeUInt32LE(40, 14);
    bomb.writeInt32LE(4000, 18);
    bomb.writeInt32LE(4000, 22);
    const entries = Array.from({ length: 80 }, (_, index) => ({
      name: `${index}.bmp`,
      bytes: bomb,
      ...(index > 0 && { sameAs: 0 }),
    }));
    const zip = rawZip(entries);
    expect(zip.length).toBeLessThan(70_000);
    const before = await filesLeft();
    const { value, cpu } = await costOf(() => upload({ 'bomb.zip': zip }));
    expect(value).toMatchObject({ status: 201, accepted: 0 });
    expect(value.refused[0]!.reason).toContain('files in it overlap');
    expect(cpu).toBeLessThan(3);
    expect(await filesLeft()).toBe(before);
  });

  test('that unpack to thousands of times their size end at 200 MB', async () => {
    const entries = Array.from({ length: 40 }, (_, index) => ({
      name: `${index}.png`,
      bytes: Buffer.alloc(40e6, index),
    }));
    const { value, cpu } = await costOf(() => upload({ 'large.zip': rawZip(entries) }));
    expect(value.accepted).toBe(0);
    expect(value.refused.at(-1)!.reason).toContain('it unpacks to more than 100 times its size');
    expect(value.refused.length).toBeLessThan(8);
    expect(cpu).toBeLessThan(15);
  });

  test('within archives are not unpacked', async () => {
    let nested = rawZip([{ name: 'a.png', bytes: await cell(1) }]);
    for (let depth = 0; depth < 5; depth++) nested = rawZip([{ name: `${depth}.zip`, bytes: nested }]);
    const { accepted, refused } = await upload({ 'nested.zip': nested });
    expect(accepted).toBe(0);
    expect(refused[0]!.reason).toContain('an archive, not a picture');
  });

  test('of 4,900 in one request a hundred are unpacked, and the others named', async () => {
    const files: Record<string, Buffer> = {};
    const png = await cell(2);
    for (let index = 0; index < 4900; index++)
      files[`${index}.zip`] = rawZip([{ name: `${index}.png`, bytes: png }]);
    const { value, slowest } = await costOf(() => upload(files));
    expect(value).toMatchObject({ status: 201, accepted: 100 });
    expect(value.refused).toHaveLength(4800);
    expect(value.refused[0]!.reason).toContain('one upload may hold 100 archives');
    expect(slowest).toBeLessThan(5000);
  });

  test('of 200 names of 65 kB cost little, and the names are not kept', async () => {
    const name = (index: number) => `${'/.'.repeat(16_000)}${'a/'.repeat(16_000)}${index}.png`;
    const entries = Array.from({ length: 200 }, (_, index) => ({
      name: name(index),
      bytes: Buffer.from('x'),
    }));
    const { value, cpu, slowest } = await costOf(() => upload({ 'names.zip': rawZip(entries) }));
    expect(value.accepted).toBe(0);
    expect(value.refused).toHaveLength(200);
    expect(value.refused[0]!.reason).toContain('at most 1024');
    expect(JSON.stringify(value).length).toBeLessThan(100_000);
    expect(cpu).toBeLessThan(4);
    expect(slowest).toBeLessThan(4000);
  });

  test('of more than 50,000 files are refused by their table', async () => {
    const entries = Array.from({ length: 60_000 }, (_, index) => ({
      name: `.${index}`,
      bytes: Buffer.alloc(0),
    }));
    const { accepted, refused } = await upload({ 'many.zip': rawZip(entries) });
    expect(accepted).toBe(0);
    expect(refused[0]!.reason).toContain('may hold 50,000 files');
  });
});

describe('clients', () => {
  test('that leave while their archive is unpacked end the work for it', async () => {
    const noise = { mean: 128, sigma: 60, type: 'gaussian' as const };
    const picture = await sharp({
      create: { width: 700, height: 700, channels: 3, background: '#000', noise },
    })
      .png()
      .toBuffer();
    const entries = Array.from({ length: 60 }, (_, index) => {
      const bytes = Buffer.from(picture);
      bytes.writeUInt32BE(index, bytes.length - 20);
      return { name: `${index}.png`, bytes };
    });
    const before = await filesLeft();
    const known = (await batches()).length;
    const begun = beginUpload(server.address, '/batches', { 'much.zip': rawZip(entries) });
    void begun.finish().catch(() => undefined);
    await expect.poll(filesLeft, { timeout: 20_000 }).toBeGreaterThan(before + 2);
    begun.leave();
    await expect.poll(filesLeft, { timeout: 20_000 }).toBe(before);
    expect((await batches()).length).toBe(known);
  });

  test('that send a byte at a time are ended with 408', async () => {
    const { hostname, port } = new URL(server.address);
    const { type } = multipart({});
    const head = `POST /api/v1/batches HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: 100000\r\n\r\n`;
    const answers = await Promise.all(
      Array.from(
        { length: 30 },
        () =>
          new Promise<string>((resolve) => {
            const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(head));
            const drip = setInterval(() => socket.write('-'), 1000);
            let text = '';
            socket.on('data', (chunk) => {
              text += chunk;
            });
            socket.on('error', () => undefined);
            socket.once('close', () => {
              clearInterval(drip);
              resolve(text.split('\r\n')[0]!);
            });
          }),
      ),
    );
    expect(new Set(answers)).toEqual(new Set(['HTTP/1.1 408 Request Timeout']));
  }, 90_000);
});

describe('a server that is killed in the middle of an upload', () => {
  test('takes the same request under the same key again, once, and has no empty batch', async () => {
    const files = { 'a.png': await cell(3, 50), 'b.png': await cell(4, 50), 'c.png': await cell(5, 50) };
    const headers = { 'idempotency-key': 'key-of-a-killed-server' };
    const known = (await batches()).length;
    const before = await filesLeft();
    const begun = beginUpload(server.address, '/batches', files, headers);
    await expect.poll(filesLeft).toBeGreaterThan(before);
    await server.kill();
    server = await startProcess(home);
    expect((await batches()).length).toBe(known);
    const send = async () => {
      const answer = await post('/batches', { headers, body: formOf(files) });
      return { status: answer.status, body: (await answer.json()) as ApiUpload };
    };
    const first = await send();
    expect(first).toMatchObject({ status: 201, body: { accepted: 3 } });
    expect(await send()).toEqual(first);
    expect((await batches()).length).toBe(known + 1);
    begun.leave();
  });
});

describe('decoders', () => {
  test('that are killed again and again cost only time; the server continues', async () => {
    const files: Record<string, Buffer> = {};
    for (let index = 0; index < 200; index++) files[`${index}.png`] = await cell(index, 90);
    let kills = 0;
    const killing = setInterval(() => {
      const children = spawnSync('pgrep', ['-P', String(server.pid)])
        .stdout.toString()
        .split('\n')
        .filter(Boolean);
      for (const pid of children.slice(0, 1)) {
        try {
          process.kill(Number(pid), 'SIGKILL');
          kills++;
        } catch {
          // It has just ended.
        }
      }
    }, 1000);
    try {
      const { batch, refused } = await upload(files);
      expect(refused).toEqual([]);
      await expect
        .poll(
          async () => {
            const answer = await fetch(`${server.address}/api/v1/batches/${batch.id}/results`);
            const { pictures } = (await answer.json()) as ApiResults;
            return pictures.filter(({ status }) => status === 'waiting').length;
          },
          { timeout: 60_000 },
        )
        .toBe(0);
    } finally {
      clearInterval(killing);
    }
    expect(kills).toBeGreaterThan(0);
    expect(server.isRunning()).toBe(true);
  });
});
