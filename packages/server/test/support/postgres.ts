import { execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { freePort } from './free-port.js';
import { madeOnce } from './made-once.js';

/** Of Debian's package `postgresql`. */
const INSTALLED = '/usr/lib/postgresql';
/** PostgreSQL refuses to run as root; this is `nobody`. */
const NOBODY = 65_534;

/** Whether a PostgreSQL is installed here, or one is named by GIEMSA_TEST_DATABASE. */
export const hasPostgres = process.env.GIEMSA_TEST_DATABASE !== undefined || existsSync(INSTALLED);

/**
 * A PostgreSQL of its own in a new folder, on a free port of this machine.
 * @returns its address, its process where it is one of these tests', and what ends it
 */
export async function startPostgres(): Promise<{ url: string; pid?: number; stop: () => Promise<void> }> {
  const named = process.env.GIEMSA_TEST_DATABASE;
  if (named !== undefined) return { url: named, stop: async () => undefined };
  const bin = join(INSTALLED, readdirSync(INSTALLED).sort().at(-1)!, 'bin');
  const isRoot = process.getuid?.() === 0;
  const as = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const folder = mkdtempSync(join(tmpdir(), 'giemsa-postgres-'));
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  const data = join(folder, 'cluster');
  await copyCluster(data, { ...as, cwd: folder, bin });
  const port = await freePort();
  const settings = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', folder, '-F'];
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings], {
    ...as,
    cwd: folder,
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await untilReady(join(bin, 'pg_isready'), port);
  return {
    url: `postgres://giemsa@127.0.0.1:${port}/postgres`,
    pid: child.pid!,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Making {
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd: string;
  readonly bin: string;
}

/** A new cluster takes a second of a core, a copy of one a tenth: the first test file makes it. */
async function copyCluster(data: string, { bin, ...options }: Making): Promise<void> {
  const make = (cluster: string) =>
    execFileSync(join(bin, 'initdb'), ['-D', cluster, '-U', 'giemsa', '-A', 'trust', '--no-sync'], {
      ...options,
      stdio: 'pipe',
    });
  const shared = inject('sharedFolder');
  if (shared === undefined) return void make(data);
  const cluster = await madeOnce(shared, 'cluster', async (path) => {
    make(data);
    await promisify(execFile)('cp', ['-a', data, path]);
  });
  if (!existsSync(data)) execFileSync('cp', ['-a', cluster, data]);
}

async function untilReady(program: string, port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      execFileSync(program, ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('the PostgreSQL of the tests did not start');
}
