import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { UserError } from '../errors.js';
import type { Call, SmearCell, SmearField } from './analyse-field.js';

/** What a person says of one cell. */
interface Correction {
  readonly call: Call;
  readonly reviewer: string;
}

/** Corrections by file and number of the cell. */
export type Review = ReadonlyMap<string, Correction>;

const keyOf = (file: string, cell: number | string) => `${file}\n${cell}`;

/**
 * Reads a `cells.csv` in whose column `reviewed_as` a person wrote `infected` or `uninfected`, and a code in `reviewer`.
 * @throws UserError when it is no such table or holds another word
 */
export async function readReview(path: string): Promise<Review> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UserError(`cannot read the review ${path}: ${error.message}`);
  });
  let rows: Record<string, string>[];
  try {
    rows = parse(text, { columns: true, skip_empty_lines: true, bom: true });
  } catch (error) {
    throw new UserError(`${path} is no CSV table: ${(error as Error).message}`);
  }
  const corrections = new Map<string, Correction>();
  rows.forEach(({ file, cell, reviewed_as: call = '', reviewer = '' }, index) => {
    if (file === undefined || cell === undefined) {
      throw new UserError(
        `${path}: expected the columns file, cell, reviewed_as and reviewer, as in cells.csv`,
      );
    }
    if (call.trim() === '') return;
    if (call !== 'infected' && call !== 'uninfected') {
      throw new UserError(
        `${path}, line ${index + 2}: reviewed_as is "${call}"; expected infected, uninfected or nothing`,
      );
    }
    corrections.set(keyOf(file, cell), { call, reviewer: reviewer.trim() || 'not named' });
  });
  return corrections;
}

/** The field with a person's calls in place of the model's, which the probabilities keep. */
export function applyReview(field: SmearField, review: Review): SmearField {
  const cells = field.cells.map((cell): SmearCell => {
    const correction = cell.counted ? review.get(keyOf(field.file, cell.id)) : undefined;
    return correction
      ? { ...cell, call: correction.call, unsure: false, reviewer: correction.reviewer }
      : cell;
  });
  return { ...field, cells };
}
