import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '@giemsa/core';
import { describe, expect, test } from 'vitest';
import { DecoderEnded, DecoderPool } from './decoder-pool.js';

const program = fileURLToPath(new URL('../../test/fixtures/decoder-of-the-tests.mjs', import.meta.url));
const ENDING = fileURLToPath(
  new URL('../../test/fixtures/decoder-that-ends-at-its-start.mjs', import.meta.url),
);
const pool = new DecoderPool({ program, size: 2, longestMs: 3000, idleMs: 200 });
const source = Buffer.alloc(5);

const run = (name: string) =>
  pool.run({ kind: 'pixels', name, source }) as Promise<{ name: string; pid: number; length: number }>;

describe('processes that decode', () => {
  test('answer each task with its own answer, two at a time and again and again', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `picture-${index}`);
    const answers = await Promise.all(names.map(run));
    expect(answers.map(({ name }) => name)).toEqual(names);
    expect(answers[0]!.length).toBe(5);
    expect(new Set(answers.map(({ pid }) => pid)).size).toBe(2);
    expect(answers[0]!.pid).not.toBe(process.pid);
  });

  test('that crash, hang or take all memory fail their task, with the reason, and nobody else’s', async () => {
    const names = ['a', 'crash', 'b', 'hang', 'c', 'leave', 'd', 'refuse', 'e'];
    const settled = await Promise.allSettled(names.map(run));
    const said = settled.map((one) =>
      one.status === 'fulfilled' ? one.value.name : `${one.reason.constructor.name}: ${one.reason.message}`,
    );
    expect(said).toEqual([
      'a',
      'DecoderEnded: its decoder crashed (SIGSEGV)',
      'b',
      'DecoderEnded: it took more than 3 s',
      'c',
      'DecoderEnded: it took too much memory',
      'd',
      'ToldError: cannot read it',
      'e',
    ]);
    expect(DecoderEnded.prototype).not.toBeInstanceOf(UserError);
  });

  test('that end while they start are replaced: no task is to blame', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'giemsa-decoders-'));
    process.env.GIEMSA_TEST_STARTS = join(folder, 'starts');
    const ending = new DecoderPool({ program: ENDING, size: 1, longestMs: 20_000, idleMs: 200 });
    expect(await ending.run({ kind: 'pixels', name: 'late', source })).toMatchObject({ name: 'late' });
    expect(await readFile(process.env.GIEMSA_TEST_STARTS, 'utf8')).toBe('....');
    await rm(folder, { recursive: true });
  });

  test('end when there is nothing to do, and are started when there is', async () => {
    const first = await run('first');
    await expect.poll(() => isRunning(first.pid)).toBe(false);
    expect((await run('second')).pid).not.toBe(first.pid);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
