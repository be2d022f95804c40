import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres';
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { UserError } from 'giemsa';
import pg from 'pg';
import { lockFolder } from './folder-lock.js';
import * as schema from './schema.js';

export type Tables = PgDatabase<PgQueryResultHKT, typeof schema>;

/** Runs SQL as it stands, for pg-boss; several statements at once when there are no values. */
export type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;

export interface Database {
  readonly tables: Tables;
  readonly executeSql: ExecuteSql;
  /** Whether other processes can reach it too. */
  readonly shared: boolean;
  close(): Promise<void>;
}

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Opens the database and brings its tables up to date.
 * @param url of a PostgreSQL; left out, a PGlite in `folder`, for this process alone
 * @throws UserError when it cannot be reached, or the folder is in use by another process
 */
export function openDatabase(folder: string, url: string | undefined): Promise<Database> {
  return url === undefined ? openPglite(join(folder, 'database')) : openPostgres(url);
}

async function openPglite(folder: string): Promise<Database> {
  await mkdir(dirname(folder), { recursive: true });
  const unlock = await lockFolder(dirname(folder));
  const client = await PGlite.create(folder);
  const tables = drizzlePglite(client, { schema });
  await migratePglite(tables, { migrationsFolder: MIGRATIONS });
  return {
    tables: tables as unknown as Tables,
    executeSql: async (text, values = []) => {
      if (values.length > 0) return client.query<Record<string, unknown>>(text, values);
      const results = await client.exec(text);
      // As node-postgres: one result for one statement, a list of them for several.
      return (results.length === 1 ? results[0] : results) as { rows: Record<string, unknown>[] };
    },
    shared: false,
    close: async () => {
      await client.close();
      await unlock();
    },
  };
}

async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  const tables = drizzlePostgres(pool, { schema });
  try {
    await migrateAlone(pool);
  } catch (error) {
    await pool.end();
    const { message, code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `cannot use the database ${withoutPassword(url)}: ${message || code}. Check --database postgres://USER:PASSWORD@HOST:PORT/NAME`,
    );
  }
  return {
    tables: tables as unknown as Tables,
    executeSql: (text, values = []) => pool.query(text, values),
    shared: true,
    close: () => pool.end(),
  };
}

/** Servers and workers that start at once take turns, by a lock of the database. */
async function migrateAlone(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('giemsa migrations'))");
    await migratePostgres(drizzlePostgres(client, { schema }), { migrationsFolder: MIGRATIONS });
    await client.query("SELECT pg_advisory_unlock(hashtext('giemsa migrations'))");
  } finally {
    client.release();
  }
}

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = '';
    return parsed.href;
  } catch {
    return '(not a URL)';
  }
}
