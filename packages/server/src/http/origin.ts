import type { FastifyRequest } from 'fastify';
import { isReading } from './access.js';
import { Problem } from './problem.js';

// Which page a request comes from, and under which name it reached the server.

export const isLoopback = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host);

/** A proxy and the server behind it may each use a different one. @throws Problem 400 */
export function refuseTwoNames({ raw }: FastifyRequest): void {
  const names = raw.rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host');
  if (names.length > 1) throw new Problem('invalid-request', 'The request has more than one Host header.');
}

/**
 * Another site may point its name to this address (DNS rebinding), but then its name is in the request.
 * @throws Problem 403
 */
export function refuseOtherNames({ headers }: FastifyRequest): void {
  const name = (headers.host ?? '')
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '');
  if (isLoopback(name)) return;
  throw new Problem(
    'wrong-name',
    `This server answers to localhost only, not to "${name}". To use it from elsewhere, start it with --host and --token.`,
  );
}

/** Of nginx, Apache, Traefik, and of Cloudflare, Akamai and Fastly before them. */
const PROXY_HEADER =
  /^(forwarded|via|x-forwarded(-.+)?|x-real-ip|(true-|x-|x-cluster-|fastly-)?client-ip|cf-connecting-ip)$/;

/**
 * Without a token everyone who reaches the server may do everything, and a proxy lets others reach it.
 * @throws Problem 403
 */
export function refuseProxies({ headers }: FastifyRequest): void {
  if (!Object.keys(headers).some((name) => PROXY_HEADER.test(name))) return;
  throw new Problem(
    'behind-proxy',
    'This request came through a proxy, so others may reach this server: start it with a token (GIEMSA_TOKEN or --tokens).',
  );
}

/**
 * Pages of other sites may only link here: they may not send anything, not even forms, nor show pictures from
 * here. @throws Problem 403
 */
export function refuseOtherSites(request: FastifyRequest): void {
  const { method, headers } = request;
  const site = headers['sec-fetch-site'];
  const isLink = isReading(method) && headers['sec-fetch-mode'] === 'navigate';
  const isOther =
    site === undefined
      ? // Over plain HTTP browsers say this alone.
        headers.origin !== undefined && hostOf(headers.origin) !== request.host.toLowerCase()
      : !['same-origin', 'none'].includes(site as string) && !isLink;
  if (isOther) throw new Problem('other-site', 'Requests from pages of other sites are rejected.');
}

/** `undefined` for `null`, which pages without an address of their own send. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
