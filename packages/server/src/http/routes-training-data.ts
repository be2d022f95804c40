import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RECIPES } from '@giemsa/core';
import { changesNothing } from '@giemsa/core/internal/augment/augmentation';
import type { MeasuredRate } from '@giemsa/core/internal/training/measure-rate';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import pLimit from 'p-limit';
import { z } from 'zod';
import {
  type ApiTrainingPlan,
  labelledSetSchema,
  planSchema,
  reviewedBatchSchema,
  trainingSchema,
} from '../api-training-types.js';
import { batchSchema } from '../api-types.js';
import { rateOfLastRun, rateOfSteps, secondsFor } from '../runs/estimate.js';
import { answeredBatches, createBatch, labelledSets, NO_PROGRESS, progressOf } from '../storage/batches.js';
import { pictureNames } from '../storage/pictures.js';
import { waitingTasks } from '../storage/tasks.js';
import { materialOfBatches, planOf } from '../tasks/plan-training.js';
import { classesOfNames } from '../tasks/set-classes.js';
import { workInProcess } from '../training/train-in-process.js';
import { roomOf, visibleTo } from './access.js';
import type { Context } from './context.js';
import { words } from './inputs.js';
import { presentBatch } from './present.js';
import { answeredIn, choicesOf, choicesSchema, dataSchema, namedData, settingsOf } from './training-data.js';

/** What everybody uses is an administrator's to make. */
const ADMIN = { role: 'admin' } as const;
const MOST_SHOWN = 50;
/** So long some steps are waited for. */
const PATIENCE_MS = 180_000;

/** What can be trained on here, and what a training would be. */
export const trainingDataRoutes =
  (context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    const { tables } = context.database;
    const inTurn = pLimit(1);

    app.get(
      '/training',
      {
        config: ADMIN,
        schema: { summary: 'What can be trained here', response: { 200: trainingSchema } },
      },
      async () => ({
        datasets: [...context.datasets],
        recipes: RECIPES.map((recipe) => ({
          ...{ name: recipe.name, description: recipe.description, architecture: recipe.architecture },
          ...{ epochs: recipe.epochs, learning_rate: recipe.learningRate, batch_size: recipe.batchSize },
          ...{ image_size: recipe.imageSize, split: recipe.split },
          validation_fraction: recipe.validationFraction,
          augmented: !changesNothing(recipe.augmentation),
          weights: recipe.weights ?? null,
        })),
      }),
    );

    app.get(
      '/labelled-sets',
      {
        config: ADMIN,
        schema: {
          summary: `The newest ${MOST_SHOWN} sets of labelled pictures that were uploaded to train on`,
          response: { 200: z.array(labelledSetSchema) },
        },
      },
      async ({ token }) => {
        const sets = await labelledSets(tables, visibleTo(token), MOST_SHOWN);
        const progress = await progressOf(
          tables,
          sets.map(({ id }) => id),
        );
        const shown = [];
        for (const { id, name, createdAt } of sets) {
          const { classes, patients } = classesOfNames(await pictureNames(tables, id));
          const { announced, arrived } = progress.get(id)!;
          shown.push({
            ...{ id, name, created: createdAt.toISOString(), cells: patients.length },
            classes: [...classes],
            ...{ patients: countKnown(patients), announced, arrived },
          });
        }
        return shown;
      },
    );

    app.post(
      '/labelled-sets',
      {
        config: ADMIN,
        schema: {
          summary: 'A new set of labelled pictures to train on, one folder for each class',
          description:
            'No model reads it. Say what is to come and send it as with a batch: `/batches/{batch}/manifest`, `/batches/{batch}/pictures`.',
          body: z.object({ name: words(200) }),
          response: { 201: batchSchema },
        },
      },
      async (request, reply) => {
        const set = { name: request.body.name, modelId: '', labelled: true, room: roomOf(request.token) };
        const batch = await createBatch(tables, set);
        request.audited = { batch: batch.id };
        return reply.code(201).send(presentBatch(batch, NO_PROGRESS));
      },
    );

    app.get(
      '/reviewed-batches',
      {
        config: ADMIN,
        schema: {
          summary: `The newest ${MOST_SHOWN} batches of single cells that persons have answered: what can be trained on`,
          response: { 200: z.array(reviewedBatchSchema) },
        },
      },
      async ({ token }) => {
        const shown = [];
        for (const batch of await answeredBatches(tables, visibleTo(token), MOST_SHOWN)) {
          const read = await answeredIn(context, batch);
          const { classes, patients } = materialOfBatches([read]);
          const { id, name, createdAt } = batch;
          shown.push({
            ...{ id, name, created: createdAt.toISOString(), cells: patients.length },
            ...{ classes: [...classes], patients: countKnown(patients), not_learned: read.not_learned },
          });
        }
        return shown.filter(({ cells }) => cells > 0);
      },
    );

    app.post(
      '/runs/plan',
      {
        // Asks only, although it sends a body.
        config: { ...ADMIN, audit: false },
        schema: {
          summary: 'What a training would learn from, what stands against it, and how long it would take',
          description:
            'The time is by the speed of the newest training of the same network and size of pictures on this machine. With `measure` ' +
            'some steps are timed where there is none, which takes up to a minute.',
          body: z.object({ data: dataSchema, choices: choicesSchema, measure: z.boolean().default(false) }),
          response: { 200: planSchema },
        },
      },
      async ({ body, token }) => {
        const { material } = await namedData(context, body.data, token);
        const choices = choicesOf(body.choices);
        const from =
          body.choices.from === undefined ? undefined : await context.registry.find(body.choices.from);
        const settings = await settingsOf(choices, from);
        const plan = planOf(material, settings, choices);
        const known = await rateOfLastRun(context.runs, settings, context.threads);
        const none = { steps: null, busy: false } as const;
        if (known)
          return { ...plan, estimate: estimateOf(known, plan, { from: 'run', run: known.run, ...none }) };
        if (!body.measure || plan.missing.length > 0) return { ...plan, estimate: null };
        const names = plan.classes.map(({ name }) => name);
        const base = from && { resumeFrom: from.file };
        const [busy, measured] = [
          (await waitingTasks(tables)).length > 0,
          await inTurn(() => measure(context, { ...choices, ...base }, names)),
        ];
        const rate = rateOfSteps(measured.imagesPerSecond);
        const how = { from: 'measured', run: null, steps: measured.steps, busy } as const;
        return { ...plan, estimate: estimateOf(rate, plan, how) };
      },
    );
  };

const countKnown = (patients: readonly (string | null)[]): number =>
  new Set(patients.filter((patient) => patient !== null)).size;

type Estimate = NonNullable<ApiTrainingPlan['estimate']>;

const estimateOf = (
  rate: Parameters<typeof secondsFor>[0],
  plan: Parameters<typeof secondsFor>[1],
  how: Omit<Estimate, 'seconds' | 'images_per_second'>,
): Estimate => ({ ...how, seconds: secondsFor(rate, plan), images_per_second: rate.imagesPerSecond });

/** Times some steps in a process of its own. @throws UserError where they cannot be done */
async function measure(
  { files, threads }: Context,
  choices: ReturnType<typeof choicesOf>,
  classNames: readonly string[],
): Promise<MeasuredRate> {
  const out = join(files.root, 'tasks', `measured-${randomUUID()}.json`);
  await mkdir(dirname(out), { recursive: true });
  try {
    const request = { choices, classNames, threads, out };
    await workInProcess({ kind: 'measure', request }, undefined, AbortSignal.timeout(PATIENCE_MS));
    return JSON.parse(await readFile(out, 'utf8')) as MeasuredRate;
  } finally {
    await rm(out, { force: true });
  }
}
