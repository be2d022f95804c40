import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { runSchema, trashedRunSchema } from '../api-training-types.js';
import {
  findTrashedRun,
  listTrashedRuns,
  moveRunToTrash,
  removeTrashedRun,
  restoreRun,
} from '../runs/run-trash.js';
import { readRun } from '../runs/runs.js';
import { forgetRun } from '../storage/tasks.js';
import type { Context } from './context.js';
import { called } from './inputs.js';
import { notFound, Problem } from './problem.js';

/** What everybody uses is an administrator's to delete. */
const ADMIN = { role: 'admin' } as const;
const runParams = z.object({ run: called() });
const DAY_MS = 24 * 3600 * 1000;

/** Trainings are deleted as batches are: into the trash, and from there for good. */
export const runTrashRoutes =
  ({ database: { tables }, runs, trashDays }: Context): FastifyPluginAsyncZod =>
  async (app) => {
    app.delete(
      '/runs/:run',
      {
        config: ADMIN,
        schema: {
          summary: 'Puts a training into the trash, with its model and figures',
          description:
            'One that runs has to be stopped first; a model that is offered has to be taken back first.',
          params: runParams,
          response: { 204: z.null() },
        },
      },
      async ({ params, token }, reply) => {
        const run = await readRun({ root: runs, tables }, params.run);
        if (!run) throw notFound(`run ${params.run}`);
        if (['waiting', 'training'].includes(run.state) || (run.comparing && run.comparing.reason === null)) {
          throw new Problem('at-work', `The training ${run.id} is still at work; stop it first.`);
        }
        if (run.published) {
          throw new Problem(
            'offered',
            `The model of ${run.id} is offered for use: ${run.published.by} published it; take it back first.`,
          );
        }
        if (trashDays > 0) await moveRunToTrash(runs, run.id, token?.name ?? null);
        else {
          await rm(join(runs, run.id), { recursive: true, force: true });
          await forgetRun(tables, run.id);
        }
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/trashed-runs',
      {
        config: ADMIN,
        schema: {
          summary: 'Deleted trainings, latest first',
          response: { 200: z.array(trashedRunSchema) },
        },
      },
      async () =>
        (await listTrashedRuns(runs)).map(({ id, name, deletedAt, deletedBy }) => ({
          ...{ id, name, deleted: deletedAt.toISOString(), deleted_by: deletedBy },
          ends: new Date(deletedAt.getTime() + trashDays * DAY_MS).toISOString(),
        })),
    );

    app.post(
      '/trashed-runs/:run/restore',
      {
        config: ADMIN,
        schema: {
          summary: 'Restores a training from the trash',
          params: runParams,
          response: { 200: runSchema },
        },
      },
      async ({ params }) => {
        await inTrash(params.run);
        await restoreRun(runs, params.run);
        return (await readRun({ root: runs, tables }, params.run))!;
      },
    );

    app.delete(
      '/trashed-runs/:run',
      {
        config: ADMIN,
        schema: {
          summary: 'Deletes a training for good, with its model and figures',
          params: runParams,
          response: { 204: z.null() },
        },
      },
      async ({ params }, reply) => {
        await inTrash(params.run);
        await removeTrashedRun(runs, params.run);
        await forgetRun(tables, params.run);
        return reply.code(204).send(null);
      },
    );

    async function inTrash(id: string): Promise<void> {
      if (!(await findTrashedRun(runs, id))) throw notFound(`run ${id} in the trash`);
    }
  };
