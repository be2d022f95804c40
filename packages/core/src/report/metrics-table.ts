import { counted } from '../counted.js';
import {
  type BinaryMetrics,
  type Estimate,
  isBinary,
  type Metrics,
  type MulticlassMetrics,
} from '../metrics/metrics-schema.js';
import { type Html, html } from './html.js';
import {
  percent,
  percentInterval,
  quotedPercents,
  quotedScores,
  score,
  scoreInterval,
} from './report-format.js';

interface Row {
  name: string;
  meaning: string;
  value: string;
  interval?: string;
  patients?: string;
}

/** Table of all figures with their intervals and what they mean. */
export function metricsTable(metrics: Metrics): Html {
  const rows = isBinary(metrics) ? binaryRows(metrics) : multiclassRows(metrics);
  const withPatients = rows.some(({ patients }) => patients !== undefined);
  const reasons = Object.entries(metrics.undefined_metrics);
  return html`${hasTwoKinds(metrics) && html`<p>Of all ${counted(metrics.n, 'cell')}:</p>`}<div class="scroll"><table class="cards">
<thead><tr><th>Figure</th><th class="number">Value</th><th class="number">95% interval</th>
${withPatients && html`<th class="number">95% interval over patients</th>`}<th>Meaning</th></tr></thead>
<tbody>${rows.map(
    (row) => html`<tr><td class="name">${row.name}</td><td class="number">${row.value}</td>
<td class="number" data-title="95% interval">${row.interval ?? ''}</td>${
      withPatients && html`<td class="number" data-title="over patients">${row.patients ?? ''}</td>`
    }
<td class="meaning small quiet">${row.meaning}</td></tr>`,
  )}</tbody></table></div>
${reasons.length > 0 && html`<p class="small">Not defined: ${reasons.map(([name, why]) => `${name} (${why})`).join('; ')}.</p>`}
<p class="small quiet">95% interval: Wilson score for shares, DeLong for the area; both take cells as independent.
${
  withPatients &&
  'Over patients: resampled by whole patients, 2,000 times. Quote this one for patients never seen, because cells of one patient resemble each other.'
}</p>`;
}

/** Whether there are figures of patients never seen, which differ from those of all cells. */
const hasTwoKinds = ({ unseen_patients: unseen, shared_patients: shared }: Metrics): boolean =>
  unseen != null && shared !== undefined && shared.n > 0;

function rateRow(name: string, estimate: Estimate, meaning: string): Row {
  return {
    name,
    meaning,
    value: estimate.value === null ? '–' : percent(estimate.value),
    interval: percentInterval(estimate.ci95),
    ...(estimate.ci95_patients !== undefined && { patients: quotedPercents(estimate) }),
  };
}

/** As {@link rateRow}, for figures that are written as numbers rather than percentages. */
function scoreRow(name: string, estimate: Estimate, meaning: string): Row {
  return {
    name,
    meaning,
    value: score(estimate.value),
    interval: scoreInterval(estimate.ci95),
    ...(estimate.ci95_patients !== undefined && { patients: quotedScores(estimate) }),
  };
}

function binaryRows(metrics: BinaryMetrics): Row[] {
  const positive = metrics.positive_class;
  const negative = metrics.classes.find((name) => name !== positive)!;
  return [
    rateRow('Accuracy', metrics.accuracy, 'share of all cells that are correct'),
    rateRow('Sensitivity', metrics.sensitivity, `share of ${positive} cells found`),
    rateRow('Specificity', metrics.specificity, `share of ${negative} cells left alone`),
    rateRow('Precision', metrics.precision, `share of cells called ${positive} that are`),
    rateRow('Negative predictive value', metrics.npv, `share of cells called ${negative} that are`),
    scoreRow('AUC (ROC)', metrics.auc_roc, 'area under the ROC curve, over all thresholds; 0.5 is chance'),
    {
      ...numberOf(metrics, 'auc_pr', metrics.auc_pr),
      name: 'Average precision',
      meaning: 'area under the precision-recall curve',
    },
    {
      ...numberOf(metrics, 'f1', metrics.f1),
      name: 'F1',
      meaning: 'harmonic mean of precision and sensitivity',
    },
    {
      ...numberOf(metrics, 'mcc', metrics.mcc),
      name: 'Matthews correlation',
      meaning: '1 is perfect, 0 is chance',
    },
    {
      ...numberOf(metrics, 'brier', metrics.brier),
      name: 'Brier score',
      meaning: 'mean squared error of the probabilities; 0 is perfect',
    },
    ...calibrationRows(metrics),
  ];
}

function multiclassRows(metrics: MulticlassMetrics): Row[] {
  return [
    rateRow('Accuracy', metrics.accuracy, 'share of all cells that are correct'),
    {
      name: 'Sensitivity, macro',
      value: percent(metrics.macro_sensitivity),
      meaning: 'mean over the classes',
    },
    { name: 'Precision, macro', value: percent(metrics.macro_precision), meaning: 'mean over the classes' },
    { name: 'F1, macro', value: score(metrics.macro_f1), meaning: 'mean over the classes' },
    {
      name: 'AUC (ROC), macro',
      value: score(metrics.macro_auc_roc),
      meaning: 'mean of each class against the others',
    },
    ...calibrationRows(metrics),
    ...metrics.per_class.flatMap(({ class: name, n, sensitivity, precision }) => [
      rateRow(`Sensitivity of ${name}`, sensitivity, `${counted(n, 'cell')}`),
      rateRow(`Precision of ${name}`, precision, `share of cells called ${name} that are`),
    ]),
  ];
}

const calibrationRows = (metrics: Metrics): Row[] => [
  {
    ...numberOf(metrics, 'log_loss', metrics.log_loss),
    name: 'Log loss',
    meaning: 'cross-entropy of the probabilities; 0 is perfect',
  },
  {
    ...numberOf(metrics, 'ece', metrics.ece),
    name: 'ECE',
    meaning: 'expected calibration error: how far confidence and accuracy differ, 15 bins; 0 is perfect',
  },
  ...(metrics.calibration
    ? [
        {
          name: 'The same, not calibrated',
          value: score(metrics.calibration.ece_uncalibrated),
          meaning: `as the network gives it; calibrated by temperature ${metrics.calibration.temperature.toFixed(3)}`,
        },
      ]
    : []),
];

/** A plain number with its interval over patients, where there is one. */
function numberOf({ ci95_patients: intervals }: Metrics, name: string, value: number | null) {
  const over = intervals?.[name];
  return {
    value: score(value),
    ...(intervals && { patients: scoreInterval(over) }),
  };
}
