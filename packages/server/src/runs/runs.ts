import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RunFolder } from '@giemsa/core/internal/files/run-paths';
import { fileSha256 } from '@giemsa/core/internal/files/sha256';
import { readPublishedRun } from '@giemsa/core/internal/run-folder/published-run';
import { readOverviewConfig, readRunOverview } from '@giemsa/core/internal/run-folder/read-run';
import type { ApiRun } from '../api-types.js';
import { type Failure, readFailure } from './failure.js';

/**
 * Run folders in a folder, the newest first.
 * @param after name of a run: those that come after it
 * @returns some of them, and the name of the last where more follow
 */
export async function listRuns(
  root: string,
  limit = Number.POSITIVE_INFINITY,
  after?: string,
): Promise<{ runs: ApiRun[]; next: string | undefined }> {
  const names = await readdir(root).catch(() => []);
  const configs = await Promise.all(
    names.map(async (name) => ({ name, created: await createdOf(root, name) })),
  );
  const sorted = configs
    .flatMap(({ name, created }) => (created === undefined ? [] : [{ name, created }]))
    .sort((a, b) => b.created.localeCompare(a.created) || b.name.localeCompare(a.name));
  const start = after === undefined ? 0 : sorted.findIndex(({ name }) => name === after) + 1;
  const shown = sorted.slice(start, start + limit);
  const runs = await Promise.all(shown.map(({ name }) => readRun(root, name)));
  return {
    runs: runs.filter((run) => run !== undefined),
    next: start + limit < sorted.length ? shown.at(-1)?.name : undefined,
  };
}

/** @returns `undefined` when there is no such run folder */
export async function readRun(root: string, id: string): Promise<ApiRun | undefined> {
  const folder = folderOf(root, id);
  if (!folder) return undefined;
  const [run, failure] = [await readRunOverview(folder), await readFailure(folder.path)];
  if (!run) return failure && neverBegun(id, failure);
  const published = await publishedOf(folder);
  return { id, ...run, ...(failure && { state: 'failed' }), failure: shown(failure), published };
}

async function createdOf(root: string, name: string): Promise<string | undefined> {
  const folder = folderOf(root, name);
  if (!folder) return undefined;
  return (await readOverviewConfig(folder))?.created ?? (await readFailure(folder.path))?.started;
}

/** Names come from requests: one that leads elsewhere is not a run. */
function folderOf(root: string, name: string): RunFolder | undefined {
  const leadsElsewhere = /[/\\\0]/.test(name) || name.startsWith('.');
  return leadsElsewhere ? undefined : new RunFolder(join(root, name));
}

/** Of the model as it is now: one that was trained further is another one. */
async function publishedOf(folder: RunFolder): Promise<ApiRun['published']> {
  const published = await readPublishedRun(folder);
  if (!published) return null;
  const { sha256, by, at } = published;
  const now = await fileSha256(folder.model).catch(() => undefined);
  return now === sha256 ? { by, at } : null;
}

const shown = (failure: Failure | undefined): ApiRun['failure'] =>
  failure ? { code: failure.code, reason: failure.reason } : null;

/** A training that failed before its run folder was begun. */
const neverBegun = (id: string, failure: Failure): ApiRun => ({
  ...{ id, state: 'failed', failure: shown(failure), created: failure.started },
  ...{ recipe: failure.recipe, architecture: '', epochs: failure.epochs, cells: 0, split: '' },
  ...{ history: [], metrics: null, published: null },
});
