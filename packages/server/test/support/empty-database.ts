import { execFile } from 'node:child_process';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { createBoss, stopBoss } from '../../src/jobs/queue.js';
import { type Database, openDatabase } from '../../src/storage/database.js';
import { makePrivate } from '../../src/storage/modes.js';
import { isThere, madeOnce } from './made-once.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder that all test files of one call of vitest share; left out where its config has no such setup. */
    readonly sharedFolder?: string;
  }
}

// A new PGlite takes three seconds of a core, a copy of one a tenth of that. The first test file that needs one makes it. All copies
// are of one and the same room: a test about two rooms makes one of them again.

/** Puts a PGlite with today's tables into a data folder that has none yet. */
export async function copyEmptyDatabase(data: string): Promise<void> {
  const shared = inject('sharedFolder');
  if (shared === undefined || (await isThere(join(data, 'database')))) return;
  // As a server does before it makes anything.
  makePrivate();
  await mkdir(data, { recursive: true });
  // Of a thousand small files; Node's own copy takes six times as long.
  await promisify(execFile)('cp', ['-R', await emptyDatabase(shared), join(data, 'database')]);
}

export async function openEmptyDatabase(data: string): Promise<Database> {
  await copyEmptyDatabase(data);
  return openDatabase(data, undefined);
}

const emptyDatabase = (shared: string): Promise<string> =>
  madeOnce(shared, 'empty-database', async (path) => {
    const making = `${path}-in-making`;
    const database = await openDatabase(making, undefined);
    const boss = createBoss(database, console.error);
    await boss.start();
    await stopBoss(boss);
    await database.close();
    await rename(join(making, 'database'), path);
  });
