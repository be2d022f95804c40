import type { PersonsWord } from './final-class.js';

/** An answer that a person gave without knowing what the model or others say. */
export interface BlindAnswer extends Pick<PersonsWord, 'label'> {
  readonly reviewer: string;
}

/**
 * How far two readers and, where they differ, a third person are with a cell that is read blind: fewer than two have answered; the
 * two agree; they differ and nobody has decided; a third person has decided.
 */
export const READING_STATES = ['waits', 'agreed', 'disagreed', 'decided'] as const;
export type ReadingState = (typeof READING_STATES)[number];

/** States in which a cell has no class, whatever the model says. */
export const isOpenQuestion = (state: ReadingState | null): boolean =>
  state === 'waits' || state === 'disagreed';

/** A cell that is read blind. */
export interface Reading<Answer extends BlindAnswer> {
  readonly state: ReadingState;
  /** What counts: that of the second of two who agree, or of the third; null where nothing counts yet. */
  readonly counts: Answer | null;
}

/**
 * How far a cell is. The first two persons who answer it are its two readers; where they differ the third decides.
 * @param answers one of each person, in the order in which they were given
 */
export function readingOf<Answer extends BlindAnswer>(answers: readonly Answer[]): Reading<Answer> {
  const [first, second, third] = answers;
  if (first === undefined || second === undefined) return { state: 'waits', counts: null };
  if (first.label === second.label) return { state: 'agreed', counts: second };
  return third === undefined ? { state: 'disagreed', counts: null } : { state: 'decided', counts: third };
}

/** Why a person may not answer a cell; `undefined` where the person may. */
export function whyNotRead(answers: readonly BlindAnswer[], person: string): string | undefined {
  if (answers.some(({ reviewer }) => reviewer === person))
    return `${person} has answered it, and a blind answer stands`;
  const { state } = readingOf(answers);
  if (state === 'agreed') return 'two readers agree on it';
  if (state === 'decided') return 'a third person has decided it';
  return undefined;
}

/**
 * Whether what the model and others say of a cell is kept from a person: until the person has answered, or nothing is left to answer.
 * @param person null for somebody who is not known
 */
export const isHidden = (answers: readonly BlindAnswer[], person: string | null): boolean =>
  isOpenQuestion(readingOf(answers).state) && !answers.some(({ reviewer }) => reviewer === person);
