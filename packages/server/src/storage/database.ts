import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { UserError } from '@giemsa/core';
import { exists } from '@giemsa/core/internal/files/exists';
import { lockFolder } from '@giemsa/core/internal/files/lock';
import { checkOutputFolder } from '@giemsa/core/internal/files/output';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres';
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { UnusableStore } from '../refusals.js';
import { PrivateNodeFS } from './private-node-fs.js';
import * as schema from './schema.js';

interface Rows<Row> {
  readonly rows: Row[];
}

/** What both drivers return for plain SQL. */
interface RowsHKT extends PgQueryResultHKT {
  readonly type: Rows<this['row']>;
}

export type Tables = PgDatabase<RowsHKT, typeof schema>;

/** Runs plain SQL, for pg-boss; several statements at once when there are no values. */
export type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;

export interface Database {
  readonly tables: Tables;
  readonly executeSql: ExecuteSql;
  /**
   * Runs something that makes tables or decides their owner, while no other process on this database does so.
   */
  readonly inTurn: <Value>(task: () => Promise<Value>) => Promise<Value>;
  /** Whether other processes can reach it too. */
  readonly shared: boolean;
  close(): Promise<void>;
}

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Opens the database and brings its tables up to date.
 * @param url of a PostgreSQL; left out, a PGlite in `folder`, for this process alone
 * @throws UserError when it cannot be reached, a newer program brought it forward, or another process uses the folder
 */
export function openDatabase(folder: string, url: string | undefined): Promise<Database> {
  return url === undefined ? openPglite(join(folder, 'database')) : openPostgres(url);
}

async function openPglite(folder: string): Promise<Database> {
  const lock = await lockFolder(dirname(folder), {
    what: 'the data folder',
    instead: 'stop it, choose another --data folder, or share a PostgreSQL with --database',
  });
  const client = await createPglite(folder).catch(async (error: unknown) => {
    await lock.release();
    throw error;
  });
  const close = async () => {
    await client.close();
    await lock.release();
  };
  const executeSql: ExecuteSql = async (text, values = []) => {
    if (values.length > 0) return client.query<Record<string, unknown>>(text, values);
    const results = await client.exec(text);
    // As node-postgres: one result for one statement, a list of them for several.
    return (results.length === 1 ? results[0] : results) as { rows: Record<string, unknown>[] };
  };
  const tables = drizzlePglite(client, { schema });
  try {
    await refuseNewer(executeSql, folder);
    await migratePglite(tables, { migrationsFolder: MIGRATIONS });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    tables: tables as unknown as Tables,
    executeSql,
    inTurn: (task) => task(),
    shared: false,
    close,
  };
}

/** A new database, with what it writes ahead. */
const NEW_DATABASE_BYTES = 64e6;

/** PGlite's own file system numbers errors as WASI does, and says no more. */
const WASI_ERRORS: Readonly<Record<number, string>> = {
  2: 'EACCES',
  29: 'EIO',
  33: 'EMFILE',
  51: 'ENOSPC',
  63: 'EPERM',
  69: 'EROFS',
};

async function createPglite(folder: string): Promise<PGlite> {
  // A folder that cannot be read is not new: a new one is removed when the database cannot be made.
  const isNew = !(await exists(folder));
  if (isNew) await checkOutputFolder('data', folder, NEW_DATABASE_BYTES);
  try {
    return await PGlite.create({ fs: new PrivateNodeFS(folder) });
  } catch (error) {
    const { errno, message } = error as { errno?: number; message?: string };
    const code = WASI_ERRORS[errno ?? 0];
    if (isNew) await rm(folder, { recursive: true, force: true });
    if (code === undefined)
      throw error instanceof Error ? error : new Error(`${folder}: error ${errno ?? message}`);
    throw Object.assign(new Error(code), { code, path: folder });
  }
}

/**
 * A line that is cut silently, as by a firewall, must not hold requests for ever. The address may say other times, such as
 * `?query_timeout=120000`.
 */
const PATIENCE = {
  connectionTimeoutMillis: 10_000,
  /** On the server's side: nothing that giemsa asks takes nearly as long. */
  statement_timeout: 30_000,
  query_timeout: 35_000,
  keepAlive: true,
} as const;

async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10, ...PATIENCE });
  // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  const tables = drizzlePostgres(pool, { schema });
  try {
    await inTurn(url, (client) => migrateAlone(client, withoutPassword(url)));
  } catch (error) {
    await pool.end();
    if (error instanceof UserError) throw error;
    const { message, code } = error as NodeJS.ErrnoException;
    throw new UnusableStore(
      `cannot use the database ${withoutPassword(url)}: ${message || code}. Expected postgres://USER:PASSWORD@HOST:PORT/NAME`,
    );
  }
  return {
    tables: tables as unknown as Tables,
    executeSql: (text, values = []) => pool.query(text, values),
    inTurn: (task) => inTurn(url, task),
    shared: true,
    close: () => pool.end(),
  };
}

/**
 * Servers and workers that start at once take turns, by a lock of the database. It is held by a connection of its own, which may wait
 * for long.
 */
async function inTurn<Value>(url: string, task: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const { connectionTimeoutMillis, keepAlive } = PATIENCE;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis, keepAlive });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('giemsa migrations'))");
    return await task(client);
  } finally {
    // And with the connection the lock.
    await client.end();
  }
}

async function migrateAlone(client: pg.Client, name: string): Promise<void> {
  await refuseNewer((text) => client.query(text), name);
  await migratePostgres(drizzlePostgres(client, { schema }), { migrationsFolder: MIGRATIONS });
}

/** Migrations go forward only: a program that does not know the newest one would read and write wrongly. */
async function refuseNewer(executeSql: ExecuteSql, name: string): Promise<void> {
  const { rows: tables } = await executeSql("SELECT to_regclass('drizzle.__drizzle_migrations') AS found");
  if (tables[0]!.found === null) return;
  const { rows } = await executeSql('SELECT max(created_at) AS newest FROM drizzle.__drizzle_migrations');
  const newest = Number(rows[0]!.newest);
  const known = readMigrationFiles({ migrationsFolder: MIGRATIONS }).at(-1)!.folderMillis;
  if (newest <= known) return;
  throw new UnusableStore(
    `the database ${name} was upgraded by a newer giemsa (tables of ${day(newest)}; this one knows those of ` +
      `${day(known)}): install the newer giemsa here, or restore a backup that was made before`,
  );
}

const day = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = '';
    return parsed.href;
  } catch {
    return '(not a URL)';
  }
}
