import { sql } from 'drizzle-orm';
import type { Database, Tables } from './database.js';
import { pictures, room } from './schema.js';

/** Which database this is. */
export interface Room {
  readonly id: string;
  readonly createdAt: Date;
  /** Of the folder or bucket where its pictures lie; null until a server has claimed one. */
  readonly storeId: string | null;
}

export async function readRoom(tables: Tables): Promise<Room> {
  const { id, createdAt, storeId } = room;
  const [row] = await tables.select({ id, createdAt, storeId }).from(room);
  return row!;
}

/** Whether the database knows any picture at all. */
export async function knowsPictures(tables: Tables): Promise<boolean> {
  return (await tables.select({ id: pictures.id }).from(pictures).limit(1)).length > 0;
}

/** The time by the clock of the database: the machine's own may be wrong. */
export async function databaseTime({ tables }: Database): Promise<Date> {
  const { rows } = await tables.execute<{ now: string }>(
    sql`SELECT (extract(epoch FROM now()) * 1000)::bigint::text AS now`,
  );
  return new Date(Number(rows[0]!.now));
}
