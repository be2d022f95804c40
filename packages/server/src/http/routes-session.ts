import { randomBytes } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { sessionSchema } from '../api-types.js';
import { SOFTWARE } from '../export/origin.js';
import { addSession, endSession, IDLE_HOURS, SESSION_HOURS } from '../storage/sessions.js';
import { PUBLIC } from './access.js';
import type { Context } from './context.js';
import type { Door } from './door.js';
import { tokenPerson } from './person.js';
import { sessionCookie, shownSession } from './session-cookie.js';
import { hashOf } from './tokens.js';

/**
 * A browser gives the token once and gets a session for it; from then on a cookie shows the session, for pictures and event
 * streams too. The token itself is not kept in the browser.
 */
export const sessionRoutes =
  ({ database, limits, trashDays }: Context, door: Door): FastifyPluginAsyncZod =>
  async (app) => {
    const { tables } = database;

    app.post(
      '/session',
      {
        config: { ...PUBLIC, audit: true },
        schema: {
          summary: 'Exchanges the token for a session cookie, for browsers',
          description: `A session ends ${SESSION_HOURS} hours after this, ${IDLE_HOURS} hours after its last request, at logout, or with its token.`,
          body: z.object({ token: z.string().max(500) }),
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        if (!door.book.asks) return reply.code(204).send(null);
        const token = await door.tokenOf(request, request.body.token);
        await limits.countRequest(token);
        request.token = token;
        request.audited = {};
        const before = shownSession(request);
        if (before !== undefined) await endSession(tables, before);
        const id = randomBytes(32).toString('base64url');
        await addSession(tables, hashOf(id), request.token.sha256);
        const cookie = sessionCookie(request, id, SESSION_HOURS * 3600);
        return reply.header('set-cookie', cookie).code(204).send(null);
      },
    );

    app.get(
      '/session',
      { schema: { summary: 'Whose token it is, and what it may do', response: { 200: sessionSchema } } },
      async ({ token }) => ({
        token: token?.name ?? null,
        person: tokenPerson(token),
        role: token?.role ?? ('admin' as const),
        room: token?.room ?? null,
        ...{ trash_days: trashDays, software: SOFTWARE },
      }),
    );

    app.delete(
      '/session',
      {
        config: { role: 'reader' },
        schema: { summary: 'Logs out: ends the session', response: { 204: z.null() } },
      },
      async (request, reply) => {
        const shown = shownSession(request);
        if (shown !== undefined) await endSession(tables, shown);
        const headers = { 'set-cookie': sessionCookie(request, '', 0), 'clear-site-data': '"cache"' };
        return reply.headers(headers).code(204).send(null);
      },
    );
  };
