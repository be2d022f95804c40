import { basename } from 'node:path';
import { GRID_SCALE } from '../drawing/image-grid.js';
import { Html, html, linkTo } from '../report/html.js';
import { count } from '../report/report-format.js';
import { REPORT_STYLE } from '../report/report-style.js';
import { countField, type PatientSmear } from './analyse-smears.js';
import { fieldNotes } from './figure-words.js';
import { figureRows, filmLimits, filmTitle, headlineWords } from './film-words.js';
import type { CellPictures } from './patient-pictures.js';
import type { Parasitaemia } from './statistics/parasitaemia.js';

/** What a patient's page says besides its figures. */
export interface PageFacts {
  readonly made: Date;
  /** Rows of the table of how it was made: software, model and its hash, threshold, calibration, finder. */
  readonly method: Readonly<Record<string, string>>;
  /** Cells called infected, unsure, seen and not counted. */
  readonly galleries?: readonly CellPictures[];
  /** Annotated pictures by field, as paths from the page. */
  readonly annotated: ReadonlyMap<string, string>;
  /** Codes of the persons who corrected calls. */
  readonly reviewers: readonly string[];
}

/** A patient's report: one HTML page that needs no network; it links to the annotated pictures beside it. */
export function patientPage(smear: PatientSmear, facts: PageFacts): string {
  const { patient, parasitaemia: p } = smear;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="giemsa">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${filmTitle(patient)}</title>
<style>${new Html(REPORT_STYLE)}</style>
</head>
<body>
<header>
<h1>${filmTitle(patient)}</h1>
<p class="notice"><strong>Research use only. Not a medical device: not for diagnosis.</strong></p>
<p class="quiet small">giemsa, ${facts.made.toISOString().slice(0, 16).replace('T', ' ')} UTC.</p>
<p><strong>${p.statement}</strong></p>
${headline(p)}
</header>
<main>
${figures(smear)}
${limits(p)}
${facts.galleries?.map(gallery)}
${fieldTable(smear, facts)}
<section><h2>How it was made</h2>
<div class="scroll"><table><tbody>${Object.entries(facts.method).map(
    ([name, value]) => html`<tr><th>${name}</th><td class="words">${value}</td></tr>`,
  )}</tbody></table></div>
${facts.reviewers.length > 0 && html`<p>Corrected by ${facts.reviewers.join(', ')}. The figures are those after correction.</p>`}
</section>
</main>
<footer><p class="small quiet">${filmLimits(smear.stages ?? null)} Research use only. Not a medical device.</p></footer>
</body>
</html>
`.markup;
}

const headline = (p: Parasitaemia): Html =>
  html`<div class="headline">${headlineWords(p).map(([value, name, detail]) => html`<div><b>${value}</b>${name}<span>${detail}</span></div>`)}</div>`;

const figures = ({ parasitaemia: p, seen, stages }: PatientSmear): Html =>
  html`<section><h2>Figures</h2><p class="small quiet">All fields together, not a mean of their shares.</p>
<div class="scroll"><table><tbody>${figureRows(p, { stages: stages ?? null, seen }).map(([name, value]) => html`<tr><th>${name}</th><td class="words">${value}</td></tr>`)}</tbody></table></div></section>`;

function limits({ minimumCounts, severity }: Parasitaemia): Html {
  return html`<section><h2>Enough cells, and severity</h2>
<div class="scroll"><table><thead><tr><th class="number">Least red cells</th><th>Guideline</th><th>Met</th><th class="number">Further fields like these</th></tr></thead>
<tbody>${minimumCounts.map(
    ({ cells, guideline, met, furtherFields }) =>
      html`<tr><td class="number">${count(cells)}</td><td>${guideline}</td><td>${met ? 'yes' : 'no'}</td><td class="number">${furtherFields === null ? '–' : count(furtherFields)}</td></tr>`,
  )}</tbody></table></div>
${severity.length > 0 ? severityTable(severity) : html`<p>Whether the limits of severe malaria are reached is not said without a parasitaemia.</p>`}</section>`;
}

function severityTable(severity: Parasitaemia['severity']): Html {
  return html`<div class="scroll"><table><tbody>${severity.map(
    ({ name, limit, state }) => html`<tr><th>${name}, ${limit}</th><td>${state}</td></tr>`,
  )}</tbody></table></div>
<p class="small quiet">Reached: the whole interval is beyond the limit. Possible: the best estimate is. Not excluded: only the interval’s upper end is, or misses were not measured.</p>`;
}

function gallery({ title, first, others }: CellPictures): Html {
  const png = Buffer.from(first);
  const data = new Html(`data:image/png;base64,${png.toString('base64')}`);
  // Its width is in the PNG's header.
  const width = png.readUInt32BE(16) / GRID_SCALE;
  const links = others.map((file) => html` <a href="${linkTo(file)}">${file}</a>`);
  return html`<section><h2>${title}</h2><figure><img src="${data}" alt="${title}" width="${width}"></figure>
${others.length > 0 && html`<p>More of them:${links}</p>`}</section>`;
}

function fieldTable({ fields, leftOut = [] }: PatientSmear, { annotated }: PageFacts): Html {
  const used = fields.filter(({ problem }) => problem === null).length;
  return html`<section><h2>Fields: ${count(fields.length)} given, ${count(used)} used</h2>
<div class="scroll"><table class="dense"><thead><tr><th>Field</th><th class="number">Counted</th><th class="number">Infected</th><th class="number">Unsure</th><th class="number">Cut, covered</th><th class="number">Cells in clumps</th><th class="number">Seen infected, not counted</th><th class="number">White cells</th><th class="number">Platelets, debris</th><th>Set aside because; notes</th></tr></thead>
<tbody>${fields.map((field) => {
    const counts = countField(field);
    const address = annotated.get(field.file);
    const name = basename(field.file);
    return html`<tr><td class="name">${address === undefined ? name : html`<a href="${linkTo(address)}">${name}</a>`}</td><td class="number">${counts.counted}</td><td class="number">${counts.infected}</td><td class="number">${counts.unsure}</td><td class="number">${counts.cut + counts.covered}</td><td class="number">${counts.cellsInClumps}</td><td class="number">${counts.seenInClumps + counts.seenCut}</td><td class="number">${counts.whiteCells}</td><td class="number">${counts.platelets + counts.debris}</td><td class="words">${field.problem ?? fieldNotes(field).join('; ')}</td></tr>`;
  })}</tbody></table></div>
${leftOut.length > 0 && html`<p class="small quiet">Left out: ${leftOut.map(({ file, reason }) => `${basename(file)}: ${reason}`).join('; ')}.</p>`}</section>`;
}
