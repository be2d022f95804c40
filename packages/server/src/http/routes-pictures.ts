import { UserError } from '@giemsa/core';
import { decidedAt } from '@giemsa/core/internal/answer/cell-answer';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { correctionSchema } from '../api-types.js';
import { answersOfBatch } from '../models/answers-of-batch.js';
import { modelOfResults } from '../models/model-of-results.js';
import type { ModelEntry } from '../models/registry.js';
import { addCorrection, standingCorrections } from '../storage/corrections.js';
import { resultModels, resultsOf } from '../storage/outcomes.js';
import type { Picture } from '../storage/pictures.js';
import type { Context } from './context.js';
import { file } from './describe-api.js';
import { called, words } from './inputs.js';
import { batchOf, pictureOf, pictureParams } from './look-up.js';
import { heatPicture, shownPicture } from './pictures.js';
import { presentCorrection } from './present.js';
import { Problem } from './problem.js';
import { sendPicture } from './send-picture.js';
import type { AccessToken } from './tokens.js';

const correctionBody = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('agree'), label: words(200).nullish(), reviewer: words(100) }),
  z
    .object({ verdict: z.literal('take back'), reviewer: words(100) })
    .describe('What this person said of the picture is taken back; what others said stands'),
  z.object({ verdict: z.literal('skip'), label: words(200).nullish(), reviewer: words(100) }),
  /** Which class the person sees. */
  z.object({ verdict: z.literal('disagree'), label: words(200), reviewer: words(100) }),
]);

/** Single pictures: as they are shown, their heat maps, what a person says about them. */
export const pictureRoutes =
  (context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, registry } = context;
    const { tables } = database;

    app.get(
      '/pictures/:picture/image',
      {
        schema: {
          summary: 'A picture, at most 320 pixels a side, as WebP',
          params: pictureParams,
          response: { 200: file('image/webp', 'The picture') },
        },
      },
      async ({ params, token }, reply) =>
        sendPicture(
          reply,
          'image/webp',
          await shownPicture(context, await pictureOf(tables, params.picture, token)),
        ),
    );

    app.get(
      '/pictures/:picture/heat',
      {
        schema: {
          summary: 'Its heat map (evidence for the positive class) as a transparent PNG to lay over it',
          description:
            'It comes from the model that gave the result; 409 if that was replaced. With "model", it comes from that model as it is now.',
          params: pictureParams,
          querystring: z.object({ model: called().optional() }),
          response: { 200: file('image/png', 'The layer') },
        },
      },
      async ({ params, query, token }, reply) => {
        const picture = await pictureOf(tables, params.picture, token);
        const entry =
          query.model === undefined ? await modelOf(picture, token) : await registry.find(query.model);
        return sendPicture(reply, 'image/png', await heatPicture(context, picture, entry));
      },
    );

    /** The model that gave a picture's result. @throws Problem 409 where its file holds another one now */
    async function modelOf(picture: Picture, token: AccessToken | null): Promise<ModelEntry> {
      const { modelId } = await batchOf(tables, picture.batchId, token);
      const gave = await resultModels(tables, picture.id);
      const { entry } = await modelOfResults(tables, registry, modelId, gave);
      if (entry) return entry;
      throw new Problem(
        'another-model',
        `The model ${modelId} was replaced after it gave this result, so its evidence cannot be shown. Put its file back, or upload ` +
          'the picture again.',
      );
    }

    app.put(
      '/pictures/:picture/correction',
      {
        schema: {
          summary: 'What a person says about a picture; answers with what counts now',
          description:
            'All is kept; the last answer of a person counts, whatever the threshold. An `agree` without a label is an answer for ' +
            'the model’s class as it is now. `skip` is no answer.',
          params: pictureParams,
          body: correctionBody,
          response: { 200: correctionSchema.nullable() },
        },
      },
      async ({ params, body, token }) => {
        const picture = await pictureOf(tables, params.picture, token);
        const label = await labelOf(context, picture, body, token);
        await addCorrection(tables, {
          ...{ pictureId: picture.id, verdict: body.verdict, label, reviewer: body.reviewer },
        });
        const standing = await standingCorrections(tables, [picture.id]);
        return presentCorrection(standing.get(picture.id) ?? null);
      },
    );
  };

/** The class that a person's word is for; null for none. @throws Problem 400 as {@link checkClass} */
async function labelOf(
  context: Context,
  picture: Picture,
  body: z.infer<typeof correctionBody>,
  token: AccessToken | null,
): Promise<string | null> {
  if (body.verdict === 'take back') return null;
  if (body.label) await checkClass(context, picture, body.label, token);
  if (body.label || body.verdict !== 'agree') return body.label ?? null;
  const { database, registry } = context;
  const [row] = await resultsOf(database.tables, [picture.id]);
  if (!row) return null;
  const batch = await batchOf(database.tables, picture.batchId, token);
  const { rule } = await answersOfBatch(database.tables, registry, batch);
  return decidedAt(row, rule).class;
}

/** @throws Problem 400 for a class that the model of the results does not know */
async function checkClass(
  { database: { tables }, registry }: Context,
  picture: Picture,
  label: string,
  token: AccessToken | null,
): Promise<void> {
  const { modelId } = await batchOf(tables, picture.batchId, token);
  const model = await modelOfResults(tables, registry, modelId, await resultModels(tables, picture.id)).catch(
    (error: unknown) => {
      // If that model is gone, a person's verdict still counts.
      if (!(error instanceof UserError)) throw error;
    },
  );
  const { classNames = [label] } = model?.metadata ?? {};
  if (classNames.includes(label)) return;
  throw new Problem(
    'unknown-class',
    `Its model has no class "${label}"; its classes are ${classNames.join(', ')}.`,
  );
}
