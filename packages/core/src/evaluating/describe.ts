import type { Model } from '@giemsa/nn';
import { counted } from '../counted.js';
import { countPatients, countPerClass } from '../dataset/cells.js';
import type { CellDataset } from '../dataset/dataset.js';
import type { Split } from '../dataset/split.js';
import { sharedPatients } from '../dataset/split.js';
import type { Subset } from '../dataset/subsets.js';
import type { SkippedFile } from '../files/skipped-file.js';
import { FIGURE_NAMES, isShare } from '../metrics/figure-names.js';
import { headlineFigures } from '../metrics/headline-figures.js';
import {
  type Estimate,
  isBinary,
  type Metrics,
  type PatientLevel,
  type Selective,
} from '../metrics/metrics-schema.js';
import { lacksPatients, quotedInterval, TOO_FEW_PATIENTS } from '../metrics/quoted-interval.js';
import { formatThreshold } from '../report/ranking-charts.js';
import type { SideRecord } from '../run-folder/config.js';

/** Models with more layers than this show their totals only; the table is in the run folder. */
const LONGEST_TABLE = 20;
const SKIPPED_SHOWN = 3;

const count = (value: number) => value.toLocaleString('en-US');
const percent = (share: number, digits: number) => `${(100 * share).toFixed(digits)} %`;

/** What was found in the data folder. */
export function describeData(cells: CellDataset): string[] {
  const all = cells.files.keys();
  const classes = Object.entries(countPerClass(cells, all)).map(
    ([name, number]) => `${name} ${count(number)}`,
  );
  const patients = countPatients(cells, cells.files.keys());
  const from = patients === 0 ? 'patients unknown' : `of ${counted(patients, 'patient')}`;
  const lines = [
    `Data:  ${counted(cells.files.length, 'cell')} (${classes.join(', ')}) ${from}, in ${cells.root}`,
  ];
  if (cells.subsets) lines.push(`       ${describeSubsets(cells.subsets)}`);
  return [...lines, ...listed('skipped', cells.skipped), ...listed('left out', cells.leftOut)];
}

function describeSubsets(subsets: readonly Subset[]): string {
  const sizes = (['train', 'validation', 'test'] as const).flatMap((subset) => {
    const size = subsets.filter((other) => other === subset).length;
    return size > 0 ? [`${subset} ${count(size)}`] : [];
  });
  return `in folders of a ready-made split: ${sizes.join(', ')}`;
}

function listed(what: string, files: readonly SkippedFile[]): string[] {
  if (files.length === 0) return [];
  const more = files.length - SKIPPED_SHOWN;
  return [
    `       ${counted(files.length, 'file')} ${what}:`,
    ...files.slice(0, SKIPPED_SHOWN).map(({ reason }) => `       - ${reason}`),
    ...(more > 0 ? [`       - and ${more} more`] : []),
  ];
}

/** The sizes of both sides, and how honest the split is. */
export function describeSplit(cells: CellDataset, split: Split, kind: string): string[] {
  const side = (positions: number[], title: string) => {
    const patients = countPatients(cells, positions);
    return `${count(positions.length)} ${title} cells${patients === 0 ? '' : ` of ${counted(patients, 'patient')}`}`;
  };
  const how = kind === 'folders' ? 'by the folders of the data set' : `by ${kind}`;
  return [
    `Split: ${how}: ${side(split.train, 'training')}, ${side(split.validation, 'validation')}`,
    `       ${describeShared(cells, split)}`,
  ];
}

export function describeShared(cells: CellDataset, split: Split): string {
  if (cells.patients.every((patient) => patient === null)) {
    return 'patients are not known: cells of one patient may be on both sides, which flatters the result';
  }
  const { count: shared, share } = sharedPatients(split, cells.patients);
  return (
    `${count(shared)} of ${count(split.validation.length)} validation cells (${percent(share, 1)}) ` +
    'come from patients that are also in training'
  );
}

export function recordSide(cells: CellDataset, positions: number[]): SideRecord {
  return {
    cells: positions.length,
    cellsPerClass: countPerClass(cells, positions),
    patients: countPatients(cells, positions),
  };
}

/** Keras' summary, or of a large model its totals. */
export function describeModel(model: Model): string[] {
  const lines = model.summary().split('\n');
  return model.layers.length <= LONGEST_TABLE
    ? lines
    : [lines[0]!, ...lines.filter((line) => / params: /.test(line))];
}

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
  const { without_excluded: without, gate, cost } = metrics;
  if (without) {
    rows.push([`without ${count(without.n_excluded)} excluded`, `accuracy ${estimate(without.accuracy)}`]);
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

/** `9 min 20 s` */
export function describeDuration(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}
