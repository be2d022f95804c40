import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RunFolder } from '@giemsa/core/internal/files/run-paths';
import { fileSha256 } from '@giemsa/core/internal/files/sha256';
import { readAboutRun } from '@giemsa/core/internal/run-folder/about-run';
import { readPublishedRun } from '@giemsa/core/internal/run-folder/published-run';
import { readOverviewConfig, readRunOverview } from '@giemsa/core/internal/run-folder/read-run';
import type { ApiRun } from '../api-training-types.js';
import type { Tables } from '../storage/database.js';
import { type Task, tasksOfRuns } from '../storage/tasks.js';
import { readCompared } from './compared.js';
import { readFailure } from './failure.js';
import { presentRun } from './present-run.js';

/** Where runs are: their folders, and what was started here. */
export interface RunPlaces {
  /** Folder of run folders. */
  readonly root: string;
  readonly tables: Tables;
}

/**
 * Run folders in a folder, the newest first.
 * @param after name of a run: those that come after it
 * @returns some of them, and the name of the last where more follow
 */
export async function listRuns(
  { root, tables }: RunPlaces,
  limit = Number.POSITIVE_INFINITY,
  after?: string,
): Promise<{ runs: ApiRun[]; next: string | undefined }> {
  const sorted = await namesOfRuns(root);
  const start = after === undefined ? 0 : sorted.indexOf(after) + 1;
  const shown = sorted.slice(start, start + limit);
  const tasks = await tasksOfRuns(tables, shown);
  const runs = await Promise.all(shown.map((name) => readFolder(root, name, tasks)));
  return {
    runs: runs.filter((run) => run !== undefined),
    next: start + limit < sorted.length ? shown.at(-1) : undefined,
  };
}

/** Names of the run folders in a folder, the newest first. */
export async function namesOfRuns(root: string): Promise<string[]> {
  const names = await readdir(root).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => ({ name, created: await createdOf(root, name) })),
  );
  return found
    .flatMap(({ name, created }) => (created === undefined ? [] : [{ name, created }]))
    .sort((a, b) => b.created.localeCompare(a.created) || b.name.localeCompare(a.name))
    .map(({ name }) => name);
}

/** @returns `undefined` when there is no such run folder */
export async function readRun({ root, tables }: RunPlaces, id: string): Promise<ApiRun | undefined> {
  return readFolder(root, id, await tasksOfRuns(tables, [id]));
}

/** @param tasks of this run and others, the newest first */
async function readFolder(root: string, id: string, tasks: readonly Task[]): Promise<ApiRun | undefined> {
  const folder = folderOf(root, id);
  if (!folder) return undefined;
  const [overview, failure] = [await readRunOverview(folder), await readFailure(folder.path)];
  const about = await readAboutRun(folder);
  if (!overview && !failure && !about.started) return undefined;
  const own = tasks.filter(({ request }) => 'name' in request && request.name === id);
  const published = await readPublishedRun(folder);
  const compared = await readCompared(folder);
  // A large file is read only where something depends on it.
  const isAsked = published !== undefined || compared.length > 0;
  const sha256 = isAsked ? await fileSha256(folder.model).catch(() => undefined) : undefined;
  return presentRun(id, { overview, failure, about, own, published, sha256, compared });
}

async function createdOf(root: string, name: string): Promise<string | undefined> {
  const folder = folderOf(root, name);
  if (!folder) return undefined;
  const { created } = (await readOverviewConfig(folder)) ?? {};
  return created ?? (await readFailure(folder.path))?.started ?? (await readAboutRun(folder)).started?.at;
}

/** Names come from requests: one that leads elsewhere is not a run. */
export function folderOf(root: string, name: string): RunFolder | undefined {
  const leadsElsewhere = /[/\\\0]/.test(name) || name.startsWith('.');
  return leadsElsewhere ? undefined : new RunFolder(join(root, name));
}
