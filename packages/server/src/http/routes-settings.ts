import { redCellCount } from '@giemsa/core/smear';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type ApiSetting, madeSettingSchema, settingSchema } from '../api-types.js';
import { patientCodes } from '../smears/read-smears.js';
import type { BatchSetting } from '../storage/batch-tables.js';
import type { Batch } from '../storage/batches.js';
import { readFields } from '../storage/fields.js';
import { addSetting, readSettings, type SetByPerson } from '../storage/settings.js';
import type { Context } from './context.js';
import { words } from './inputs.js';
import { batchOf, batchParams } from './look-up.js';
import { by, personOf } from './person.js';
import { notFound, Problem } from './problem.js';

const wanted = z.discriminatedUnion('setting', [
  z.object({ setting: z.literal('name'), name: words(200) }),
  ...settingSchema.options,
]);
type Wanted = z.infer<typeof wanted>;

/** What persons set for a batch: everybody sees its answers by it, and its exports have it. */
export const settingRoutes =
  ({ database: { tables } }: Context): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/batches/:batch/settings',
      {
        schema: {
          summary: 'All that was ever set for a batch, in order, with who did it and when',
          params: batchParams,
          response: { 200: z.array(madeSettingSchema) },
        },
      },
      async ({ params, token }) => {
        const batch = await batchOf(tables, params.batch, token);
        return (await readSettings(tables, batch.id)).map(present);
      },
    );

    app.post(
      '/batches/:batch/settings',
      {
        schema: {
          summary:
            'Sets the name or threshold of a batch, or the red cells or haematocrit of it or one of its patients',
          description: 'Everybody sees it from then on, and exports have it; what was set before is kept.',
          params: batchParams,
          body: z.object({ set: wanted, by }),
          response: { 201: madeSettingSchema },
        },
      },
      async ({ params, body, token }, reply) => {
        const batch = await batchOf(tables, params.batch, token);
        const setBy = personOf(token, body.by);
        const patient = body.set.setting === 'blood' ? body.set.patient : null;
        await checkSetting(batch, body.set);
        const row = { batchId: batch.id, patient, setting: stored(body.set), setBy };
        await addSetting(tables, row);
        return reply.code(201).send(present((await readSettings(tables, batch.id)).at(-1)!));
      },
    );

    /** @throws Problem for values of blood where single cells are, and for a patient that is not there */
    async function checkSetting(batch: Batch, set: Wanted): Promise<void> {
      if (set.setting !== 'blood') return;
      if (!batch.smear)
        throw new Problem('no-smear', `The batch ${batch.name} holds single cells; it has no density.`);
      redCellCount({ redCells: set.red_cells ?? undefined, haematocrit: set.haematocrit ?? undefined });
      if (set.patient === null) return;
      const names = (await readFields(tables, batch.id)).map(({ picture }) => picture.name);
      if (![...patientCodes(names).values()].includes(set.patient)) throw notFound(`patient ${set.patient}`);
    }
  };

const stored = (set: Wanted): BatchSetting =>
  set.setting === 'blood' ? { setting: 'blood', redCells: set.red_cells, haematocrit: set.haematocrit } : set;

function present({ patient, setting, setBy, createdAt }: SetByPerson): ApiSetting {
  const signed = { by: setBy, at: createdAt.toISOString() };
  if (setting.setting !== 'blood') return { ...setting, ...signed };
  const { redCells, haematocrit } = setting;
  return { setting: 'blood', patient, red_cells: redCells, haematocrit, ...signed };
}
