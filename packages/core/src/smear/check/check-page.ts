import { basename } from 'node:path';
import { counted } from '../../counted.js';
import { Html, html } from '../../report/html.js';
import { count } from '../../report/report-format.js';
import { REPORT_STYLE } from '../../report/report-style.js';
import type { CheckGallery } from './check-galleries.js';
import type { SmearCheck } from './check-run.js';
import { type Finding, TITLES, VERDICTS, type Verdict } from './findings.js';

/** The page of `smear check`: one HTML file that needs no network. */
export function checkPage(check: SmearCheck, galleries: readonly CheckGallery[]): string {
  const { fields, findings, cannotTell, leftOut } = check;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="giemsa">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Check of ${counted(fields.length, 'field')}</title>
<style>${new Html(REPORT_STYLE)}</style>
</head>
<body>
<header>
<h1>Check of ${counted(fields.length, 'field')} before counting</h1>
<p class="quiet small">${check.software}, ${check.made.slice(0, 16).replace('T', ' ')} UTC. Research use only. Not a medical device.</p>
${headline(check)}
</header>
<main>
<section><h2>What was found, and what to do</h2>
<table class="cards"><tbody>${findings.map(row)}</tbody></table></section>
<section><h2>What this check cannot tell</h2>${cannotTell.map((words) => html`<p>${words}</p>`)}</section>
${galleries.map(picture)}
${fieldTable(check)}
${leftOut.length > 0 && html`<p class="small quiet">Left out: ${leftOut.map(({ reason }) => reason).join('; ')}.</p>`}
<section><h2>How it was made</h2>
<div class="scroll"><table><tbody>
<tr><th>Model</th><td class="words">${check.model.architecture}, ${basename(check.model.file)}, SHA-256 ${check.model.sha256}</td></tr>
<tr><th>Cell finder</th><td class="words">${check.finder}</td></tr>
</tbody></table></div></section>
</main>
<footer><p class="small quiet">Research use only. Not a medical device.</p></footer>
</body>
</html>
`.markup;
}

function headline({ fields, findings }: SmearCheck): Html {
  const of = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
  const used = fields.filter(({ problem }) => problem === null);
  const cells = used.reduce((sum, field) => sum + field.counted, 0);
  const unknown = of('unknown');
  const tiles: [string, string, string][] = [
    [`${used.length} of ${fields.length}`, 'fields can be used', `${count(cells)} whole red cells`],
    [String(of('bad')), 'to be mended', 'before cells are counted'],
    [String(of('look')), 'to be looked at', 'by a person'],
    [String(of('good')), 'good', unknown > 0 ? `${unknown} cannot be told` : 'nothing to do'],
  ];
  return html`<div class="headline">${tiles.map(([value, name, detail]) => html`<div><b>${value}</b>${name}<span>${detail}</span></div>`)}</div>`;
}

const row = ({ about, verdict, measured, advice }: Finding): Html =>
  html`<tr><td class="name"><strong>${TITLES[about]}</strong></td><td>${verdict === 'bad' ? html`<strong>${VERDICTS[verdict]}</strong>` : VERDICTS[verdict]}</td><td class="meaning">${measured}${advice !== '' && html`<br><span class="quiet">${advice}</span>`}</td></tr>`;

function picture({ title, caption, png }: CheckGallery): Html {
  const data = `data:image/png;base64,${png.toString('base64')}`;
  return html`<section><h2>${title}</h2><figure><img src="${data}" alt="${title}"><figcaption>${caption}</figcaption></figure></section>`;
}

function fieldTable({ fields }: SmearCheck): Html {
  return html`<section><h2>Fields</h2>
<div class="scroll"><table class="dense"><thead><tr><th>Field</th><th class="number">Cells wide, pixels</th><th class="number">Whole red cells</th><th class="number">Covered</th><th class="number">Cells in clumps</th><th class="number">White cells</th><th class="number">Sharpness</th><th class="number">Doubtful cells</th><th>Set aside because</th></tr></thead>
<tbody>${fields.map(
    (field) =>
      html`<tr><td class="name">${basename(field.file)}</td><td class="number">${field.cellDiameter?.toFixed(0) ?? '–'}</td><td class="number">${field.counted}</td><td class="number">${Math.round(100 * field.coverage)} %</td><td class="number">${field.cellsInClumps}</td><td class="number">${field.whiteCells}</td><td class="number">${field.sharpness?.toFixed(2) ?? '–'}</td><td class="number">${field.doubtful}</td><td class="words">${field.problem}</td></tr>`,
  )}</tbody></table></div></section>`;
}
