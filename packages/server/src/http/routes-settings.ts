import { patternProblem } from '@giemsa/core/internal/answer/patients-of-files';
import { redCellCount } from '@giemsa/core/smear';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type ApiSet,
  type ApiSetting,
  blindSetting,
  bloodSetting,
  detailsSetting,
  filesSetting,
  madeSettingSchema,
  patientsSetting,
  thresholdSetting,
} from '../api-setting-types.js';
import { answersOfBatch } from '../models/answers-of-batch.js';
import { patientsOfCells } from '../models/patients-of-cells.js';
import { sortedBy } from '../smears/read-smears.js';
import type { BatchSetting } from '../storage/batch-tables.js';
import type { Batch } from '../storage/batches.js';
import { pictureNames } from '../storage/pictures.js';
import { addSetting, heldSettings, readSettings, type SetByPerson } from '../storage/settings.js';
import { announcedFiles } from '../storage/upload-files.js';
import { checkBlindSetting } from './blind.js';
import type { Context } from './context.js';
import { words } from './inputs.js';
import { batchOf, batchParams } from './look-up.js';
import { by, personOf } from './person.js';
import { pictureName } from './picture-name.js';
import { notFound, Problem } from './problem.js';

/** As persons type it: on one line, and not blank. */
const wanted = z.discriminatedUnion('setting', [
  z.object({ setting: z.literal('name'), name: words(200) }),
  thresholdSetting,
  blindSetting,
  bloodSetting,
  patientsSetting.extend({ pattern: words(200).nullable() }),
  filesSetting.extend({ patient: words(400).nullable() }),
  detailsSetting.extend({
    details: z.array(z.object({ name: words(100), value: words(400) })).max(20),
  }),
]);
type Wanted = z.infer<typeof wanted>;

/** 20,000 names with their folders. */
const SETTING_BYTES = 8e6;

/** What persons set for a batch: everybody sees its answers by it, and its exports have it. */
export const settingRoutes =
  ({ database: { tables }, registry }: Context): FastifyPluginAsyncZod =>
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
        bodyLimit: SETTING_BYTES,
        schema: {
          summary:
            'Sets the name or threshold of a batch, whether it is read blind, how its files are sorted into patients, or blood values and details of a patient',
          description: 'Everybody sees it from then on, and exports have it; what was set before is kept.',
          params: batchParams,
          body: z.object({ set: wanted, by }),
          response: { 201: madeSettingSchema },
        },
      },
      async ({ params, body, token }, reply) => {
        const batch = await batchOf(tables, params.batch, token);
        const setBy = personOf(token, body.by);
        const setting = await checkedSetting(batch, body.set);
        const patient = 'patient' in body.set && body.set.setting !== 'files' ? body.set.patient : null;
        await addSetting(tables, { batchId: batch.id, patient, setting, setBy }, async (transaction) => {
          if (setting.setting === 'blind') await checkBlindSetting(transaction, batch, setting.blind, token);
        });
        return reply.code(201).send(present((await readSettings(tables, batch.id)).at(-1)!));
      },
    );

    /** @throws Problem for what single cells do not have, and for a patient that is not there */
    async function checkedSetting(batch: Batch, set: Wanted): Promise<BatchSetting> {
      if (set.setting === 'threshold' || set.setting === 'name' || set.setting === 'blind') return set;
      if (!batch.smear && (set.setting === 'blood' || set.setting === 'details'))
        throw new Problem('no-smear', `The batch ${batch.name} holds single cells; it has no density.`);
      if (set.setting === 'patients') return checkedRule(set);
      // What is to come has a patient before it is here.
      const announced = await announcedFiles(tables, batch.id);
      const names = [
        ...new Set([...(await pictureNames(tables, batch.id)), ...announced.map(({ name }) => name)]),
      ];
      const patientOf = await patientsIn(batch, names);
      const patients = new Map<string, string[]>();
      for (const name of names) {
        const patient = patientOf(name);
        if (patient === undefined) continue;
        const own = patients.get(patient);
        if (own) own.push(name);
        else patients.set(patient, [name]);
      }
      if (set.setting === 'files') return moved(set, patients);
      if (set.patient !== null && !patients.has(set.patient)) throw notFound(`patient ${set.patient}`);
      if (set.setting === 'details') return { setting: 'details', details: set.details };
      const { red_cells: redCells, haematocrit } = set;
      redCellCount({ redCells: redCells ?? undefined, haematocrit: haematocrit ?? undefined });
      return { setting: 'blood', redCells, haematocrit };
    }

    async function patientsIn(batch: Batch, names: readonly string[]) {
      const held = heldSettings(await readSettings(tables, batch.id));
      if (batch.smear) return sortedBy(names, held.sorting);
      const { rule, sorting } = await answersOfBatch(tables, registry, batch);
      return patientsOfCells(names, sorting, rule.classNames);
    }
  };

/** @throws Problem 400 for a pattern that cannot be used, or that is missing */
function checkedRule({ setting, from, pattern }: Extract<ApiSet, { setting: 'patients' }>): BatchSetting {
  if (from !== 'pattern') return { setting, from, pattern: null };
  const problem = pattern === null ? 'say the pattern' : patternProblem(pattern);
  if (problem !== undefined) throw new Problem('invalid-request', `/set/pattern: ${problem}`);
  return { setting, from, pattern };
}

/** Where all files of a patient get a code that nobody has, what is known of the patient goes along. */
function moved(
  { files, patient }: Extract<ApiSet, { setting: 'files' }>,
  patients: ReadonlyMap<string, readonly string[]>,
): BatchSetting {
  const names = [...new Set(files.map(pictureName))];
  const chosen = new Set(names);
  const before = [...patients].filter(([, own]) => own.some((name) => chosen.has(name)));
  const [only] = before;
  const isRenamed =
    patient !== null &&
    !patients.has(patient) &&
    before.length === 1 &&
    only![1].every((name) => chosen.has(name));
  return { setting: 'files', files: names, patient, renamed: isRenamed ? only![0] : null };
}

function present({ patient, setting, setBy, createdAt }: SetByPerson): ApiSetting {
  const signed = { by: setBy, at: createdAt.toISOString() };
  if (setting.setting === 'blood') {
    const { redCells, haematocrit } = setting;
    return { setting: 'blood', patient, red_cells: redCells, haematocrit, ...signed };
  }
  if (setting.setting === 'details')
    return { setting: 'details', patient: patient!, details: [...setting.details], ...signed };
  if (setting.setting === 'files') return { ...setting, files: [...setting.files], ...signed };
  return { ...setting, ...signed };
}
