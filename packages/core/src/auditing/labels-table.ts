import type { JudgedLabel } from '../audit/judge-labels.js';
import { toCsv } from '../files/csv.js';

/**
 * `labels.csv`: one line for each cell that models have answered for, in the data set's order. `--exclude` takes it (column
 * `exclude`), and so does `--relabel` (column `relabel`: the class that all readers read in place of the label).
 * @param readers how many have read
 */
export function labelsTable(labels: readonly JudgedLabel[], readers: number): string {
  const numbers = Array.from({ length: readers }, (_, index) => index + 1);
  const header = [
    ...['file', 'patient', 'class', 'label_probability', 'models', 'models_against', 'doubtful'],
    ...['duplicate_group', ...numbers.flatMap((number) => [`reading_${number}`, `reason_${number}`])],
    ...['verdict', 'relabel', 'exclude'],
  ];
  const rows = labels.map(({ verdict, readings, ...label }) => [
    ...[label.file, label.patient, label.class, label.labelProbability.toFixed(4)],
    ...[label.members, label.against, yes(label.doubtful), label.duplicateGroup],
    ...numbers.flatMap((number) => {
      const reading = readings[number - 1];
      return [reading?.reading, reading?.reason];
    }),
    ...[verdict?.verdict, verdict?.verdict === 'wrong' ? verdict.relabel : '', yes(label.exclude)],
  ]);
  return toCsv([header, ...rows]);
}

const yes = (value: boolean) => (value ? 'yes' : 'no');
