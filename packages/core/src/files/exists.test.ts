import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { openCellModel } from '../formats/cell-model.js';
import { checkReviewsKept } from '../smear/reviews-kept.js';
import { exists, readIfThere, statIfThere } from './exists.js';

const folder = await temporaryFolder();
const closed = join(folder, 'closed');
const inside = join(closed, 'model.onnx');

beforeAll(async () => {
  await chmod(folder, 0o755);
  await mkdir(closed);
  await writeFile(inside, 'x');
  await chmod(closed, 0o000);
});
afterAll(() => chmod(closed, 0o755));

/** Root may look everywhere. */
async function asNobody<Value>(work: () => Promise<Value>): Promise<Value> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

test('what is not there is not there, a path that cannot be one too', async () => {
  for (const path of [join(folder, 'none'), join(inside, 'below'), 'x'.repeat(300), 'a\0b']) {
    expect(await exists(path)).toBe(false);
    expect(await readIfThere(path)).toBeUndefined();
  }
  expect((await statIfThere(closed))!.isDirectory()).toBe(true);
});

test.runIf(process.platform !== 'win32')(
  'a folder that may not be looked into is no folder without the file',
  async () => {
    const refused = { message: `${inside} cannot be read: permission denied`, code: 'unreadable-file' };
    await expect(asNobody(() => exists(inside))).rejects.toMatchObject(refused);
    await expect(asNobody(() => readIfThere(inside))).rejects.toMatchObject(refused);
    // Not "there is no such model", and not "there are no corrections to lose".
    await expect(asNobody(() => openCellModel(inside))).rejects.toMatchObject(refused);
    await expect(asNobody(() => checkReviewsKept(closed, undefined))).rejects.toThrow('permission denied');
  },
);
