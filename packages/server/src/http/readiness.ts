import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from './context.js';
import { storageProblem } from './storage-problem.js';

/** Room for the largest picture. */
const LEAST_BYTES = 50e6;
const PATIENCE_MS = 5000;

/** Why the server cannot take pictures just now; `undefined` when it can. Rows and files are written, not only looked at. */
export async function whyNotReady({ database, files }: Context): Promise<string | undefined> {
  const late = sleep(PATIENCE_MS, `the database did not answer within ${PATIENCE_MS / 1000} s`, {
    ref: false,
  });
  try {
    return (
      (await Promise.race([
        database.executeSql('UPDATE room SET is_only = true').then(() => undefined),
        late,
      ])) ?? (await whyNoFiles(files.uploads()))
    );
  } catch (error) {
    return storageProblem(error)?.message ?? (error as Error).message;
  }
}

async function whyNoFiles(folder: string): Promise<string | undefined> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free < LEAST_BYTES) {
    return `the disk is full: ${Math.floor(free / 1e6)} MB are free, and a picture may have ${LEAST_BYTES / 1e6} MB`;
  }
  const probe = join(folder, `ready-${process.pid}`);
  await writeFile(probe, 'ready');
  await rm(probe, { force: true });
  return undefined;
}
