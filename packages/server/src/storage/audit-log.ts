import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Tables } from './database.js';
import { auditLog } from './schema.js';

export type AuditEntry = typeof auditLog.$inferSelect;

export async function addAuditEntry(tables: Tables, entry: typeof auditLog.$inferInsert): Promise<void> {
  await tables.insert(auditLog).values(entry);
}

/** Which entries are wanted. */
export interface AuditFilter {
  readonly batch?: string | undefined;
  readonly person?: string | undefined;
}

/** The newest first. @param before number of an entry; those before it */
export async function readAuditLog(
  tables: Tables,
  limit: number,
  before?: number,
  { batch, person }: AuditFilter = {},
): Promise<AuditEntry[]> {
  return tables
    .select()
    .from(auditLog)
    .where(
      and(
        before === undefined ? undefined : lt(auditLog.id, before),
        batch === undefined ? undefined : eq(auditLog.batchId, batch),
        person === undefined ? undefined : sql`coalesce(${auditLog.person}, ${auditLog.token}) = ${person}`,
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(limit);
}

/** Entries are kept for at least this long, whatever the operator says; the database enforces this too. */
export const LEAST_AUDIT_DAYS = 30;

/** Deletes entries that are older than some days, and notes that. @returns how many */
export async function endAuditEntries(tables: Tables, days: number): Promise<number> {
  return tables.transaction(async (transaction) => {
    await transaction.execute(sql`SET LOCAL giemsa.ends_audit_entries = 'yes'`);
    const ended = await transaction
      .delete(auditLog)
      .where(sql`${auditLog.createdAt} < now() - make_interval(days => ${days}::int)`)
      .returning({ id: auditLog.id });
    if (ended.length === 0) return 0;
    const last = ended.reduce((highest, { id }) => Math.max(highest, id), 0);
    await addAuditEntry(transaction, { action: `audit log: ${ended.length} entries up to ${last} deleted` });
    return ended.length;
  });
}
