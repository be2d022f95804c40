import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** Columns that name something: `1.5` is no number there. */
const NAMES = new Set([
  ...['file', 'patient', 'label', 'class', 'model', 'model_class', 'final_class', 'call', 'reviewed_as'],
  ...['reviewer', 'reviewers', 'readers', 'reader_1', 'reader_2', 'decided_by', 'signed_by', 'decision'],
  ...['answer_1', 'answer_2', 'patient_details', 'reason', 'software', 'calibration'],
]);
const WITH_POINT = /^[+-]?\d+\.\d+(e[+-]?\d+)?$/i;

/**
 * Rewrites a table of `toCsv` for spreadsheets in languages with a decimal comma: cells parted by semicolons, numbers with a
 * comma and in quotes, so that they stay whole where commas part cells as well, and a byte-order mark that says UTF-8. What giemsa
 * reads back is the same.
 * @returns takes the table in pieces of whole lines, in order; the first begins with the line of titles
 */
export function decimalCommas(): (piece: string) => string {
  let titles: readonly string[] | undefined;
  return (piece) => {
    const rows = parse(piece, { relax_column_count: true }) as string[][];
    const isFirst = titles === undefined;
    titles ??= rows[0] ?? [];
    const written = rows.map((row) =>
      row.map((cell, column) =>
        WITH_POINT.test(cell) && !NAMES.has(titles![column] ?? '') ? cell.replace('.', ',') : cell,
      ),
    );
    return (isFirst ? '\ufeff' : '') + stringify(written, { delimiter: ';', quoted_match: /[,;\t]/ });
  };
}
