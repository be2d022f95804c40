import { counted } from '../counted.js';
import { count } from '../report/report-format.js';
import type { SmearField } from './analyse-field.js';
import type { SeenCounts } from './analyse-smears.js';
import type { Corrected } from './statistics/corrected-share.js';
import type { Parasitaemia } from './statistics/parasitaemia.js';

/** `2.34 %` */
export const sharePercent = (value: number) => `${(100 * value).toPrecision(3)} %`;

const whole = (value: number) => count(Math.round(value));

/** A figure in words: the value, and its interval. */
export interface FigureWords {
  readonly value: string;
  readonly range: string;
}

const wordsOf = (
  { value, ci95: [low, high] }: Corrected,
  isBound: boolean,
  words: (value: number) => string,
) => ({
  value: isBound ? `< ${words(high)}` : words(value),
  range: `${words(low)} to ${words(high)}`,
});

export const shareWords = (share: Corrected, isBound = false): FigureWords =>
  wordsOf(share, isBound, sharePercent);

/** Parasitaemia and density in words, and what is to be said where missed cells are not in them. */
interface CorrectedWords {
  readonly share: FigureWords;
  readonly density: FigureWords | null;
  readonly missed: string;
}

/** Parasitaemia and density in words; within the limit of blank only what they stay below. */
export function correctedWords({
  corrected,
  isBound,
  isSensitivityKnown,
}: Pick<Parasitaemia, 'corrected' | 'isBound' | 'isSensitivityKnown'>): CorrectedWords | null {
  if (!corrected) return null;
  const { perMicrolitre } = corrected;
  return {
    share: shareWords(corrected, isBound),
    missed: isSensitivityKnown ? '' : isBound ? ' without missed cells' : ' or more',
    density: perMicrolitre && wordsOf(perMicrolitre, isBound, whole),
  };
}

/** What the corrected share is corrected for. */
export const correctionWords = ({ isSensitivityKnown }: Pick<Parasitaemia, 'isSensitivityKnown'>) =>
  isSensitivityKnown
    ? 'corrected for false alarms and misses'
    : 'corrected for false alarms only: misses were not measured, so it may be higher';

/** What was called infected and is in no figure. */
export const seenWords = ({ inClumps, cut }: SeenCounts) =>
  `called infected but not counted, to be looked at: ${inClumps} in clumps, ${cut} cut by the border`;

/** What else is to be said of a field: what of its file was not looked at, and what a person accepted. */
export function fieldNotes({
  note,
  accepted = [],
  cells,
}: Pick<SmearField, 'note' | 'accepted' | 'cells'>): string[] {
  const disputed = cells.filter((cell) => cell.disputed).length;
  return [
    ...(note === undefined ? [] : [note]),
    ...accepted.map(({ reason, rule }) => `counted though ${reason} (accepted: ${rule})`),
    ...(disputed > 0 ? [`${counted(disputed, 'cell')} not counted: two readers differ`] : []),
  ];
}
