import { decimalCommas } from '@giemsa/core/internal/files/decimal-comma';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { smearSchema } from '../api-smear-types.js';
import { SMEAR_FILES, smearFile } from '../export/export-smear.js';
import { progressOf } from '../storage/batches.js';
import { wasBlind } from '../storage/corrections.js';
import type { Context } from './context.js';
import { decimalsQuery, thresholdQuery } from './inputs.js';
import { batchParams } from './look-up.js';
import { openPatients } from './open-fields.js';
import { presentSmear } from './present-smear.js';
import { standingOf } from './standing.js';

/** Batches of whole fields: figures by patient, and the files of giemsa smear. */
export const figureRoutes =
  (context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    const { tables } = context.database;

    app.get(
      '/batches/:batch/smear',
      {
        schema: {
          summary:
            'Patients of a batch of fields: counts, fields set aside, and with a calibration parasitaemia with its interval',
          params: batchParams,
          querystring: thresholdQuery,
          response: { 200: smearSchema },
        },
      },
      async ({ params, query, token }) => {
        const open = await openPatients(context, params.batch, token, query.threshold);
        const progress = (await progressOf(tables, [open.batch.id])).get(open.batch.id)!;
        // A threshold that is only looked at changes nothing of what was signed.
        const held = query.threshold === undefined ? open : await openPatients(context, params.batch, token);
        const standing = await standingOf(tables, held);
        const smear = presentSmear(open, progress, open.beside, ({ patient }) => standing.get(patient)!);
        return { ...smear, was_blind: await wasBlind(tables, open.batch) };
      },
    );

    app.get(
      '/batches/:batch/smear/:file',
      {
        config: { audit: true },
        schema: {
          summary: 'The same as files, in the form of giemsa smear, with corrections and sign-off',
          params: batchParams.extend({ file: z.enum(SMEAR_FILES) }),
          querystring: thresholdQuery.extend(decimalsQuery.shape),
        },
      },
      async ({ params, query, token }, reply) => {
        const open = await openPatients(context, params.batch, token, query.threshold);
        const isTable = params.file.endsWith('.csv');
        const made = smearFile(params.file, open, await standingOf(tables, open));
        const text = isTable && query.decimals === 'comma' ? decimalCommas()(made) : made;
        return reply
          .header('content-disposition', `attachment; filename="${params.file}"`)
          .type(isTable ? 'text/csv; charset=utf-8' : 'application/json')
          .serializer((value: string) => value)
          .send(text);
      },
    );
  };
