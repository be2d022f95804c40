import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RunFolder } from 'giemsa';
import type { ApiRun } from '../api-types.js';

/** A training whose files did not change for so long is not running any more. */
const SILENT_MS = 10 * 60_000;

/** Run folders in a folder, the newest first. */
export async function listRuns(root: string): Promise<ApiRun[]> {
  const names = await readdir(root).catch(() => []);
  const runs = await Promise.all(names.map((name) => readRun(root, name)));
  return runs.filter((run) => run !== undefined).sort((a, b) => b.created.localeCompare(a.created));
}

/** @returns `undefined` when there is no such run folder */
export async function readRun(root: string, name: string): Promise<ApiRun | undefined> {
  if (name.includes('/') || name.includes('\\') || name.startsWith('.')) return undefined;
  const folder = new RunFolder(join(root, name));
  const config = await readJson<StoredConfig>(folder.config);
  if (!config) return undefined;
  const { settings } = config;
  return {
    id: name,
    state: await stateOf(folder),
    created: config.created,
    recipe: String(settings.recipe ?? ''),
    architecture: String(settings.architecture ?? ''),
    epochs: typeof settings.epochs === 'number' ? settings.epochs : null,
    cells: config.data.cells,
    split: String(typeof settings.split === 'string' ? settings.split : ''),
    history: await readHistory(folder.history),
    metrics: (await readJson<Record<string, unknown>>(folder.metrics)) ?? null,
  };
}

interface StoredConfig {
  readonly created: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly data: { readonly cells: number };
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
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ? Number(cells[index]) : null]));
  });
}

async function readJson<Value>(path: string): Promise<Value | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

export const exists = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;
