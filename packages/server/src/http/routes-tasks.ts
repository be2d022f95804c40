import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FIELD_RULES } from '@giemsa/core/internal/smear/field-quality';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  adoptionNeedsSchema,
  calibrationNeedsSchema,
  calibrationSchema,
  correctedBatchSchema,
  taskSchema,
} from '../api-task-types.js';
import type { SmearBatch } from '../smears/open-smear.js';
import { correctedBatches } from '../storage/batches.js';
import { listCalibrations } from '../storage/calibrations.js';
import { changeTask, findTask, listTasks } from '../storage/tasks.js';
import {
  correctedOf,
  type NamedPatients,
  needsOfAdoption,
  needsOfCalibration,
  patientsOf,
} from '../tasks/material.js';
import { visibleTo } from './access.js';
import { refuseBlind } from './blind.js';
import type { Context } from './context.js';
import { called, words } from './inputs.js';
import { batchOf } from './look-up.js';
import { by, personOf } from './person.js';
import {
  isOfModels,
  type ModelTask,
  presentCalibration,
  presentCorrected,
  presentTask,
} from './present-task.js';
import { notFound, Problem } from './problem.js';
import { startTask } from './start-task.js';
import type { AccessToken } from './tokens.js';

/** What everybody uses is an administrator's to make. */
const ADMIN = { role: 'admin' } as const;
/** Asks only, although it sends a list. */
const ASKS = { ...ADMIN, audit: false };

const batchIds = z.array(z.uuid()).min(1).max(100);
const model = called().optional().describe('Left out: the default for fields.');
const taskParams = z.object({ task: z.uuid() });

const MOST_SHOWN = 50;

/** Adoptions and calibrations: what there is to begin with, start, progress, stop. */
export const taskRoutes =
  (context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    const { registry } = context;
    const { tables } = context.database;

    app.get(
      '/corrected-batches',
      {
        config: ADMIN,
        schema: {
          summary:
            'Batches of fields at which persons have looked, newest first: what a model can be adapted on',
          response: { 200: z.array(correctedBatchSchema) },
        },
      },
      async ({ token }) => {
        const found = await correctedBatches(tables, visibleTo(token), MOST_SHOWN);
        const shown = [];
        for (const batch of found) {
          const patients = await patientsOf(tables, registry, batch as SmearBatch, 'looked at');
          shown.push(presentCorrected(batch, correctedOf(patients)));
        }
        return shown.filter(({ fields }) => fields > 0);
      },
    );

    app.post(
      '/adoptions/needs',
      {
        config: ASKS,
        schema: {
          summary: 'Whether a model can be adapted on the corrections of some batches',
          body: z.object({ batches: batchIds }),
          response: { 200: adoptionNeedsSchema },
        },
      },
      async ({ body, token }) => {
        const { wholeFields, ...needs } = needsOfAdoption((await named(body.batches, token)).read);
        return { ...needs, whole_fields: wholeFields, missing: [...needs.missing], notes: [...needs.notes] };
      },
    );

    app.post(
      '/adoptions',
      {
        config: ADMIN,
        schema: {
          summary:
            'Starts to adapt a model on the corrections of some batches; nothing is used before a person publishes it',
          body: z.object({ batches: batchIds, model, by }),
          response: { 202: taskSchema },
        },
      },
      async ({ body, token }, reply) => {
        const person = personOf(token, body.by);
        const { read, batches } = await named(body.batches, token);
        const { missing } = needsOfAdoption(read);
        if (missing.length > 0) throw new Problem('too-little', `${missing.join('; ')}.`);
        const { id, sha256 } = await registry.find(body.model, 'fields');
        const name = `adopted-${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}`;
        const runs = resolve(context.runs);
        // Made here: a worker that does not see it is on a machine that does not share it.
        await mkdir(runs, { recursive: true });
        return reply
          .code(202)
          .send(await start({ kind: 'adopt', batches, model: { id, sha256 }, runs, name }, person));
      },
    );

    app.post(
      '/calibrations/needs',
      {
        config: ASKS,
        schema: {
          summary: 'What a calibration on the fields of some batches could not tell',
          body: z.object({ batches: batchIds, model }),
          response: { 200: calibrationNeedsSchema },
        },
      },
      async ({ body, token }) => {
        const { metadata } = await registry.find(body.model, 'fields');
        const needs = needsOfCalibration((await named(body.batches, token)).read, {
          namesPatients: metadata.trainingPatients !== undefined,
        });
        return { ...needs, missing: [...needs.missing], notes: [...needs.notes] };
      },
    );

    app.post(
      '/calibrations',
      {
        config: ADMIN,
        schema: {
          summary: 'Starts to measure a microscope on the fields of patients without malaria',
          description:
            'As `giemsa smear calibrate` does. The person who starts it states that none of these patients has malaria. It is used ' +
            'for batches that name this microscope, with the same model.',
          body: z.object({
            batches: batchIds,
            microscope: words(100),
            without_malaria: z
              .literal(true)
              .describe('The person states that none of these patients has malaria.'),
            false_alarms_per_1000: z
              .number()
              .min(0.1)
              .max(100)
              .default(1)
              .describe('Healthy cells of 1,000 that may be called infected'),
            accept: z
              .array(z.enum(FIELD_RULES))
              .max(FIELD_RULES.length)
              .optional()
              .describe('Rules that set fields aside and are not followed; left out, those of the batches'),
            ...{ model, by },
          }),
          response: { 202: taskSchema },
        },
      },
      async ({ body, token }, reply) => {
        const person = personOf(token, body.by);
        const { read, batches, rules } = await named(body.batches, token);
        const { id, sha256, metadata } = await registry.find(body.model, 'fields');
        const { missing } = needsOfCalibration(read, {
          namesPatients: metadata.trainingPatients !== undefined,
        });
        if (missing.length > 0) throw new Problem('too-little', `${missing.join('; ')}.`);
        const { microscope, accept = rules, false_alarms_per_1000: falseAlarmsPer1000 } = body;
        const request = { batches, model: { id, sha256 }, microscope, falseAlarmsPer1000 };
        return reply
          .code(202)
          .send(await start({ kind: 'calibrate', ...request, ...(accept.length > 0 && { accept }) }, person));
      },
    );

    app.get(
      '/calibrations',
      {
        schema: {
          summary: 'The newest calibration of each microscope with each model',
          response: { 200: z.array(calibrationSchema) },
        },
      },
      async ({ token }) =>
        (await listCalibrations(tables)).map((kept) => presentCalibration(kept, visibleTo(token) === null)),
    );

    app.get(
      '/tasks',
      {
        config: ADMIN,
        schema: {
          summary: `The newest ${MOST_SHOWN} adoptions and calibrations that were started here`,
          response: { 200: z.array(taskSchema) },
        },
      },
      async () =>
        (await listTasks(tables, ['adopt', 'calibrate'], MOST_SHOWN)).filter(isOfModels).map(presentTask),
    );

    app.get(
      '/tasks/:task/events',
      {
        config: ADMIN,
        schema: {
          summary: 'An adoption or a calibration as server-sent events, until it ends',
          params: taskParams,
        },
      },
      async ({ params, token }, reply) => {
        await taskOf(params.task);
        return context.events.send(reply, token, {
          name: `task ${params.task}`,
          read: async () => presentTask(await taskOf(params.task)),
          isLast: ({ ended }) => ended !== null,
        });
      },
    );

    app.post(
      '/tasks/:task/stop',
      {
        config: ADMIN,
        schema: {
          summary: 'Stops an adoption or a calibration; what it had learned is discarded',
          params: taskParams,
          response: { 200: taskSchema },
        },
      },
      async ({ params }) => {
        await taskOf(params.task);
        await changeTask(tables, params.task, { status: 'stopped' });
        return presentTask(await taskOf(params.task));
      },
    );

    async function start(request: ModelTask['request'], person: string) {
      return presentTask((await startTask(context, request, person)) as ModelTask);
    }

    async function taskOf(id: string) {
      const task = await findTask(tables, id);
      if (!task || !isOfModels(task)) throw notFound(`task ${id}`);
      return task;
    }

    /** @throws Problem for a batch that is not there, or holds single cells */
    async function named(ids: readonly string[], token: AccessToken | null) {
      const read: NamedPatients[] = [];
      const batches = [];
      const rules = new Set<(typeof FIELD_RULES)[number]>();
      for (const id of new Set(ids)) {
        const batch = await batchOf(tables, id, token);
        if (!batch.smear) throw new Problem('no-smear', `The batch ${batch.name} holds single cells.`);
        refuseBlind(batch);
        const smear = { ...batch, smear: batch.smear };
        read.push({ name: batch.name, patients: await patientsOf(tables, registry, smear) });
        batches.push({ id, name: batch.name });
        for (const rule of batch.smear.accept ?? []) rules.add(rule);
      }
      return { read, batches, rules: [...rules] };
    }
  };
