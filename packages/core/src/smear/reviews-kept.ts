import { join } from 'node:path';
import { OutputExists } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import type { UserError } from '../errors/user-error.js';
import { readCsvTable } from '../files/csv-table.js';
import { readIfThere, statIfThere } from '../files/exists.js';
import { readPlacedEdits } from './corrections-table.js';
import { CORRECTIONS_FILE, type Correction, type Review, readCorrection, shortName } from './review.js';

/**
 * Whether corrections in the tables of a folder that is written again are among those that are applied.
 * @throws UserError when a person's work would be overwritten
 */
export async function checkReviewsKept(out: string, review: Review | undefined): Promise<void> {
  const list = join(out, CORRECTIONS_FILE);
  const before = await readIfThere(list);
  if (before && !(review?.source && before.equals(review.source))) {
    throw overwritten(list, readPlacedEdits(await readCsvTable(list, 'the corrections'), list));
  }
  const path = join(out, 'cells.csv');
  if (!(await statIfThere(path))) return;
  const kept = new Set(review?.corrections.map(keyOf));
  const edited = new Set(review?.edits.map(readerOf));
  const lost = (await readCsvTable(path, 'the review'))
    .flatMap((row, index) => readCorrection(row, index + 2, path, true) ?? [])
    .filter((correction) => !kept.has(keyOf(correction)) && !edited.has(readerOf(correction)));
  if (lost.length > 0) throw overwritten(path, lost);
}

function overwritten(path: string, lost: readonly { reviewer: string }[]): UserError {
  const reviewers = [...new Set(lost.map(({ reviewer }) => reviewer))].join(', ');
  return new OutputExists(path, [
    text`${path} holds ${lost.length} corrections (by ${reviewers}) that would be overwritten: apply them with ${option('review')} ${path}, `,
    text`or give another folder to ${option('out')}`,
  ]);
}

const keyOf = ({ checksum, file, cell, call }: Correction): string =>
  [checksum ?? shortName(file), cell, call].join('\n');

const readerOf = ({ checksum, file, reviewer }: Pick<Correction, 'checksum' | 'file' | 'reviewer'>): string =>
  [checksum ?? shortName(file), reviewer].join('\n');
