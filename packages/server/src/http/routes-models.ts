import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { RunFolder } from '@giemsa/core/internal/files/run-paths';
import { publishRun, withdrawRun } from '@giemsa/core/internal/run-folder/published-run';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type ApiRun, runSchema } from '../api-training-types.js';
import { modelSchema } from '../api-types.js';
import { kindsOf } from '../models/registry.js';
import { listRuns, readRun } from '../runs/runs.js';
import type { Context } from './context.js';
import { file } from './describe-api.js';
import { called } from './inputs.js';
import { pageQuery, sendPage } from './paging.js';
import { by, personOf } from './person.js';
import { presentModel } from './present.js';
import { notFound, Problem } from './problem.js';
import { SINGLE_FILE_POLICY } from './security.js';

/** The same bytes for all, not a copy for each slow reader. */
const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/** A run shows pictures of its data, whoever uploaded what here. */
const ADMIN = { role: 'admin' } as const;

/** Models, and the runs that they came from. */
export const modelRoutes =
  (context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    const places = { root: context.runs, tables: context.database.tables };

    app.get(
      '/models',
      {
        schema: {
          summary: 'The models, the default for single cells first',
          response: { 200: z.array(modelSchema) },
        },
      },
      async () => {
        const entries = await context.registry.offered();
        return entries.map((entry) => presentModel(entry, kindsOf(entries, entry)));
      },
    );

    app.get(
      '/models/:model/browser.onnx',
      {
        schema: {
          summary: 'A model with its heat maps as one ONNX file, to run in a browser',
          description:
            'Input `images` uint8 [1, height, width, 3]; outputs `probabilities`, `heat`, `peak`. Scale probabilities by the temperature of the model.',
          params: z.object({ model: called() }),
          response: { 200: file('application/octet-stream', 'The ONNX file') },
        },
      },
      async ({ params }, reply) =>
        reply
          .type('application/octet-stream')
          .serializer((bytes: unknown) => bytes as string)
          .send(asBuffer(await context.models.heatGraph(await context.registry.findOffered(params.model)))),
    );

    app.get(
      '/runs',
      {
        config: ADMIN,
        schema: {
          summary: 'Trainings in pages, newest first',
          description: 'Where more follow, the header `Link` with rel="next" leads to them.',
          querystring: pageQuery(called()),
          response: { 200: z.array(runSchema) },
        },
      },
      async (request, reply) => {
        const { limit, after } = request.query;
        const { runs, next } = await listRuns(places, limit, after);
        return sendPage(request, reply, { items: runs, next });
      },
    );

    const runParams = z.object({ run: called() });

    app.get(
      '/runs/:run',
      { config: ADMIN, schema: { summary: 'A training', params: runParams, response: { 200: runSchema } } },
      ({ params }) => runOf(params.run),
    );

    app.get(
      '/runs/:run/events',
      {
        config: ADMIN,
        schema: {
          summary:
            'A training, and what is compared with it, as server-sent events: one for each change, until it ends',
          params: runParams,
        },
      },
      async ({ params, token }, reply) => {
        await runOf(params.run);
        return context.events.send(reply, token, {
          name: `run ${params.run}`,
          read: () => readRun(places, params.run),
          isLast: isOver,
        });
      },
    );

    app.get(
      '/runs/:run/report',
      {
        config: ADMIN,
        schema: { summary: 'The report of a finished training, one HTML file', params: runParams },
      },
      async ({ params }, reply) => {
        const run = await runOf(params.run);
        const path = new RunFolder(join(context.runs, run.id)).report;
        const page = await readFile(path, 'utf8').catch(() => {
          throw notFound(`report of the run ${run.id}`);
        });
        return reply
          .header('content-security-policy', SINGLE_FILE_POLICY)
          .type('text/html; charset=utf-8')
          .serializer((text: string) => text)
          .send(page);
      },
    );

    app.put(
      '/runs/:run/published',
      {
        config: ADMIN,
        schema: {
          summary: 'Offers the model of a finished training for use, or takes it back; by a named person',
          description:
            'A training that ended is not offered until somebody publishes it. A model that was trained further since is another one. ' +
            'What it has read stays when it is taken back.',
          params: runParams,
          body: z.object({ published: z.boolean(), by }),
          response: { 200: runSchema },
        },
      },
      async ({ params, body, token }) => {
        const run = await runOf(params.run);
        const folder = new RunFolder(join(context.runs, run.id));
        const person = personOf(token, body.by);
        if (!body.published) {
          await withdrawRun(folder);
          return runOf(run.id);
        }
        const entry = (await context.registry.list()).find(
          ({ file: path }) => path === resolve(folder.model),
        );
        if (run.state !== 'finished' || !entry) {
          throw new Problem(
            'not-finished',
            `The training ${run.id} is ${run.state}; only one that finished, with its model and figures, can be published.`,
          );
        }
        await publishRun(folder, { sha256: entry.sha256, by: person, at: new Date().toISOString() });
        return runOf(run.id);
      },
    );

    async function runOf(id: string) {
      const run = await readRun(places, id);
      if (!run) throw notFound(`run ${id}`);
      return run;
    }
  };

/** Whether nothing is done with a training any more, until a person starts it. */
const isOver = ({ state, comparing }: ApiRun): boolean =>
  state !== 'waiting' && state !== 'training' && (comparing === null || comparing.reason !== null);
