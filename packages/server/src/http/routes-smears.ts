import { boxOf, standingEdits } from '@giemsa/core/internal/smear/edit-field';
import type { FieldEdit, SmearField } from '@giemsa/core/smear';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type ApiField,
  type ApiFieldEdit,
  fieldEditSchema,
  fieldSchema,
  smearSchema,
} from '../api-smear-types.js';
import { SMEAR_FILES, smearFile } from '../export/export-smear.js';
import type { ModelEntry } from '../models/registry.js';
import { type OpenSmear, openSmear } from '../smears/open-smear.js';
import { type CorrectedField, correctField, readPatients } from '../smears/read-smears.js';
import { progressOf } from '../storage/batches.js';
import { addFieldEdit, addFieldMark, readField, readFields } from '../storage/fields.js';
import type { Picture } from '../storage/pictures.js';
import { filesBeside } from '../storage/upload-files.js';
import type { Context } from './context.js';
import { file } from './describe-api.js';
import { cellHeat, cellProbability, shownCell } from './field-pictures.js';
import { numeral, thresholdQuery, words } from './inputs.js';
import { batchOf, batchParams, pictureOf, pictureParams } from './look-up.js';
import { shownField } from './pictures.js';
import { presentCell, presentPatient, presentSmear, removedCells } from './present-smear.js';
import { notFound, Problem } from './problem.js';
import { sendPicture } from './send-picture.js';
import type { AccessToken } from './tokens.js';

const cellParams = pictureParams.extend({ cell: numeral(z.number().int().min(1).max(1_000_000)) });

/** A picture of a smear with all that its figures need. */
interface OpenField extends OpenSmear {
  readonly picture: Picture;
}

/** The model that found the cells. @throws Problem 409 where its file holds another one now */
function present({ model, batch }: OpenField): ModelEntry {
  if (model.entry) return model.entry;
  throw new Problem(
    'another-model',
    `The model ${batch.modelId} was replaced after these fields were read, so it cannot classify again. Put its file back, or ` +
      'upload the fields again.',
  );
}

/** Anything larger is not a cell, not even a white one; cutting it out would keep everybody waiting. */
const MOST_DIAMETERS = 5;

/** @throws Problem 422 for an outline that is much larger than the cells of its field */
function checkSize([, , width, height]: ReturnType<typeof boxOf>, cellDiameter: number | null): void {
  if (cellDiameter === null || Math.max(width, height) <= MOST_DIAMETERS * cellDiameter) return;
  throw new Problem(
    'no-cell',
    `The outline is ${width} × ${height} pixels, and cells here are about ${Math.round(cellDiameter)} wide; draw it around one cell.`,
  );
}

/** Whole fields of smears: figures, cells, corrections, exports. */
export const smearRoutes =
  (context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    const { tables } = context.database;

    app.get(
      '/batches/:batch/smear',
      {
        schema: {
          summary:
            'Patients of a batch of fields: counts, fields set aside, and with a calibration parasitaemia with its interval',
          params: batchParams,
          querystring: thresholdQuery,
          response: { 200: smearSchema },
        },
      },
      async ({ params, query, token }) => {
        const open = await openBatch(params.batch, token, query.threshold);
        const patients = readPatients(await readFields(tables, open.batch.id), open.rules);
        const progress = (await progressOf(tables, [open.batch.id])).get(open.batch.id)!;
        return presentSmear(open, progress, patients, await filesBeside(tables, open.batch.id));
      },
    );

    app.get(
      '/batches/:batch/smear/:file',
      {
        config: { audit: true },
        schema: {
          summary: 'The same as files, in the form of giemsa smear, with corrections',
          params: batchParams.extend({ file: z.enum(SMEAR_FILES) }),
          querystring: thresholdQuery,
        },
      },
      async ({ params, query, token }, reply) => {
        const { batch, rules, model } = await openBatch(params.batch, token, query.threshold);
        const text = smearFile(
          params.file,
          readPatients(await readFields(tables, batch.id), rules),
          rules,
          model,
          await filesBeside(tables, batch.id),
        );
        return reply
          .header('content-disposition', `attachment; filename="${params.file}"`)
          .type(params.file.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/json')
          .serializer((value: string) => value)
          .send(text);
      },
    );

    app.get(
      '/pictures/:picture/field',
      {
        schema: {
          summary: 'A field with its current cells, and its patient’s figures',
          params: pictureParams,
          querystring: thresholdQuery,
          response: { 200: fieldSchema },
        },
      },
      async ({ params, query, token }) =>
        presentField(await openField(params.picture, token, query.threshold)),
    );

    app.post(
      '/pictures/:picture/edits',
      {
        schema: {
          summary: 'A person’s correction of a field; all are kept, with who and when',
          description:
            'The model classifies a new outline again. The answer is the corrected field, with its patient’s figures.',
          params: pictureParams,
          querystring: thresholdQuery,
          body: z.object({ edit: fieldEditSchema, reviewer: words(100) }),
          response: { 201: fieldSchema },
        },
      },
      async ({ params, query, body, token }, reply) => {
        const open = await openField(params.picture, token, query.threshold);
        const edit = await checkedEdit(open, body.edit);
        await addFieldEdit(tables, { pictureId: open.picture.id, edit, reviewer: body.reviewer });
        return reply.code(201).send(await presentField(open));
      },
    );

    app.put(
      '/pictures/:picture/corrected',
      {
        schema: {
          summary: 'A person says that every cell of a field is right, or takes that back',
          description:
            'From then on the calls of its cells are those at this threshold with the corrections, and all of them are labels to learn from.',
          params: pictureParams,
          querystring: thresholdQuery,
          body: z.object({ corrected: z.boolean(), reviewer: words(100) }),
          response: { 200: fieldSchema },
        },
      },
      async ({ params, query, body, token }) => {
        const open = await openField(params.picture, token, query.threshold);
        await checkReadable(open);
        const { threshold } = open.rules.decision;
        await addFieldMark(tables, { pictureId: open.picture.id, threshold, ...body });
        return presentField(open);
      },
    );

    app.get(
      '/pictures/:picture/field.webp',
      {
        schema: {
          summary: 'A whole field in its own resolution, as WebP',
          params: pictureParams,
          response: { 200: file('image/webp', 'The field') },
        },
      },
      async ({ params, token }, reply) =>
        sendPicture(
          reply,
          'image/webp',
          await shownField(context, await pictureOf(tables, params.picture, token)),
        ),
    );

    app.get(
      '/pictures/:picture/cells/:cell/image',
      {
        schema: {
          summary: 'A cell as the model sees it, as PNG',
          params: cellParams,
          response: { 200: file('image/png', 'The cell') },
        },
      },
      async ({ params, token }, reply) => {
        const open = await openField(params.picture, token);
        const bytes = await shownCell(context, open.picture, await cellOf(open, params.cell));
        return sendPicture(reply, 'image/png', bytes);
      },
    );

    app.get(
      '/pictures/:picture/cells/:cell/heat',
      {
        schema: {
          summary: 'Its heat map as a transparent PNG to lay over it',
          params: cellParams,
          response: { 200: file('image/png', 'The layer') },
        },
      },
      async ({ params, token }, reply) => {
        const open = await openField(params.picture, token);
        const bytes = await cellHeat(context, open.picture, await cellOf(open, params.cell), present(open));
        return sendPicture(reply, 'image/png', bytes);
      },
    );

    async function openBatch(id: string, token: AccessToken | null, threshold?: number) {
      const batch = await batchOf(tables, id, token);
      if (!batch.smear) {
        throw new Problem('no-smear', `The batch ${batch.name} holds single cells; see its results.`);
      }
      return openSmear(tables, context.registry, { ...batch, smear: batch.smear }, threshold);
    }

    async function openField(id: string, token: AccessToken | null, threshold?: number): Promise<OpenField> {
      const picture = await pictureOf(tables, id, token);
      return { picture, ...(await openBatch(picture.batchId, token, threshold)) };
    }

    async function standing({ picture, rules }: OpenField): Promise<CorrectedField> {
      return correctField(await readField(tables, picture), rules);
    }

    async function cellOf(open: OpenField, id: number) {
      const cell = (await standing(open)).field?.cells.find((candidate) => candidate.id === id);
      if (!cell) throw notFound(`cell ${id} in ${open.picture.name}`);
      return cell;
    }

    /** @throws Problem 409 for a field that was not read, or is set aside */
    async function checkReadable(open: OpenField): Promise<SmearField> {
      const { field } = await standing(open);
      const { name } = open.picture;
      if (!field) throw new Problem('not-read', `${name} has not been read, so there is nothing to correct.`);
      if (field.problem !== null) throw new Problem('set-aside', `${name} is not counted: ${field.problem}`);
      return field;
    }

    /** With what the model says about a new outline. */
    async function checkedEdit(open: OpenField, edit: ApiFieldEdit): Promise<FieldEdit> {
      const field = await checkReadable(open);
      if (edit.action === 'restore' || edit.action === 'take back') return edit;
      if (edit.action !== 'add') {
        const cell = await cellOf(open, edit.cell);
        const isRed = edit.action === 'class' && ['infected', 'uninfected'].includes(edit.class);
        if (isRed && (cell.cut || cell.covered)) {
          const why = cell.cut ? 'the border of the picture cuts it' : 'something in the picture covers it';
          throw new Problem('not-counted', `Cell ${cell.id} is not counted: ${why}.`);
        }
      }
      if (edit.action !== 'outline' && edit.action !== 'add') return edit;
      const outline = edit.outline.map((value, index) =>
        Math.min(Math.max(0, value), index % 2 === 0 ? field.width : field.height),
      );
      const cell = { outline, box: boxOf(outline) };
      checkSize(cell.box, field.cellDiameter);
      return {
        ...edit,
        outline,
        probability: await cellProbability(context, open.picture, cell, present(open)),
      };
    }

    async function presentField(open: OpenField): Promise<ApiField> {
      const { picture, batch, rules, held } = open;
      const patients = readPatients(await readFields(tables, batch.id), rules);
      const patient = patients.find(({ fields }) => fields.some((field) => field.picture.id === picture.id))!;
      const one = patient.fields.find((candidate) => candidate.picture.id === picture.id)!;
      const { field, found, allEdits, mark } = one;
      const standing = found ? standingEdits(found, allEdits) : [];
      return {
        ...{ id: picture.id, batch: batch.id, name: picture.name },
        width: field?.width || picture.width,
        height: field?.height || picture.height,
        problem: field ? field.problem : picture.reason,
        threshold: rules.decision.threshold,
        corrected: mark ? { by: mark.by, at: mark.at, threshold: mark.threshold } : null,
        cell_diameter: field?.cellDiameter ?? null,
        microns_per_pixel: batch.smear.micronsPerPixel ?? null,
        cells: field?.cells.map((cell) => presentCell(cell, standing)) ?? [],
        removed: field ? removedCells(field, standing) : [],
        patient: presentPatient(patient, batch.smear, held),
      };
    }
  };
