import { isOpenQuestion, readingOf } from '@giemsa/core/internal/answer/blind-reading';
import { isAnswered } from '@giemsa/core/internal/answer/final-class';
import { patientsOfCells, sortingOfCells } from '../models/patients-of-cells.js';
import { lastWord, readersAnswers } from '../storage/corrections.js';
import type { Tables } from '../storage/database.js';
import { pictureNames } from '../storage/pictures.js';
import { eachPicture, type ReadPicture } from '../storage/read-batch.js';
import { heldSettings, readSettings } from '../storage/settings.js';

/** A cell with the class that persons gave it. */
export interface AnsweredCell {
  readonly name: string;
  readonly sha256: string;
  readonly class: string;
  readonly patient: string | null;
}

/** Cells that cannot be learned from. */
export interface NotLearned {
  /** That no person answered. */
  readonly unanswered: number;
  /** That a person called no cell. */
  readonly no_cell: number;
  /** Read blind, and not decided yet. */
  readonly open: number;
}

/** What persons said of the cells of a batch, and how many of them cannot be learned from. */
export async function answeredCells(
  tables: Tables,
  batch: { readonly id: string; readonly blind: boolean },
  classNames: readonly string[],
): Promise<{ cells: AnsweredCell[]; not_learned: NotLearned }> {
  const sorting = sortingOfCells(heldSettings(await readSettings(tables, batch.id)));
  const patientOf = patientsOfCells(await pictureNames(tables, batch.id), sorting, classNames);
  const cells: AnsweredCell[] = [];
  const not = { unanswered: 0, no_cell: 0, open: 0 };
  for await (const read of eachPicture(tables, batch.id)) {
    const { picture } = read;
    const said = saidOf(read, batch.blind);
    if ('not' in said) not[said.not]++;
    else {
      const { name, sha256 } = picture;
      cells.push({ name, sha256, class: said.class, patient: patientOf(name) ?? null });
    }
  }
  return { cells, not_learned: not };
}

/** The last answer of a person, or the one that decides where the cell is, or was, read blind. */
function saidOf({ words }: ReadPicture, isBlind: boolean): { class: string } | { not: keyof NotLearned } {
  const answers = readersAnswers(words);
  const reading = isBlind || answers.length > 1 ? readingOf(answers) : null;
  if (answers.length > 0 && reading && isOpenQuestion(reading.state)) return { not: 'open' };
  const word = reading ? reading.counts : lastWord(words);
  if (!isAnswered(word)) return { not: 'unanswered' };
  return word.label === null ? { not: 'no_cell' } : { class: word.label };
}
