import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RunFolder } from '@giemsa/core/internal/run-folder/run-folder';
import { z } from 'zod';
import type { ApiRun } from '../api-types.js';
import { type Failure, readFailure } from './failure.js';

/** A training whose files did not change for so long is not running any more. */
const SILENT_MS = 10 * 60_000;

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
export async function readRun(root: string, name: string): Promise<ApiRun | undefined> {
  const config = await configOf(root, name);
  const failure = await failureOf(root, name);
  if (!config) return failure && neverBegun(name, failure);
  const folder = new RunFolder(join(root, name));
  const { settings } = config;
  return {
    id: name,
    state: failure ? 'failed' : await stateOf(folder),
    failure: shown(failure),
    created: config.created,
    recipe: String(settings.recipe ?? ''),
    architecture: String(settings.architecture ?? ''),
    epochs: typeof settings.epochs === 'number' ? settings.epochs : null,
    cells: config.data.cells,
    split: String(typeof settings.split === 'string' ? settings.split : ''),
    history: await readHistory(folder.history),
    metrics: await readMetrics(folder.metrics),
  };
}

const createdOf = async (root: string, name: string): Promise<string | undefined> =>
  (await configOf(root, name))?.created ?? (await failureOf(root, name))?.started;

const shown = (failure: Failure | undefined): ApiRun['failure'] =>
  failure ? { code: failure.code, reason: failure.reason } : null;

/** A training that failed before its run folder was begun. */
const neverBegun = (id: string, failure: Failure): ApiRun => ({
  ...{ id, state: 'failed', failure: shown(failure), created: failure.started },
  ...{ recipe: failure.recipe, architecture: '', epochs: failure.epochs, cells: 0, split: '' },
  ...{ history: [], metrics: null },
});

const configSchema = z.object({
  created: z.string(),
  settings: z.record(z.string(), z.unknown()),
  data: z.object({ cells: z.number() }),
});

/** A folder whose `config.json` is of another form is no run: the others are listed all the same. */
async function configOf(root: string, name: string): Promise<z.infer<typeof configSchema> | undefined> {
  if (!isName(name)) return undefined;
  return configSchema.safeParse(await readJson(new RunFolder(join(root, name)).config)).data;
}

const isName = (name: string): boolean => !/[/\\\0]/.test(name) && !name.startsWith('.');

const failureOf = async (root: string, name: string): Promise<Failure | undefined> =>
  isName(name) ? readFailure(join(root, name)) : undefined;

/** `metrics.json` of a run; null where there is none, or it is of another form. */
export async function readMetrics(path: string): Promise<Record<string, unknown> | null> {
  return z.record(z.string(), z.unknown()).safeParse(await readJson(path)).data ?? null;
}

async function stateOf(folder: RunFolder): Promise<ApiRun['state']> {
  // Written last.
  if (await stat(folder.report).catch(() => undefined)) return 'finished';
  const times = await Promise.all(
    [folder.history, folder.config, folder.checkpoint].map((path) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return Date.now() - Math.max(...times) < SILENT_MS ? 'training' : 'stopped';
}

/** `history.csv` as rows of numbers; an empty cell is null. */
export async function readHistory(path: string): Promise<ApiRun['history']> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const [header, ...lines] = text.trim().split('\n');
  if (!header) return [];
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, index) => [name, numberIn(cells[index])]));
  });
}

function numberIn(cell: string | undefined): number | null {
  const number = cell ? Number(cell) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const exists = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;
