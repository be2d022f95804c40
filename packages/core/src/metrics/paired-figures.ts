import { binaryScores, type Evaluation, predictedClass } from './evaluation.js';
import {
  FEWEST_PATIENTS,
  patientBootstrap,
  type WeightedStatistic,
  weightedAucRoc,
  weightedShare,
} from './patient-bootstrap.js';
import { countByPatient, patientIndex } from './patients.js';
import { aucRoc } from './ranking-curves.js';
import type { Interval } from './wilson.js';

/** The figures by which two models are compared. */
export const PAIRED_FIGURES = ['accuracy', 'sensitivity', 'specificity', 'auc_roc'] as const;
export type PairedName = (typeof PAIRED_FIGURES)[number];

/** A figure with its 95 % interval over patients; null where there is none. */
export interface PairedValue {
  readonly value: number;
  readonly ci95: Interval | null;
}

/** One figure of two models on the same cells. */
export interface PairedFigure {
  readonly before: PairedValue;
  readonly after: PairedValue;
  /** After minus before. Its interval draws the same patients for both models. */
  readonly difference: PairedValue;
}

/** Two models on the same cells. */
export interface PairedFigures {
  readonly cells: number;
  /** Null where the patient of some cell is not known: then no interval is given. */
  readonly patients: number | null;
  /** Why the figures have no interval; null where they have. */
  readonly without_interval: 'patients not known' | 'too few patients' | null;
  /** Those that are defined for both. */
  readonly figures: Partial<Record<PairedName, PairedFigure>>;
}

/** A figure as a statistic of resampled patients; as it is with `weights` of 1. */
interface Measured {
  readonly value: number | null;
  readonly statistic: WeightedStatistic | null;
}

/**
 * Compares two models on the same cells, in the same order: the figures of each, and their differences. Intervals are by resampling
 * whole patients, the same for both models, see {@link patientBootstrap}.
 * @throws RangeError when they are not the same cells
 */
export function pairedFigures(before: Evaluation, after: Evaluation): PairedFigures {
  const isSame = (index: number) => before.cells[index]!.file === after.cells[index]?.file;
  if (before.cells.length !== after.cells.length || !before.cells.every((_, index) => isSame(index)))
    throw new RangeError('pairedFigures: the two models were not given the same cells');
  const patients = patientIndex(before);
  const [first, second] = [measured(before), measured(after)];
  const pairs = PAIRED_FIGURES.flatMap((name) => {
    const [old, now] = [first[name], second[name]];
    return old?.value == null || now?.value == null ? [] : [{ name, old, now }];
  });
  const statistics: Record<string, WeightedStatistic> = {};
  for (const { name, old, now } of patients ? pairs : []) {
    statistics[`${name} before`] = old.statistic!;
    statistics[`${name} after`] = now.statistic!;
    statistics[`${name} difference`] = differenceOf(old.statistic!, now.statistic!);
  }
  const intervals = patientBootstrap(patients?.ids.length ?? 0, statistics);
  const of = (name: string, value: number) => ({ value, ci95: intervals[name] ?? null });
  const count = patients?.ids.length ?? null;
  return {
    ...{ cells: before.cells.length, patients: count },
    without_interval:
      count === null ? 'patients not known' : count < FEWEST_PATIENTS ? 'too few patients' : null,
    figures: Object.fromEntries(
      pairs.map(({ name, old, now }) => [
        name,
        {
          before: of(`${name} before`, old.value!),
          after: of(`${name} after`, now.value!),
          difference: of(`${name} difference`, now.value! - old.value!),
        },
      ]),
    ),
  };
}

function differenceOf(before: WeightedStatistic, after: WeightedStatistic): WeightedStatistic {
  const difference = (weights: Uint32Array) => {
    const [old, now] = [before(weights), after(weights)];
    return old === null || now === null ? null : now - old;
  };
  return Object.assign(difference, { patients: Math.min(before.patients ?? 0, after.patients ?? 0) });
}

function measured(evaluation: Evaluation): Partial<Record<PairedName, Measured>> {
  const { cells, positive } = evaluation;
  const isRight = cells.map((cell) => predictedClass(evaluation, cell) === cell.label);
  const patients = patientIndex(evaluation);
  const rate = (counts: (label: number) => boolean): Measured => {
    const isCounted = (cell: number) => counts(cells[cell]!.label);
    const part = (cell: number) => isCounted(cell) && isRight[cell]!;
    const all = [...cells.keys()];
    const [parts, wholes] = [all.filter(part).length, all.filter(isCounted).length];
    return {
      value: wholes === 0 ? null : parts / wholes,
      statistic:
        patients && weightedShare(countByPatient(patients, part), countByPatient(patients, isCounted)),
    };
  };
  const accuracy = rate(() => true);
  if (evaluation.classes.length !== 2) return { accuracy };
  const scores = binaryScores(evaluation);
  return {
    accuracy,
    sensitivity: rate((label) => label === positive),
    specificity: rate((label) => label !== positive),
    auc_roc: {
      value: aucRoc(scores),
      statistic: patients && weightedAucRoc(scores, patients.ofCell),
    },
  };
}
