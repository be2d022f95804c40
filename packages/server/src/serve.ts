import { setMaxListeners } from 'node:events';
import { rm } from 'node:fs/promises';
import { readClassFolder } from '@giemsa/core/internal/dataset/folder';
import { InvalidOption } from '@giemsa/core/internal/errors/kinds';
import { createApp } from './http/app.js';
import { watchConnections } from './http/close-gently.js';
import type { Context } from './http/context.js';
import { Door } from './http/door.js';
import { EventHub } from './http/events.js';
import { TokenLimits } from './http/limits.js';
import { createMetrics } from './http/metrics.js';
import { isLoopback } from './http/origin.js';
import type { SlowLimit } from './http/slow-bodies.js';
import { TokenBook } from './http/token-book.js';
import { newToken, SHORTEST_TOKEN, soleToken } from './http/tokens.js';
import { PredictKind } from './jobs/predict-kind.js';
import { TrainKind, TrainQueue } from './jobs/train-kind.js';
import { Worker } from './jobs/worker.js';
import { openRoom, type RoomOptions } from './open-room.js';
import { InsecureSetting } from './refusals.js';
import { dueRuns, removeTrashedRun } from './runs/run-trash.js';
import { addAuditEntry } from './storage/audit-log.js';
import { endWhatIsDue } from './storage/hourly.js';
import { sweep } from './storage/housekeeping.js';
import { endAllRequests } from './storage/keyed-requests.js';
import { countStored } from './storage/pictures.js';
import { finishRemovals } from './storage/remove-batch.js';
import { forgetRun } from './storage/tasks.js';
import { TaskKind, TaskQueue } from './tasks/task-kind.js';

/** Where other servers take pictures in too, one without a row that is older than this is not on its way in any more. */
const DAY_MS = 24 * 3600 * 1000;

/** So long uploads may continue when the server is stopped. */
const PATIENCE_MS = 30_000;

/** Where lines of the log go, such as a stream. */
export interface LogSink {
  /** Takes one line, a JSON object, with its end of line. */
  write(line: string): void;
}

/** What is served, to whom, and where it is kept. */
export interface ServeOptions extends RoomOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The only token, with the default limits. */
  readonly token?: string | undefined;
  /** A file of tokens with names and limits of their own. */
  readonly tokens?: string | undefined;
  /** So long deleted batches can be restored; with 0 they are gone at once. */
  readonly trashDays: number;
  /** So long entries of the audit log are kept; `undefined` for as long as the database. */
  readonly auditDays?: number | undefined;
  /** Addresses of proxies whose X-Forwarded-For, -Proto and -Host are believed, with commas between them. */
  readonly trustProxy?: string | undefined;
  /** Whether this process works on jobs itself. */
  readonly works: boolean;
  /** Folders that may be trained on. */
  readonly datasets: readonly string[];
  readonly version: string;
  /** Bodies that come more slowly end. */
  readonly slow?: SlowLimit | undefined;
  /** Where the log goes; left out, standard output. */
  readonly log?: LogSink | undefined;
}

export interface WorkerOptions extends RoomOptions {
  /** Is told of trainings. */
  readonly say: (line: string) => void;
}

/** A server or worker that runs. */
export interface Running {
  /** Ends what is being done, takes nothing new, and closes. */
  stop(): Promise<void>;
}

/** A server that listens, at `address`. */
export interface RunningServer extends Running {
  readonly address: string;
}

/** Takes jobs from a database that servers and `--distribute` fill: pictures and trainings. @throws UserError when it cannot be reached */
export async function startWorker(options: WorkerOptions): Promise<Running> {
  const { threads, onError, say } = options;
  const room = await openRoom(options, { claims: false });
  const { database, boss, queue } = room;
  const { tables } = database;
  const trainings = new TrainQueue(boss, database);
  const tasks = new TaskQueue(boss, database);
  const kinds = [
    new PredictKind({ ...room, tables }, queue, { isReady: room.hasPictures }),
    new TrainKind({ tables, threads, say }, trainings),
    new TaskKind({ ...room, tables, threads, say, onError }, tasks),
  ];
  const worker = new Worker({ tables, kinds, trains: true, onError });
  try {
    await trainings.create();
    await tasks.create();
    await worker.start({ isAlone: false });
  } catch (error) {
    await room.close();
    throw error;
  }
  return {
    stop: async () => {
      await worker.stop();
      await room.close();
    },
  };
}

/**
 * Starts page, API and, unless told otherwise, a worker.
 * @throws UserError when it would listen to other machines without a token, the port is taken, or a model, a data set or the data
 * folder cannot be used
 */
export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const { host, port, version } = options;
  const book = await openTokens(options);
  for (const folder of options.datasets) await readClassFolder(folder);
  const room = await openRoom(options, { claims: true });
  const { database, boss, queue, files, registry, models } = room;
  const tasks = new TaskQueue(boss, database);
  const stopping = new AbortController();
  // Every open stream listens.
  setMaxListeners(0, stopping.signal);
  const housekeeping = { ...room, say: options.notice ?? (() => undefined) };
  const { tables } = database;
  // What a killed process was still receiving, or deleting.
  await finishRemovals(tables, files);
  if (!database.shared) {
    await endAllRequests(tables);
    await rm(files.uploads(), { recursive: true, force: true });
    await sweep(housekeeping, 0, stopping.signal);
  }
  const limits = new TokenLimits((name) => countStored(tables, name));
  const metrics = createMetrics();
  const context: Context = {
    ...{ database, files, queue, tasks, registry, models, limits },
    ...{ runs: options.runs, datasets: options.datasets, threads: options.threads },
    events: new EventHub(stopping.signal),
    trashDays: options.trashDays,
  };
  const app = await createApp(context, metrics, {
    ...{ door: new Door(book, tables), limits, host, version, log: options.log, slow: options.slow },
    trustProxy: options.trustProxy,
  });
  const connections = watchConnections(app.server);
  const tools = { tables, files, registry, models };
  const count = (pictures: number) => metrics.pictures.inc(pictures);
  const worker = options.works
    ? new Worker({
        tables,
        kinds: [
          new PredictKind(tools, queue, { onPictures: count }),
          new TaskKind(
            { ...tools, threads: options.threads, say: housekeeping.say, onError: options.onError },
            tasks,
          ),
        ],
        onError: options.onError,
      })
    : undefined;
  const hourly = endWhatIsDue(tables, files, { ...options, say: housekeeping.say, also: endRuns });
  async function endRuns() {
    for (const run of await dueRuns(options.runs, options.trashDays)) {
      await removeTrashedRun(options.runs, run);
      await forgetRun(tables, run);
      await addAuditEntry(tables, { action: 'trash swept of a run', run });
    }
  }
  let sweepTimer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | undefined;
  const stop = async () => {
    clearInterval(sweepTimer);
    stopping.abort();
    await hourly.stop();
    // Takes no more requests, and lets those under way end.
    await connections.closeGently(() => app.close(), PATIENCE_MS);
    await worker?.stop();
    await sweeping;
    await room.close();
  };
  try {
    await tasks.create();
    await worker?.start({ isAlone: !database.shared });
    if (database.shared) {
      const sweepOld = () => {
        sweeping = sweep(housekeeping, DAY_MS, stopping.signal).catch(options.onError);
      };
      sweepOld();
      sweepTimer = setInterval(sweepOld, DAY_MS);
    }
    return { address: await app.listen({ host, port }), stop };
  } catch (error) {
    await stop();
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new InvalidOption('port', port, `port ${port} is in use; choose another with --port`);
    if (code === 'EADDRNOTAVAIL')
      throw new InvalidOption('host', host, `--host ${host} is not an address of this machine`);
    throw error;
  }
}

/** @throws UserError when others could ask without a token */
async function openTokens({ host, token, tokens, notice }: ServeOptions): Promise<TokenBook> {
  if (token !== undefined && token.length < SHORTEST_TOKEN) {
    throw new InsecureSetting(
      `the token must have at least ${SHORTEST_TOKEN} characters; a good one: ${newToken()}`,
    );
  }
  const others = token === undefined ? [] : [soleToken(token)];
  const book = await TokenBook.open(tokens, others, notice ?? (() => undefined));
  if (book.asks || isLoopback(host)) return book;
  throw new InsecureSetting(
    `--host ${host} can be reached from other machines, so a token is needed. Set the environment variable GIEMSA_TOKEN; ` +
      `a fresh one: GIEMSA_TOKEN=${newToken()}`,
  );
}
