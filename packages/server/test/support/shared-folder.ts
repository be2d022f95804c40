import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type {} from './empty-database.js';

export default async function setup({ provide }: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'giemsa-tests-'));
  provide('sharedFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}
