import { type Estimate, isBinary, type Metrics } from '../metrics/metrics-schema.js';
import { type Html, html } from './html.js';
import { count, percent, quotedPercents, quotedScores, score } from './report-format.js';

type Footing = Pick<NonNullable<Metrics['with_relabelled']>, 'accuracy' | 'ece'> & {
  readonly sensitivity?: Estimate | undefined;
  readonly specificity?: Estimate | undefined;
  readonly auc_roc?: Estimate | undefined;
};

/**
 * The figures with the labels as they are, without the excluded cells and with other labels, side by side; null where nothing was
 * excluded or relabelled.
 */
export function footingsTable(metrics: Metrics): Html | null {
  const { without_excluded: without, with_relabelled: relabelled } = metrics;
  const footings: [string, Footing][] = [
    [
      `All ${count(metrics.n)} cells, labels as they are`,
      isBinary(metrics) ? metrics : { accuracy: metrics.accuracy, ece: metrics.ece },
    ],
  ];
  if (without) footings.push([`Without ${count(without.n_excluded)} excluded cells`, without]);
  if (relabelled) footings.push([`With ${count(relabelled.n_relabelled)} cells relabelled`, relabelled]);
  const none =
    without === null && html`<p>All evaluated cells are excluded, so there are no figures without them.</p>`;
  if (footings.length === 1) return none || null;
  const rows: [string, (footing: Footing) => Estimate | undefined][] = [
    ['Accuracy', ({ accuracy }) => accuracy],
    ['Sensitivity', ({ sensitivity }) => sensitivity],
    ['Specificity', ({ specificity }) => specificity],
    ['AUC (ROC)', ({ auc_roc: area }) => area],
  ];
  return html`${none}<div class="scroll"><table>
<thead><tr><th>Figure</th>${footings.map(([name]) => html`<th class="number">${name}</th>`)}</tr></thead>
<tbody>${rows
    .filter(([, of]) => of(footings[0]![1]) !== undefined)
    .map(
      ([name, of]) =>
        html`<tr><td class="name">${name}</td>${footings.map(([, footing]) => html`<td class="number">${shown(name, of(footing))}</td>`)}</tr>`,
    )}
<tr><td class="name">ECE</td>${footings.map(([, { ece }]) => html`<td class="number">${score(ece)}</td>`)}</tr>
</tbody></table></div>
<p class="small quiet">Leaving out or relabelling the cells that are hardest to call raises any model's figures; those of all cells, labels as they are, are the ones to compare.</p>`;
}

function shown(name: string, estimate: Estimate | undefined): string {
  if (estimate?.value == null) return '–';
  return name === 'AUC (ROC)'
    ? `${score(estimate.value)} (${quotedScores(estimate)})`
    : `${percent(estimate.value)} (${quotedPercents(estimate)})`;
}
