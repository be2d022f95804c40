import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { batchSettings } from './batch-tables.js';
import type { Tables } from './database.js';
import { auditLog } from './schema.js';

/** By which somebody takes results along, or has them in another batch. */
const COPIES = [
  'GET /batches/:batch/export.:format',
  'GET /batches/:batch/smear/:file',
  'GET /batches/:batch/patients/:patient/report.html',
  'GET /batches/:batch/patients/:patient/fhir.json',
  'POST /batches/:batch/copies',
];

/** A copy of results that was made while they were shown. */
export interface EarlierCopy {
  readonly at: string;
  readonly person: string | null;
  /** Method and route. */
  readonly action: string;
}

/** Copies of a batch's results that the log knows from before its last blind reading began, the first first. */
export async function copiesBefore(tables: Tables, batchId: string): Promise<EarlierCopy[]> {
  const [begun] = await tables
    .select({ at: batchSettings.createdAt })
    .from(batchSettings)
    .where(and(eq(batchSettings.batchId, batchId), sql`setting @> '{"setting": "blind", "blind": true}'`))
    .orderBy(desc(batchSettings.id))
    .limit(1);
  if (!begun) return [];
  const rows = await tables
    .select({
      at: auditLog.createdAt,
      person: auditLog.person,
      token: auditLog.token,
      action: auditLog.action,
    })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.batchId, batchId),
        inArray(auditLog.action, COPIES),
        lt(auditLog.status, 400),
        lt(auditLog.createdAt, begun.at),
      ),
    )
    .orderBy(asc(auditLog.id));
  return rows.map(({ at, person, token, action }) => ({
    at: at.toISOString(),
    person: person ?? token,
    action,
  }));
}
