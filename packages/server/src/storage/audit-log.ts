import { desc, lt } from 'drizzle-orm';
import type { Tables } from './database.js';
import { auditLog } from './schema.js';

export type AuditEntry = typeof auditLog.$inferSelect;

export async function addAuditEntry(tables: Tables, entry: typeof auditLog.$inferInsert): Promise<void> {
  await tables.insert(auditLog).values(entry);
}

/** The newest first. @param before number of an entry; those before it */
export async function readAuditLog(tables: Tables, limit: number, before?: number): Promise<AuditEntry[]> {
  return tables
    .select()
    .from(auditLog)
    .where(before === undefined ? undefined : lt(auditLog.id, before))
    .orderBy(desc(auditLog.id))
    .limit(limit);
}
