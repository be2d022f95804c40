import { callOf } from '@giemsa/core/internal/smear/analyse-field';
import { askedCells, stateOfField } from '@giemsa/core/internal/smear/field-reading';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type ApiFieldsToRead,
  type ApiFieldToRead,
  fieldReadingSchema,
  fieldsToReadSchema,
  fieldToReadSchema,
} from '../api-reading-types.js';
import { openSmear, type SmearBatch } from '../smears/open-smear.js';
import { sortedBy } from '../smears/read-smears.js';
import { progressOf } from '../storage/batches.js';
import { wasBlind } from '../storage/corrections.js';
import { addFieldReading } from '../storage/field-readings.js';
import { type ReadField, readField, readFields } from '../storage/fields.js';
import type { Picture } from '../storage/pictures.js';
import { heldSettings, readSettings } from '../storage/settings.js';
import { askedOf, checkReading, isHiddenField } from './blind-fields.js';
import type { Context } from './context.js';
import { batchOf, batchParams, pictureOf, pictureParams } from './look-up.js';
import { askerOf, looker, personOf, reviewer } from './person.js';
import { presentBatch } from './present.js';
import { Problem } from './problem.js';
import type { AccessToken } from './tokens.js';

/** Fields that are read blind: which there are, one to read, a person's reading of it. */
export const readingRoutes =
  (context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    const { registry, database } = context;
    const { tables } = database;

    app.get(
      '/batches/:batch/readings',
      {
        schema: {
          summary: 'The fields of a batch that is read blind, or was, by patient, with what is left to read',
          params: batchParams,
          querystring: z.object({ by: looker }),
          response: { 200: fieldsToReadSchema },
        },
      },
      async ({ params, query, token }): Promise<ApiFieldsToRead> => {
        const batch = await blindBatch(params.batch, token);
        const person = askerOf(token, query.by);
        const fields = await readFields(tables, batch.id);
        const patientOf = await patientsIn(batch.id, fields);
        const patients = new Map<string, ApiFieldsToRead['patients'][number]['fields']>();
        for (const field of fields) {
          const patient = patientOf(field.picture.name);
          const own = patients.get(patient);
          const shown = listed(batch, field, person);
          if (own) own.push(shown);
          else patients.set(patient, [shown]);
        }
        const progress = (await progressOf(tables, [batch.id])).get(batch.id)!;
        return {
          batch: presentBatch(batch, progress),
          hidden: batch.blind ? fields.filter((field) => isHiddenField(field, person)).length : 0,
          patients: [...patients].map(([patient, own]) => ({ patient, fields: own })),
        };
      },
    );

    app.get(
      '/pictures/:picture/reading',
      {
        schema: {
          summary:
            'A field that is read blind, or was: outlines to answer; answers and the model’s classes for who has answered',
          params: pictureParams,
          querystring: z.object({ by: looker }),
          response: { 200: fieldToReadSchema },
        },
      },
      async ({ params, query, token }) => {
        const picture = await pictureOf(tables, params.picture, token);
        return toRead(picture, await blindBatch(picture.batchId, token), askerOf(token, query.by));
      },
    );

    app.post(
      '/pictures/:picture/readings',
      {
        schema: {
          summary:
            'What a person saw in a field that is read blind: its infected cells; all others are uninfected',
          description:
            'One reading of each person, which stands. The first two persons answer all cells; where they differ, a third is asked about ' +
            'those cells only and decides.',
          params: pictureParams,
          body: fieldReadingSchema.extend({ reviewer }),
          response: { 201: fieldToReadSchema },
        },
      },
      async ({ params, body, token }, reply) => {
        const picture = await pictureOf(tables, params.picture, token);
        const batch = await fieldBatch(picture.batchId, token);
        const person = personOf(token, body.reviewer, 'reviewer');
        const field = await readField(tables, picture);
        const said = { infected: body.infected, notCells: body.not_cells, reviewer: person };
        await addFieldReading(tables, batch.id, { pictureId: picture.id, ...said }, (isBlind, before) =>
          checkReading(field, said, isBlind, before),
        );
        return reply.code(201).send(await toRead(picture, batch, person));
      },
    );

    /** @throws Problem 409 for a batch of single cells */
    async function fieldBatch(id: string, token: AccessToken | null): Promise<SmearBatch> {
      const batch = await batchOf(tables, id, token);
      if (batch.smear) return { ...batch, smear: batch.smear };
      throw new Problem('no-smear', `The batch ${batch.name} holds single cells; see its results.`);
    }

    /** @throws Problem 409 for a batch that was never read blind */
    async function blindBatch(id: string, token: AccessToken | null): Promise<SmearBatch> {
      const batch = await fieldBatch(id, token);
      if (await wasBlind(tables, batch)) return batch;
      throw new Problem('not-blind', `The batch ${batch.name} was never read blind.`);
    }

    async function patientsIn(id: string, fields: readonly ReadField[]): Promise<(name: string) => string> {
      const { sorting } = heldSettings(await readSettings(tables, id));
      const sorted = sortedBy(
        fields.map(({ picture }) => picture.name),
        sorting,
      );
      return (name) => sorted(name)!;
    }

    async function toRead(
      picture: Picture,
      batch: SmearBatch,
      person: string | null,
    ): Promise<ApiFieldToRead> {
      const fields = await readFields(tables, batch.id);
      const patientOf = await patientsIn(batch.id, fields);
      const field = await readField(tables, picture);
      const { found, readings, edits } = field;
      const isHidden = batch.blind && isHiddenField(field, person);
      const asked = new Set(
        found && batch.blind ? askedOf(found, readings, person).map(({ cell }) => cell.id) : [],
      );
      const answered = new Map(
        (found ? askedCells(found, readings, edits) : []).map((one) => [one.cell.id, one]),
      );
      const { rules } = await openSmear(tables, registry, batch);
      const { state, name, problem } = listed(batch, field, person);
      return {
        ...{
          id: picture.id,
          batch: batch.id,
          patient: patientOf(picture.name),
          name,
          state,
          hidden: isHidden,
        },
        ...{ width: found?.width || picture.width, height: found?.height || picture.height, problem },
        cell_diameter: found?.cellDiameter ?? null,
        microns_per_pixel: batch.smear.micronsPerPixel ?? null,
        may_answer: asked.size > 0,
        cells: (found?.cells ?? []).map(({ id, outline, probability }) => {
          const own = isHidden ? undefined : answered.get(id);
          return {
            ...{ id, outline: [...outline], asked: asked.has(id), state: own?.state ?? null },
            answers: (own?.answers ?? []).map(({ reviewer: by, label, created: at }) => ({
              ...{ reviewer: by, answer: label ?? ('no cell' as const), at },
            })),
            model_class: own && probability !== null ? callOf(probability, rules.decision).call : null,
          };
        }),
      };
    }
  };

/** A field in the list of those to read. */
function listed({ blind }: SmearBatch, field: ReadField, person: string | null) {
  const { picture, found, readings, edits } = field;
  const { id, name, label, status, reason } = picture;
  return {
    // A folder that names a class is what somebody says of its fields.
    ...{ id, name: label === null ? name : name.split('/').at(-1)! },
    state: found ? stateOfField(found, readings, edits) : ('waits' as const),
    hidden: blind && isHiddenField(field, person),
    ...{ status, problem: found?.problem ?? (found ? null : reason) },
    cells: found && blind ? askedOf(found, readings, person).length : 0,
    read_by_you: readings.some(({ reviewer: by }) => by === person),
  };
}
