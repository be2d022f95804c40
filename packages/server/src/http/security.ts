import type { FastifyInstance } from 'fastify';
import { checkRole } from './access.js';
import type { Door } from './door.js';
import type { TokenLimits } from './limits.js';
import { isLoopback, refuseOtherNames, refuseOtherSites, refuseProxies, refuseTwoNames } from './origin.js';
import { Problem } from './problem.js';
import { PROBLEM_CODES } from './problem-codes.js';
import type { AccessToken } from './tokens.js';

/** Nothing from anywhere else; no inline code. WebAssembly is the browser's ONNX Runtime. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; " +
  "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** Of a page that is one file: its pictures and styles are inside, and no code runs. */
export const SINGLE_FILE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups; base-uri 'none'; frame-ancestors 'none'";

export interface SecurityOptions {
  /** Where no token is asked for, everyone who reaches the server may do everything. */
  readonly door: Door;
  readonly limits: TokenLimits;
  /** Where the server listens. */
  readonly host: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request it is; null where no token is asked for. */
    token: AccessToken | null;
  }
}

/** On every answer, unless a route sets its own. */
export const SECURITY_HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Lets the browser's ONNX Runtime use several threads.
  'cross-origin-embedder-policy': 'require-corp',
  // What is not the page's own may be of patients.
  'cache-control': 'no-store',
};

/** How often it is checked whether the listener of a stream may still listen. */
const LOOK_AGAIN_MS = 5000;

/** An answer that continues for long ends with the token or session that it was given for. */
function endWithToken(app: FastifyInstance, door: Door): void {
  app.addHook('onSend', async (request, reply) => {
    const { raw } = reply;
    if (request.token === null || !String(reply.getHeader('content-type')).startsWith('text/event-stream'))
      return;
    const timer = setInterval(async () => {
      const isIn = await door.isStillIn(request).catch(() => true);
      if (!isIn) raw.destroy();
    }, LOOK_AGAIN_MS);
    raw.once('close', () => clearInterval(timer));
  });
}

export function secure(app: FastifyInstance, { door, limits, host }: SecurityOptions): void {
  app.decorateRequest('token', null);
  endWithToken(app, door);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (request.protocol === 'https')
      reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    refuseTwoNames(request);
    // With a token, such a page has no cookie for the name, and a proxy may use any name for the server.
    if (!door.book.asks && isLoopback(host)) refuseOtherNames(request);
    if (!door.book.asks) refuseProxies(request);
    refuseOtherSites(request);
    // By the route that matched: the text of the path can be spelled in many ways.
    if (request.routeOptions.config.public) return;
    if (door.book.asks) {
      const token = await door.enter(request).catch((error: unknown) => {
        if (error instanceof Problem && PROBLEM_CODES[error.code].status === 401)
          reply.header('www-authenticate', 'Bearer');
        throw error;
      });
      request.token = token;
      await limits.countRequest(token);
      request.audited = {};
      checkRole(request, token);
    } else {
      request.audited = {};
    }
  });
}
