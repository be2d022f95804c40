import type { FastifyRequest } from 'fastify';
import { hashOf } from './tokens.js';

/** The prefix has browsers take the cookie over TLS only, and from this host only. */
const nameFor = ({ protocol }: FastifyRequest): string =>
  protocol === 'https' ? '__Host-giemsa_session' : 'giemsa_session';

/** Hash of the session that a request shows, whether it is one or not. */
export function shownSession(request: FastifyRequest): string | undefined {
  const start = `${nameFor(request)}=`;
  const part = (request.headers.cookie ?? '').split(/;\s*/).find((text) => text.startsWith(start));
  return part === undefined ? undefined : hashOf(part.slice(start.length));
}

/** Code in the page cannot read it; an empty value that lasts no time takes it away. */
export function sessionCookie(request: FastifyRequest, value: string, seconds: number): string {
  const secure = request.protocol === 'https' ? '; Secure' : '';
  return `${nameFor(request)}=${value}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${seconds}${secure}`;
}
