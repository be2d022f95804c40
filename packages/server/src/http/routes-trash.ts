import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { batchSchema, trashedSchema } from '../api-types.js';
import { BATCH_CURSOR, findBatch, progressOf } from '../storage/batches.js';
import { listTrash, removeFromTrash, restoreFromTrash, signedBatches } from '../storage/trash.js';
import { sees, visibleTo } from './access.js';
import type { Context } from './context.js';
import { batchParams, uploadOf } from './look-up.js';
import { pageQuery, sendPage } from './paging.js';
import { presentBatch } from './present.js';
import { notFound } from './problem.js';
import type { AccessToken } from './tokens.js';

const DAY_MS = 24 * 3600 * 1000;

/** Deleted batches: restored, or deleted for good. */
export const trashRoutes =
  ({ database: { tables }, files, trashDays }: Context): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/trash',
      {
        schema: {
          summary: 'Deleted batches in pages, latest first',
          description: 'Where more follow, the header `Link` with rel="next" leads to them.',
          querystring: pageQuery(z.string().regex(BATCH_CURSOR)),
          response: { 200: z.array(trashedSchema) },
        },
      },
      async (request, reply) => {
        const { limit, after } = request.query;
        const page = await listTrash(tables, limit, visibleTo(request.token), after);
        const signed = await signedBatches(
          tables,
          page.batches.map(({ id }) => id),
        );
        const items = page.batches.map((batch) => ({
          ...presentBatch(batch, batch.progress),
          deleted: batch.deletedAt!.toISOString(),
          deleted_by: batch.deletedBy,
          ends: signed.has(batch.id)
            ? null
            : new Date(batch.deletedAt!.getTime() + trashDays * DAY_MS).toISOString(),
        }));
        return sendPage(request, reply, { items, next: page.next });
      },
    );

    app.post(
      '/trash/:batch/restore',
      {
        schema: {
          summary: 'Restores a batch from the trash',
          params: batchParams,
          response: { 200: batchSchema },
        },
      },
      async ({ params, token }) => {
        await inTrash(params.batch, token);
        if (!(await restoreFromTrash(tables, params.batch, trashDays))) throw missing(params.batch);
        const batch = await uploadOf(tables, params.batch, token);
        return presentBatch(batch, (await progressOf(tables, [batch.id])).get(batch.id)!);
      },
    );

    app.delete(
      '/trash/:batch',
      {
        config: { role: 'admin' },
        schema: {
          summary:
            'Deletes a batch for good: rows, results, corrections, pictures and everything made from them',
          params: batchParams,
          response: { 204: z.null() },
        },
      },
      async ({ params, token }, reply) => {
        await inTrash(params.batch, token);
        if (!(await removeFromTrash(tables, files, params.batch))) throw missing(params.batch);
        return reply.code(204).send(null);
      },
    );

    async function inTrash(id: string, token: AccessToken | null): Promise<void> {
      const batch = await findBatch(tables, id);
      if (!batch || batch.deletedAt === null || !sees(token, batch.room)) throw missing(id);
    }
  };

const missing = (id: string) => notFound(`batch ${id} in the trash`);
