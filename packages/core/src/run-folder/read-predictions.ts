import { classOfColumn, probabilityColumn } from '../answer/probability-column.js';
import { UnreadableFile } from '../errors/kinds.js';
import { parseNumber, readCsvTable } from '../files/csv-table.js';
import type { EvaluatedCell } from '../metrics/evaluation.js';

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
  const rows = await readCsvTable(path, 'the predictions');
  const classes = Object.keys(rows[0] ?? {}).flatMap((column) => classOfColumn(column) ?? []);
  if (rows[0]?.file === undefined || rows[0].class === undefined || classes.length < 2) {
    throw new UnreadableFile(
      path,
      `${path}: expected the columns file, patient, class, predicted, ${probabilityColumn('<class>')} of a predictions.csv, and at least one line`,
    );
  }
  const cells = rows.map((row, index) => {
    const label = classes.indexOf(row.class!);
    const probabilities = classes.map((name) => parseNumber(row[probabilityColumn(name)] ?? ''));
    if (label < 0 || probabilities.some((value) => !(value >= 0 && value <= 1 + 1e-6))) {
      throw new UnreadableFile(
        path,
        `${path}, line ${index + 2}: class "${row.class}" or a probability is not one`,
      );
    }
    return { file: row.file!, ...(row.patient && { patient: row.patient }), label, probabilities };
  });
  return { classes, cells, folds: rows.map(({ fold }) => (fold ? Number(fold) : undefined)) };
}
