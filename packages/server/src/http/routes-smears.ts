import { boxOf, othersOnLastAdded, standingEdits } from '@giemsa/core/internal/smear/edit-field';
import { undoableOf } from '@giemsa/core/internal/smear/undone-edits';
import type { FieldEdit, SmearField } from '@giemsa/core/smear';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type ApiField, type ApiFieldEdit, fieldEditSchema, fieldSchema } from '../api-smear-types.js';
import type { ModelEntry } from '../models/registry.js';
import type { OpenSmear } from '../smears/open-smear.js';
import { type CorrectedField, correctField } from '../smears/read-smears.js';
import { addFieldEdit, addFieldMark, readField } from '../storage/fields.js';
import type { Picture } from '../storage/pictures.js';
import { checkEdit, refuseCorrections } from './blind-fields.js';
import type { Context } from './context.js';
import { file } from './describe-api.js';
import { cellHeat, cellProbability, shownCell, shownPlace } from './field-pictures.js';
import { numeral, thresholdQuery } from './inputs.js';
import { pictureOf, pictureParams } from './look-up.js';
import { openFields, withPatients } from './open-fields.js';
import { personOf, reviewer } from './person.js';
import { shownField } from './pictures.js';
import { presentCell, presentPatient, removedCells } from './present-smear.js';
import { notFound, Problem } from './problem.js';
import { sendPicture } from './send-picture.js';
import { signStateOf } from './standing.js';
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

/** Whole fields of smears: cells, corrections, pictures. */
export const smearRoutes =
  (context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    const { tables } = context.database;

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
          body: z.object({ edit: fieldEditSchema, reviewer }),
          response: { 201: fieldSchema },
        },
      },
      async ({ params, query, body, token }, reply) => {
        const open = await openField(params.picture, token, query.threshold);
        const person = personOf(token, body.reviewer, 'reviewer');
        const edit = await checkedEdit(open, body.edit, person);
        const row = { pictureId: open.picture.id, edit, reviewer: person };
        const before = await readField(tables, open.picture);
        await addFieldEdit(tables, open.batch.id, row, (isBlind) =>
          checkEdit(before, body.edit, person, isBlind),
        );
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
          body: z.object({ corrected: z.boolean(), reviewer }),
          response: { 200: fieldSchema },
        },
      },
      async ({ params, query, body, token }) => {
        const open = await openField(params.picture, token, query.threshold);
        const person = personOf(token, body.reviewer, 'reviewer');
        await checkReadable(open);
        const { threshold } = open.rules.decision;
        const { corrected } = body;
        const { id: pictureId, name } = open.picture;
        await addFieldMark(
          tables,
          open.batch.id,
          { pictureId, threshold, corrected, reviewer: person },
          (isBlind) => refuseCorrections(name, isBlind),
        );
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
      '/pictures/:picture/cells/:cell/around',
      {
        schema: {
          summary: 'A cell with what lies around it, as PNG',
          params: cellParams,
          response: { 200: file('image/png', 'The place') },
        },
      },
      async ({ params, token }, reply) => {
        const open = await openField(params.picture, token);
        const { box } = await cellOf(open, params.cell);
        return sendPicture(reply, 'image/png', await shownPlace(context, open.picture, box));
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

    async function openField(id: string, token: AccessToken | null, threshold?: number): Promise<OpenField> {
      const picture = await pictureOf(tables, id, token);
      return { picture, ...(await openFields(context, picture.batchId, token, threshold)) };
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
    async function checkedEdit(open: OpenField, edit: ApiFieldEdit, reviewer: string): Promise<FieldEdit> {
      const field = await checkReadable(open);
      if (edit.action === 'restore' || edit.action === 'take back') return edit;
      if (edit.action === 'undo' || edit.action === 'redo') {
        const { edits, found } = await readField(tables, open.picture);
        const { [edit.action]: count } = undoableOf(edits).get(reviewer) ?? { undo: 0, redo: 0 };
        const others = edit.action === 'undo' && found ? othersOnLastAdded(found, edits, reviewer) : [];
        if (others.length > 0) {
          throw new Problem(
            'answered',
            `${others.join(', ')} corrected the cell that ${reviewer} added last. Remove the cell instead, if it is none.`,
          );
        }
        if (count > 0) return edit;
        throw new Problem(
          'nothing-to-undo',
          `${reviewer} has no correction of ${open.picture.name} to ${edit.action}.`,
        );
      }
      if (edit.action === 'look') {
        const { counted, id } = await cellOf(open, edit.cell);
        if (!counted || edit.sees === 'cannot tell') return edit;
        throw new Problem('counted', `Cell ${id} is counted: say its class, which changes the figures.`);
      }
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
      const now = await withPatients(tables, open);
      const patient = now.patients.find(({ fields }) =>
        fields.some((field) => field.picture.id === picture.id),
      )!;
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
        undoable: [...undoableOf(allEdits)].map(([by, counts]) => ({ by, ...counts })),
        patient: presentPatient(patient, batch.smear, held),
        sign_off: await signStateOf(tables, now, patient),
      };
    }
  };
