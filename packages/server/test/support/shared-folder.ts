import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type {} from './empty-database.js';

/**
 * One folder for all temporary files of a run of tests, and of every process that they start: whatever a test leaves there goes with
 * it at the end.
 */
export default async function setup({ provide }: TestProject) {
  const before = process.env.TMPDIR;
  const folder = await mkdtemp(join(tmpdir(), 'giemsa-tests-'));
  // PostgreSQL's user must reach the folders that it is given in it.
  await chmod(folder, 0o711);
  process.env.TMPDIR = folder;
  provide('sharedFolder', folder);
  return async () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    await rm(folder, { recursive: true, force: true });
  };
}
