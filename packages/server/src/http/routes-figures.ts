import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { smearSchema } from '../api-smear-types.js';
import { SMEAR_FILES, smearFile } from '../export/export-smear.js';
import { progressOf } from '../storage/batches.js';
import { signOffsOf } from '../storage/sign-offs.js';
import type { Context } from './context.js';
import { thresholdQuery } from './inputs.js';
import { batchParams } from './look-up.js';
import { openPatients } from './open-fields.js';
import { digestOf, type OpenPatients, patientResult } from './patient-result.js';
import { presentSmear } from './present-smear.js';
import { signOffsOfPatient, signState } from './sign-state.js';

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
        const standing = await standingOf(held);
        return presentSmear(open, progress, open.beside, ({ patient }) => standing.get(patient)!);
      },
    );

    app.get(
      '/batches/:batch/smear/:file',
      {
        config: { audit: true },
        schema: {
          summary: 'The same as files, in the form of giemsa smear, with corrections and sign-off',
          params: batchParams.extend({ file: z.enum(SMEAR_FILES) }),
          querystring: thresholdQuery,
        },
      },
      async ({ params, query, token }, reply) => {
        const open = await openPatients(context, params.batch, token, query.threshold);
        const text = smearFile(params.file, open, await standingOf(open));
        return reply
          .header('content-disposition', `attachment; filename="${params.file}"`)
          .type(params.file.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/json')
          .serializer((value: string) => value)
          .send(text);
      },
    );

    /** What is known of each patient besides the figures: details, what persons looked at, who signed. */
    async function standingOf(open: OpenPatients) {
      const signOffs = await signOffsOf(tables, open.batch.id);
      return new Map(
        open.patients.map((patient) => {
          const result = patientResult(open, patient);
          const own = signOffsOfPatient(signOffs, patient.patient, open.held);
          const { details, to_look_at } = result;
          return [patient.patient, { details, to_look_at, sign_off: signState(digestOf(result), own) }];
        }),
      );
    }
  };
