import type { FastifyInstance, HTTPMethods } from 'fastify';
import { Problem } from './problem.js';

/** Those that a request may well come with. */
const METHODS: readonly HTTPMethods[] = [
  ...(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'QUERY', 'TRACE'] as const),
];

/**
 * Notes the routes that are declared from here on.
 * @returns declares for each of their paths what answers its other methods: 405, with those that there are
 */
export function answerOtherMethods(app: FastifyInstance): () => void {
  const known = new Map<string, Set<HTTPMethods>>();
  app.addHook('onRoute', ({ url, method }) => {
    if (!url.startsWith('/api/')) return;
    const methods = known.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one as HTTPMethods);
    known.set(url, methods);
  });
  return () => {
    for (const [url, methods] of [...known]) {
      const allow = [...methods].sort().join(', ');
      app.route({
        url,
        method: METHODS.filter((method) => !methods.has(method)),
        config: { audit: false, role: 'reader' },
        schema: { hide: true } as object,
        // Whatever its body.
        onRequest: async (request, reply) => {
          reply.header('allow', allow);
          throw new Problem('method-not-allowed', `${request.method} is not supported here, only ${allow}.`);
        },
        handler: async () => undefined,
      });
    }
  };
}
