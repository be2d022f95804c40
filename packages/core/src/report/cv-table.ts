import { counted } from '../counted.js';
import type { Spread, TargetReached } from '../metrics/cross-validation.js';
import type { Estimate, Metrics } from '../metrics/metrics-schema.js';
import { isBinary } from '../metrics/metrics-schema.js';
import { PUBLISHED } from '../metrics/published.js';
import { type Html, html } from './html.js';
import { count } from './report-format.js';

interface CvFigures {
  readonly folds: number;
  readonly mean_sd: Readonly<Record<string, Spread>>;
  readonly pooled: Metrics;
  readonly per_fold: readonly Metrics[];
  readonly target?: TargetReached;
}

const COLUMNS = ['accuracy', 'auc_roc', 'sensitivity', 'specificity', 'f1', 'mcc', 'ece'] as const;
const TITLES = ['Accuracy', 'AUC', 'Sensitivity', 'Specificity', 'F1', 'MCC', 'ECE'];

/** One's own folds, mean ± sd and pooled, above published figures with their protocols. */
export function cvTable(
  { folds, mean_sd: spread, pooled, per_fold: perFold, target }: CvFigures,
  model: string,
): Html {
  const own = COLUMNS.map((name) => (spread[name] ? meanSd(spread[name]) : '–'));
  const all = isBinary(pooled)
    ? COLUMNS.map((name) => {
        const figure = pooled[name];
        if (figure === null || typeof figure === 'number') return fixed(figure, pooled.ci95_patients?.[name]);
        return fixed(figure.value, (figure as Estimate).ci95_patients);
      })
    : COLUMNS.map(() => '–');
  const rows: [string, string, string, string[]][] = [
    [
      `This, ${model}`,
      'patient',
      `${counted(folds, 'fold')}; ${counted(pooled.n, 'cell')} of ${count(pooled.n_patients ?? 0)} patients, labels as they are`,
      own,
    ],
    ['This, all folds pooled', 'patient', '95% intervals by resampling patients', all],
    ...PUBLISHED.map((row): [string, string, string, string[]] => [
      `${row.work}, ${row.model}`,
      row.unit,
      `${row.protocol} (${row.source})`,
      [row.accuracy, row.aucRoc, row.sensitivity, row.specificity, row.f1, row.mcc, undefined].map(
        (value) => value ?? '–',
      ),
    ]),
  ];
  return html`<div class="scroll"><table class="cards dense">
<thead><tr><th>Work and protocol</th>${TITLES.map((title) => html`<th class="number">${title}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([work, unit, protocol, values]) =>
      html`<tr><td class="meaning">${work}<br><span class="small quiet">split by ${unit}; ${protocol}</span></td>${values.map(
        (value, index) => html`<td class="number" data-title="${TITLES[index]}">${twoLines(value)}</td>`,
      )}</tr>`,
  )}</tbody></table></div>
<p class="small quiet">Mean ± standard deviation over folds. Where images and not patients are kept apart, cells of the same patient are in
training: such figures do not tell what happens with the next patient, and do not compare with the others. Published figures are of
the whole set, 27,558 cells of 200 patients.</p>
${target && targetStatement(target)}
<details><summary>Every fold</summary><div class="scroll"><table>
<thead><tr><th>Fold</th><th class="number">Cells</th><th class="number">Patients</th>${TITLES.map((title) => html`<th class="number">${title}</th>`)}</tr></thead>
<tbody>${perFold.map(
    (metrics, index) =>
      html`<tr><td>${index + 1}</td><td class="number">${count(metrics.n)}</td><td class="number">${count(metrics.n_patients ?? 0)}</td>${COLUMNS.map(
        (name) => html`<td class="number">${spread[name] ? spread[name].folds[index]!.toFixed(4) : '–'}</td>`,
      )}</tr>`,
  )}</tbody></table></div></details>`;
}

function targetStatement({ target, sensitivity, specificity, thresholds }: TargetReached): Html {
  return html`<p>At the threshold for a sensitivity of ${target}, chosen for each fold on the other folds
(${thresholds.map((threshold) => threshold.toPrecision(3)).join(', ')}): sensitivity ${fixed(sensitivity.value, sensitivity.ci95)},
specificity ${fixed(specificity.value, specificity.ci95)} (Wilson intervals).</p>`;
}

/** A value and, below it, its spread: the table has many columns. */
function twoLines(value: string): Html {
  const [first = '', ...rest] = value.split(/ (?=[±(])/);
  return rest.length === 0
    ? html`${first}`
    : html`${first}<br><span class="small quiet">${rest.join(' ')}</span>`;
}

const meanSd = ({ mean, sd }: Spread) => `${mean.toFixed(3)} ± ${sd.toFixed(3)}`;

const fixed = (value: number | null, range?: readonly [number, number] | null) =>
  value === null
    ? '–'
    : `${value.toFixed(4)}${range ? ` (${range[0].toFixed(3)}–${range[1].toFixed(3)})` : ''}`;
