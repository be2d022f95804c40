import { counted } from '../counted.js';
import { type Estimate, isBinary, type Metrics } from '../metrics/metrics-schema.js';
import { type Html, html } from './html.js';
import { count, percent, quotedPercents, quotedScores, score } from './report-format.js';

/** Figures that count patients instead of cells; null where patients are not known. */
export function patientLevelTable(metrics: Metrics): Html | null {
  if (!isBinary(metrics) || !metrics.patient_level) return null;
  const { n, infected, mean_accuracy, lowest_accuracy, infected_share, auc_roc, call } =
    metrics.patient_level;
  const rows: [string, string, string, string][] = [
    rate('Mean accuracy', mean_accuracy, 'mean over patients, each with the same weight'),
    ['Lowest accuracy', percent(lowest_accuracy), '', 'the patient it does worst on'],
    rate(
      'Share of infected cells, error',
      infected_share.mean_absolute_error,
      `predicted against labelled, mean over patients; bias ${(100 * infected_share.bias).toFixed(2)} points`,
    ),
    [
      'Share of infected cells, correlation',
      score(infected_share.correlation.value),
      quotedScores(infected_share.correlation),
      'predicted against labelled share; 1 is perfect',
    ],
    [
      'AUC (ROC)',
      score(auc_roc.value),
      quotedScores(auc_roc),
      'patients ranked by their predicted share of infected cells',
    ],
    ...(call
      ? [
          rate(
            'Sensitivity',
            call.sensitivity,
            `infected patients called infected, from ${percent(call.threshold, 1)} of their cells on`,
          ),
          rate('Specificity', call.specificity, 'other patients not called infected'),
        ]
      : []),
  ];
  return html`<p>${counted(n, 'patient')}, ${count(infected)} with cells labelled ${metrics.positive_class}.
Counted by patient:</p>
<div class="scroll"><table class="cards"><thead><tr><th>Figure</th><th class="number">Value</th><th class="number">95% interval</th><th>Meaning</th></tr></thead>
<tbody>${rows.map(
    ([name, value, range, meaning]) =>
      html`<tr><td class="name">${name}</td><td class="number">${value}</td><td class="number" data-title="95% interval">${range}</td><td class="meaning small quiet">${meaning}</td></tr>`,
  )}</tbody></table></div>`;
}

const rate = (name: string, estimate: Estimate, meaning: string): [string, string, string, string] => [
  name,
  estimate.value === null ? '–' : percent(estimate.value),
  quotedPercents(estimate),
  meaning,
];
