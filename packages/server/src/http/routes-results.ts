import { Readable } from 'node:stream';
import { decimalCommas } from '@giemsa/core/internal/files/decimal-comma';
import { type PictureData, reportPictures } from '@giemsa/core/report';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import pLimit from 'p-limit';
import { z } from 'zod';
import { agreementSchema } from '../api-reading-types.js';
import { type ApiPicture, type ApiResults, resultsSchema } from '../api-types.js';
import { batchCsv, batchHtml, batchJson, type ResultsHead, resultsJson } from '../export/export-batch.js';
import { originOfCells } from '../export/origin.js';
import { agreementIn, readCells } from '../models/agreement.js';
import { answersOfBatch } from '../models/answers-of-batch.js';
import { modelOfResults } from '../models/model-of-results.js';
import { patientsOfCells } from '../models/patients-of-cells.js';
import { type Batch, progressOf } from '../storage/batches.js';
import { copiesBefore } from '../storage/blind-begin.js';
import { wasBlind } from '../storage/corrections.js';
import { pictureNames } from '../storage/pictures.js';
import { eachPicture, type ReadPicture, readPictures } from '../storage/read-batch.js';
import { filesBeside } from '../storage/upload-files.js';
import { agreementInFields } from './blind-fields.js';
import type { Context } from './context.js';
import { decimalsQuery, numeral, thresholdQuery } from './inputs.js';
import { batchOf, batchParams, pictureOf } from './look-up.js';
import { sendPage } from './paging.js';
import { askerOf, looker } from './person.js';
import { heatPicture, shownPicture } from './pictures.js';
import { presentBatch, presentOrigin, presentPicture, presentSorting } from './present.js';
import { Problem } from './problem.js';
import { SINGLE_FILE_POLICY } from './security.js';
import type { AccessToken } from './tokens.js';
import { CLIENT_LEFT, untilGone } from './until-gone.js';

/** A transparent pixel: the model whose evidence it would be is not there any more. */
const NO_HEAT = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** Of one page. */
const MOST_PICTURES = 5000;
const LAST_POSITION = 2 ** 31 - 1;
/** A report holds all pictures of its batch while it is made. */
const REPORTS_AT_ONCE = 2;
const reports = pLimit(REPORTS_AT_ONCE);

/** Sends text as it is made: a client that reads slowly has little of it wait in memory. */
const sendText = (reply: FastifyReply, type: string, text: AsyncIterable<string>) =>
  reply.type(type).send(Readable.from(inBlocks(text), { objectMode: false, highWaterMark: BLOCK }));

/** With the decimal sign that was asked for. */
async function* asAsked(text: AsyncIterable<string>, decimals: 'point' | 'comma'): AsyncGenerator<string> {
  const write = decimals === 'comma' ? decimalCommas() : (piece: string) => piece;
  for await (const piece of text) yield write(piece);
}

const BLOCK = 64 * 1024;

async function* inBlocks(text: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let block = '';
  for await (const piece of text) {
    block += piece;
    if (block.length < BLOCK) continue;
    yield Buffer.from(block);
    block = '';
  }
  yield Buffer.from(block);
}

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
          summary:
            'The pictures of a batch with results and corrections: all, or with "limit" a page of them',
          description: 'Where more follow a page, the header `Link` with rel="next" leads to them.',
          params: batchParams,
          querystring: thresholdQuery.extend({
            by: looker,
            limit: numeral(z.number().int().min(1).max(MOST_PICTURES)).optional(),
            after: numeral(z.number().int().min(0).max(LAST_POSITION)).optional(),
          }),
          response: { 200: resultsSchema },
        },
      },
      async (request, reply) => {
        const { params, query, token } = request;
        const batch = await batchOf(tables, params.batch, token);
        const found = await headOf(batch, askerOf(token, query.by), query.threshold);
        if (query.limit === undefined && query.after === undefined) {
          return sendText(
            reply,
            'application/json; charset=utf-8',
            resultsJson(found.head, found.pictures()),
          );
        }
        const limit = query.limit ?? MOST_PICTURES;
        const rows = await readPictures(tables, params.batch, limit + 1, query.after);
        const shown = rows.slice(0, limit);
        const next = rows.length > limit ? String(shown.at(-1)!.picture.position) : undefined;
        const pictures = sendPage(request, reply, { items: shown.map(found.present), next });
        return { ...found.head, pictures };
      },
    );

    app.get(
      '/batches/:batch/agreement',
      {
        schema: {
          summary: 'How far two readers are with a batch that is read blind, and how far they agree',
          description: 'The figures are there for who has nothing left to read.',
          params: batchParams,
          querystring: z.object({ by: looker }),
          response: { 200: agreementSchema },
        },
      },
      async ({ params, query, token }) => {
        const batch = await batchOf(tables, params.batch, token);
        if (!(await wasBlind(tables, batch)))
          throw new Problem('not-blind', `The batch ${batch.name} was never read blind.`);
        const person = askerOf(token, query.by);
        return { ...(await agreement(batch, person)), copies_before: await copiesBefore(tables, batch.id) };
      },
    );

    app.get(
      '/batches/:batch/export.:format',
      {
        config: { audit: true },
        schema: {
          summary: 'Results as a file: csv, json, or html (one self-contained report)',
          params: batchParams.extend({ format: z.enum(['csv', 'json', 'html']) }),
          querystring: thresholdQuery.extend({ by: looker, ...decimalsQuery.shape }),
        },
      },
      async ({ params: { batch: id, format }, query, token }, reply) => {
        const batch = await batchOf(tables, id, token);
        const { head, origin, pictures } = await headOf(batch, askerOf(token, query.by), query.threshold);
        const name = `${batch.name.replaceAll(/[^\w.-]+/g, '-').slice(0, 60) || 'batch'}.${format}`;
        const disposition = format === 'html' ? 'inline' : 'attachment';
        reply.header('content-disposition', `${disposition}; filename="${name}"`);
        if (format === 'csv')
          return sendText(
            reply,
            'text/csv; charset=utf-8',
            asAsked(batchCsv(head, origin, pictures(), await wasBlind(tables, batch)), query.decimals),
          );
        if (format === 'json') return sendText(reply, 'application/json', batchJson(head, pictures()));
        reply.header('content-security-policy', SINGLE_FILE_POLICY).serializer((text: string) => text);
        const page = await reports(() => reportOf(head, pictures(), token, untilGone(reply)));
        return reply.type('text/html; charset=utf-8').send(page);
      },
    );

    async function agreement(batch: Batch, person: string | null) {
      if (batch.smear) return agreementInFields(context, { ...batch, smear: batch.smear }, person);
      const { rule } = await answersOfBatch(tables, registry, batch);
      const look = { rule, isBlind: batch.blind, person };
      return agreementIn(readCells(eachPicture(tables, batch.id), look), { ...rule, person });
    }

    /** What is said about all pictures, and the pictures, read as they are asked for. */
    async function headOf(batch: Batch, person: string | null, wanted?: number) {
      const { model, threshold, rule, sorting } = await answersOfBatch(tables, registry, batch, wanted);
      const { metadata, sha256, entry } = model;
      const { classNames, positiveClass } = metadata;
      const origin = originOfCells(model, threshold);
      const patientOf = patientsOfCells(await pictureNames(tables, batch.id), sorting, classNames);
      const present = (row: ReadPicture): ApiPicture =>
        presentPicture(row, { rule, patientOf, isBlind: batch.blind, person });
      const beside = await filesBeside(tables, batch.id);
      const head: ResultsHead = {
        // Counted before the pictures are read, so that it never says more than they show.
        batch: presentBatch(batch, (await progressOf(tables, [batch.id])).get(batch.id)!),
        files: { refused: [...beside.refused], missing: [...beside.missing] },
        sorting: presentSorting(sorting),
        model_sha256: sha256,
        model_replaced: entry === undefined,
        class_names: classNames,
        positive_class: classNames[positiveClass]!,
        ...presentOrigin(threshold, metadata.threshold, origin),
        unsure_half_width: classNames.length === 2 ? (metadata.unsureHalfWidth ?? null) : null,
      };
      async function* pictures() {
        for await (const row of eachPicture(tables, batch.id)) yield present(row);
      }
      return { head, origin, present, pictures };
    }

    async function reportOf(
      head: ResultsHead,
      read: AsyncIterable<ApiPicture>,
      token: AccessToken | null,
      signal: AbortSignal,
    ): Promise<string> {
      const pictures: ApiPicture[] = [];
      for await (const picture of read) {
        if (signal.aborted) throw CLIENT_LEFT;
        if (picture.reading?.hidden) {
          throw new Problem(
            'blind',
            'The batch is read blind, and a report says what the model says: read all of it first, or let an administrator end that.',
          );
        }
        pictures.push(picture);
      }
      const results: ApiResults = { ...head, pictures };
      const made = await modelOfResults(tables, registry, results.batch.model, [results.model_sha256]);
      const { highest, unsure } = reportPictures({ ...results, classNames: results.class_names });
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
