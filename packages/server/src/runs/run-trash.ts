import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { OutputExists } from '@giemsa/core/internal/errors/kinds';
import { writeFileAtomic } from '@giemsa/core/internal/files/atomic-file';
import { exists } from '@giemsa/core/internal/files/exists';
import { RunFolder } from '@giemsa/core/internal/files/run-paths';
import { readAboutRun } from '@giemsa/core/internal/run-folder/about-run';
import { z } from 'zod';
import { folderOf } from './runs.js';

// A deleted run lies in a folder beside the others, which no list of runs or models looks into, as long as batches lie in the
// trash.

const TRASH = '.trash';
const DAY_MS = 24 * 3600 * 1000;

const deletedSchema = z.object({ at: z.string(), by: z.string().nullable() });

/** A run in the trash. */
export interface TrashedRun {
  readonly id: string;
  readonly name: string | null;
  readonly deletedAt: Date;
  /** Name of the token that put it there. */
  readonly deletedBy: string | null;
}

const noteOf = (path: string): string => join(path, 'deleted.json');

/** Puts a run into the trash; an earlier one of its name there is gone then. */
export async function moveRunToTrash(root: string, id: string, by: string | null): Promise<void> {
  const path = join(root, id);
  await writeFileAtomic(noteOf(path), JSON.stringify({ at: new Date().toISOString(), by }));
  await mkdir(join(root, TRASH), { recursive: true });
  await rm(join(root, TRASH, id), { recursive: true, force: true });
  await rename(path, join(root, TRASH, id));
}

/** What was deleted last first. */
export async function listTrashedRuns(root: string): Promise<TrashedRun[]> {
  const names = await readdir(join(root, TRASH)).catch(() => []);
  const found = await Promise.all(names.map((id) => findTrashedRun(root, id)));
  return found
    .filter((run) => run !== undefined)
    .sort((a, b) => b.deletedAt.getTime() - a.deletedAt.getTime());
}

/** @returns `undefined` where no run of this name is in the trash */
export async function findTrashedRun(root: string, id: string): Promise<TrashedRun | undefined> {
  const folder = folderOf(join(root, TRASH), id);
  if (!folder) return undefined;
  const text = await readFile(noteOf(folder.path), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { at, by } = deletedSchema.parse(JSON.parse(text));
  const { name } = await readAboutRun(new RunFolder(folder.path));
  return { id, name, deletedAt: new Date(at), deletedBy: by };
}

/** @throws UserError where another run has taken its name */
export async function restoreRun(root: string, id: string): Promise<void> {
  const path = join(root, id);
  if (await exists(path))
    throw new OutputExists(path, `there is another run ${id} now; delete that one first`);
  await rename(join(root, TRASH, id), path);
  await rm(noteOf(path), { force: true });
}

/** Deletes a run in the trash for good. */
export const removeTrashedRun = (root: string, id: string): Promise<void> =>
  rm(join(root, TRASH, id), { recursive: true, force: true });

/** Runs that lie in the trash for so many days. */
export async function dueRuns(root: string, days: number, now = Date.now()): Promise<string[]> {
  const runs = await listTrashedRuns(root);
  return runs.filter(({ deletedAt }) => deletedAt.getTime() + days * DAY_MS <= now).map(({ id }) => id);
}
