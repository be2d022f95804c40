import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startServer } from '../src/serve.js';
import { options, startRoom, temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
const file = join(folder, 'file.txt');
await writeFile(file, 'notes');
const empty = join(folder, 'empty');
await mkdir(empty);

type Wrong = Parameters<typeof options>[1];

// What cannot work is told at the start, not to the first who uploads or trains.
test.each<[what: string, wrong: Wrong, message: RegExp]>([
  ['a model that is not there', { models: [join(folder, 'nowhere')] }, /nowhere: there is no such model/],
  ['a file that is no model', { models: [file] }, /file\.txt/],
  ['a folder that is no run', { models: [empty] }, /empty has no model\.onnx/],
  [
    'a data set that is not there',
    { datasets: [join(folder, 'nowhere')] },
    /nowhere: there is no such folder/,
  ],
  ['a data set that is a file', { datasets: [file] }, /file\.txt is a file; expected a folder/],
  ['a data set without classes', { datasets: [empty] }, /no pictures .* in the folders of .*empty/],
  ['a data folder that is a file', { data: file }, /file\.txt is a file; data needs a folder/],
  ['a folder of runs that is a file', { runs: file }, /--runs .*file\.txt is a file/],
])('it does not start with %s', async (_what, wrong, message) => {
  const home = join(folder, 'home');
  await expect(startServer(options(home, wrong))).rejects.toThrow(message);
  // Nothing was begun.
  expect(await readdir(join(home, 'data')).catch(() => [])).toEqual([]);
});

test('on a disk without room for a database it says so', async () => {
  const disk = join(folder, 'disk');
  await mkdir(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return; // Needs the right to mount a small disk.
  }
  try {
    await expect(startServer(options(join(folder, 'small'), { data: join(disk, 'data') }))).rejects.toThrow(
      /cannot write to .*disk\/data\/database: the disk is full: free 64 MB, or write elsewhere/,
    );
  } finally {
    execFileSync('umount', [disk]);
  }
});

test('a connection that a browser opened ahead and never used does not hold up the stop', async () => {
  const { server } = await startRoom(options(join(folder, 'stopped')));
  const { hostname, port } = new URL(server.address);
  const unused = connect(Number(port), hostname);
  await once(unused, 'connect');
  const started = performance.now();
  await server.stop();
  expect(performance.now() - started).toBeLessThan(5000);
  unused.destroy();
});
