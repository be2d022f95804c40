import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statfsSync } from 'node:fs';
import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { commandLine, temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const { start, run } = commandLine(folder);
const disk = join(folder, 'disk');
const isMounted = mountSmallDisk();
afterEach(() => rm(join(disk, 'filler'), { force: true }));
if (isMounted) afterAll(() => execFileSync('umount', [disk]));

beforeAll(() => writeSyntheticDataset(join(folder, 'cells'), { cells: 60, patients: 6, seed: 4, fields: 0 }));

test('a disk that fills up while a checkpoint is written ends the training with one clear line; it can be resumed', async ({
  skip,
}) => {
  if (!isMounted) skip('needs the right to mount a small disk');
  const train =
    'train cells --recipe synthetic --image-size 32 --epochs 4 --batch-size 24 --split image --out disk/run'.split(
      ' ',
    );
  const { ended } = start(train);
  while (!hasCheckpoint()) await setTimeout(20);
  // Room for a line of the history, none for a checkpoint of 0.9 MB.
  await fillUp(300_000);
  const { code, stderr } = await ended;
  expect(code).toBe(1);
  expect(stderr.trim().split('\n').at(-1)).toMatch(
    /^error: .*the disk is full: free some space; continue a training with --resume$/,
  );

  await rm(join(disk, 'filler'));
  const resumed = await run(...train, '--resume', '--json');
  expect(resumed.code).toBe(0);
  expect(JSON.parse(resumed.stdout).metrics.n).toBeGreaterThan(10);
});

describe('a disk that is full', () => {
  const lastLine = (text: string) => text.trim().split('\n').at(-1);

  test.each([
    ['before it begins', 0, /^error: cannot write to disk\/drawn: the disk is full: free some space/],
    [
      'while it draws',
      600_000,
      /^error: .*disk\/drawn.*: the disk is full: free some space and run the command again$/,
    ],
  ])('data synth, %s', async (_when, left, message) => {
    if (!isMounted) return;
    await fillUp(left);
    const { code, stderr } = await run('data', 'synth', 'disk/drawn', '--cells', '400', '--fields', '0');
    expect(lastLine(stderr)).toMatch(message);
    expect(code).toBe(1);
    expect(readdirSync(disk).filter((name) => name.startsWith('drawn'))).toEqual([]);
  });

  test('predict --out, while it writes: whole lines stay, and the same command continues', async () => {
    if (!isMounted) return;
    const words = ['predict', 'cells', '--out', 'disk/answers.jsonl', '--threads', '1'];
    await fillUp(264 * 1024);
    // The file is opened with a page of room.
    const { ended } = start(words);
    while (!existsSync(join(disk, 'answers.jsonl'))) await setTimeout(5);
    await fillUp(0);
    const { code, stderr } = await ended;
    expect(lastLine(stderr)).toMatch(
      /^error: disk\/answers\.jsonl: the disk is full: free some space and run the command again$/,
    );
    expect(code).toBe(1);
    await rm(join(disk, 'filler'));
    expect((await run(...words)).stdout).toMatch(/answers\.jsonl: \d+ images predicted/);
  });
});

/** Fills the disk until so many bytes are left. */
async function fillUp(left: number): Promise<void> {
  const filler = join(disk, 'filler');
  for (let tries = 0; tries < 20; tries++) {
    const { bavail, bsize } = statfsSync(disk);
    const more = bavail * bsize - left;
    if (more < bsize) return;
    // What is being written meanwhile takes some of it.
    await appendFile(filler, Buffer.alloc(more)).catch(() => undefined);
  }
}

function hasCheckpoint(): boolean {
  try {
    return readFileSync(join(disk, 'run/checkpoint/last.safetensors')).length > 0;
  } catch {
    return false;
  }
}

function mountSmallDisk(): boolean {
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
