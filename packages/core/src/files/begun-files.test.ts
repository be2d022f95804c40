import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { writeFileAtomic } from './atomic-file.js';
import { removeUnfinished } from './interruption.js';
import { lockFolder } from './lock.js';
import { checkOutputFolder } from './output.js';

const folder = mkdtempSync(join(tmpdir(), 'giemsa-begun-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LOCKED = { what: 'the folder', instead: 'wait' };

/** What is under way in other threads comes to its end, as it does while a busy machine ends a process. */
const letThreadsEnd = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);

test.each([
  ['the file to be written', () => writeFileAtomic(join(folder, 'a.txt'), 'text')],
  ['the probe of a folder', () => checkOutputFolder('out', folder)],
  ['the lock of a folder', async () => (await lockFolder(folder, LOCKED)).release()],
])('a signal at any moment leaves nothing of %s', async (_, work) => {
  const left = new Set<string>();
  for (let moment = 0; moment < 60; moment++) {
    const working = work().catch(() => undefined);
    for (let turn = 0; turn < moment; turn++) await setImmediate();
    removeUnfinished();
    letThreadsEnd();
    for (const name of readdirSync(folder)) if (/\.(tmp|lock)$/.test(name)) left.add(name);
    await working;
  }
  expect([...left]).toEqual([]);
});
