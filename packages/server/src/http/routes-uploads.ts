import { checkModel as checkSmearModel } from '@giemsa/core/internal/smear/analyse-field';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { batchSchema, filesSchema, manifestSchema } from '../api-types.js';
import { type Batch, progressOf } from '../storage/batches.js';
import {
  addRefused,
  announcedFiles,
  announceFiles,
  endUpload,
  filesBeside,
} from '../storage/upload-files.js';
import { refuseBlind } from './blind.js';
import type { Context } from './context.js';
import { batchOf, batchParams, uploadOf } from './look-up.js';
import { movePictures } from './move-pictures.js';
import { by, personOf } from './person.js';
import { pictureName } from './picture-name.js';
import { presentBatch } from './present.js';
import { Problem } from './problem.js';

/** 20,000 names with their folders. */
const MANIFEST_BYTES = 8e6;

/** Databases do not accept every character. */
const onOneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ').trim() || 'not sent';

/** What an upload says is to come, and what of it is missing: docs/decisions/0012-upload-by-manifest.md. */
export const uploadRoutes =
  (context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    const { tables } = context.database;

    app.put(
      '/batches/:batch/manifest',
      {
        bodyLimit: MANIFEST_BYTES,
        schema: {
          summary: 'Says which files are to come, before they are sent; the same twice is once',
          description:
            'The pages and exports of the batch say how many have arrived until all have. Files are known by name and size.',
          params: batchParams,
          body: manifestSchema,
          response: { 200: batchSchema },
        },
      },
      async ({ params, body, token }) => {
        const batch = await uploadOf(tables, params.batch, token);
        const files = body.files.map(({ name, bytes }) => ({ name: pictureName(name), bytes }));
        await tables.transaction(async (transaction) => {
          const before = await announcedFiles(transaction, batch.id);
          if (before.length === 0) await announceFiles(transaction, batch.id, files);
          else if (JSON.stringify(before) !== JSON.stringify(files)) {
            throw new Problem(
              'other-manifest',
              `The batch ${batch.name} was announced with ${before.length} files, and not these. Send these as a new batch.`,
            );
          }
          const leftOut = body.left_out.map(({ name, reason }) => ({
            ...{ name: pictureName(name), reason: onOneLine(reason) },
          }));
          await addRefused(transaction, batch.id, leftOut);
        });
        return answer(batch);
      },
    );

    app.get(
      '/batches/:batch/files',
      {
        schema: {
          summary: 'Files of a batch that are no pictures of it: refused, or announced and not arrived',
          params: batchParams,
          response: { 200: filesSchema },
        },
      },
      async ({ params, token }) => {
        const { refused, missing } = await filesBeside(
          tables,
          (await uploadOf(tables, params.batch, token)).id,
        );
        return { refused: [...refused], missing: [...missing] };
      },
    );

    app.post(
      '/batches/:batch/manifest/end',
      {
        schema: {
          summary: 'Ends an upload whose missing files will not come; they stay listed as never sent',
          params: batchParams,
          body: z.object({ by }),
          response: { 200: batchSchema },
        },
      },
      async ({ params, body, token }) => {
        const batch = await uploadOf(tables, params.batch, token);
        await endUpload(tables, batch.id, personOf(token, body.by));
        return answer(batch);
      },
    );

    app.post(
      '/batches/:batch/moves',
      {
        schema: {
          summary:
            'Moves pictures that are of the other kind into a new batch: fields among cells, or cells among fields',
          description:
            'The new batch is read with the default model of its kind. Pictures with an answer of a person stay.',
          params: batchParams,
          body: z.object({ pictures: z.array(z.uuid()).min(1).max(5000) }),
          response: { 201: batchSchema },
        },
      },
      async (request, reply) => {
        const batch = await batchOf(tables, request.params.batch, request.token);
        refuseBlind(batch);
        const model = await context.registry.findOffered(undefined, batch.smear ? 'cells' : 'fields');
        if (!batch.smear) checkSmearModel({ path: model.id, classNames: model.metadata.classNames });
        const made = await movePictures(context, batch, request.body.pictures, model);
        request.audited = { batch: made.id };
        return reply.code(201).send(await answer(made));
      },
    );

    const answer = async (batch: Batch) =>
      presentBatch(batch, (await progressOf(tables, [batch.id])).get(batch.id)!);
  };
