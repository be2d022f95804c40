import { isOpenQuestion, type ReadingState } from './blind-reading.js';

/** What a person said about a cell. */
export interface PersonsWord {
  readonly verdict: 'agree' | 'disagree' | 'skip';
  /** The class that the person sees; null for a cell that is skipped, or agreed to be none. */
  readonly label: string | null;
}

/** Whether a person gave an answer: who skips a cell says nothing about it. */
export const isAnswered = <Word extends PersonsWord>(word: Word | null): word is Word =>
  word !== null && word.verdict !== 'skip';

/**
 * What counts: the last answer of a person where there is one, whatever the threshold; else the model's class. Of a cell that is
 * read blind, the answer on which two readers agree, or that of the third person; nothing counts until then.
 * @param modelClass at the threshold that is shown beside it; null where the model said nothing
 * @param word the answer that counts
 * @param reading how far the blind reading is; null where the cell is not read blind
 */
export function finalClass(
  modelClass: string | null,
  word: PersonsWord | null,
  reading: ReadingState | null = null,
): string | null {
  if (isOpenQuestion(reading)) return null;
  return isAnswered(word) ? word.label : modelClass;
}

/** Whether a person sees something else than the model. */
export const isChanged = (modelClass: string | null, word: PersonsWord | null): boolean =>
  isAnswered(word) && word.label !== modelClass;
