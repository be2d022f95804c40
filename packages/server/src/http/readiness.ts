import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from './context.js';
import { storageProblem } from './storage-problem.js';

type Looked = { readonly database: Pick<Context['database'], 'executeSql'> } & Pick<Context, 'files'>;

/** Room for the largest picture. */
const LEAST_BYTES = 50e6;
const PATIENCE_MS = 5000;

/**
 * The shortest time between checks: anyone who reaches the server may ask without a token, and a check
 * writes.
 */
const FRESH_MS = 1000;

/** Asks {@link whyNotReady}, once for all who ask within a second. */
export function readinessOf(context: Looked): () => Promise<string | undefined> {
  let last: { at: number; reason: Promise<string | undefined> } | undefined;
  return () => {
    const now = performance.now();
    if (last === undefined || now - last.at > FRESH_MS) last = { at: now, reason: whyNotReady(context) };
    return last.reason;
  };
}

/**
 * Why the server cannot take pictures just now; `undefined` when it can. Rows and files are written, not only looked at.
 * @throws Error for what nobody thought of; it may name folders
 */
async function whyNotReady({ database, files }: Looked): Promise<string | undefined> {
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
    const known = storageProblem(error);
    if (known) return known.message;
    throw error;
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
