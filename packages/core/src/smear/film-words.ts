import { counted as countOf } from '../counted.js';
import { count } from '../report/report-format.js';
import type { SeenCounts } from './analyse-smears.js';
import { correctedWords, correctionWords, seenWords, sharePercent, shareWords } from './figure-words.js';
import { STAGES_LEARNED, type StageCounts, stageWords } from './stage-words.js';
import type { Parasitaemia } from './statistics/parasitaemia.js';

// What a patient's report says, that of `giemsa smear` and that of the reading room alike.

/** The figures of a film that reports put into words. */
export interface FilmFigures
  extends Pick<
    Parasitaemia,
    | 'counted'
    | 'infected'
    | 'gametocytes'
    | 'fields'
    | 'raw'
    | 'corrected'
    | 'isBound'
    | 'isSensitivityKnown'
    | 'limitOfBlank'
    | 'limitOfDetection'
  > {
  readonly redCells: { readonly words: string };
  /** Left out where it was not computed. */
  readonly spread?: Parasitaemia['spread'];
}

/** What is told beside the figures. */
export interface FilmCounts {
  /** Null where stages were not told in all fields. */
  readonly stages: StageCounts | null;
  readonly seen: SeenCounts;
}

export const filmTitle = (patient: string): string => `Thin blood film of ${patient}`;

/** What no count of a thin film tells. */
export const filmLimits = (stages: StageCounts | null): string =>
  `Species were not determined. ${
    stages
      ? `Stages are what a model says, or a person. ${STAGES_LEARNED}`
      : 'Stages were not told; gametocytes, which do not belong to parasitaemia, are counted with the others.'
  } A thin film cannot exclude malaria: repeat it, and examine a thick film or do a rapid test.`;

/** The figures that stand first: value, name, and what is to be known of it. */
export function headlineWords(p: FilmFigures): [value: string, name: string, note: string][] {
  const { counted, infected, gametocytes, fields } = p;
  const once =
    gametocytes > 0
      ? `${count(gametocytes)} of them gametocytes`
      : 'a cell with several parasites counts once';
  const tiles: [string, string, string][] = [
    [count(counted), 'red cells counted', `in ${countOf(fields, 'field')}`],
    [count(infected), 'called infected', once],
  ];
  const words = correctedWords(p);
  if (!words) return [...tiles, ['–', 'parasitaemia', 'not reported: see above']];
  const { share, density, missed } = words;
  return [
    ...tiles,
    [share.value, `parasitaemia${missed}`, `95 %: ${share.range}`],
    density
      ? [density.value, `parasites/µL${missed}`, `95 %: ${density.range}`]
      : ['–', 'density', 'not computed: red cells per µL are not known'],
  ];
}

/** All figures in words, by their names. */
export function figureRows(p: FilmFigures, { stages, seen }: FilmCounts): [name: string, words: string][] {
  const { raw, corrected, redCells, spread, limitOfBlank, limitOfDetection } = p;
  const words = correctedWords(p)?.share;
  const asexual = stages ? ' of asexual parasites' : '';
  const rows: ([string, string] | false)[] = [
    [
      'Parasitaemia',
      words
        ? `${words.value} (95 %: ${words.range})${asexual}, ${correctionWords(p)}`
        : 'not reported: see above',
    ],
    raw !== null && ['As counted', `${sharePercent(raw.value)} (exact 95 %: ${shareWords(raw).range})`],
    stages !== null && p.infected > 0 && ['Stages', stageWords(stages)],
    p.gametocytes > 0 && ['Gametocytes', `${count(p.gametocytes)}, no part of the parasitaemia`],
    seen.inClumps + seen.cut > 0 && ['Beside the count', seenWords(seen)],
    corrected !== null && ['Red cells per µL', redCells.words],
    [
      'Limit of blank',
      limitOfBlank === null
        ? 'not known: the microscope is not calibrated'
        : `${countOf(limitOfBlank, 'infected cell')} of as many counted: what 95 % of patients without malaria stay at or below`,
    ],
    limitOfDetection !== null && [
      'Limit of detection',
      `${sharePercent(limitOfDetection)}: with it, 95 % of patients exceed the limit of blank`,
    ],
    spread != null && [
      'Between fields',
      `variance ${spread.dispersion.toFixed(1)} times that of independent cells; as counted, by resampling fields, 95 %: ${sharePercent(spread.ci95[0])} to ${sharePercent(spread.ci95[1])}`,
    ],
  ];
  return rows.filter((row) => row !== false);
}
