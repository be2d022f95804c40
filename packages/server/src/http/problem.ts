import { UserError } from '@giemsa/core';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Busy, Missing } from '../refusals.js';
import { UnreadablePicture } from '../storage/unreadable-picture.js';
import { storageProblem } from './storage-problem.js';

/** What the API answers when it cannot do what was asked (RFC 9457). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** What was wrong, and what to do. */
  detail: z.string(),
});

/** Ends a request with a problem. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    detail: string,
    /** When it is worth trying again, in seconds. */
    readonly retryAfter?: number,
  ) {
    super(detail);
  }
}

export const notFound = (what: string): Problem =>
  new Problem(404, 'Not found', `There is no ${what}. It may have been deleted; list what there is.`);

export function answerProblems(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => {
    send(
      reply,
      404,
      'Not found',
      `There is nothing at ${request.method} ${request.url.split('?')[0]}; see /api/docs.`,
    );
  });
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (error instanceof Problem) {
      if (error.retryAfter !== undefined) reply.header('retry-after', error.retryAfter);
      return send(reply, error.status, error.title, error.message);
    }
    if (error instanceof UnreadablePicture) {
      return send(reply, 410, 'The picture cannot be read', `Of this picture ${error.message}.`);
    }
    if (error instanceof Missing) return send(reply, 404, 'Not found', error.message);
    if (error instanceof Busy) return send(reply, 409, 'Not now', error.message);
    if (error instanceof UserError) return send(reply, 422, 'Cannot be done', error.message);
    if (hasZodFastifySchemaValidationErrors(error)) {
      const details = error.validation.map(
        ({ instancePath, message }) => `${instancePath || 'request'}: ${message}`,
      );
      return send(reply, 400, 'Invalid request', `${details.join('; ')}. See /api/docs.`);
    }
    // Node.js calls a client that leaves by the same code as a database that does.
    if (request.raw.errored === error && error.code === 'ECONNRESET') {
      return send(reply, 400, 'Broken request', 'The client left before its request had come.');
    }
    const kept = storageProblem(error);
    if (kept) {
      // The database's own words hold what it was given: names of patients.
      request.log.error(`${kept.status} ${kept.title}`);
      if (kept.retryAfter !== undefined) reply.header('retry-after', kept.retryAfter);
      return send(reply, kept.status, kept.title, kept.message);
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return send(reply, status, 'Invalid request', error.message);
    request.log.error(error);
    return send(reply, 500, 'A bug in giemsa', 'The server could not answer; its log says more.');
  });
}

export function send(reply: FastifyReply, status: number, title: string, detail: string): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({ type: 'about:blank', title, status, detail });
}
