import { Readable } from 'node:stream';
import { toCsv } from '@giemsa/core/internal/files/csv';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { auditEntrySchema } from '../api-reading-types.js';
import { type AuditEntry, readAuditLog } from '../storage/audit-log.js';
import type { Context } from './context.js';
import { numeral, words } from './inputs.js';

const PAGE = 1000;

const filter = z.object({
  batch: z.uuid().optional(),
  person: words(200).optional().describe('Name of the person, or of the token'),
});

/** Who did what, for admins. */
export const auditRoutes =
  ({ database: { tables } }: Context): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/audit',
      {
        config: { role: 'admin', audit: true },
        schema: {
          summary: 'The audit log, newest first: all of it, or that of a batch or a person',
          description: 'For older entries send "before", the number of the last one.',
          querystring: filter.extend({
            before: numeral(z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)).optional(),
            limit: numeral(z.number().int().min(1).max(PAGE)).default(100),
          }),
          response: { 200: z.array(auditEntrySchema) },
        },
      },
      async ({ query }) => (await readAuditLog(tables, query.limit, query.before, query)).map(present),
    );

    app.get(
      '/audit.csv',
      {
        config: { role: 'admin', audit: true },
        schema: { summary: 'The same as a file', querystring: filter },
      },
      async ({ query }, reply) =>
        reply
          .header('content-disposition', 'attachment; filename="audit.csv"')
          .type('text/csv; charset=utf-8')
          .send(Readable.from(csv(query))),
    );

    async function* csv(wanted: z.infer<typeof filter>): AsyncGenerator<string> {
      yield toCsv([COLUMNS]);
      let before: number | undefined;
      for (;;) {
        const entries = await readAuditLog(tables, PAGE, before, wanted);
        if (entries.length > 0) {
          yield toCsv(entries.map(present).map((shown) => COLUMNS.map((name) => shown[name] ?? '')));
        }
        if (entries.length < PAGE) return;
        before = entries.at(-1)!.id;
      }
    }
  };

const COLUMNS = [
  'id',
  'at',
  'token',
  'role',
  'address',
  'action',
  'status',
  'batch',
  'picture',
  'person',
  'run',
] as const;

const present = (entry: AuditEntry) => ({
  id: entry.id,
  at: entry.createdAt.toISOString(),
  token: entry.token,
  role: entry.role,
  address: entry.address,
  action: entry.action,
  status: entry.status,
  batch: entry.batchId,
  picture: entry.pictureId,
  person: entry.person ?? entry.token,
  run: entry.run,
});
