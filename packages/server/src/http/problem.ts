import { UserError } from '@giemsa/core';
import { render } from '@giemsa/core/internal/errors/user-error';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { UnreadablePicture } from '../storage/unreadable-picture.js';
import { type Issue, plainIssue } from './plain-issues.js';
import { PROBLEM_CODES, type ProblemCode } from './problem-codes.js';
import { storageProblem } from './storage-problem.js';

/** What the API answers when it cannot do what was asked (RFC 9457). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** What was wrong, and what to do. */
  detail: z.string(),
  /** What kind of problem it is. It stays the same when the words change. */
  code: z.string(),
});

/** Ends a request with a problem. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    detail: string,
    /** When it is worth trying again, in seconds. */
    readonly retryAfter?: number,
  ) {
    super(detail);
  }
}

export const notFound = (what: string): Problem =>
  new Problem('not-found', `There is no ${what}. It may have been deleted; list what there is.`);

export function answerProblems(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => {
    send(
      reply,
      'not-found',
      `There is nothing at ${request.method} ${request.url.split('?')[0]}; see /api/docs.`,
    );
  });
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (error instanceof Problem) {
      if (error.retryAfter !== undefined) reply.header('retry-after', error.retryAfter);
      return send(reply, error.code, error.message);
    }
    if (error instanceof UnreadablePicture) {
      return send(reply, 'unreadable-picture', `Of this picture ${error.message}.`);
    }
    if (error instanceof UserError) return send(reply, error.code, render(error, fieldOf));
    if (hasZodFastifySchemaValidationErrors(error)) {
      const details = error.validation.map(
        (issue) => `${issue.instancePath || 'request'}: ${plainIssue(issue as Issue)}`,
      );
      return send(reply, 'invalid-request', `${details.join('; ')}. See /api/docs.`);
    }
    // Node.js uses the same code for a client that disconnects as for a database that does.
    if (request.raw.errored === error && error.code === 'ECONNRESET') {
      return send(reply, 'broken-request', 'The client disconnected before its request was complete.');
    }
    const kept = storageProblem(error);
    if (kept) {
      // The database's own message quotes its input, which may hold names of patients.
      request.log.error(`${PROBLEM_CODES[kept.code].title}`);
      if (kept.retryAfter !== undefined) reply.header('retry-after', kept.retryAfter);
      return send(reply, kept.code, kept.message);
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return send(reply, 'invalid-request', error.message, status);
    request.log.error(error);
    return send(reply, 'bug', 'The server could not answer; its log says more.');
  });
}

/** The field of a request that gives an option of the library. */
const fieldOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** @param status where the framework found another one */
export function send(
  reply: FastifyReply,
  code: ProblemCode,
  detail: string,
  status: number = PROBLEM_CODES[code].status,
): FastifyReply {
  const { title } = PROBLEM_CODES[code];
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({ type: 'about:blank', title, status, detail, code });
}
