import type { FastifyRequest } from 'fastify';
import { ROLES, type Role } from '../roles.js';
import { Problem } from './problem.js';
import type { AccessToken } from './tokens.js';

// Who may do what. A route names the lowest role it needs; what it shows is limited to the rooms that the
// token sees.

/** The room whose batches a token sees; `null` for all: an admin, and who needs no token. */
export const visibleTo = (token: AccessToken | null): string | null =>
  token === null || token.role === 'admin' ? null : token.room;

/** Whether a token sees a room. */
export const sees = (token: AccessToken | null, room: string | null): boolean => {
  const visible = visibleTo(token);
  return visible === null || visible === room;
};

/** The room that new batches go into; `null` where no token is asked for. */
export const roomOf = (token: AccessToken | null): string | null => token?.room ?? null;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers without a token. Every other route requires one, and so does an unknown path. */
    public?: boolean;
    /** Left out: a reader may ask for what only shows, a technician for what changes something. */
    role?: Role;
  }
}

/** What a route that answers without a token is declared with. */
export const PUBLIC = { public: true } as const;

export const isReading = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method);

/** @throws Problem 403 when the token's role is too low for the route */
export function checkRole({ method, routeOptions }: FastifyRequest, token: AccessToken): void {
  const needed = routeOptions.config.role ?? (isReading(method) ? 'reader' : 'technician');
  if (ROLES.indexOf(token.role) >= ROLES.indexOf(needed)) return;
  throw new Problem(
    'not-allowed',
    `This needs a token with the role ${needed}; "${token.name}" has the role ${token.role}.`,
  );
}
