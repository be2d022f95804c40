import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { correctionSchema } from '../api-types.js';
import { addCorrection } from '../storage/batches.js';
import { VERDICTS } from '../storage/schema.js';
import type { Context } from './context.js';
import { batchOf, pictureOf, pictureParams } from './look-up.js';
import { heatPicture, shownPicture } from './pictures.js';
import { Problem } from './problem.js';
import { sendPicture } from './send-picture.js';

/** Single pictures: as they are shown, their heat maps, what a person says of them. */
export const pictureRoutes =
  (context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, registry } = context;
    const { tables } = database;

    app.get(
      '/pictures/:picture/image',
      { schema: { summary: 'A picture, at most 320 pixels a side, as WebP', params: pictureParams } },
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
          params: pictureParams,
          querystring: z.object({ model: z.string().optional() }),
        },
      },
      async ({ params, query, token }, reply) => {
        const picture = await pictureOf(tables, params.picture, token);
        const model = query.model ?? (await batchOf(tables, picture.batchId, token)).modelId;
        return sendPicture(
          reply,
          'image/png',
          await heatPicture(context, picture, await registry.find(model)),
        );
      },
    );

    app.put(
      '/pictures/:picture/correction',
      {
        schema: {
          summary: 'What a person says to a result; earlier words are kept, the newest counts',
          params: pictureParams,
          body: z.object({
            verdict: z.enum(VERDICTS),
            label: z.string().max(200).nullish(),
            reviewer: z.string().trim().min(1).max(100),
          }),
          response: { 200: correctionSchema },
        },
      },
      async ({ params, body, token }) => {
        const picture = await pictureOf(tables, params.picture, token);
        if (body.verdict === 'disagree' && !body.label) {
          throw new Problem(400, 'Invalid request', 'To disagree, say which class you see: "label".');
        }
        const { createdAt, ...correction } = await addCorrection(tables, {
          pictureId: picture.id,
          verdict: body.verdict,
          label: body.label ?? null,
          reviewer: body.reviewer,
        });
        return { ...correction, created: createdAt.toISOString() };
      },
    );
  };
