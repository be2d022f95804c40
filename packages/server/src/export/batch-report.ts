import { Html, html, REPORT_STYLE } from 'giemsa';
import type { ApiModel, ApiPicture, ApiResults } from '../api-types.js';
import { finalClass, patientSummaries } from './export-batch.js';

/** Pictures of the galleries by picture id, as data addresses. */
export type PictureData = ReadonlyMap<string, { readonly image: string; readonly heat: string }>;

const SHOWN = 24;

/** The pictures that the report shows: the most probable, and those nearest to the threshold. */
export function reportPictures({ pictures, threshold }: ApiResults): {
  highest: ApiPicture[];
  unsure: ApiPicture[];
} {
  const done = pictures.filter(({ probability }) => probability !== null);
  const by = (value: (picture: ApiPicture) => number) => [...done].sort((a, b) => value(a) - value(b));
  return {
    highest: by(({ probability }) => -probability!).slice(0, SHOWN),
    unsure: by(({ probability }) => Math.abs(probability! - threshold)).slice(0, SHOWN),
  };
}

/** One page that opens without a network and prints: counts, patients, pictures with heat maps, settings. */
export function batchReport(
  results: ApiResults,
  model: ApiModel | undefined,
  data: PictureData,
  made = new Date(),
): string {
  const { batch, pictures, positive_class: positive, threshold } = results;
  const done = pictures.filter(({ status }) => status === 'done');
  const failed = pictures.filter(({ status }) => status === 'failed' || status === 'refused');
  const positives = done.filter((picture) => finalClass(picture) === positive).length;
  const reviewed = done.filter(({ correction }) => correction).length;
  const changed = done.filter(({ correction }) => correction?.verdict === 'disagree').length;
  const { highest, unsure } = reportPictures(results);
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${batch.name} · giemsa</title><style>${new Html(REPORT_STYLE + STYLE)}</style></head>
<body>
<header><h1>${batch.name}</h1><p class="quiet">Made ${made.toISOString().slice(0, 16).replace('T', ' ')} UTC by giemsa</p>
<p class="notice"><b>Research use only. Not a medical device.</b> Every figure here is the model's, and the corrections a
person's; nothing has been validated for diagnosis.</p></header>
<main>
<div class="headline">
<div><b>${done.length}</b><span>pictures read</span></div>
<div><b>${positives}</b><span>${positive}, corrections included</span></div>
<div><b>${reviewed}</b><span>reviewed by a person, ${changed} changed</span></div>
<div><b>${failed.length}</b><span>refused by the input gate, or not readable</span></div>
</div>
${patientTable(results)}
<h2>Most probable ${positive}</h2>${gallery(highest, data)}
<h2>Unsure: nearest to the threshold</h2>${gallery(unsure, data)}
<p class="small quiet">The second picture of each pair shows by Grad-CAM where the evidence for ${positive} lies, relative to its own
strongest place.</p>
${failedTable(failed)}
<h2>Settings</h2>${settings(results, model, threshold)}
</main>
<footer class="small quiet">Research use only. Not a medical device.</footer>
</body></html>`;
  return page.markup;
}

const STYLE = `
.cells { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 14px; }
.cell { break-inside: avoid; margin: 0; overflow: hidden; }
.cell div { display: flex; gap: 4px; }
.cell .frame { position: relative; width: 50%; aspect-ratio: 1; background: #000; border-radius: 4px; overflow: hidden; }
.cell img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; }
.cell figcaption { overflow-wrap: anywhere; }
`;

function gallery(pictures: readonly ApiPicture[], data: PictureData): Html {
  if (pictures.length === 0) return html`<p class="quiet">None.</p>`;
  const cells = pictures.map((picture) => {
    const { image, heat } = data.get(picture.id) ?? { image: '', heat: '' };
    const { correction } = picture;
    return html`<figure class="cell"><div><span class="frame"><img src="${image}" alt=""></span>
<span class="frame"><img src="${image}" alt=""><img src="${heat}" alt="heat map"></span></div>
<figcaption><b>${picture.probability!.toFixed(4)}</b> ${picture.class}${correction ? `, ${correction.verdict} (${correction.reviewer})` : ''}<br>${picture.name}</figcaption></figure>`;
  });
  return html`<div class="cells">${cells}</div>`;
}

function patientTable(results: ApiResults): Html {
  const patients = patientSummaries(results);
  if (patients.length === 0) return html``;
  const rows = patients.map(
    ({ patient, pictures, positive }) =>
      html`<tr><td class="words">${patient}</td><td class="number">${pictures}</td><td class="number">${positive}</td>
<td class="number">${((100 * positive) / pictures).toFixed(1)} %</td></tr>`,
  );
  return html`<h2>Patients</h2><p class="small quiet">Patients by the names of files and folders.</p>
<div class="scroll"><table><thead><tr><th>Patient</th><th class="number">Pictures</th><th class="number">${results.positive_class}</th>
<th class="number">Share</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function failedTable(failed: readonly ApiPicture[]): Html {
  if (failed.length === 0) return html``;
  const rows = failed.map(
    ({ name, reason }) => html`<tr><td class="words">${name}</td><td class="words">${reason}</td></tr>`,
  );
  return html`<h2>Without a result</h2><div class="scroll"><table><thead><tr><th>File</th><th>Reason</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function settings({ batch }: ApiResults, model: ApiModel | undefined, threshold: number): Html {
  const entries: [string, string][] = [
    ['Model', batch.model],
    ['Threshold', String(threshold)],
    ['Uploaded', batch.created],
    ...(model
      ? ([
          ['Architecture', `${model.architecture}, ${model.parameters.toLocaleString('en')} parameters`],
          ['Recipe', model.recipe],
          ['Trained on data with fingerprint', model.training_data],
          ['Calibrated', model.calibrated ? 'yes' : 'no'],
          ['SHA-256 of the model file', model.sha256],
        ] as [string, string][])
      : []),
  ];
  const rows = entries.map(
    ([name, value]) => html`<tr><td class="name">${name}</td><td class="words">${value}</td></tr>`,
  );
  return html`<div class="scroll"><table><tbody>${rows}</tbody></table></div>`;
}
