import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statfsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSyntheticDataset } from '../src/dataset/synthetic/write.js';
import { commandLine, temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const { start, run } = commandLine(folder);
const disk = join(folder, 'disk');
const isMounted = mountSmallDisk();
if (isMounted) afterAll(() => execFileSync('umount', [disk]));

beforeAll(() => writeSyntheticDataset(join(folder, 'cells'), { cells: 60, patients: 6, seed: 4, fields: 0 }));

test('a disk that fills up while a checkpoint is written ends the training with one clear line; it can be resumed', async ({
  skip,
}) => {
  if (!isMounted) skip('needs the right to mount a small disk');
  const train =
    'train cells --recipe synthetic --image-size 32 --epochs 15 --split image --out disk/run'.split(' ');
  const { ended } = start(train);
  while (!hasCheckpoint()) await setTimeout(20);
  // Room for a line of the history, none for a checkpoint of 0.9 MB.
  const { bavail, bsize } = statfsSync(disk);
  await writeFile(join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - 300_000)));
  const { code, stderr } = await ended;
  expect(code).toBe(1);
  expect(stderr.trim().split('\n').at(-1)).toMatch(
    /^error: .*the disk is full: free some space; a training goes on with --resume$/,
  );

  await rm(join(disk, 'filler'));
  const resumed = await run(...train, '--resume', '--json');
  expect(resumed.code).toBe(0);
  expect(JSON.parse(resumed.stdout).metrics.n).toBeGreaterThan(10);
});

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
