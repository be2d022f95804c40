import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

const COOKIE = 'giemsa_token';

/** Nothing from anywhere else; no inline code. WebAssembly is the browser's ONNX Runtime. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; " +
  "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** Of a page that is one file: its pictures and styles are inside, and no code runs. */
export const SINGLE_FILE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups; frame-ancestors 'none'";

export interface SecurityOptions {
  /** Needed for everything but the page itself and health, where it is given. */
  readonly token: string | undefined;
  /** Where the server listens. */
  readonly host: string;
}

export function secure(app: FastifyInstance, { token, host }: SecurityOptions): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': PAGE_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      // Lets the browser's ONNX Runtime use several threads.
      'cross-origin-embedder-policy': 'require-corp',
    });
    if (isLoopback(host)) refuseOtherNames(request);
    refuseOtherSites(request);
    if (token !== undefined && needsToken(request)) checkToken(request, token);
  });
}

export const isLoopback = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host);

/** The cookie by which a browser shows the token; not readable by code in the page. */
export const tokenCookie = (token: string): string =>
  `${COOKIE}=${encodeURIComponent(token)}; HttpOnly; SameSite=Strict; Path=/; Max-Age=2592000`;

export const tokenMatches = (given: string, token: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** A page elsewhere may have its name lead here (DNS rebinding), but then its name is in the request. */
function refuseOtherNames({ headers }: FastifyRequest): void {
  const name = (headers.host ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  if (isLoopback(name)) return;
  throw new Problem(
    403,
    'Wrong name',
    `This server answers to localhost only, not to "${name}". To use it from elsewhere start it with --host and --token.`,
  );
}

/** Other sites' pages may not send anything, not even forms. */
function refuseOtherSites({ method, headers }: FastifyRequest): void {
  if (method === 'GET' || method === 'HEAD') return;
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return;
  throw new Problem(403, 'Other site', 'Requests from pages of other sites are refused.');
}

function needsToken({ url }: FastifyRequest): boolean {
  if (url === '/api/v1/session') return false;
  return url.startsWith('/api/') || url.startsWith('/metrics');
}

function checkToken({ headers }: FastifyRequest, token: string): void {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  const cookie = (headers.cookie ?? '')
    .split(/;\s*/)
    .find((part) => part.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);
  const given = bearer ?? (cookie === undefined ? undefined : decodeURIComponent(cookie));
  if (given !== undefined && tokenMatches(given, token)) return;
  throw new Problem(
    401,
    'Token needed',
    'Send the token that the server was started with: "Authorization: Bearer TOKEN", or enter it on the page.',
  );
}
