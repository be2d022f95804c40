import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TokenLimits } from './limits.js';
import { Problem } from './problem.js';
import { type AccessToken, findToken } from './tokens.js';

const COOKIE = 'giemsa_token';

/** Nothing from anywhere else; no inline code. WebAssembly is the browser's ONNX Runtime. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; " +
  "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** Of a page that is one file: its pictures and styles are inside, and no code runs. */
export const SINGLE_FILE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups; frame-ancestors 'none'";

export interface SecurityOptions {
  /** One of them is needed for everything but the page itself and health; where there are none, none is. */
  readonly tokens: readonly AccessToken[];
  readonly limits: TokenLimits;
  /** Where the server listens. */
  readonly host: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request it is; null where no token is asked for. */
    token: AccessToken | null;
  }
  interface FastifyContextConfig {
    /** Answers without a token. Every other route asks for one, and so does a path that no route has. */
    public?: boolean;
  }
}

/** What a route that answers without a token is declared with. */
export const PUBLIC = { public: true } as const;

/** On every answer, unless a route sets its own. */
export const SECURITY_HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Lets the browser's ONNX Runtime use several threads.
  'cross-origin-embedder-policy': 'require-corp',
};

export function secure(app: FastifyInstance, { tokens, limits, host }: SecurityOptions): void {
  app.decorateRequest('token', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (isLoopback(host)) refuseOtherNames(request);
    refuseOtherSites(request);
    // By the route that matched: the text of the path can be spelled in many ways.
    if (tokens.length === 0 || request.routeOptions.config.public) return;
    request.token = checkToken(request, tokens);
    await limits.countRequest(request.token);
  });
}

export const isLoopback = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host);

/** The cookie by which a browser shows the token; not readable by code in the page. */
export const tokenCookie = (token: string): string =>
  `${COOKIE}=${encodeURIComponent(token)}; HttpOnly; SameSite=Strict; Path=/; Max-Age=2592000`;

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

function checkToken({ headers }: FastifyRequest, tokens: readonly AccessToken[]): AccessToken {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  const cookie = (headers.cookie ?? '')
    .split(/;\s*/)
    .find((part) => part.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);
  const given = bearer ?? (cookie === undefined ? undefined : decodeURIComponent(cookie));
  const token = given === undefined ? undefined : findToken(tokens, given);
  if (token) return token;
  throw new Problem(
    401,
    'Token needed',
    'Send a token that the server was started with: "Authorization: Bearer TOKEN", or enter it on the page.',
  );
}
