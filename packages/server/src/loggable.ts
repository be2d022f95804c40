/** An error as logs may have it. */
export type Loggable = {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly cause?: Loggable;
};

/** What PostgreSQL and PGlite say about a statement that failed; message and detail quote values. */
interface DatabaseError extends Error {
  readonly severity: string;
  readonly code: string;
  readonly routine?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
}

const isDatabaseError = (error: Error): error is DatabaseError =>
  typeof (error as Partial<DatabaseError>).severity === 'string' && 'code' in error;

/**
 * An error without anything that people typed or sent: names of patients and files are parameters of queries,
 * and databases quote them. It still says what went wrong: the query, the code, the place.
 */
export function loggable(error: unknown): Loggable {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error', stack: '' };
  const { cause } = error;
  return {
    type: error.name,
    message: messageOf(error),
    // Without its first lines, which are the message.
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^ {4}at /.test(line))
      .join('\n'),
    ...(cause instanceof Error && { cause: loggable(cause) }),
  };
}

function messageOf(error: Error): string {
  if (isDatabaseError(error)) {
    const { severity, code, routine, table, column, constraint } = error;
    const places = Object.entries({ routine, table, column, constraint })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name} ${value}`);
    return [`${severity} ${code} of the database`, ...places].join(', ');
  }
  const { query } = error as { query?: unknown };
  // Its values are not in it: they are $1, $2, ...
  if (typeof query === 'string') return `the query failed: ${query.replaceAll(/\s+/g, ' ').trim()}`;
  return error.message;
}

/** On one line; of a query that failed, what was wrong with it. */
export function reasonOf(error: Error): string {
  const { message, cause } = loggable(error);
  return (cause?.message ?? message).trim().replaceAll(/\s*\n\s*/g, ' ');
}
