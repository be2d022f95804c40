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
  const without = metrics?.without_excluded;
  if (metrics && without && labels?.unreliable === undefined) {
    lines.push(
      `accuracy    ${percent(metrics.accuracy.value!)} of all ${counted(metrics.n, 'cell')}, ${percent(without.accuracy.value!)} ` +
        `without the ${count(without.n_excluded)} doubtful ones`,
    );
  }
  return [...lines, `Report: ${report}`, `For --exclude: ${csv}`];
}
