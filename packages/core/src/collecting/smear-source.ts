import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { LOOSE } from '../answer/patients-of-files.js';
import { STAGES } from '../answer/stage.js';
import { UnreadableFile } from '../errors/kinds.js';
import { readCsvTable } from '../files/csv-table.js';
import { exists, statIfThere } from '../files/exists.js';
import type { SkippedFile } from '../files/skipped-file.js';
import {
  callOf,
  type Decision,
  type SmearCell,
  type SmearField,
  UNSURE_HALF_WIDTH,
} from '../smear/analyse-field.js';
import { NOT_REVIEWED } from '../smear/labels/cell-labels.js';
import { applyReview, CORRECTIONS_FILE, type Review, readCorrection } from '../smear/review.js';
import type { CollectedCell, CollectedField, CollectedSource } from './collected.js';
import type { Corrected, CorrectedFields } from './corrected-fields.js';
import type { FieldPictures } from './field-pictures.js';

const finite = z.number();
const box = z.tuple([finite, finite, finite, finite]);
const cellSchema = z.object({
  ...{ id: finite, kind: z.enum(['red cell', 'clump', 'white cell', 'platelet', 'debris']), box },
  ...{ outline: z.array(finite), area: finite, cells: finite, cut: z.boolean() },
  ...{ covered: z.boolean(), counted: z.boolean(), probability: finite.nullable() },
  ...{ call: z.enum(['infected', 'uninfected']).nullable(), unsure: z.boolean() },
  ...{ reviewer: z.string().optional(), reviewed_at: z.string().optional() },
  stage: z.object({ name: z.enum(STAGES), probability: finite.nullable() }).optional(),
  /** The class that a person gave it. */
  said: z.enum(['infected', 'uninfected', 'clump', 'white cell', 'platelet', 'debris']).optional(),
  /** Left out by earlier versions, which did not tell a class that was given from an outline that was drawn. */
  final_class: z.string().nullable().optional(),
});
const smearSchema = z.object({
  model: z.object({ sha256: z.string() }),
  threshold: finite,
  patients: z.array(
    z.object({
      patient: z.string(),
      fields: z.array(
        z.object({
          ...{ file: z.string(), width: finite, height: finite, cells: z.array(cellSchema) },
          ...{ problem: z.string().nullable(), sha256: z.string().optional() },
          /** Who marked it as corrected in the reading room, and when. */
          ...{ corrected_by: z.string().nullish(), corrected_at: z.string().nullish() },
        }),
      ),
    }),
  ),
});

const RESULT = 'smear.json';

/** The `smear.json` that a path is or holds; undefined where it is something else. */
export async function smearResultOf(path: string): Promise<string | undefined> {
  const found = await statIfThere(path);
  if (found?.isDirectory()) return (await exists(join(path, RESULT))) ? join(path, RESULT) : undefined;
  return found && basename(path).endsWith('.json') && (await isResult(path)) ? path : undefined;
}

const isResult = async (file: string): Promise<boolean> =>
  readFile(file, 'utf8').then(
    (text) => /"patients":/.test(text) && /"threshold_from":/.test(text.slice(0, 10_000)),
    () => false,
  );

/**
 * Fields of a count, with what persons said about their cells: in its own `smear.json`, in the `cells.csv` beside it, and in
 * `review`. Fields at which no person has looked are left out.
 * @throws UserError when a file is damaged, or a correction fits no cell
 */
export async function collectSmear(
  file: string,
  review: readonly Review[],
  corrected: CorrectedFields,
  pictures: FieldPictures,
): Promise<CollectedSource> {
  const { model, threshold, patients } = await readResult(file);
  const decision = { threshold, unsureHalfWidth: UNSURE_HALF_WIDTH };
  const reviews = [...(await ownReview(dirname(file))), ...review];
  const fields: CollectedField[] = [];
  const leftOut: SkippedFile[] = [];
  for (const { patient, fields: found } of patients) {
    for (const { cells, sha256: recorded, corrected_by: by, corrected_at: at, ...rest } of found) {
      const leave = (reason: string) => leftOut.push({ file: rest.file, reason: `${rest.file}: ${reason}` });
      if (rest.problem !== null) {
        leave(rest.problem);
        continue;
      }
      const picture = await pictures.find(rest.file, recorded);
      if (typeof picture === 'string') {
        leave(picture);
        continue;
      }
      const field = reviews.reduce<SmearField>((before, one) => applyReview(before, one, decision), {
        ...{ ...rest, cellDiameter: null, sha256: picture.sha256, cells: cells.map(asCell) },
      });
      const listed = corrected.of({ file: rest.file, sha256: picture.sha256 });
      // Who marked this very field stands for it, also where somebody else is named for all fields.
      const whole = by == null ? listed : { by, at: at ?? null };
      const labelled = labelledCells(field.cells, whole, decision);
      if (!labelled) {
        leave('no person has looked at any of its cells');
        continue;
      }
      fields.push({
        ...{ patient: patient === LOOSE ? null : patient, picture: picture.path, sha256: picture.sha256 },
        ...{ width: rest.width, height: rest.height, source: file, original_file: rest.file },
        model_sha256: model.sha256,
        ...{ corrected_by: whole?.by ?? null, corrected_at: whole?.at ?? null },
        cells: labelled,
      });
    }
  }
  return { fields, leftOut };
}

async function readResult(file: string): Promise<z.infer<typeof smearSchema>> {
  try {
    return smearSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    const where = issue ? `${issue.path.join('.')}: ${issue.message}` : (error as Error).message;
    throw new UnreadableFile(
      file,
      `${file} is not the smear.json of giemsa smear or of a reading room: ${where}`,
    );
  }
}

function asCell(read: z.infer<typeof cellSchema>): SmearCell {
  const { reviewer, reviewed_at: at, stage, said, final_class: final, ...cell } = read;
  const isTold = final !== undefined || reviewer === undefined;
  const answer = isTold ? said : (cell.call ?? (cell.kind === 'red cell' ? undefined : cell.kind));
  return {
    ...cell,
    ...(stage && { stage }),
    ...(reviewer !== undefined && { reviewer }),
    ...(at !== undefined && { reviewedAt: at }),
    ...(answer !== undefined && { said: answer }),
  };
}

/** What a person wrote into the `cells.csv` of the count. Its `corrections.csv`, if any, was applied when it was counted. */
async function ownReview(folder: string): Promise<Review[]> {
  const path = join(folder, 'cells.csv');
  if (!(await exists(path))) return [];
  const isEdited = await exists(join(folder, CORRECTIONS_FILE));
  const rows = await readCsvTable(path, 'the review');
  const corrections = rows.flatMap((row, index) => readCorrection(row, index + 2, path, isEdited) ?? []);
  return [{ path, corrections, edits: [] }];
}

/**
 * The cells of a field with their labels: those of a field that a person corrected as a whole, or those that persons looked at.
 * @returns undefined where no person has looked at any
 */
export function labelledCells(
  cells: readonly SmearCell[],
  whole: Corrected | undefined,
  decision: Decision,
): CollectedCell[] | undefined {
  if (!whole && cells.every(({ reviewer }) => reviewer === undefined)) return undefined;
  return cells.map((cell) => collected(cell, whole, decision));
}

/** A cell that nobody looked at keeps the model's call beside it, and has no label. */
function collected(cell: SmearCell, whole: Corrected | undefined, decision: Decision): CollectedCell {
  const { box, outline, area, probability, reviewer, reviewedAt } = cell;
  // Who only drew its outline has not said what it is: the model's class would become a label.
  const isAnswered = cell.said !== undefined;
  const reviewed = isAnswered || whole !== undefined;
  return {
    type: reviewed ? typeOf(cell) : NOT_REVIEWED,
    ...{ box, outline, area, reviewed },
    reviewer: (isAnswered ? reviewer : undefined) ?? whole?.by ?? null,
    reviewed_at: isAnswered ? (reviewedAt ?? null) : (whole?.at ?? null),
    model_call: probability === null ? null : callOf(probability, decision).call,
    model_probability: probability,
  };
}

/** Of an infected cell the stage that a person said: the model's is no label. */
function typeOf({ kind, counted, call, stage }: SmearCell): string {
  if (kind !== 'red cell') return kind;
  if (!counted || call === null) return 'red cell not counted';
  if (call !== 'infected') return 'red blood cell';
  return stage?.probability === null ? stage.name : 'infected';
}
