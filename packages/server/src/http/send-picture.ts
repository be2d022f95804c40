import type { FastifyReply } from 'fastify';

/** What is made of a picture is always the same, so browsers may keep it. */
export function sendPicture(reply: FastifyReply, type: string, bytes: Buffer) {
  return reply
    .header('cache-control', 'private, max-age=86400, immutable')
    .type(type)
    .serializer((value: unknown) => value as string)
    .send(bytes);
}
