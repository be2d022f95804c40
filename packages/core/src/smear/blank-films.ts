import { isPositive } from '../answer/decide.js';
import { counted } from '../counted.js';
import type { SmearField } from './analyse-field.js';
import type { PatientSmear } from './analyse-smears.js';
import type { SmearCalibration } from './calibration-file.js';
import { sureStage } from './stages.js';
import { exactInterval } from './statistics/exact-interval.js';

/** Probabilities of the red cells of a patient without malaria. */
export interface BlankFilm {
  readonly patient: string;
  readonly fields: number;
  readonly cells: readonly BlankCell[];
}

interface BlankCell {
  /** Of being infected. */
  readonly probability: number;
  readonly isGametocyte: boolean;
}

/** Films that a threshold is chosen on, and films that it is measured on. */
export interface SplitFilms {
  readonly choosing: readonly BlankFilm[];
  readonly measuring: readonly BlankFilm[];
  /** What it is chosen on, in words. */
  readonly words: string;
}

/** Films with fields that can be used. */
export const blankFilms = (smears: readonly PatientSmear[]): BlankFilm[] =>
  smears
    .map(({ patient, fields }) =>
      filmOf(
        patient,
        fields.filter(({ problem }) => problem === null),
      ),
    )
    .filter(({ cells }) => cells.length > 0);

const filmOf = (patient: string, fields: readonly SmearField[]): BlankFilm => ({
  patient,
  fields: fields.length,
  cells: fields.flatMap(({ cells }) =>
    cells.flatMap((cell) =>
      cell.probability === null
        ? []
        : [{ probability: cell.probability, isGametocyte: sureStage(cell) === 'gametocyte' }],
    ),
  ),
});

/**
 * Every third patient is for choosing: measured on the patients that it was chosen on, a threshold looks better than it is. Of
 * a single patient it is every second field.
 */
export function splitFilms(films: readonly BlankFilm[], smears: readonly PatientSmear[]): SplitFilms {
  if (films.length > 1) {
    const choosing = films.filter((_, index) => index % 3 === 1);
    return {
      choosing,
      measuring: films.filter((_, index) => index % 3 !== 1),
      words: `of ${counted(choosing.length, 'other patient')}`,
    };
  }
  const [film] = films;
  const fields = smears
    .find(({ patient }) => patient === film?.patient)
    ?.fields.filter(({ problem }) => problem === null);
  const half = (rest: number) => [
    filmOf(
      film!.patient,
      fields!.filter((_, index) => index % 2 === rest),
    ),
  ];
  return { choosing: half(0), measuring: half(1), words: 'of every second field of the one patient' };
}

/** The lowest threshold with so few false alarms; just above the highest probability where fewer cells are not enough. */
export function chooseThreshold(healthy: readonly number[], falseAlarmsPer1000: number): number {
  const sorted = [...healthy].sort((a, b) => b - a);
  const allowed = Math.floor((falseAlarmsPer1000 * sorted.length) / 1000);
  const first = sorted[allowed] ?? 0;
  return Math.min(1, first + (1 - first) * 1e-3 + 1e-6);
}

export const probabilitiesOf = (films: readonly BlankFilm[]): number[] =>
  films.flatMap(({ cells }) => cells.map(({ probability }) => probability));

/** False alarms of films at a threshold, by patient and together. */
export function measureBackground(
  films: readonly BlankFilm[],
  threshold: number,
): SmearCalibration['background'] {
  const byPatient = films.map(({ patient, fields, cells }) => {
    const called = cells.filter(({ probability }) => isPositive(probability, threshold));
    return {
      ...{ patient, fields, cells: cells.length, false_alarms: called.length },
      gametocytes: called.filter(({ isGametocyte }) => isGametocyte).length,
    };
  });
  const total = (key: 'fields' | 'cells' | 'false_alarms') =>
    byPatient.reduce((sum, patient) => sum + patient[key], 0);
  const [cells, alarms] = [total('cells'), total('false_alarms')];
  const [low, high] = exactInterval(alarms, cells)!;
  return {
    ...{ patients: films.length, fields: total('fields'), cells, false_alarms: alarms },
    false_alarms_per_1000: (1000 * alarms) / cells,
    ci95_per_1000: [1000 * low, 1000 * high],
    by_patient: byPatient,
  };
}
