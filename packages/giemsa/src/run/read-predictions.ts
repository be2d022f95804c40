import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { UserError } from '../errors.js';
import type { EvaluatedCell } from '../evaluate/evaluation.js';

const PREFIX = 'probability_';

export interface ReadPredictions {
  readonly classes: string[];
  readonly cells: EvaluatedCell[];
  /** The fold of each cell, where the file is of a cross-validation. */
  readonly folds: (number | undefined)[];
}

/**
 * Reads a `predictions.csv` that `train`, `evaluate` or `cv` wrote.
 * @throws UserError when it is missing or no such table
 */
export async function readPredictions(path: string): Promise<ReadPredictions> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UserError(`cannot read the predictions ${path}: ${error.message}`);
  });
  let rows: Record<string, string>[];
  try {
    rows = parse(text, { columns: true, bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new UserError(`${path} is not a CSV table: ${(error as Error).message}`);
  }
  const classes = Object.keys(rows[0] ?? {})
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length));
  if (rows[0]?.file === undefined || rows[0].class === undefined || classes.length < 2) {
    throw new UserError(
      `${path}: expected the columns file, patient, class, predicted, ${PREFIX}<class> of a predictions.csv, and at least one line`,
    );
  }
  const cells = rows.map((row, index) => {
    const label = classes.indexOf(row.class!);
    const probabilities = classes.map((name) => Number(row[PREFIX + name]));
    if (label < 0 || probabilities.some((value) => !(value >= 0 && value <= 1 + 1e-6))) {
      throw new UserError(`${path}, line ${index + 2}: class "${row.class}" or a probability is not one`);
    }
    return { file: row.file!, ...(row.patient && { patient: row.patient }), label, probabilities };
  });
  return { classes, cells, folds: rows.map(({ fold }) => (fold ? Number(fold) : undefined)) };
}
