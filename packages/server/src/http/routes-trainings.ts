import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { RunFolder } from '@giemsa/core/internal/files/run-paths';
import { readAboutRun, writeAboutRun } from '@giemsa/core/internal/run-folder/about-run';
import { readSteps } from '@giemsa/core/internal/run-folder/steps';
import { openRun } from '@giemsa/core/internal/training/open-run';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type ApiRun, runSchema, stepSchema } from '../api-training-types.js';
import { readRun } from '../runs/runs.js';
import type { TaskModel, TrainTask } from '../storage/task-types.js';
import { changeTask, type Task, tasksOfRuns } from '../storage/tasks.js';
import { planOf } from '../tasks/plan-training.js';
import { keepCells } from '../tasks/training-cells.js';
import type { Context } from './context.js';
import { called, numeral, words } from './inputs.js';
import { by, personOf } from './person.js';
import { notFound, Problem } from './problem.js';
import { startTask } from './start-task.js';
import { choicesOf, choicesSchema, dataSchema, namedData, settingsOf } from './training-data.js';

/** What everybody uses is an administrator's to make. */
const ADMIN = { role: 'admin' } as const;
const runParams = z.object({ run: called() });

const MOST_POINTS = 2000;
const POINTS = 400;

const nameField = words(200)
  .nullable()
  .optional()
  .describe('As people call it; left out: the name of its folder');
const noteField = words(2000).nullable().optional();

/** Trainings: started, stopped, resumed, named, compared. */
export const trainingRoutes =
  (context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    const { tables } = context.database;
    const places = { root: context.runs, tables };

    app.post(
      '/runs',
      {
        config: ADMIN,
        schema: {
          summary: 'Starts a training; its model is not used before a person publishes it',
          description: 'Trainings are done one after the other. One continues after a restart of the server.',
          body: z.object({ data: dataSchema, choices: choicesSchema, name: nameField, note: noteField, by }),
          response: { 202: runSchema },
        },
      },
      async (request, reply) => {
        const { body, token } = request;
        const person = personOf(token, body.by);
        const named = await namedData(context, body.data, token);
        const choices = choicesOf(body.choices);
        const model =
          body.choices.from === undefined ? undefined : await context.registry.find(body.choices.from);
        const { missing } = planOf(named.material, await settingsOf(choices, model), choices);
        if (missing.length > 0) throw new Problem('too-little', `${missing.join('; ')}.`);
        const cells = named.cells();
        const started = new Date().toISOString();
        const runs = resolve(context.runs);
        const name = await freshName(runs, `${choices.recipe}-${named.short}-${timeOf(started)}`);
        const folder = new RunFolder(join(runs, name));
        await openRun({ data: '', out: folder.path, choices });
        await mkdir(folder.path, { recursive: true });
        if (cells) await keepCells(folder, cells);
        const words = { by: person, on: named.words, at: started };
        await writeAboutRun(folder, { name: body.name ?? null, note: body.note ?? null, started: words });
        const from: TaskModel | undefined = model && { id: model.id, sha256: model.sha256 };
        const { data } = named;
        await startTask(context, { kind: 'train', runs, name, data, choices, ...(from && { from }) }, person);
        request.audited = { run: name };
        return reply.code(202).send(await runOf(name));
      },
    );

    app.post(
      '/runs/:run/stop',
      {
        config: ADMIN,
        schema: {
          summary:
            'Stops a training, or takes it out of the queue; it can be resumed from its newest checkpoint',
          description: 'A checkpoint is written after each epoch, and every two minutes within one.',
          params: runParams,
          response: { 200: runSchema },
        },
      },
      async ({ params }) => {
        const { task } = await trainingOf(params.run);
        await changeTask(tables, task.id, { status: 'stopped' });
        return runOf(params.run);
      },
    );

    app.post(
      '/runs/:run/resume',
      {
        config: ADMIN,
        schema: {
          summary:
            'Continues a training that was stopped or failed, to the same result as if it had not been',
          params: runParams,
          body: z.object({ by }),
          response: { 202: runSchema },
        },
      },
      async ({ params, body, token }, reply) => {
        const person = personOf(token, body.by);
        const { task, request } = await trainingOf(params.run);
        if (task.status !== 'stopped' && task.status !== 'failed') {
          const { state } = await runOf(params.run);
          throw new Problem(
            'not-stopped',
            `The training ${params.run} is ${state}; there is nothing to resume.`,
          );
        }
        await startTask(context, request, person);
        return reply.code(202).send(await runOf(params.run));
      },
    );

    app.put(
      '/runs/:run/about',
      {
        config: ADMIN,
        schema: {
          summary: 'What people call a training, and what they note of it',
          params: runParams,
          body: z.object({ name: nameField, note: noteField, by }),
          response: { 200: runSchema },
        },
      },
      async ({ params, body, token }) => {
        personOf(token, body.by);
        await runOf(params.run);
        const folder = new RunFolder(join(context.runs, params.run));
        const { started } = await readAboutRun(folder);
        await writeAboutRun(folder, { name: body.name ?? null, note: body.note ?? null, started });
        return runOf(params.run);
      },
    );

    app.get(
      '/runs/:run/steps',
      {
        config: ADMIN,
        schema: {
          summary: 'Loss and accuracy of a training by its steps, thinned to some points',
          params: runParams,
          querystring: z.object({ points: numeral(z.int().min(2).max(MOST_POINTS)).default(POINTS) }),
          response: { 200: z.array(stepSchema) },
        },
      },
      async ({ params, query }) => {
        await runOf(params.run);
        return readSteps(new RunFolder(join(context.runs, params.run)), query.points);
      },
    );

    app.post(
      '/runs/:run/comparisons',
      {
        config: ADMIN,
        schema: {
          summary:
            'Compares a model with that of a finished training, on the patients that the training held out',
          description:
            'Cells of patients that the other model was trained on are left out. It is done in turn with trainings; what came of it is in `comparisons` of the run.',
          params: runParams,
          body: z.object({ model: called().describe('The model before'), by }),
          response: { 202: runSchema },
        },
      },
      async ({ params, body, token }, reply) => {
        const person = personOf(token, body.by);
        const run = await runOf(params.run);
        if (run.state !== 'finished') {
          throw new Problem(
            'not-finished',
            `The training ${run.id} is ${run.state}; only one that finished has a model to compare.`,
          );
        }
        if (run.comparing && run.comparing.reason === null) {
          throw new Problem(
            'busy',
            `The training ${run.id} is being compared with ${run.comparing.model} just now.`,
          );
        }
        const { id, sha256 } = await context.registry.find(body.model);
        const trained = await trainingOf(run.id).catch(() => undefined);
        // One of the command line was trained on the folder that it names.
        const data = trained?.request.data ?? { kind: 'folder' as const, folder: '' };
        const runs = resolve(context.runs);
        await startTask(
          context,
          { kind: 'compare', runs, name: run.id, data, model: { id, sha256 } },
          person,
        );
        return reply.code(202).send(await runOf(run.id));
      },
    );

    async function runOf(id: string): Promise<ApiRun> {
      const run = await readRun(places, id);
      if (!run) throw notFound(`run ${id}`);
      return run;
    }

    /** The newest training of a run that was started here. @throws Problem where it was started elsewhere */
    async function trainingOf(id: string): Promise<{ task: Task; request: TrainTask }> {
      await runOf(id);
      for (const task of await tasksOfRuns(tables, [id]))
        if (task.request.kind === 'train') return { task, request: task.request };
      throw new Problem(
        'not-started-here',
        `The training ${id} was not started here; stop and resume it where it was: giemsa train --resume --out ${id}`,
      );
    }

    /** Two that are started in the same second get a number. */
    async function freshName(runs: string, wanted: string): Promise<string> {
      let name = wanted;
      for (let number = 2; await readRun({ root: runs, tables }, name); number++)
        name = `${wanted}-${number}`;
      return name;
    }
  };

const timeOf = (iso: string): string => iso.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
