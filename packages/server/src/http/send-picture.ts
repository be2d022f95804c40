import type { FastifyReply } from 'fastify';

export function sendPicture(reply: FastifyReply, type: string, bytes: Buffer) {
  return reply
    .type(type)
    .serializer((value: unknown) => value as string)
    .send(bytes);
}
