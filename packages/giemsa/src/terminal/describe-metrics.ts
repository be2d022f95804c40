import { counted } from '@giemsa/core/internal/counted';
import { FIGURE_NAMES, isShare } from '@giemsa/core/internal/metrics/figure-names';
import { headlineFigures } from '@giemsa/core/internal/metrics/headline-figures';
import {
  type Estimate,
  isBinary,
  type Metrics,
  type PatientLevel,
  type Selective,
} from '@giemsa/core/internal/metrics/metrics-schema';
import {
  lacksPatients,
  quotedInterval,
  TOO_FEW_PATIENTS,
} from '@giemsa/core/internal/metrics/quoted-interval';
import { formatThreshold } from '@giemsa/core/internal/report/ranking-charts';

const count = (value: number) => value.toLocaleString('en-US');
const percent = (share: number, digits: number) => `${(100 * share).toFixed(digits)} %`;

/** The figures that people look for first, with their intervals. */
export function describeMetrics(metrics: Metrics): string[] {
  const { n, unseen_patients: unseen, shared_patients: shared } = metrics;
  const rows = headlineFigures(metrics).map(({ name, figure, estimate: value }): [string, string] => [
    name,
    estimate(value, isShare(figure) ? undefined : 4),
  ]);
  if (isBinary(metrics)) {
    rows.push([FIGURE_NAMES.ece, describeCalibration(metrics)]);
    if (metrics.selective) rows.push(['unsure', describeSelective(metrics.selective)]);
    if (metrics.patient_level) rows.push(['by patient', describePatients(metrics.patient_level)]);
  } else {
    rows.push(['macro F1', percent(metrics.macro_f1, 2)], [FIGURE_NAMES.ece, metrics.ece.toFixed(4)]);
  }
  const { without_excluded: without, with_relabelled: relabelled, gate, cost } = metrics;
  if (without) {
    rows.push([`without ${count(without.n_excluded)} excluded`, `accuracy ${estimate(without.accuracy)}`]);
  }
  if (relabelled) {
    rows.push([
      `with ${count(relabelled.n_relabelled)} relabelled`,
      `accuracy ${estimate(relabelled.accuracy)}`,
    ]);
  }
  if (gate) rows.push(['input gate', `refuses ${count(gate.refused)} of them (${percent(gate.share, 2)})`]);
  if (cost) {
    const { models, views, passes_per_cell: passes, milliseconds_per_cell: each } = cost;
    rows.push([
      'cost',
      `${counted(passes, 'pass', 'passes')} per cell (${counted(models, 'model')} × ${counted(views, 'view')}), ${each} ms per cell`,
    ]);
  }
  const width = Math.max(12, ...rows.map(([name]) => name.length));
  const byPatient = metrics.accuracy.ci95_patients !== undefined;
  const about = byPatient
    ? '95 % intervals by resampling patients'
    : '95 % intervals, cells taken as independent';
  const threshold = isBinary(metrics)
    ? `; positive: ${metrics.positive_class} from probability ${formatThreshold(metrics.threshold)}`
    : '';
  return [
    `Result on ${counted(n, 'cell')}${threshold}`,
    `  ${about}`,
    ...(unseen && shared ? [describeUnseen(unseen.n, shared)] : []),
    ...rows.map(([name, value]) => `  ${name.padEnd(width)} ${value}`),
  ];
}

/** Whose the figures of patients never seen are. */
function describeUnseen(cells: number, shared: { n: number; share: number }): string {
  const rest =
    shared.n === 0 ? 'all of them' : `the others, ${percent(shared.share, 1)}, share a patient with training`;
  return `  ${counted(cells, 'cell')} of patients never seen; ${rest}`;
}

function describeCalibration({ ece, calibration }: Metrics): string {
  if (!calibration) return ece.toFixed(4);
  const { temperature, ece_uncalibrated: before } = calibration;
  return `${ece.toFixed(4)} (${before.toFixed(4)} before temperature ${temperature.toFixed(3)})`;
}

function describeSelective({ coverage, error, error_of_all: all, band }: Selective): string {
  const rest =
    error === null ? 'none is left' : `error of the rest ${percent(error, 2)} instead of ${percent(all, 2)}`;
  return `${percent(1 - coverage, 1)} of the cells (probability ${band.low.toPrecision(3)} to ${band.high.toPrecision(3)}): ${rest}`;
}

function describePatients({ n, mean_accuracy: mean, lowest_accuracy: lowest, call }: PatientLevel): string {
  const right = call && call.confusion.tp + call.confusion.tn;
  return (
    `mean accuracy ${estimate(mean)}, lowest ${percent(lowest, 1)}` +
    (right === null ? '' : `; ${right} of ${counted(n, 'patient')} called right`)
  );
}

function estimate(figure: Estimate, digits?: number): string {
  const { value } = figure;
  if (value === null) return 'not defined here';
  const format = (number: number) => (digits === undefined ? percent(number, 2) : number.toFixed(digits));
  const interval = quotedInterval(figure);
  if (interval) return `${format(value)}  (${format(interval[0])} to ${format(interval[1])})`;
  return lacksPatients(figure) ? `${format(value)}  (${TOO_FEW_PATIENTS})` : format(value);
}
