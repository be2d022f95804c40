import { execFile } from 'node:child_process';
import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { createBoss, stopBoss } from '../../src/jobs/queue.js';
import { type Database, openDatabase } from '../../src/storage/database.js';
import { makePrivate } from '../../src/storage/modes.js';

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

async function emptyDatabase(shared: string): Promise<string> {
  const [made, making] = [join(shared, 'empty-database'), join(shared, 'being-made')];
  if (await isThere(made)) return made;
  if (await isFirst(making)) {
    const database = await openDatabase(making, undefined);
    const boss = createBoss(database, console.error);
    await boss.start();
    await stopBoss(boss);
    await database.close();
    await rename(join(making, 'database'), made);
  }
  for (let tries = 0; !(await isThere(made)); tries++) {
    if (tries > 500) throw new Error('another test file did not finish the empty database');
    await setTimeout(100);
  }
  return made;
}

const isThere = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;

const isFirst = (folder: string): Promise<boolean> =>
  mkdir(folder).then(
    () => true,
    () => false,
  );
