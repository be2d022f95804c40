import type { FastifyRequest } from 'fastify';
import { loggable } from '../loggable.js';

/**
 * Neither names of files nor of patients are logged: no addresses, as queries hold them, and no values of the database.
 * @param stream where the log goes; left out, standard output
 */
export const loggerOf = (stream: { write(line: string): void } | undefined) => ({
  level: 'warn',
  ...(stream && { stream }),
  hooks: {
    // The message that an error is logged with would else be its own.
    logMethod(this: unknown, [first, ...rest]: unknown[], method: (...words: unknown[]) => void): void {
      const error = first instanceof Error ? first : (first as { err?: unknown } | undefined)?.err;
      if (error instanceof Error) {
        const fields = first instanceof Error ? { err: error } : first;
        method.apply(this, [fields, loggable(error).message]);
      } else method.apply(this, [first, ...rest]);
    },
  },
  serializers: {
    err: loggable,
    req: ({ method, routeOptions }: FastifyRequest) => ({ method, route: routeOptions?.url }),
  },
});
