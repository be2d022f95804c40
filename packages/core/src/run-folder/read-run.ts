import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { exists } from '../files/exists.js';
import type { RunFolder } from '../files/run-paths.js';
import { type Metrics, metricsSchema } from '../metrics/metrics-schema.js';

/** A training whose files did not change for so long is not running any more. */
const SILENT_MS = 10 * 60_000;

/** An epoch by the names of `history.csv`; what a run did not measure is null. */
export type HistoryNumbers = Record<string, number | null>;

/** What a run folder says about its training, from the first step on. */
export interface RunOverview {
  readonly state: 'training' | 'stopped' | 'finished';
  readonly created: string;
  readonly recipe: string;
  readonly architecture: string;
  readonly epochs: number | null;
  readonly cells: number;
  readonly split: string;
  /** Null in runs of a version that did not write it. */
  readonly settings: RunOverviewConfig['more'];
  readonly history: HistoryNumbers[];
  readonly metrics: Record<string, unknown> | null;
}

/** What every version wrote into `config.json`. */
const overviewSchema = z.object({
  created: z.string(),
  settings: z.object({
    recipe: z.string().catch(''),
    architecture: z.string().catch(''),
    epochs: z.number().nullable().catch(null),
    split: z.string().catch(''),
  }),
  data: z.object({ cells: z.number() }),
});

const sideSchema = z.object({ cells: z.number(), patients: z.number() });
const moreSchema = z
  .object({
    settings: z.object({
      ...{ learningRate: z.number(), batchSize: z.number(), imageSize: z.number(), seed: z.number() },
    }),
    data: z.object({ folder: z.string(), fingerprint: z.string(), patients: z.number() }),
    split: z.object({ train: sideSchema, validation: sideSchema }),
    environment: z.object({ cpu: z.string(), threads: z.number() }),
  })
  .nullable()
  .catch(null);

export interface RunOverviewConfig extends z.infer<typeof overviewSchema> {
  /** What later versions wrote besides. */
  readonly more: z.infer<typeof moreSchema>;
}

/** How a run was begun; `undefined` where there is no `config.json`, or it is of another form. */
export async function readOverviewConfig(folder: RunFolder): Promise<RunOverviewConfig | undefined> {
  const config = await readJson(folder.config);
  const known = overviewSchema.safeParse(config).data;
  return known && { ...known, more: moreSchema.parse(config) };
}

/** @returns `undefined` where the folder holds no run */
export async function readRunOverview(folder: RunFolder): Promise<RunOverview | undefined> {
  const config = await readOverviewConfig(folder);
  if (!config) return undefined;
  return {
    ...config.settings,
    state: await stateOf(folder),
    created: config.created,
    cells: config.data.cells,
    settings: config.more,
    history: await readHistory(folder),
    metrics: await readAnyMetrics(folder),
  };
}

/** The figures of a finished run. @throws when there are none, or they are of another form */
export async function readMetrics({ metrics }: Pick<RunFolder, 'metrics'>): Promise<Metrics> {
  return metricsSchema.parse(JSON.parse(await readFile(metrics, 'utf8')));
}

/** As {@link readMetrics}, of any version; null where there are none. */
export async function readAnyMetrics({
  metrics,
}: Pick<RunFolder, 'metrics'>): Promise<Record<string, unknown> | null> {
  return z.record(z.string(), z.unknown()).safeParse(await readJson(metrics)).data ?? null;
}

/** The epochs that are finished; none where there is no `history.csv`. */
export async function readHistory({ history }: Pick<RunFolder, 'history'>): Promise<HistoryNumbers[]> {
  const text = await readFile(history, 'utf8').catch(() => '');
  const [header, ...lines] = text.trim().split('\n');
  if (!header) return [];
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, index) => [name, numberIn(cells[index])]));
  });
}

async function stateOf(folder: RunFolder): Promise<RunOverview['state']> {
  // Written last.
  if (await exists(folder.report)) return 'finished';
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
