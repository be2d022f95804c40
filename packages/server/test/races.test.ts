import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBatch, findBatch } from '../src/storage/batches.js';
import type { Database } from '../src/storage/database.js';
import { FolderStore } from '../src/storage/folder-store.js';
import { PictureFiles } from '../src/storage/picture-files.js';
import { moveToTrash, restoreFromTrash, sweepTrash } from '../src/storage/trash.js';
import { UnreadablePicture } from '../src/storage/unreadable-picture.js';
import { openEmptyDatabase } from './support/empty-database.js';
import { temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
const A_BATCH = { name: 'Monday', modelId: 'default' };

describe('batches in the trash', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openEmptyDatabase(join(folder, 'data'));
  });
  afterAll(() => database.close());

  /** Two batches that lay there for too long by a server of 30 days. */
  async function twoDue(): Promise<[string, string]> {
    const made = [await createBatch(database.tables, A_BATCH), await createBatch(database.tables, A_BATCH)];
    for (const { id } of made) await moveToTrash(database.tables, id, 'Anna');
    await database.executeSql(`UPDATE batches SET deleted_at = now() - interval '40 days'`);
    return [made[0]!.id, made[1]!.id];
  }

  test('what a server of more days restored meanwhile is not swept', async () => {
    const ids = await twoDue();
    const restored: string[] = [];
    // While the first one's files are deleted, somebody restores the other.
    const files = {
      delete: async () => {
        for (const id of ids) if (await restoreFromTrash(database.tables, id, 60)) restored.push(id);
      },
    } as unknown as PictureFiles;
    const running = new AbortController().signal;
    expect(await sweepTrash(database.tables, files, 30, running)).toBe(1);
    expect(restored).toHaveLength(1);
    expect(await findBatch(database.tables, restored[0]!)).toMatchObject({ deletedAt: null });
  });

  test('deleting a batch that is already in the trash does not put it there again', async () => {
    const [id] = await twoDue();
    const before = await findBatch(database.tables, id);
    await moveToTrash(database.tables, id, 'Bert');
    expect(await findBatch(database.tables, id)).toEqual(before);
  });
});

describe('what is made from pictures to be shown', () => {
  const files = new PictureFiles(folder, new FolderStore(join(folder, 'shown')));
  let [now, most, times] = [0, 0, 0];
  const make = async (): Promise<Buffer> => {
    times++;
    most = Math.max(most, ++now);
    await sleep(5);
    now--;
    return Buffer.from('made');
  };

  test('is made once for all who ask at a time, and a few at a time: decoded, each has some 90 MB', async () => {
    const contents = await Promise.all(
      Array.from({ length: 20 }, (_, index) => files.keep(Buffer.from(`picture ${index}`))),
    );
    const asked = contents.flatMap(({ sha256 }) => [sha256, sha256, sha256]);
    const made = await Promise.all(asked.map((sha256) => files.made(sha256, 'shown.webp', make)));
    expect(new Set(made.map(String))).toEqual(new Set(['made']));
    expect(times).toBe(20);
    expect(most).toBeLessThanOrEqual(4);
  });

  test('is tried again where it failed', async () => {
    const { sha256 } = await files.keep(Buffer.from('another picture'));
    const fail = () => Promise.reject(new Error('no memory'));
    await expect(files.made(sha256, 'shown.webp', fail)).rejects.toThrow('no memory');
    expect(String(await files.made(sha256, 'shown.webp', make))).toBe('made');
  });

  test('is made, or its picture is gone, whenever the picture is deleted', async () => {
    const problems: unknown[] = [];
    for (let round = 0; round < 20; round++) {
      const { sha256 } = await files.keep(Buffer.from(`deleted ${round}`));
      const answers = await Promise.allSettled([
        ...['heat.png', 'shown.webp'].map((name) =>
          files.made(sha256, name, async () => Buffer.from('made')),
        ),
        // As by two servers of one folder.
        ...[1, 2].map(() => files.delete([sha256], async (contents) => [...contents])),
      ]);
      for (const answer of answers) {
        if (answer.status === 'rejected' && !(answer.reason instanceof UnreadablePicture))
          problems.push(answer.reason);
      }
    }
    expect(problems).toEqual([]);
    const left = await readdir(join(folder, 'shown', 'made'), { recursive: true });
    expect(left.filter((path) => path.endsWith('heat.png'))).toEqual([]);
  });
});
