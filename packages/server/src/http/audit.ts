import type { FastifyInstance, RouteOptions } from 'fastify';
import { addAuditEntry } from '../storage/audit-log.js';
import type { Tables } from '../storage/database.js';
import { findPicture } from '../storage/pictures.js';
import { isReading } from './access.js';
import { tokenPerson } from './person.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the audit log has its requests. Left out: those that change something. */
    audit?: boolean;
  }
  interface FastifyRequest {
    /** What it made, where its path does not say it; null until it was let in. */
    audited: { batch?: string; run?: string } | null;
  }
}

const FORBIDDEN = 403;

/**
 * Writes every request that was let in and changes or exports something, or asks for more than its role may, into the audit
 * log, before it is answered.
 */
export function keepAuditLog(app: FastifyInstance, tables: Tables): void {
  app.decorateRequest('audited', null);
  app.addHook('onSend', async (request, reply) => {
    const { audited, routeOptions } = request;
    const { url, config } = routeOptions;
    if (audited === null || url === undefined) return;
    const isWanted = isKept(config, request.method);
    if (!isWanted && reply.statusCode !== FORBIDDEN) return;
    const {
      batch,
      run,
      picture: pictureParam,
    } = (request.params ?? {}) as { batch?: string; run?: string; picture?: string };
    const picture = uuidOrNull(pictureParam);
    await addAuditEntry(tables, {
      token: request.token?.name ?? null,
      // Of a request that was refused, its words may be anything.
      person: tokenPerson(request.token) ?? (reply.statusCode < 400 ? namedIn(request.body) : null),
      role: request.token?.role ?? null,
      address: request.ip,
      action: `${request.method} ${url.replace('/api/v1', '')}`,
      status: reply.statusCode,
      batchId: uuidOrNull(audited.batch ?? batch) ?? (await batchOfPicture(tables, picture)),
      pictureId: picture,
      // Of a request that was refused it may be anything.
      run: reply.statusCode < 400 ? (audited.run ?? run ?? null) : null,
    }).catch((error: Error) => request.log.error(error, 'not in the audit log'));
  });
}

const isKept = ({ audit }: { audit?: boolean }, method: string): boolean => audit ?? !isReading(method);

/** Whether requests of a route can be in the log: those that change or export something, and those that not every role may send. */
export const isAudited = ({ config = {}, method }: RouteOptions): boolean =>
  [method].flat().some((one) => isKept(config, one)) || config.role !== undefined;

/** What is done to a picture is in the log of its batch. */
const batchOfPicture = async (tables: Tables, picture: string | null): Promise<string | null> =>
  picture === null ? null : ((await findPicture(tables, picture))?.batchId ?? null);

/** Whom a request named; null where it named nobody. */
function namedIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null;
  const { by, reviewer } = body as { by?: unknown; reviewer?: unknown };
  const named = by ?? reviewer;
  return typeof named === 'string' ? named : null;
}

/** Anything that is not an id is not logged either: it could be anything. */
const uuidOrNull = (text: string | undefined): string | null =>
  text !== undefined && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text) ? text : null;
