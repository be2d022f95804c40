import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';

/** A body slower than this is given up: its connection is needed for others. */
export interface SlowLimit {
  readonly seconds: number;
  readonly bytes: number;
}

const LOOKS_PER_LIMIT = 5;

/**
 * Ends requests whose bodies come too slowly with 408: a whole minute of a slow line passes, a connection that is held open does
 * not, nor does one that continues after its answer. A body that waits because this server is busy with what came before is not counted.
 */
export function endSlowBodies(app: FastifyInstance, { seconds, bytes }: SlowLimit): void {
  app.addHook('onRequest', async (request, reply) => {
    const { raw } = request;
    if (raw.complete || (raw.headers['content-length'] === undefined && !raw.headers['transfer-encoding']))
      return;
    let [since, seen] = [performance.now(), raw.socket.bytesRead];
    reply.raw.once('finish', () => {
      since = performance.now();
    });
    const look = () => {
      if (raw.complete || raw.destroyed) return clearInterval(timer);
      const isWaiting = raw.readableLength > 0;
      // What comes after the answer is never read, however fast it comes.
      if (!reply.raw.writableFinished && (isWaiting || raw.socket.bytesRead - seen >= bytes))
        [since, seen] = [performance.now(), raw.socket.bytesRead];
      if (performance.now() - since < seconds * 1000) return;
      clearInterval(timer);
      // It has been answered already, and the rest of the body is of no use.
      if (reply.sent) return void raw.socket.destroy();
      reply.header('connection', 'close');
      reply.raw.once('finish', () => raw.socket.destroySoon());
      const problem = tooSlow(seconds, bytes);
      // Whoever reads the body ends with it, and answers.
      if (raw.listenerCount('error') > 0) raw.emit('error', problem);
      else reply.send(problem);
    };
    const timer = setInterval(look, (seconds * 1000) / LOOKS_PER_LIMIT);
    timer.unref();
  });
}

const tooSlow = (seconds: number, bytes: number): Problem =>
  new Problem(
    'too-slow',
    `Less than ${bytes} bytes of the body came in ${seconds} s. Nothing was kept; send it again.`,
  );
