import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { patientSchema, signedResultSchema } from '../api-patient-types.js';
import { fhirBundle } from '../export/fhir.js';
import { patientReport } from '../export/patient-report.js';
import { addSignOff } from '../storage/sign-offs.js';
import { UnreadablePicture } from '../storage/unreadable-picture.js';
import type { Context } from './context.js';
import { file } from './describe-api.js';
import { shownPlace } from './field-pictures.js';
import { numeral } from './inputs.js';
import { batchParams, pictureOf } from './look-up.js';
import { openPatient, openVersion, toReport } from './open-patient.js';
import { by, personOf } from './person.js';
import { Problem } from './problem.js';
import { SINGLE_FILE_POLICY } from './security.js';

const patientParams = batchParams.extend({ patient: z.string().min(1).max(400) });
const versionNumber = numeral(z.number().int().min(1).max(1_000_000));
const versionQuery = z.object({
  version: versionNumber.optional().describe('One that was signed; left out, the result as it is now'),
});

/** The result of one patient: what is to be looked at, signing it, its report, and what laboratory systems take. */
export const patientRoutes =
  (context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    const { tables } = context.database;

    app.get(
      '/batches/:batch/patients/:patient',
      {
        schema: {
          summary:
            'A patient of a batch of fields: figures, cells to be looked at, whether it is signed, what changed since',
          params: patientParams,
          response: { 200: patientSchema },
        },
      },
      async ({ params, token }) => openPatient(context, { ...params, token }),
    );

    app.post(
      '/batches/:batch/patients/:patient/sign-off',
      {
        schema: {
          summary: 'A person signs the result of a patient as it was seen; any change makes a new version',
          description:
            'The signed version stays readable with its figures. It is the token’s person who signs.',
          params: patientParams,
          body: z.object({
            digest: z
              .string()
              .regex(/^[\da-f]{64}$/)
              .describe('Of the result that the person saw: another one is not signed'),
            by,
          }),
          response: { 201: patientSchema },
        },
      },
      async ({ params, body, token }, reply) => {
        const signedBy = personOf(token, body.by);
        const of = { ...params, token };
        const { digest, result, sign_off: state, hindrance, versions } = await openPatient(context, of);
        const { patient, batch } = result;
        if (hindrance !== null) throw new Problem('not-complete', `${patient}: ${hindrance}.`);
        if (digest !== body.digest) {
          throw new Problem(
            'changed-meanwhile',
            `The result of ${patient} is not the one that was to be signed: something was changed meanwhile. Look at it again.`,
          );
        }
        const row = { batchId: batch.id, patient, version: versions.length + 1, digest, result, signedBy };
        if (state.state === 'signed' || !(await addSignOff(tables, row))) {
          throw new Problem('signed-already', `This result of ${patient} is signed already.`);
        }
        return reply.code(201).send(await openPatient(context, of));
      },
    );

    app.get(
      '/batches/:batch/patients/:patient/versions/:version',
      {
        schema: {
          summary: 'A version of a patient’s result as it was signed',
          params: patientParams.extend({ version: versionNumber }),
          response: { 200: signedResultSchema },
        },
      },
      async ({ params, token }) => openVersion(context, { ...params, token }, params.version),
    );

    app.get(
      '/batches/:batch/patients/:patient/report.html',
      {
        config: { audit: true },
        schema: {
          summary: 'The report of a patient on one A4 page, as HTML that needs no network',
          params: patientParams,
          querystring: versionQuery,
          response: { 200: file('text/html', 'The report') },
        },
      },
      async ({ params, query, token }, reply) => {
        const reported = await toReport(context, { ...params, token }, query.version);
        const page = await patientReport(reported, ({ picture, box }) =>
          pictureOf(tables, picture, token)
            .then((found) => shownPlace(context, found, box))
            .catch(noneIfGone),
        );
        return reply
          .type('text/html; charset=utf-8')
          .header('content-security-policy', SINGLE_FILE_POLICY)
          .serializer((text: string) => text)
          .send(page);
      },
    );

    app.get(
      '/batches/:batch/patients/:patient/fhir.json',
      {
        config: { audit: true },
        schema: {
          summary: 'The result of a patient for laboratory systems: a FHIR R4 Bundle',
          description:
            '`DiagnosticReport.status` is `preliminary` where nobody signed the result as it is, `final` for the first version that was ' +
            'signed, and `amended` for later ones.',
          params: patientParams,
          querystring: versionQuery,
          response: { 200: file('application/fhir+json', 'The bundle') },
        },
      },
      async ({ params, query, token }, reply) => {
        const bundle = fhirBundle(await toReport(context, { ...params, token }, query.version));
        return reply
          .type('application/fhir+json; charset=utf-8')
          .header('content-disposition', 'attachment; filename="fhir.json"')
          .serializer((text: string) => text)
          .send(`${JSON.stringify(bundle, null, 2)}\n`);
      },
    );
  };

/** A field may have been moved to another batch since it was signed, or its file be damaged. */
function noneIfGone(error: unknown): null {
  if (error instanceof Problem || error instanceof UnreadablePicture) return null;
  throw error;
}
