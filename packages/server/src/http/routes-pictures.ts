import { UserError } from '@giemsa/core';
import { decidedAt } from '@giemsa/core/internal/answer/cell-answer';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { correctionSchema, pictureSchema } from '../api-types.js';
import { answersOfBatch } from '../models/answers-of-batch.js';
import { modelOfResults } from '../models/model-of-results.js';
import { patientsOfCells } from '../models/patients-of-cells.js';
import type { ModelEntry } from '../models/registry.js';
import type { Batch } from '../storage/batches.js';
import { addCorrection, lastWord, type NewCorrection, standingWords } from '../storage/corrections.js';
import { resultModels, resultsOf } from '../storage/outcomes.js';
import { type Picture, pictureNames } from '../storage/pictures.js';
import { checkReader, checkShown } from './blind.js';
import type { Context } from './context.js';
import { file } from './describe-api.js';
import { called, words } from './inputs.js';
import { batchOf, pictureOf, pictureParams } from './look-up.js';
import { askerOf, looker, personOf, reviewer } from './person.js';
import { heatPicture, shownPicture } from './pictures.js';
import { presentCorrection, presentPicture } from './present.js';
import { Problem } from './problem.js';
import { sendPicture } from './send-picture.js';

const correctionBody = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('agree'), label: words(200).nullish(), reviewer }),
  z
    .object({ verdict: z.literal('answer'), label: words(200).nullable(), reviewer })
    .describe(
      'Which class the person sees, whatever the model says; null for no cell. The only answer in a blind reading',
    ),
  z
    .object({ verdict: z.literal('take back'), reviewer })
    .describe('What this person said of the picture is taken back; what others said stands'),
  z.object({ verdict: z.literal('skip'), label: words(200).nullish(), reviewer }),
  /** Which class the person sees. */
  z.object({ verdict: z.literal('disagree'), label: words(200), reviewer }),
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
          querystring: z.object({ model: called().optional(), by: looker }),
          response: { 200: file('image/png', 'The layer') },
        },
      },
      async ({ params, query, token }, reply) => {
        const picture = await pictureOf(tables, params.picture, token);
        const batch = await batchOf(tables, picture.batchId, token);
        await checkShown(tables, batch, picture, askerOf(token, query.by));
        const entry =
          query.model === undefined ? await modelOf(picture, batch) : await registry.find(query.model);
        return sendPicture(reply, 'image/png', await heatPicture(context, picture, entry));
      },
    );

    /** The model that gave a picture's result. @throws Problem 409 where its file holds another one now */
    async function modelOf(picture: Picture, { modelId }: Batch): Promise<ModelEntry> {
      const gave = await resultModels(tables, picture.id);
      const { entry } = await modelOfResults(tables, registry, modelId, gave);
      if (entry) return entry;
      throw new Problem(
        'another-model',
        `The model ${modelId} was replaced after it gave this result, so its evidence cannot be shown. Put its file back, or upload ` +
          'the picture again.',
      );
    }

    app.get(
      '/pictures/:picture',
      {
        schema: {
          summary: 'A picture of a batch of cells, as the results of the batch have it',
          params: pictureParams,
          querystring: z.object({ by: looker }),
          response: { 200: pictureSchema },
        },
      },
      async ({ params, query, token }) => {
        const picture = await pictureOf(tables, params.picture, token);
        const batch = await batchOf(tables, picture.batchId, token);
        const { rule, sorting } = await answersOfBatch(tables, registry, batch);
        const names = await pictureNames(tables, batch.id);
        const patientOf = patientsOfCells(names, sorting, rule.classNames);
        const [result = null] = await resultsOf(tables, [picture.id]);
        const words = (await standingWords(tables, [picture.id])).get(picture.id) ?? [];
        const look = { rule, patientOf, isBlind: batch.blind, person: askerOf(token, query.by) };
        return presentPicture({ picture, result, words }, look);
      },
    );

    app.put(
      '/pictures/:picture/correction',
      {
        schema: {
          summary: 'What a person says about a picture; answers with what counts now',
          description:
            'All is kept; the last answer of a person counts, whatever the threshold. An `agree` without a label is an answer for ' +
            'the model’s class as it is now. `skip` is no answer. In a blind reading each person gives one `answer`, which stands; two ' +
            'who agree, or a third where they differ, decide the class.',
          params: pictureParams,
          body: correctionBody,
          response: { 200: correctionSchema.nullable() },
        },
      },
      async ({ params, body, token }) => {
        const picture = await pictureOf(tables, params.picture, token);
        const batch = await batchOf(tables, picture.batchId, token);
        const person = personOf(token, body.reviewer, 'reviewer');
        const word = { ...(await wordOf(context, picture, batch, body)), reviewer: person };
        const said = { picture, verdict: body.verdict, reviewer: person };
        await addCorrection(tables, batch.id, { pictureId: picture.id, ...word }, (isBlind, standing) =>
          checkReader(said, isBlind, standing),
        );
        const standing = (await standingWords(tables, [picture.id])).get(picture.id) ?? [];
        // In a blind reading, what others said is not told by the answer to what this person says.
        const own = standing.filter(({ reviewer: by }) => by === person);
        return presentCorrection(lastWord(batch.blind ? own : standing));
      },
    );
  };

/** What is kept of a person's word: its class, null for none, and whether it is the model's. @throws Problem 400 as {@link checkClass} */
async function wordOf(
  context: Context,
  picture: Picture,
  batch: Batch,
  body: z.infer<typeof correctionBody>,
): Promise<Pick<NewCorrection, 'verdict' | 'label'>> {
  const { verdict } = body;
  if (verdict === 'take back') return { verdict, label: null };
  const label = body.label ?? null;
  if (label !== null) await checkClass(context, picture, label, batch);
  if (verdict === 'answer') {
    const isModels = label === (await modelClassOf(context, picture, batch));
    return { verdict: isModels ? 'agree' : 'disagree', label };
  }
  if (verdict !== 'agree' || label !== null) return { verdict, label };
  return { verdict, label: await modelClassOf(context, picture, batch) };
}

/** At the threshold of the batch; null where the model gave none. */
async function modelClassOf(
  { database: { tables }, registry }: Context,
  picture: Picture,
  batch: Batch,
): Promise<string | null> {
  const [row] = await resultsOf(tables, [picture.id]);
  if (!row) return null;
  const { rule } = await answersOfBatch(tables, registry, batch);
  return decidedAt(row, rule).class;
}

/** @throws Problem 400 for a class that the model of the results does not know */
async function checkClass(
  { database: { tables }, registry }: Context,
  picture: Picture,
  label: string,
  { modelId }: Batch,
): Promise<void> {
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
