import { join } from 'node:path';
import { describeAdoption } from '@giemsa/core/internal/adopting/describe-adoption';
import {
  type ListedModel,
  listAdoptions,
  listPublished,
} from '@giemsa/core/internal/adopting/list-adoptions';
import { goBack, publishModel } from '@giemsa/core/internal/adopting/publish';
import { versionsInUse } from '@giemsa/core/internal/adopting/published-model';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type ApiPublished, adoptionSchema, publishedSchema } from '../api-adoption-types.js';
import type { Context } from './context.js';
import { called } from './inputs.js';
import { by, personOf } from './person.js';
import { notFound } from './problem.js';

/** What everybody uses is an administrator's to decide. */
const ADMIN = { role: 'admin' } as const;

/** Adapted models: compared, published by a named person, and back. */
export const adoptionRoutes =
  (context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/adoptions',
      {
        config: ADMIN,
        schema: {
          summary: 'Models that giemsa adopt adapted to a microscope, newest first',
          response: { 200: z.array(adoptionSchema) },
        },
      },
      async () => {
        const published = await listPublished(context.runs);
        const known = await context.registry.list();
        const nameOf = ({ model, sha256 }: { model: string; sha256: string }) =>
          known.find((entry) => entry.sha256 === sha256)?.id ?? model;
        return (await listAdoptions(context.runs)).map(({ name, adoption }) => ({
          ...{ id: name, made: adoption.made, sha256: adoption.candidate.sha256 },
          from: { model: nameOf(adoption.from), sha256: adoption.from.sha256 },
          ...{ offered: adoption.gate.offered, reasons: adoption.gate.reasons, notes: adoption.gate.notes },
          held_out: {
            ...{ by: adoption.parts.by, groups: adoption.parts.held_out.groups },
            ...adoption.held_out,
          },
          elsewhere: adoption.elsewhere,
          comparison: describeAdoption(adoption),
          in_use_as: published.find((one) => inUse(one)?.sha256 === adoption.candidate.sha256)?.name ?? null,
        }));
      },
    );

    app.post(
      '/adoptions/:adoption/publish',
      {
        config: ADMIN,
        schema: {
          summary: 'Makes an adapted model the one of a name that is in use',
          params: z.object({ adoption: called() }),
          body: z.object({ name: called(), by }),
          response: { 200: publishedSchema },
        },
      },
      async ({ params, body, token }) => {
        const known = await listAdoptions(context.runs);
        if (!known.some(({ name }) => name === params.adoption))
          throw notFound(`adoption ${params.adoption}`);
        await publishModel({
          adoption: join(context.runs, params.adoption),
          ...{ name: body.name, by: personOf(token, body.by), models: context.runs },
        });
        return publishedNamed(body.name);
      },
    );

    app.get(
      '/published',
      {
        config: ADMIN,
        schema: {
          summary: 'Published models, with who made which version the one in use',
          response: { 200: z.array(publishedSchema) },
        },
      },
      async () => (await listPublished(context.runs)).map(present),
    );

    app.post(
      '/published/:name/back',
      {
        config: ADMIN,
        schema: {
          summary: 'Makes the version before the one in use again',
          params: z.object({ name: called() }),
          body: z.object({ by }),
          response: { 200: publishedSchema },
        },
      },
      async ({ params, body, token }) => {
        await publishedNamed(params.name);
        await goBack({ name: params.name, by: personOf(token, body.by), models: context.runs });
        return publishedNamed(params.name);
      },
    );

    async function publishedNamed(name: string): Promise<ApiPublished> {
      const found = (await listPublished(context.runs)).find((one) => one.name === name);
      if (!found) throw notFound(`published model ${name}`);
      return present(found);
    }
  };

const inUse = ({ acts }: ListedModel) => versionsInUse(acts).at(-1);

function present({ name, acts }: ListedModel): ApiPublished {
  const used = versionsInUse(acts);
  const { version, sha256 } = used.at(-1)!;
  return {
    ...{ name, version, sha256, before: used.at(-2)?.version ?? null },
    acts: acts.map(({ adoption: _, ...act }) => act),
  };
}
