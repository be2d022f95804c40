import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';

const POLL_MS = 400;
/** Proxies close connections that are silent for long. */
const KEEP_ALIVE_MS = 15_000;

/**
 * Answers with server-sent events: the value whenever it changed, until `isLast` says it will not change any more. Every
 * connection begins with the present value, so a client that lost its connection only has to connect again.
 */
export function sendEvents<Value>(
  reply: FastifyReply,
  stopping: AbortSignal,
  read: () => Promise<Value>,
  isLast: (value: Value) => boolean,
): FastifyReply {
  async function* events(): AsyncGenerator<string> {
    let before = '';
    let sent = Date.now();
    while (!stopping.aborted) {
      const value = await read();
      const text = JSON.stringify(value);
      if (text !== before) {
        yield `data: ${text}\n\n`;
        sent = Date.now();
      } else if (Date.now() - sent > KEEP_ALIVE_MS) {
        yield ': still here\n\n';
        sent = Date.now();
      }
      before = text;
      if (isLast(value)) {
        yield 'event: end\ndata: {}\n\n';
        return;
      }
      await sleep(POLL_MS, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
  return reply
    .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    .type('text/event-stream')
    .serializer((value: string) => value)
    .send(Readable.from(events()));
}
