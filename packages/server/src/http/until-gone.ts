import type { FastifyReply } from 'fastify';
import { Problem } from './problem.js';

/** Nobody reads it, and the log should not report it as an error. */
export const CLIENT_LEFT = new Problem('client-left', 'The client has left; nothing was kept.');

/** Aborted when the client leaves before it has the whole answer: nothing more is to be done for it. */
export function untilGone({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort(CLIENT_LEFT);
  });
  return controller.signal;
}
