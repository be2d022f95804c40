import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/support/room.js';
import { FolderStore } from './folder-store.js';

const folder = await temporaryFolder();
const store = new FolderStore(folder);

beforeAll(async () => {
  await chmod(folder, 0o755);
  await store.write('pictures/ab/one', Buffer.from('one'));
});
afterAll(() => chmod(join(folder, 'pictures'), 0o755));

test('a file is written whole, and nothing else is left', async () => {
  expect(await readdir(join(folder, 'pictures/ab'))).toEqual(['one']);
  await store.write('pictures/ab/one', Buffer.from('two'));
  expect(String(await store.read('pictures/ab/one'))).toBe('two');
  expect(await readdir(join(folder, 'pictures/ab'))).toEqual(['one']);
});

test('what is not there is not there', async () => {
  expect(await store.has('pictures/ab/none')).toBe(false);
  expect(await store.has('pictures/none/none')).toBe(false);
  expect(await store.read('pictures/ab/none')).toBeUndefined();
  expect(await store.writtenAt('pictures/ab/none')).toBeUndefined();
  expect(await store.list('pictures/none')).toEqual([]);
});

test.runIf(process.platform !== 'win32')('pictures that may not be read are not lost', async () => {
  await chmod(join(folder, 'pictures'), 0o000);
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    for (const ask of [
      () => store.has('pictures/ab/one'),
      () => store.writtenAt('pictures/ab/one'),
      () => store.read('pictures/ab/one'),
      () => store.list('pictures/ab'),
    ])
      await expect(ask()).rejects.toThrow('EACCES');
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});
