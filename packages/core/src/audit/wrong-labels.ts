import { patientBootstrap, type WeightedStatistic } from '../metrics/patient-bootstrap.js';
import { type Interval, wilsonInterval } from '../metrics/wilson.js';
import type { JudgedLabel } from './judge-labels.js';

/** Estimated share of wrong labels among all cells. */
export interface WrongLabels {
  /** Doubted cells that were read, and those of them that all readers call wrong. */
  readonly doubted: { readonly all: number; readonly read: number; readonly wrong: number };
  /** The same of the cells that the models do not doubt; taken as a random sample of them. */
  readonly others: { readonly all: number; readonly read: number; readonly wrong: number };
  /** `Σ cells of a kind × share of wrong ones among those read / all cells`; null where a kind was not read. */
  readonly share: number | null;
  /** Resampling patients; null where they are not known or too few. */
  readonly shareCi95Patients: Interval | null;
  /** Cells taken for independent: the sum of the ends of both kinds' Wilson intervals, so it is rather too wide. */
  readonly shareCi95: Interval | null;
}

/**
 * How many labels are wrong, from readings of the doubted cells and of a random sample of the others (a stratified estimate:
 * Cochran 1977, Sampling Techniques, 5.2). A cell counts as wrong when all readers read the same other class.
 */
export function estimateWrongLabels(labels: readonly JudgedLabel[]): WrongLabels {
  const kinds = [true, false].map((doubtful) => labels.filter((label) => label.doubtful === doubtful));
  const [doubted, others] = kinds.map(tally) as [WrongLabels['doubted'], WrongLabels['others']];
  const parts = [doubted, others].filter(({ all }) => all > 0);
  const isRead = parts.every(({ read }) => read > 0);
  const sum = (of: (part: WrongLabels['doubted']) => number) =>
    parts.reduce((total, part) => total + part.all * of(part), 0) / labels.length;
  return {
    doubted,
    others,
    share: isRead ? sum(({ wrong, read }) => wrong / read) : null,
    shareCi95: isRead
      ? [
          sum(({ wrong, read }) => wilsonInterval(wrong, read)![0]),
          sum(({ wrong, read }) => wilsonInterval(wrong, read)![1]),
        ]
      : null,
    shareCi95Patients: isRead ? byPatients(kinds) : null,
  };
}

const isRead = ({ verdict }: JudgedLabel) => verdict !== undefined;
const isWrong = ({ verdict }: JudgedLabel) => verdict?.verdict === 'wrong';

const tally = (labels: readonly JudgedLabel[]) => ({
  all: labels.length,
  read: labels.filter(isRead).length,
  wrong: labels.filter(isWrong).length,
});

function byPatients(kinds: readonly (readonly JudgedLabel[])[]): Interval | null {
  const all = kinds.flat();
  if (all.some(({ patient }) => patient === '')) return null;
  const patients = [...new Set(all.map(({ patient }) => patient))].sort();
  const position = new Map(patients.map((patient, index) => [patient, index]));
  const counts = kinds.map((labels) => {
    const zero = () => new Uint32Array(patients.length);
    const count = { all: zero(), read: zero(), wrong: zero() };
    for (const label of labels) {
      const patient = position.get(label.patient)!;
      count.all[patient]!++;
      if (isRead(label)) count.read[patient]!++;
      if (isWrong(label)) count.wrong[patient]!++;
    }
    return count;
  });
  const share: WeightedStatistic = (weights) => {
    const total = (values: Uint32Array) =>
      values.reduce((sum, value, index) => sum + value * weights[index]!, 0);
    let [wrong, cells] = [0, 0];
    for (const count of counts) {
      const [whole, read] = [total(count.all), total(count.read)];
      if (whole > 0 && read === 0) return null;
      wrong += whole === 0 ? 0 : (whole * total(count.wrong)) / read;
      cells += whole;
    }
    return cells === 0 ? null : wrong / cells;
  };
  return patientBootstrap(patients.length, { share }).share;
}
