import { type PictureData, reportPictures } from '@giemsa/core';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type ApiPicture, type ApiResults, resultsSchema } from '../api-types.js';
import { batchCsv, batchHtml, batchJson } from '../export/export-batch.js';
import { modelOfResults } from '../models/model-of-results.js';
import { type Batch, type Progress, type ReadPicture, readBatch } from '../storage/batches.js';
import type { Context } from './context.js';
import { thresholdQuery } from './inputs.js';
import { batchOf, batchParams, pictureOf } from './look-up.js';
import { heatPicture, shownPicture } from './pictures.js';
import { presentBatch, presentPicture } from './present.js';
import { SINGLE_FILE_POLICY } from './security.js';
import type { AccessToken } from './tokens.js';
import { CLIENT_LEFT, untilGone } from './until-gone.js';

/** A transparent pixel: the model whose evidence it would be is not there any more. */
const NO_HEAT = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** Results of batches of cells, also as files. */
export const resultRoutes =
  (context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, registry } = context;
    const { tables } = database;

    app.get(
      '/batches/:batch/results',
      {
        schema: {
          summary: 'All pictures of a batch with results and corrections',
          params: batchParams,
          querystring: thresholdQuery,
          response: { 200: resultsSchema },
        },
      },
      async ({ params, query, token }) =>
        resultsOf(await batchOf(tables, params.batch, token), query.threshold),
    );

    app.get(
      '/batches/:batch/export.:format',
      {
        config: { audit: true },
        schema: {
          summary: 'Results as a file: csv, json, or html (one self-contained report)',
          params: batchParams.extend({ format: z.enum(['csv', 'json', 'html']) }),
          querystring: thresholdQuery,
        },
      },
      async ({ params: { batch: id, format }, query, token }, reply) => {
        const batch = await batchOf(tables, id, token);
        const results = await resultsOf(batch, query.threshold);
        const name = `${batch.name.replaceAll(/[^\w.-]+/g, '-').slice(0, 60) || 'batch'}.${format}`;
        const disposition = format === 'html' ? 'inline' : 'attachment';
        reply.header('content-disposition', `${disposition}; filename="${name}"`);
        reply.serializer((text: string) => text);
        if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(batchCsv(results));
        if (format === 'json') return reply.type('application/json').send(batchJson(results));
        reply.header('content-security-policy', SINGLE_FILE_POLICY);
        return reply.type('text/html; charset=utf-8').send(await reportOf(results, token, untilGone(reply)));
      },
    );

    async function resultsOf(batch: Batch, wanted?: number): Promise<ApiResults> {
      const rows = await readBatch(tables, batch.id);
      const { metadata, sha256, entry } = await modelOfResults(
        tables,
        registry,
        batch.modelId,
        modelsIn(rows),
      );
      const { classNames, positiveClass } = metadata;
      const threshold = wanted ?? metadata.threshold;
      const pictures = rows.map(presentPicture);
      return {
        model_sha256: sha256,
        model_replaced: entry === undefined,
        // Of the same rows, so that it never says more than they show.
        batch: presentBatch(batch, progressIn(pictures)),
        class_names: classNames,
        positive_class: classNames[positiveClass]!,
        threshold,
        pictures:
          classNames.length === 2 && wanted !== undefined
            ? pictures.map((picture) => decidedAt(picture, threshold, classNames, positiveClass))
            : pictures,
      };
    }

    async function reportOf(
      results: ApiResults,
      token: AccessToken | null,
      signal: AbortSignal,
    ): Promise<string> {
      const made = await modelOfResults(tables, registry, results.batch.model, [results.model_sha256]);
      const { highest, unsure } = reportPictures(results);
      const data = new Map<string, { image: string; heat: string }>() satisfies PictureData;
      for (const { id } of [...highest, ...unsure]) {
        if (data.has(id)) continue;
        if (signal.aborted) throw CLIENT_LEFT;
        const picture = await pictureOf(tables, id, token);
        const image = (await shownPicture(context, picture)).toString('base64');
        const heat = made.entry && (await heatPicture(context, picture, made.entry)).toString('base64');
        data.set(id, {
          image: `data:image/webp;base64,${image}`,
          heat: heat === undefined ? NO_HEAT : `data:image/png;base64,${heat}`,
        });
      }
      return batchHtml(results, made, data);
    }
  };

/** Checksums of the models that gave results, in the order of their last ones. */
function modelsIn(rows: readonly ReadPicture[]): string[] {
  const results = rows.flatMap(({ result }) => result ?? []);
  const inOrder = results.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  return [...new Set(inOrder.map(({ modelSha256 }) => modelSha256).reverse())].reverse();
}

function progressIn(pictures: readonly ApiPicture[]): Progress {
  const count = (wanted: ApiPicture['status']) => pictures.filter(({ status }) => status === wanted).length;
  return { total: pictures.length, done: count('done'), refused: count('refused'), failed: count('failed') };
}

function decidedAt(
  picture: ApiPicture,
  threshold: number,
  classNames: readonly string[],
  positive: number,
): ApiPicture {
  if (picture.probability === null) return picture;
  return { ...picture, class: classNames[picture.probability >= threshold ? positive : 1 - positive]! };
}
