import type { AuditResult } from '@giemsa/core/internal/auditing/audit-folder';
import { counted } from '@giemsa/core/internal/counted';

const count = (value: number) => value.toLocaleString('en-US');
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

/** What an audit found, line by line. */
export function describeAudit({
  cells,
  patients,
  unreadable,
  leftOut,
  duplicates,
  odd,
  split,
  labels,
  metrics,
  report,
  csv,
  labelsCsv,
  toRead,
}: AuditResult): string[] {
  const exact = duplicates.filter((pair) => pair.exact).length;
  const of = (name: 'acrossClasses' | 'acrossPatients' | 'acrossSplit') =>
    count(duplicates.filter((pair) => pair[name]).length);
  const lines = [
    `cells       ${count(cells)} of ${counted(patients, 'patient')}; ${count(unreadable.length)} unreadable`,
    ...leftOut.slice(0, 3).map(({ reason }) => `left out    ${reason}`),
    ...(leftOut.length > 3 ? [`left out    ${count(leftOut.length - 3)} more: audit.json lists all`] : []),
    `duplicates  ${count(exact)} exact and ${count(duplicates.length - exact)} near pairs: ${of('acrossClasses')} across classes, ` +
      `${of('acrossPatients')} across patients${split ? `, ${of('acrossSplit')} across the split` : ''}`,
    `odd         ${counted(odd.length, 'picture')} unlike the others`,
  ];
  if (split) {
    lines.push(
      `split       ${counted(split.sharedPatients.length, 'patient')} on both sides: ${count(split.sharedCells)} of ` +
        `${count(split.validation)} validation cells (${percent(split.sharedShare)})`,
    );
  }
  if (labels?.unreliable !== undefined) {
    lines.push(
      `labels      ${count(labels.doubtful.length)} of ${count(labels.predicted)} doubted, but not reliably: ${labels.unreliable}`,
    );
  } else if (labels) {
    lines.push(
      `labels      ${count(labels.doubtful.length)} of ${count(labels.predicted)} doubtful; estimated share of wrong labels ` +
        percent(labels.noise.estimatedErrorShare),
    );
  }
  if (labels?.readings) lines.push(...describeReadings(labels.readings));
  const without = metrics?.without_excluded;
  if (metrics && without && labels?.unreliable === undefined) {
    lines.push(
      `accuracy    ${percent(metrics.accuracy.value!)} of all ${counted(metrics.n, 'cell')}, ${percent(without.accuracy.value!)} ` +
        `without the ${count(without.n_excluded)} doubtful ones`,
    );
    const relabelled = metrics.with_relabelled;
    if (relabelled)
      lines.push(
        `            ${percent(relabelled.accuracy.value!)} with ${count(relabelled.n_relabelled)} labels replaced`,
      );
  }
  return [
    ...lines,
    `Report: ${report}`,
    `For --exclude: ${csv}`,
    ...(labelsCsv === undefined ? [] : [`Every label, for --exclude and --relabel: ${labelsCsv}`]),
    ...(toRead
      ? [
          `To be read by two people: ${counted(toRead.cells, 'cell')} in ${toRead.folder}`,
          'Each fills in a copy of its readings.csv; give both to --readings.',
        ]
      : []),
  ];
}

type Readings = NonNullable<NonNullable<AuditResult['labels']>['readings']>;

function describeReadings({ read, agreement, wrong, right, undecided, estimate }: Readings): string[] {
  if (!agreement) return ['read        by one person, who decides nothing alone: give a second --readings'];
  const { kappa } = agreement;
  const lines = [
    `read        ${counted(read, 'cell')} by all readers: ${count(wrong)} wrong, ${count(right)} right, ${count(undecided)} undecided`,
  ];
  if (agreement.share !== null)
    lines.push(
      `readers     agree on ${percent(agreement.share)} of ${counted(agreement.n, 'cell')}${kappa == null ? '' : `, kappa ${kappa.toFixed(2)}`}`,
    );
  const interval = estimate.shareCi95Patients ?? estimate.shareCi95;
  if (estimate.share !== null && interval)
    lines.push(
      `wrong       ${percent(estimate.share)} of all labels (${percent(interval[0])} to ${percent(interval[1])}): a model that`,
      `            reads as they do would be right in ${percent(1 - estimate.share)}, labels as they are`,
    );
  return lines;
}
