import { counted } from '../counted.js';
import { GRID_SCALE } from '../drawing/image-grid.js';
import { isShare } from '../metrics/figure-names.js';
import { headlineFigures } from '../metrics/headline-figures.js';
import { isBinary, type Metrics } from '../metrics/metrics-schema.js';
import { footingsTable } from './footings-table.js';
import { Html, html } from './html.js';
import { metricsTable } from './metrics-table.js';
import { patientLevelTable } from './patient-level-table.js';
import { formatThreshold } from './ranking-charts.js';
import { count, percent, quotedPercents, quotedScores, score } from './report-format.js';
import { REPORT_STYLE } from './report-style.js';
import type { ReportPicture, ReportSplit, RunReportInput } from './run-report-input.js';

/** The report of a training run or of an evaluation: one HTML page that holds all it shows and needs no network. */
export function runReport(input: RunReportInput): string {
  const { figures, metrics } = input;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="giemsa">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${input.title}</title>
<style>${new Html(REPORT_STYLE)}</style>
</head>
<body>
<header>
<h1>${input.title}</h1>
<p class="quiet small">giemsa, ${input.made.toISOString().slice(0, 16).replace('T', ' ')} UTC. Research use only. Not a medical device.</p>
${headline(input)}
${input.split && splitStatement(input.split)}
</header>
<main>
${(input.sections ?? []).map(({ title, body }) => html`<section><h2>${title}</h2>${body}</section>`)}
${section('Training', figures.curves && figure(figures.curves, 'curves', 'Loss and accuracy after each epoch.'))}
${section(
  'What it gets right and wrong',
  figures.confusionMatrix && figure(figures.confusionMatrix, 'confusion', ''),
  metricsTable(metrics),
)}
${section('Other labels, fewer cells', footingsTable(metrics))}
${section(
  'Ranking and calibration',
  pair(
    figures.roc && figure(figures.roc, 'roc', 'Dashed: chance.'),
    figures.precisionRecall && figure(figures.precisionRecall, 'pr', 'Dashed: calling every cell positive.'),
  ),
  pair(
    figures.reliability &&
      figure(
        figures.reliability,
        'reliability',
        'On the dashed line, a probability means what it says. Bars: 95% Wilson intervals.',
      ),
    figures.scores &&
      figure(figures.scores, 'scores', 'Cells on the wrong side of the dashed line are mistakes.'),
  ),
)}
${section('Mistakes', input.mistakes && picture(input.mistakes))}
${section('Images', ...(input.samples ?? []).map(picture))}
${section('Patients', patientLevelTable(metrics), figures.patients && figure(figures.patients, 'patients', ''), patientTable(metrics))}
${section('Settings', settingsTable(input.settings))}
${section('Files left out', skippedTable(metrics))}
${section('Environment', settingsTable(input.environment))}
</main>
<footer><p class="small quiet">Research use only. Not a medical device. These figures hold for cells cut out and stained
like the ones evaluated; on other slides, microscopes and cameras they must be measured anew.</p></footer>
</body>
</html>
`;
  return page.markup;
}

function headline({ metrics, evaluatedOn }: RunReportInput): Html {
  const { accuracy, unseen_patients: unseen, shared_patients: shared, n_patients: patients } = metrics;
  const isKnown = unseen != null && shared !== undefined;
  const tiles = headlineFigures(metrics).flatMap(({ name, figure, estimate }): [string, string, string][] => {
    if (estimate.value === null) return [];
    const isPercent = isShare(figure);
    const value = isPercent ? percent(estimate.value) : score(estimate.value);
    return [[value, name, isPercent ? quotedPercents(estimate) : quotedScores(estimate)]];
  });
  tiles.push([
    count(metrics.n),
    'cells evaluated',
    patients === undefined ? 'patients not known' : `of ${counted(patients, 'patient')}`,
  ]);
  const kind = accuracy.ci95_patients !== undefined ? 'over patients' : 'over cells';
  return html`<p>Evaluated on ${evaluatedOn}${
    isBinary(metrics) &&
    html`; ${metrics.positive_class} is the positive class, called at a probability of ${formatThreshold(metrics.threshold)} or more`
  }.</p>
<div class="headline">${tiles.map(([value, name, detail]) => html`<div><b>${value}</b>${name}<span>${detail}</span></div>`)}</div>
<p class="small quiet">Ranges: 95% intervals ${kind}.${
    isKnown &&
    ` Patients never seen: ${counted(unseen.n, 'cell')} of ${counted(unseen.n_patients, 'patient')} that are not in training. ` +
      `${percent(shared.share, 1)} of all cells share a patient with training.`
  }${shared !== undefined && !isKnown && ' Every cell is from a patient that is also in training, so these figures say nothing about the next patient.'}</p>`;
}

function splitStatement(split: ReportSplit): Html {
  const shared = split.sharedPatientCells;
  const sizes = html`${counted(split.trainingCells, 'cell')} to train${
    split.trainingPatients !== undefined && ` (${counted(split.trainingPatients, 'patient')})`
  }, ${count(split.validationCells)} to validate${
    split.validationPatients !== undefined && ` (${counted(split.validationPatients, 'patient')})`
  }.`;
  if (shared === undefined) {
    return html`<p class="notice"><strong>Patients are not known.</strong> Validation cells may come from patients that are
also in training, and the accuracy on new patients may be lower. Split by ${split.kind}: ${sizes}</p>`;
  }
  if (shared === 0) {
    return html`<p><strong>No validation cell comes from a patient that is also in training.</strong>
Split by ${split.kind}: ${sizes}</p>`;
  }
  return html`<p class="notice"><strong>${percent(shared / split.validationCells, 1)} of the validation cells
(${count(shared)} of ${count(split.validationCells)}) come from patients that are also in training.</strong>
The accuracy on new patients may be lower. Split by ${split.kind}: ${sizes}</p>`;
}

/** Where a PNG file holds the width of its picture. */
const PNG_WIDTH_AT = 16;

type Part = Html | '' | null | undefined;

function section(title: string, ...parts: Part[]): Html | null {
  const present = parts.filter((part): part is Html => part instanceof Html);
  return present.length > 0 ? html`<section><h2>${title}</h2>${present}</section>` : null;
}

function pair(...parts: Part[]): Html | null {
  const present = parts.filter((part): part is Html => part instanceof Html);
  return present.length > 0 ? html`<div class="pair">${present}</div>` : null;
}

/** Ids in a Vega picture start from 1 in each; on one page they must differ. */
function figure(svg: string, name: string, caption: string): Html {
  const own = svg.replace(/\bid="/g, `id="${name}-`).replace(/url\(#/g, `url(#${name}-`);
  return html`<figure class="${name}">${new Html(own)}${caption !== '' && html`<figcaption>${caption}</figcaption>`}</figure>`;
}

/** A picture at the size it was laid out for, or smaller where the page is. */
function picture({ title, caption, png }: ReportPicture): Html {
  const bytes = Buffer.from(png);
  const data = `data:image/png;base64,${bytes.toString('base64')}`;
  return html`<figure><img src="${data}" alt="${title}" width="${bytes.readUInt32BE(PNG_WIDTH_AT) / GRID_SCALE}"><figcaption>${caption}</figcaption></figure>`;
}

function patientTable({ per_patient: patients }: Metrics): Html | null {
  if (!patients) return null;
  const leastAccurate = [...patients].sort((a, b) => a.accuracy - b.accuracy || b.n - a.n);
  const open = patients.length <= 20;
  return html`<details${open && ' open'}><summary>All ${counted(patients.length, 'patient')}, the least accurate first</summary>
<div class="scroll"><table>
<thead><tr><th>Patient</th><th class="number">Cells</th>${
    leastAccurate.some((row) => 'infected' in row) &&
    html`<th class="number">Infected</th><th class="number">Predicted infected</th>`
  }<th class="number">Accuracy</th></tr></thead>
<tbody>${leastAccurate.map(
    (row) =>
      html`<tr><td class="name">${row.patient}</td><td class="number">${count(row.n)}</td>${
        'infected' in row &&
        html`<td class="number">${count(row.infected)}</td><td class="number">${count(row.predicted_infected)}</td>`
      }<td class="number">${percent(row.accuracy, 1)}</td></tr>`,
  )}</tbody></table></div></details>`;
}

function skippedTable({ skipped }: Metrics): Html | null {
  if (skipped.length === 0) return null;
  return html`<p>Not readable, and so in no figure: ${count(skipped.length)}.</p>
<div class="scroll"><table><thead><tr><th>File</th><th>Reason</th></tr></thead>
<tbody>${skipped.map(({ file, reason }) => html`<tr><td class="words">${file}</td><td class="words">${reason}</td></tr>`)}</tbody></table></div>`;
}

function settingsTable(settings: RunReportInput['settings']): Html | null {
  const entries = Object.entries(settings ?? {});
  if (entries.length === 0) return null;
  return html`<div class="scroll"><table><tbody>${entries.map(
    ([name, value]) => html`<tr><th>${name}</th><td class="words">${String(value)}</td></tr>`,
  )}</tbody></table></div>`;
}
