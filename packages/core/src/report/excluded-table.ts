import { type Estimate, isBinary, type Metrics } from '../metrics/metrics-schema.js';
import { type Html, html } from './html.js';
import { count, percent, quotedPercents, quotedScores, score } from './report-format.js';

/** The figures with the excluded cells and without them, side by side; null where none was excluded. */
export function excludedTable(metrics: Metrics): Html | null {
  const { without_excluded: without } = metrics;
  if (without === undefined) return null;
  if (without === null)
    return html`<p>All evaluated cells are excluded, so there are no figures without them.</p>`;
  const all = isBinary(metrics) ? metrics : undefined;
  const rows: [string, Estimate | undefined, Estimate | undefined][] = [
    ['Accuracy', metrics.accuracy, without.accuracy],
    ['Sensitivity', all?.sensitivity, without.sensitivity],
    ['Specificity', all?.specificity, without.specificity],
    ['AUC (ROC)', all?.auc_roc, without.auc_roc],
  ];
  return html`<div class="scroll"><table>
<thead><tr><th>Figure</th><th class="number">All ${count(metrics.n)} cells, labels as they are</th><th class="number">Without ${count(without.n_excluded)} excluded cells</th></tr></thead>
<tbody>${rows.flatMap(([name, whole, part]) =>
    whole && part
      ? [
          html`<tr><td class="name">${name}</td><td class="number">${shown(name, whole)}</td><td class="number">${shown(name, part)}</td></tr>`,
        ]
      : [],
  )}
<tr><td class="name">ECE</td><td class="number">${score(metrics.ece)}</td><td class="number">${score(without.ece)}</td></tr>
</tbody></table></div>
<p class="small quiet">Leaving out the cells that are hardest to call raises any model's figures; those of all cells are the ones to compare.</p>`;
}

function shown(name: string, estimate: Estimate): string {
  if (estimate.value === null) return '–';
  return name === 'AUC (ROC)'
    ? `${score(estimate.value)} (${quotedScores(estimate)})`
    : `${percent(estimate.value)} (${quotedPercents(estimate)})`;
}
