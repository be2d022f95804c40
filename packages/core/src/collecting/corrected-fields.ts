import { Mismatch, UnreadableFile } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import { readCsvTable } from '../files/csv-table.js';
import { shortName } from '../smear/review.js';
import { fieldChecksum } from '../smear/tables.js';

/** Who says that every cell of a field is right, and when. */
export interface Corrected {
  readonly by: string;
  readonly at: string | null;
}

/** Tells of a field whether a person has corrected the whole of it. */
export interface CorrectedFields {
  of(field: { readonly file: string; readonly sha256: string }): Corrected | undefined;
  /** @throws UserError when a field of the list was not among those collected */
  checkAllFound(): void;
}

/** @param by the person who corrected all fields */
export const allCorrected = (by: string): CorrectedFields => {
  const at = new Date().toISOString();
  return { of: () => ({ by, at }), checkAllFound: () => undefined };
};

export const noneCorrected: CorrectedFields = { of: () => undefined, checkAllFound: () => undefined };

/**
 * A CSV table of corrected fields: `reviewer`, and `field_checksum` or `file` as in fields.csv; `reviewed_at` where it is known.
 * @throws UserError when it is no such table, or names a field without a person
 */
export async function readCorrectedFields(path: string): Promise<CorrectedFields> {
  const rows = await readCsvTable(path, 'the list of corrected fields');
  const wanted = rows.map((row, index) => {
    const [file, checksum] = [row.file?.trim(), row.field_checksum?.trim()];
    const by = row.reviewer?.trim();
    if ((!file && !checksum) || !by) {
      throw new UnreadableFile(
        path,
        `${path}, line ${index + 2}: expected the columns file or field_checksum, and reviewer, with a value each`,
      );
    }
    return { line: index + 2, file, checksum, corrected: { by, at: row.reviewed_at?.trim() || null } };
  });
  const found = new Set<number>();
  return {
    of: (field) => {
      const row = wanted.find(({ file, checksum }) =>
        checksum ? checksum === fieldChecksum(field.sha256) : shortName(file!) === shortName(field.file),
      );
      if (row) found.add(row.line);
      return row?.corrected;
    },
    checkAllFound: () => {
      const lost = wanted.filter(({ line }) => !found.has(line));
      if (lost.length === 0) return;
      const lines = lost.map(({ line, file, checksum }) => `line ${line}, ${file ?? checksum}`);
      throw new Mismatch(
        text`${option('corrected')} ${path}: these fields are not among those collected: ${lines.slice(0, 20).join('; ')}`,
      );
    },
  };
}
