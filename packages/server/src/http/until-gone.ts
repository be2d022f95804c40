import type { FastifyReply } from 'fastify';

/** Aborted when the client leaves before it has the whole answer: nothing more is to be done for it. */
export function untilGone({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort(new Error('the client has left'));
  });
  return controller.signal;
}
