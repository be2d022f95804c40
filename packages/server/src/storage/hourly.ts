import { endAuditEntries } from './audit-log.js';
import type { Tables } from './database.js';
import { forgetOldRequests } from './keyed-requests.js';
import type { PictureFiles } from './picture-files.js';
import { sweepTrash } from './trash.js';

const HOUR_MS = 3600 * 1000;

export interface HourlyOptions {
  readonly trashDays: number;
  /** So long entries of the audit log are kept; `undefined` for as long as the database. */
  readonly auditDays?: number | undefined;
  readonly onError: (error: Error) => void;
  /** What else has expired. */
  readonly also: () => Promise<void>;
  /** Is told of entries that were deleted. */
  readonly say: (line: string) => void;
}

/**
 * Deletes what has expired in the trash, the audit log and the idempotency keys: now and every hour, until it
 * is stopped.
 */
export function endWhatIsDue(
  tables: Tables,
  files: PictureFiles,
  { trashDays, auditDays, onError, say, also }: HourlyOptions,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const all = async () => {
    await sweepTrash(tables, files, trashDays, stopping.signal);
    await also();
    await forgetOldRequests(tables);
    const ended = auditDays === undefined ? 0 : await endAuditEntries(tables, auditDays);
    if (ended > 0)
      say(`${ended} entries of the audit log, older than ${auditDays} days, deleted (--audit-days)`);
  };
  let running: Promise<unknown> | undefined;
  const run = () => {
    running = all().catch(onError);
  };
  run();
  const timer = setInterval(run, HOUR_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
