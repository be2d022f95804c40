import { gte, sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { queueDepths } from '../jobs/queue.js';
import { workers } from '../storage/schema.js';
import { PUBLIC } from './access.js';
import type { Context } from './context.js';
import { Problem } from './problem.js';
import { readinessOf } from './readiness.js';

export interface Metrics {
  readonly registry: Registry;
  readonly pictures: Counter;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const pictures = new Counter({
    name: 'giemsa_pictures_total',
    help: 'Pictures that the worker of this process has processed',
    registers: [registry],
  });
  return { registry, pictures };
}

/** Prometheus' metrics, and health: `live` as long as the process answers, `ready` as long as pictures can be taken in. */
export function metricRoutes(app: FastifyInstance, context: Context, { registry }: Metrics): void {
  const { database } = context;
  const seconds = new Histogram({
    name: 'giemsa_http_request_seconds',
    help: 'Time to answer requests',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const jobs = new Gauge({
    name: 'giemsa_jobs',
    help: 'Jobs of each queue: "predict" (up to 16 pictures), "train" (one training)',
    labelNames: ['queue', 'state'],
    registers: [registry],
  });
  const live = new Gauge({ name: 'giemsa_workers', help: 'Workers seen lately', registers: [registry] });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    for (const { queue, waiting, active } of await queueDepths(database)) {
      jobs.set({ queue, state: 'waiting' }, waiting);
      jobs.set({ queue, state: 'active' }, active);
    }
    const [row] = await database.tables
      .select({ count: sql<number>`count(*)::int` })
      .from(workers)
      .where(gte(workers.seenAt, sql`now() - interval '15 seconds'`));
    live.set(row!.count);
    return reply
      .type(registry.contentType)
      .serializer((text: string) => text)
      .send(await registry.metrics());
  });
  app.get('/health/live', { config: PUBLIC, schema: { hide: true } }, async () => ({ status: 'live' }));
  const whyNotReady = readinessOf(context);
  app.get('/health/ready', { config: PUBLIC, schema: { hide: true } }, async ({ log }) => {
    const reason = await whyNotReady().catch((error: Error) => {
      log.error(error);
      return 'Rows or files cannot be written; the log of the server says why.';
    });
    if (reason !== undefined) throw new Problem('not-ready', reason, 10);
    return { status: 'ready' };
  });
}
