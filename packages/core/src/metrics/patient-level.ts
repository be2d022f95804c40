import { isPositive } from '../answer/decide.js';
import { ratio } from './confusion.js';
import { delongInterval } from './delong.js';
import type { PatientLevel } from './metrics-schema.js';
import {
  patientBootstrap,
  type WeightedStatistic,
  weightedAucRoc,
  weightedShare,
} from './patient-bootstrap.js';
import { aucRoc } from './ranking-curves.js';
import { wilsonInterval } from './wilson.js';

/** One patient's cells, counted. */
export interface PatientCounts {
  readonly n: number;
  /** Cells of the positive class. */
  readonly infected: number;
  readonly predicted_infected: number;
  readonly accuracy: number;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Figures that count patients instead of cells. A patient is infected when a cell of theirs is labelled positive, and called
 * positive when the share of their cells that are predicted positive is at least `threshold`, where there is one.
 * Every interval resamples patients.
 */
export function patientLevel(
  patients: readonly PatientCounts[],
  threshold: number | undefined,
): PatientLevel {
  const labels = patients.map(({ infected }) => (infected > 0 ? 1 : 0));
  const shares = patients.map(({ n, predicted_infected }) => predicted_infected / n);
  const errors = patients.map(({ n, infected }, index) => shares[index]! - infected / n);
  const scores = { labels, probabilities: shares };
  const accuracies = patients.map(({ accuracy }) => accuracy);
  const ones = patients.map(() => 1);
  const intervals = patientBootstrap(patients.length, {
    accuracy: weightedShare(accuracies, ones),
    shareError: weightedShare(errors.map(Math.abs), ones),
    area: weightedAucRoc(scores, Uint32Array.from(patients.keys())),
    correlation: weightedCorrelation(
      shares,
      patients.map(({ n, infected }) => infected / n),
    ),
  });
  return {
    n: patients.length,
    infected: labels.filter((label) => label === 1).length,
    mean_accuracy: { value: mean(accuracies), ci95: null, ci95_patients: intervals.accuracy },
    lowest_accuracy: Math.min(...accuracies),
    infected_share: {
      mean_absolute_error: {
        value: mean(errors.map(Math.abs)),
        ci95: null,
        ci95_patients: intervals.shareError,
      },
      bias: mean(errors),
      correlation: {
        value: weightedCorrelation(
          shares,
          patients.map(({ n, infected }) => infected / n),
        )(Uint32Array.from(ones)),
        ci95: null,
        ci95_patients: intervals.correlation,
      },
    },
    auc_roc: { value: aucRoc(scores), ci95: delongInterval(scores), ci95_patients: intervals.area },
    call: threshold === undefined ? null : patientCalls(scores, threshold),
  };
}

function patientCalls(
  { labels, probabilities }: { labels: number[]; probabilities: number[] },
  threshold: number,
) {
  const called = (label: number, positive: boolean) =>
    labels.filter((own, index) => own === label && isPositive(probabilities[index]!, threshold) === positive)
      .length;
  const confusion = { tp: called(1, true), fn: called(1, false), fp: called(0, true), tn: called(0, false) };
  const { tp, fn, fp, tn } = confusion;
  const rate = (part: number, whole: number) => ({
    value: ratio(part, whole),
    ci95: wilsonInterval(part, whole),
  });
  return {
    threshold,
    accuracy: rate(tp + tn, labels.length),
    sensitivity: rate(tp, tp + fn),
    specificity: rate(tn, tn + fp),
    confusion,
  };
}

/**
 * The share of predicted-positive cells that parts infected patients from others best: the highest Youden index, midway
 * between the two patients that it lies between. `undefined` without patients of both kinds.
 */
export function fitPatientThreshold(patients: readonly PatientCounts[]): number | undefined {
  const infected = patients.filter((patient) => patient.infected > 0);
  const healthy = patients.filter((patient) => patient.infected === 0);
  if (infected.length === 0 || healthy.length === 0) return undefined;
  const shareOf = ({ n, predicted_infected }: PatientCounts) => predicted_infected / n;
  const shares = [...new Set(patients.map(shareOf))].sort((a, b) => a - b);
  const candidates = shares.slice(1).map((share, index) => (share + shares[index]!) / 2);
  const youden = (cut: number) =>
    infected.filter((patient) => isPositive(shareOf(patient), cut)).length / infected.length +
    healthy.filter((patient) => !isPositive(shareOf(patient), cut)).length / healthy.length;
  const best = Math.max(...candidates.map(youden));
  const equals = candidates.filter((cut) => youden(cut) === best);
  return equals[Math.floor((equals.length - 1) / 2)];
}

function weightedCorrelation(x: readonly number[], y: readonly number[]): WeightedStatistic {
  return (weights) => {
    let [n, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0];
    for (let index = 0; index < x.length; index++) {
      const weight = weights[index]!;
      n += weight;
      sx += weight * x[index]!;
      sy += weight * y[index]!;
      sxx += weight * x[index]! ** 2;
      syy += weight * y[index]! ** 2;
      sxy += weight * x[index]! * y[index]!;
    }
    const spread = Math.sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
    return spread > 1e-12 ? (n * sxy - sx * sy) / spread : null;
  };
}
