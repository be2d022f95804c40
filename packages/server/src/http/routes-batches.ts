import { checkModel as checkSmearModel } from '@giemsa/core/internal/smear/analyse-field';
import { FIELD_RULES } from '@giemsa/core/internal/smear/field-quality';
import { redCellCount } from '@giemsa/core/smear';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { BATCH_KINDS, batchSchema, progressSchema, summarySchema, uploadSchema } from '../api-types.js';
import { BATCH_CURSOR, type Batch, isOver, listBatches, progressOf } from '../storage/batches.js';
import { ProgressReader } from '../storage/progress-reader.js';
import { removeBatch } from '../storage/remove-batch.js';
import type { SmearSettings } from '../storage/schema.js';
import { moveToTrash, signedBatches } from '../storage/trash.js';
import { roomOf, visibleTo } from './access.js';
import { keyHeader } from './answer-once.js';
import { refuseBlind } from './blind.js';
import type { Context } from './context.js';
import { copyBatch } from './copy-batch.js';
import { called, numeral, someOf, words } from './inputs.js';
import { batchOf, batchParams, uploadOf } from './look-up.js';
import { pageQuery, sendPage } from './paging.js';
import { askerOf, by, looker, personOf } from './person.js';
import { presentBatch } from './present.js';
import { Problem } from './problem.js';
import { checkIsUpload, receiver } from './receive.js';
import { summaryOf } from './summary.js';

/** What is known of a smear's patients and microscope; as `giemsa smear` takes it. */
const smearQuery = z.object({
  /** Whose calibration is used: a name under which one was made here. */
  microscope: called(100).optional(),
  /** Size of a pixel in µm. */
  um_per_pixel: numeral(z.number().min(0.01).max(1)).optional(),
  /** Fields that would be set aside are counted, as a person has looked at them: rules with commas between, such as `thick,blurred`. */
  accept: someOf(FIELD_RULES).optional(),
  /** Measured red cells per µL. */
  red_cells: numeral(z.number().min(500_000).max(10_000_000)).optional(),
  /** Percent; blank for "not known": no density is computed then. */
  haematocrit: z
    .string()
    .regex(/^[\d., ]{0,20}$/)
    .optional(),
});
/** Batches: uploads, their progress, copies for another model, deletion. */
export const batchRoutes =
  (context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, registry } = context;
    const { tables } = database;
    const progress = new ProgressReader(tables);
    const receive = receiver(context);

    app.get(
      '/batches',
      {
        schema: {
          summary: 'Batches in pages, newest first',
          description: 'Where more follow, the header `Link` with rel="next" leads to them.',
          querystring: pageQuery(z.string().regex(BATCH_CURSOR)).extend({
            search: words(200)
              .optional()
              .describe('Only those with this text in their names, in capitals or small letters'),
          }),
          response: { 200: z.array(batchSchema) },
        },
      },
      async (request, reply) => {
        const { limit, after, search } = request.query;
        const page = await listBatches(tables, limit, visibleTo(request.token), after, search);
        const items = page.batches.map((batch) => presentBatch(batch, batch.progress));
        return sendPage(request, reply, { items, next: page.next });
      },
    );

    app.post(
      '/batches',
      {
        schema: {
          summary: 'A new batch; pictures and archives may come with it as multipart/form-data',
          consumes: ['application/json', 'multipart/form-data'],
          headers: keyHeader,
          querystring: z.object({
            name: words(200).optional(),
            /** Left out: the default of this kind of batch. */
            model: called().optional(),
            /** `fields`: whole fields of thin smears, one folder a patient. */
            kind: z.enum(BATCH_KINDS).default('cells'),
            blind: z
              .enum(['true', 'false'])
              .default('false')
              .describe(
                '`true`: the batch is read blind from the beginning, so that nobody sees what the model says before answering',
              ),
            by,
            ...smearQuery.shape,
          }),
          response: { 201: uploadSchema },
        },
      },
      async (request, reply) => {
        if (request.body !== undefined) checkIsUpload(request.isMultipart());
        const model = await registry.findOffered(request.query.model, request.query.kind);
        const smear = smearSettings(request.query);
        if (smear) checkSmearModel({ path: model.id, classNames: model.metadata.classNames });
        const { blind } = request.query;
        const batch = {
          name: request.query.name ?? `Batch of ${new Date().toISOString().slice(0, 16).replace('T', ' ')}`,
          modelId: model.id,
          smear,
          room: roomOf(request.token),
          ...(blind === 'true' && { blindBy: personOf(request.token, request.query.by) }),
        };
        const answer = await receive(request, reply, batch, model.metadata.classNames);
        request.audited = { batch: answer.batch.id };
        return reply.code(201).send(answer);
      },
    );

    app.post(
      '/batches/:batch/pictures',
      {
        schema: {
          summary: 'More pictures or zip archives for a batch',
          consumes: ['multipart/form-data'],
          headers: keyHeader,
          params: batchParams,
          response: { 201: uploadSchema },
        },
      },
      async (request, reply) => {
        const batch = await uploadOf(tables, request.params.batch, request.token);
        checkIsUpload(request.isMultipart());
        const classNames = batch.labelled ? [] : (await registry.find(batch.modelId)).metadata.classNames;
        return reply.code(201).send(await receive(request, reply, batch, classNames));
      },
    );

    app.post(
      '/batches/:batch/copies',
      {
        schema: {
          summary:
            'Copies the pictures for another model; if that was done before, answers with the same batch',
          params: batchParams,
          body: z.object({ model: called() }),
          response: { 200: batchSchema, 201: batchSchema },
        },
      },
      async ({ params, body, token }, reply) => {
        const source = await batchOf(tables, params.batch, token);
        if (source.smear) {
          throw new Problem(
            'fields',
            `The batch ${source.name} holds whole fields; only single cells are compared.`,
          );
        }
        refuseBlind(source);
        const model = await registry.findOffered(body.model);
        const { batch, isNew } = await copyBatch(context, source, model, token);
        return reply.code(isNew ? 201 : 200).send((await uploadAnswer(batch)).batch);
      },
    );

    app.get(
      '/batches/:batch',
      { schema: { summary: 'A batch', params: batchParams, response: { 200: batchSchema } } },
      async ({ params, token }) => (await uploadAnswer(await uploadOf(tables, params.batch, token))).batch,
    );

    app.get(
      '/batches/:batch/summary',
      {
        schema: {
          summary: 'What came out of a batch so far, in a few figures',
          params: batchParams,
          querystring: z.object({ by: looker }),
          response: { 200: summarySchema },
        },
      },
      async ({ params, query, token }) => {
        const batch = await batchOf(tables, params.batch, token);
        return summaryOf(context, batch, token, askerOf(token, query.by));
      },
    );

    app.delete(
      '/batches/:batch',
      {
        schema: {
          summary: 'Puts a batch into the trash',
          description:
            'It can be restored until it is deleted for good, together with its pictures and everything made from them.',
          params: batchParams,
          response: { 204: z.null() },
        },
      },
      async ({ params, token }, reply) => {
        const { name } = await uploadOf(tables, params.batch, token);
        if (context.trashDays === 0 && token !== null && token.role !== 'admin') {
          if ((await signedBatches(tables, [params.batch])).size > 0)
            throw new Problem(
              'not-allowed',
              `Results in ${name} are signed, and here deleted is gone at once: only a token with the role admin deletes it.`,
            );
        }
        if (context.trashDays > 0) await moveToTrash(tables, params.batch, token?.name ?? null);
        else await removeBatch(tables, context.files, params.batch);
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/batches/:batch/events',
      {
        schema: {
          summary: 'Progress as server-sent events, until all pictures are done',
          description: `Each event's data is ${JSON.stringify(Object.keys(progressSchema.shape))} as JSON.`,
          params: batchParams,
        },
      },
      async ({ params, token }, reply) => {
        const batch = await uploadOf(tables, params.batch, token);
        return context.events.send(reply, token, {
          name: `batch ${batch.id}`,
          read: () => progress.read(batch.id),
          isLast: (value) => value.total > 0 && isOver(value),
        });
      },
    );

    async function uploadAnswer(batch: Batch) {
      return { batch: presentBatch(batch, (await progressOf(tables, [batch.id])).get(batch.id)!) };
    }
  };

/** @throws UserError for values that no blood has */
function smearSettings({
  kind,
  microscope,
  um_per_pixel: micronsPerPixel,
  accept,
  red_cells: redCells,
  haematocrit,
}: z.infer<typeof smearQuery> & { kind: (typeof BATCH_KINDS)[number] }): SmearSettings | undefined {
  if (kind === 'cells') return undefined;
  const settings = { microscope, micronsPerPixel, accept, redCells, haematocrit };
  redCellCount(settings);
  return settings;
}
