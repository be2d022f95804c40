import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { ApiBatch, ApiResults, ApiUpload } from '../../src/api-types.js';
import { reasonOf } from '../../src/loggable.js';
import { type RunningServer, type ServeOptions, startServer } from '../../src/serve.js';
import { isOver } from '../../src/storage/batches.js';
import { copyEmptyDatabase } from './empty-database.js';
import { logs, useNames } from './logs.js';

/** Trained on synthetic cells. */
export const MODEL = fileURLToPath(new URL('../../../core/test/fixtures/tiny-resnet.onnx', import.meta.url));

/** A folder that is gone when the tests of the file are done. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'giemsa-server-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export const options = (folder: string, others: Partial<ServeOptions> = {}): ServeOptions => ({
  data: join(folder, 'data'),
  runs: join(folder, 'runs'),
  models: [MODEL],
  threads: 1,
  host: '127.0.0.1',
  port: 0,
  works: true,
  datasets: [],
  version: '0.0.0',
  // Deleted is deleted, unless a test is about the trash.
  trashDays: 0,
  log: logs,
  onError: (error) => logs.write(`warning: ${reasonOf(error)}\n`),
  ...others,
});

export interface Client {
  readonly server: RunningServer;
  request(path: string, init?: RequestInit): Promise<Response>;
  upload(files: Readonly<Record<string, Uint8Array>>, query?: string, init?: RequestInit): Promise<ApiUpload>;
  /** When all pictures are dealt with. */
  results(batch: ApiBatch): Promise<ApiResults>;
}

/** A server with an empty database, or the one that its data folder has. */
export async function startRoom(serveOptions: ServeOptions): Promise<Client> {
  if (serveOptions.database === undefined) await copyEmptyDatabase(serveOptions.data);
  const server = await startServer(serveOptions);
  return clientOf(server);
}

export function clientOf(server: RunningServer): Client {
  const request = (path: string, init?: RequestInit) => fetch(`${server.address}/api/v1${path}`, init);
  const results = async ({ id }: ApiBatch): Promise<ApiResults> => {
    for (;;) {
      const found = (await (await request(`/batches/${id}/results`)).json()) as ApiResults;
      if (isOver(found.batch.progress)) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return {
    server,
    request,
    results,
    upload: async (files, query = '', init = {}) => {
      const response = await request(`/batches${query}`, { method: 'POST', body: formOf(files), ...init });
      return (await response.json()) as ApiUpload;
    },
  };
}

export function formOf(files: Readonly<Record<string, Uint8Array>>): FormData {
  useNames(Object.keys(files));
  const form = new FormData();
  for (const [name, bytes] of Object.entries(files)) {
    form.append('files', new Blob([Uint8Array.from(bytes)]), name);
  }
  return form;
}
