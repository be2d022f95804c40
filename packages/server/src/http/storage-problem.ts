import { isFullDisk } from '@giemsa/core/internal/files/system-error';
import type { ProblemCode } from './problem-codes.js';

/** When it is worth trying again, in seconds. */
const RETRY_SECONDS = 10;

/** Codes of PostgreSQL and of Node.js' connections. */
const READ_ONLY = ['25006', 'EROFS'];
const DATABASE_FULL = ['53100', '53200'];
const DATABASE_AWAY = [
  ...['57014', '57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08004', '08006'],
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
];
/** node-postgres gives these no code. */
const AWAY_WORDS =
  /connection terminated|query read timeout|timeout expired|timeout exceeded when trying to connect|client was closed/i;

/** What is wrong where rows and pictures are kept, as it is answered. */
export interface StorageProblem {
  readonly code: ProblemCode;
  readonly message: string;
  /** When it is worth trying again, in seconds. */
  readonly retryAfter?: number;
}

/** @returns `undefined` when the error is another one. */
export function storageProblem(error: unknown): StorageProblem | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (isFullDisk(cause) || DATABASE_FULL.includes(code) || /no space left on device/i.test(cause.message)) {
      const message = 'The server has no space left: free some on its disk, then try again.';
      return { code: 'disk-full', message };
    }
    if (READ_ONLY.includes(code) || /read-only (transaction|file system)/i.test(cause.message)) {
      return unavailable(
        'read-only',
        'The server is read-only: its database or its disk does not accept changes.',
      );
    }
    if (DATABASE_AWAY.includes(code) || AWAY_WORDS.test(cause.message)) {
      return unavailable('database-away', 'The server cannot reach its database.');
    }
  }
  return undefined;
}

const unavailable = (code: ProblemCode, what: string): StorageProblem => ({
  ...{ code, retryAfter: RETRY_SECONDS },
  message: `${what} Try again in ${RETRY_SECONDS} s.`,
});
