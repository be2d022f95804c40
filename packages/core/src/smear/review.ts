import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isStage, STAGES, type Stage } from '../answer/stage.js';
import { Mismatch, UnreadableFile } from '../errors/kinds.js';
import type { UserError } from '../errors/user-error.js';
import { type CsvRow, parseNumber, readCsvTable } from '../files/csv-table.js';
import { fileSha256 } from '../files/sha256.js';
import type { Call, Decision, SmearCell, SmearField } from './analyse-field.js';
import type { PatientSmear } from './analyse-smears.js';
import { isCorrectionsTable, type PlacedEdit, readPlacedEdits } from './corrections-table.js';
import { editField, nextCell, type SignedEdit, withClass, withStage } from './edit-field.js';
import type { Box } from './find/cell-finder.js';
import type { PatientFields } from './patients.js';
import { fieldChecksum } from './tables.js';
import { doneEdits } from './undone-edits.js';

/** Written beside the tables of a count that a person corrected in the reading room. */
export const CORRECTIONS_FILE = 'corrections.csv';

/** What a person says about one cell. */
export interface Correction {
  /** In the table, counted from 1. */
  readonly line: number;
  readonly file: string;
  readonly cell: number;
  /** Where the cell lies in its field; left out where the table does not say. */
  readonly box?: Box;
  /** Of the field's content, as in `field_checksum`; left out in tables of before. */
  readonly checksum?: string | undefined;
  readonly call: Call;
  /** Where that person said it. */
  readonly stage?: Stage;
  readonly reviewer: string;
  readonly reviewedAt?: string;
}

/** A person's corrections of some fields. */
export interface Review {
  readonly path: string;
  readonly corrections: readonly Correction[];
  /** Of a `corrections.csv`: cells that were added, removed, outlined or called, in this order. */
  readonly edits: readonly PlacedEdit[];
  /** Of a `corrections.csv`: its bytes as they were read, which are kept beside the tables. */
  readonly source?: Buffer;
}

/**
 * Reads a `cells.csv` in whose column `reviewed_as` a person wrote `infected`, `uninfected` or a stage, such as `gametocyte`,
 * and a code in `reviewer`; or a `corrections.csv` of the reading room.
 * @throws UserError when it is not such a table, holds an unknown word, or contradicts itself about a cell
 */
export async function readReview(path: string): Promise<Review> {
  const rows = await readCsvTable(path, 'the review');
  if (rows.length === 0)
    throw new UnreadableFile(path, `${path} is empty; expected a cells.csv in which cells were corrected`);
  if (isCorrectionsTable(rows)) {
    return { path, corrections: [], edits: readPlacedEdits(rows, path), source: await readFile(path) };
  }
  const corrections = rows.flatMap((row, index) => readCorrection(row, index + 2, path) ?? []);
  const known = new Map<string, Correction>();
  for (const correction of corrections) {
    const key = `${correction.checksum ?? correction.file}\n${correction.cell}`;
    const before = known.get(key);
    if (before && saidOf(before) !== saidOf(correction)) {
      throw new UnreadableFile(
        path,
        `${path} calls cell ${correction.cell} of ${correction.file} ${saidOf(before)} in line ${before.line} and ` +
          `${saidOf(correction)} in line ${correction.line}`,
      );
    }
    known.set(key, correction);
  }
  return { path, corrections, edits: [] };
}

const saidOf = ({ call, stage }: Correction) => stage ?? call;

/** @param areEdited whether what such a table cannot hold is in a table of corrections beside it */
export function readCorrection(
  row: CsvRow,
  line: number,
  path: string,
  areEdited = false,
): Correction | undefined {
  const {
    file,
    cell,
    reviewed_as: said = '',
    reviewer = '',
    reviewed_at: at = '',
    field_checksum: sum,
  } = row;
  if (file === undefined || cell === undefined) {
    throw new UnreadableFile(
      path,
      `${path}: expected the columns file, cell, reviewed_as and reviewer, as in cells.csv`,
    );
  }
  const word = said.trim().toLowerCase();
  if (word === '') {
    if (reviewer.trim() === '' || !row.kind || row.kind === 'red cell' || areEdited) return undefined;
    throw new UnreadableFile(
      path,
      `${path}, line ${line}: ${reviewer.trim()} says that cell ${cell} of ${file} is a ${row.kind}, which this table ` +
        'cannot hold; give the corrections.csv of the same export instead',
    );
  }
  const stage = isStage(word) ? word : undefined;
  const call = stage === undefined ? word : 'infected';
  if (call !== 'infected' && call !== 'uninfected') {
    throw new UnreadableFile(
      path,
      `${path}, line ${line}: reviewed_as is "${said}"; expected infected, uninfected, ${STAGES.join(', ')} or an empty cell`,
    );
  }
  const box = [row.x, row.y, row.width, row.height].map((text) => parseNumber(text ?? ''));
  return {
    ...{ line, file, cell: parseNumber(cell), call, reviewer: reviewer.trim() || 'not named' },
    ...(stage !== undefined && { stage }),
    ...(box.every(Number.isFinite) && { box: box as unknown as Box }),
    ...(sum && { checksum: sum.trim() }),
    ...(at.trim() !== '' && { reviewedAt: at.trim() }),
  };
}

/**
 * The field with a person's classes instead of the model's (probabilities stay), and with the cells that a
 * person added, removed or outlined. Corrections are matched by the field's content and the cell's place in
 * it, whatever the file's name and the cells' numbers.
 * @param decision by which cells that a person added or outlined are called, where that person did not
 * @throws UserError when what was added, removed or outlined fits no cell
 */
export function applyReview(
  found: SmearField,
  { path, corrections, edits }: Review,
  decision: Decision,
): SmearField {
  // A field that is given twice is set aside the second time.
  const own = found.problem === null ? edits.filter((edit) => isOf(edit, found)) : [];
  const field = own.length === 0 ? found : editField(found, renumbered(own, found, path), decision);
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
    const { call, stage, reviewer, reviewedAt } = correction;
    const said = { ...withClass(cell, call), reviewer, ...(reviewedAt !== undefined && { reviewedAt }) };
    return stage === undefined ? said : withStage(said, stage);
  });
  return { ...field, cells };
}

/** With the numbers that the cells have here: those of the table may come from another finder. */
function renumbered(edits: readonly PlacedEdit[], field: SmearField, path: string): SignedEdit[] {
  const numbers = new Map<number, number>();
  let next = nextCell(field);
  for (const { edit, cell } of edits) if (edit.action === 'add') numbers.set(cell, next++);
  const done = doneEdits(edits);
  const lost: PlacedEdit[] = [];
  const signed = edits.flatMap((placed): SignedEdit[] => {
    const { edit, cell, reviewer, created } = placed;
    if (edit.action === 'add' || edit.action === 'undo' || edit.action === 'redo')
      return [{ edit, reviewer, created }];
    const number = numbers.get(cell) ?? cellOf(placed, field)?.id;
    // What was undone needs no cell, and stays: without it, its undo would take back what the person said before.
    if (number === undefined && !done.has(placed)) return [{ edit, reviewer, created }];
    if (number === undefined) lost.push(placed);
    return number === undefined ? [] : [{ edit: { ...edit, cell: number }, reviewer, created }];
  });
  if (lost.length > 0) throw unfitEdits(path, lost, 'no cell was found there');
  return signed;
}

function unfitEdits(path: string, edits: readonly PlacedEdit[], reason: string): UserError {
  const lines = edits.map(
    ({ line, file, cell, edit }) => `line ${line}, ${file}, ${edit.action} cell ${cell}`,
  );
  return new Mismatch(
    `corrections in ${path} match no cell here, ${reason}: ${firstOf(lines)}. Remove these lines, or ` +
      'give the scale (µm per pixel) of the count that was corrected',
  );
}

/** By content; by its name and its folder's in tables that do not tell the content. */
function isOf(
  { checksum, file }: Pick<Correction, 'checksum' | 'file'>,
  field: Pick<SmearField, 'file' | 'sha256'>,
): boolean {
  if (checksum !== undefined && field.sha256 !== undefined) return checksum === fieldChecksum(field.sha256);
  return file === field.file || shortName(file) === shortName(field.file);
}

/** Of a field: its folder's name and its own. */
export const shortName = (file: string): string => {
  const path = resolve(file.replaceAll('\\', '/'));
  return join(basename(dirname(path)), basename(path));
};

/** Boxes that have this share of their common area together are the same cell. */
const SAME_PLACE = 0.5;

function cellOf(
  { box, cell: id }: Pick<Correction, 'box' | 'cell'>,
  { cells }: SmearField,
): SmearCell | undefined {
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
  const words = [...review.corrections, ...review.edits];
  refuseUnfit(
    review,
    words.flatMap((correction) =>
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
    [...review.corrections, ...review.edits].flatMap((correction) => {
      const own = fields.filter((field) => isOf(correction, field));
      const reason = 'edit' in correction ? whyAside(own) : whyUnfit(correction, own);
      return reason === undefined ? [] : [{ correction, reason }];
    }),
  );
}

function whyUnfit(correction: Correction, fields: readonly SmearField[]): string | undefined {
  const cells = fields.flatMap((field) => cellOf(correction, field) ?? []);
  if (cells.some(({ counted }) => counted)) return undefined;
  if (cells.length === 0) return whyAside(fields) ?? 'no cell was found there';
  const { kind, cut } = cells[0]!;
  return kind === 'red cell'
    ? `a cell that is ${cut ? 'cut by the border' : 'covered'} is not counted`
    : `a ${kind} is not counted`;
}

/** Where none of the fields counts; `undefined` where one does, as the first of a field that is given twice. */
function whyAside(fields: readonly SmearField[]): string | undefined {
  if (fields.some(({ problem }) => problem === null)) return undefined;
  return fields[0] && `the field is set aside: ${fields[0].problem}`;
}

const SHOWN = 20;

const firstOf = (lines: readonly string[]): string =>
  lines.slice(0, SHOWN).join('; ') + (lines.length > SHOWN ? `; and ${lines.length - SHOWN} more` : '');

function refuseUnfit(
  { path, corrections, edits }: Review,
  unfit: readonly { correction: Pick<Correction, 'line' | 'file' | 'cell'>; reason: string }[],
): void {
  if (unfit.length === 0) return;
  const lines = unfit.map(
    ({ correction: { line, file, cell }, reason }) => `line ${line}, ${file}, cell ${cell}: ${reason}`,
  );
  throw new Mismatch(
    `${unfit.length} of the ${corrections.length + edits.length} corrections in ${path} match no counted cell here: ${firstOf(lines)}. ` +
      'Give the fields that they belong to, or clear their reviewed_as. Cells that were added, removed or ' +
      'outlined in the reading room are in its corrections.csv; give that file instead',
  );
}
