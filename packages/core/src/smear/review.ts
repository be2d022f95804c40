import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../errors.js';
import { type CsvRow, parseNumber, readCsvTable } from '../files/csv-table.js';
import { fileSha256 } from '../files/sha256.js';
import type { Call, SmearCell, SmearField } from './analyse-field.js';
import type { PatientSmear } from './analyse-smears.js';
import type { Box } from './find/cell-finder.js';
import type { PatientFields } from './patients.js';
import { fieldChecksum } from './tables.js';

/** What a person says of one cell. */
export interface Correction {
  /** In the table, counted from 1. */
  readonly line: number;
  readonly file: string;
  readonly cell: number;
  /** Where the cell lies in its field; left out where the table does not say. */
  readonly box?: Box;
  /** Of the field's content, as in `field_checksum`; left out in tables of before. */
  readonly checksum?: string;
  readonly call: Call;
  readonly reviewer: string;
  readonly reviewedAt?: string;
}

/** A person's corrections of some fields. */
export interface Review {
  readonly path: string;
  readonly corrections: readonly Correction[];
}

/**
 * Reads a `cells.csv` in whose column `reviewed_as` a person wrote `infected` or `uninfected`, and a code in `reviewer`.
 * @throws UserError when it is no such table, holds another word, or says two things of one cell
 */
export async function readReview(path: string): Promise<Review> {
  const rows = await readCsvTable(path, 'the review');
  if (rows.length === 0)
    throw new UserError(`${path} is empty; expected a cells.csv in which cells were corrected`);
  const corrections = rows.flatMap((row, index) => readCorrection(row, index + 2, path) ?? []);
  const known = new Map<string, Correction>();
  for (const correction of corrections) {
    const key = `${correction.checksum ?? correction.file}\n${correction.cell}`;
    const before = known.get(key);
    if (before && before.call !== correction.call) {
      throw new UserError(
        `${path} calls cell ${correction.cell} of ${correction.file} ${before.call} in line ${before.line} and ` +
          `${correction.call} in line ${correction.line}`,
      );
    }
    known.set(key, correction);
  }
  return { path, corrections };
}

function readCorrection(row: CsvRow, line: number, path: string): Correction | undefined {
  const {
    file,
    cell,
    reviewed_as: said = '',
    reviewer = '',
    reviewed_at: at = '',
    field_checksum: sum,
  } = row;
  if (file === undefined || cell === undefined) {
    throw new UserError(
      `${path}: expected the columns file, cell, reviewed_as and reviewer, as in cells.csv`,
    );
  }
  const call = said.trim().toLowerCase();
  if (call === '') return undefined;
  if (call !== 'infected' && call !== 'uninfected') {
    throw new UserError(
      `${path}, line ${line}: reviewed_as is "${said}"; expected infected, uninfected or nothing`,
    );
  }
  const box = [row.x, row.y, row.width, row.height].map((text) => parseNumber(text ?? ''));
  return {
    ...{ line, file, cell: parseNumber(cell), call, reviewer: reviewer.trim() || 'not named' },
    ...(box.every(Number.isFinite) && { box: box as unknown as Box }),
    ...(sum && { checksum: sum.trim() }),
    ...(at.trim() !== '' && { reviewedAt: at.trim() }),
  };
}

/**
 * The field with a person's calls in place of the model's, which the probabilities keep. Corrections are found by the
 * field's content and the cell's place in it, whatever the file is called and the cells are numbered.
 */
export function applyReview(field: SmearField, { corrections }: Review): SmearField {
  const calls = new Map<SmearCell, Correction>();
  for (const correction of corrections) {
    if (!isOf(correction, field)) continue;
    const cell = cellOf(correction, field);
    if (cell?.counted) calls.set(cell, correction);
  }
  if (calls.size === 0) return field;
  const cells = field.cells.map((cell): SmearCell => {
    const correction = calls.get(cell);
    if (!correction) return cell;
    const { call, reviewer, reviewedAt } = correction;
    return { ...cell, call, unsure: false, reviewer, ...(reviewedAt !== undefined && { reviewedAt }) };
  });
  return { ...field, cells };
}

/** By content; by its name and its folder's in tables that do not tell the content. */
function isOf({ checksum, file }: Correction, field: Pick<SmearField, 'file' | 'sha256'>): boolean {
  if (checksum !== undefined && field.sha256 !== undefined) return checksum === fieldChecksum(field.sha256);
  return file === field.file || shortName(file) === shortName(field.file);
}

const shortName = (file: string): string => {
  const path = resolve(file.replaceAll('\\', '/'));
  return join(basename(dirname(path)), basename(path));
};

/** Boxes that have this share of their common area together are the same cell. */
const SAME_PLACE = 0.5;

function cellOf({ box, cell: id }: Correction, { cells }: SmearField): SmearCell | undefined {
  if (!box) return cells.find((cell) => cell.id === id);
  const shares = cells.map((cell) => overlap(box, cell.box));
  const best = Math.max(0, ...shares);
  return best >= SAME_PLACE ? cells[shares.indexOf(best)] : undefined;
}

/** Intersection over union of two boxes: left, top, width, height. */
function overlap([x, y, width, height]: Box, other: Box): number {
  const across = Math.min(x + width, other[0] + other[2]) - Math.max(x, other[0]);
  const down = Math.min(y + height, other[1] + other[3]) - Math.max(y, other[1]);
  if (across <= 0 || down <= 0) return 0;
  return (across * down) / (width * height + other[2] * other[3] - across * down);
}

/**
 * Whether the fields that are corrected are among those given, before anything is computed.
 * @throws UserError that lists the corrections of others
 */
export async function checkReviewedFields(review: Review, patients: readonly PatientFields[]): Promise<void> {
  const files = patients.flatMap((patient) => patient.files);
  const fields = await Promise.all(
    files.map(async (file) => ({ file, sha256: await fileSha256(file).catch(() => undefined) })),
  );
  const given = fields.map(({ file, sha256 }) => ({ file, ...(sha256 !== undefined && { sha256 }) }));
  refuseUnfit(
    review,
    review.corrections.flatMap((correction) =>
      given.some((field) => isOf(correction, field))
        ? []
        : [{ correction, reason: 'no such field was given' }],
    ),
  );
}

/** @throws UserError that lists corrections that fit no counted cell */
export function checkCorrectionsFit(review: Review, smears: readonly PatientSmear[]): void {
  const fields = smears.flatMap((smear) => smear.fields);
  refuseUnfit(
    review,
    review.corrections.flatMap((correction) => {
      const reason = whyUnfit(
        correction,
        fields.filter((field) => isOf(correction, field)),
      );
      return reason === undefined ? [] : [{ correction, reason }];
    }),
  );
}

function whyUnfit(correction: Correction, fields: readonly SmearField[]): string | undefined {
  const cells = fields.flatMap((field) => cellOf(correction, field) ?? []);
  if (cells.some(({ counted }) => counted)) return undefined;
  const aside = fields.find(({ problem }) => problem !== null);
  if (cells.length === 0)
    return aside ? `the field is set aside: ${aside.problem}` : 'no cell was found there';
  const { kind, cut } = cells[0]!;
  return kind === 'red cell'
    ? `a cell that is ${cut ? 'cut by the border' : 'covered'} is not counted`
    : `a ${kind} is not counted`;
}

const SHOWN = 20;

function refuseUnfit(
  { path, corrections }: Review,
  unfit: readonly { correction: Correction; reason: string }[],
): void {
  if (unfit.length === 0) return;
  const lines = unfit
    .slice(0, SHOWN)
    .map(({ correction: { line, file, cell }, reason }) => `line ${line}, ${file}, cell ${cell}: ${reason}`);
  const more = unfit.length > SHOWN ? `; and ${unfit.length - SHOWN} more` : '';
  throw new UserError(
    `${unfit.length} of the ${corrections.length} corrections in ${path} fit no cell that is counted here: ${lines.join('; ')}${more}. ` +
      'Give the fields that they are of, or take out what they say in reviewed_as',
  );
}

/**
 * Whether corrections in the `cells.csv` of a folder that is written anew are among those that are applied.
 * @throws UserError when a person's work would be overwritten
 */
export async function checkReviewsKept(out: string, review: Review | undefined): Promise<void> {
  const path = join(out, 'cells.csv');
  if (!(await stat(path).catch(() => undefined))) return;
  const { corrections } = await readReview(path);
  const kept = new Set(review?.corrections.map(keyOf));
  const lost = corrections.filter((correction) => !kept.has(keyOf(correction)));
  if (lost.length === 0) return;
  const reviewers = [...new Set(lost.map(({ reviewer }) => reviewer))].join(', ');
  throw new UserError(
    `${path} holds ${lost.length} corrections (by ${reviewers}) that would be overwritten: apply them by --review ${path}, ` +
      'or give another folder to --out',
  );
}

const keyOf = ({ checksum, file, cell, call }: Correction): string =>
  [checksum ?? shortName(file), cell, call].join('\n');
