import { isOpenQuestion, type ReadingState } from '../answer/blind-reading.js';
import { classWord } from '../answer/class-word.js';
import { certainty } from '../answer/decide.js';
import { finalClass, isAnswered, isChanged, type PersonsWord } from '../answer/final-class.js';
import { Html, html } from './html.js';
import { count } from './report-format.js';
import { REPORT_STYLE } from './report-style.js';

/** One picture of a batch, with what the model and a person say about it. */
export interface ReportedPicture {
  readonly id: string;
  readonly name: string;
  readonly patient: string | null;
  /** The model's class at the threshold of the page; null where it gave none. */
  readonly class: string | null;
  /** Of the positive class, with two classes; else of the class decided for. */
  readonly probability: number | null;
  /** Why there is no result. */
  readonly reason: string | null;
  readonly correction: (PersonsWord & { readonly reviewer: string; readonly created?: string }) | null;
  /** How far two readers are with it; left out or null where it is not read blind. */
  readonly reading?: { readonly state: ReadingState } | null;
}

/** What a page about a batch of pictures is made of. */
export interface BatchReportInput {
  readonly title: string;
  readonly made: Date;
  readonly classNames: readonly string[];
  readonly positiveClass: string;
  readonly threshold: number;
  readonly pictures: readonly ReportedPicture[];
  /** Where not all files are here: what is missing, in words. */
  readonly incomplete?: string;
  /** Names and values. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  /** Of {@link reportPictures}, by id. */
  readonly data: PictureData;
}

/** Pictures of the galleries, as data addresses. */
export type PictureData = ReadonlyMap<string, { readonly image: string; readonly heat: string }>;

const SHOWN = 24;

/** The pictures that the report shows: the most probable, and those that the model is least certain of. */
export function reportPictures({
  pictures,
  ...rule
}: Pick<BatchReportInput, 'classNames' | 'pictures' | 'threshold'>): {
  highest: ReportedPicture[];
  unsure: ReportedPicture[];
} {
  const done = pictures.filter(({ probability }) => probability !== null);
  const by = (value: (picture: ReportedPicture) => number) => [...done].sort((a, b) => value(a) - value(b));
  return {
    highest: by(({ probability }) => -probability!).slice(0, SHOWN),
    unsure: by(({ probability }) => certainty(probability!, rule)).slice(0, SHOWN),
  };
}

/** One page that opens without a network and prints: counts, patients, pictures with heat maps, settings. */
export function batchReport(input: BatchReportInput): string {
  const { title, made, pictures, data } = input;
  const positive = classWord(input.positiveClass, input);
  const done = pictures.filter(({ probability }) => probability !== null);
  const failed = pictures.filter(({ reason, correction }) => reason !== null && !isAnswered(correction));
  const positives = pictures.filter((picture) => finalOf(picture) === input.positiveClass).length;
  const reviewed = pictures.filter(({ correction }) => isAnswered(correction)).length;
  const changed = pictures.filter(({ class: own, correction }) => isChanged(own, correction)).length;
  const open = pictures.filter(({ reading }) => isOpenQuestion(reading?.state ?? null)).length;
  const { highest, unsure } = reportPictures(input);
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="generator" content="giemsa"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · giemsa</title><style>${new Html(REPORT_STYLE + STYLE)}</style></head>
<body>
<header><h1>${title}</h1><p class="quiet">Made ${made.toISOString().slice(0, 16).replace('T', ' ')} UTC by giemsa</p>
<p class="notice"><b>Research use only. Not a medical device.</b> Every figure here is the model's, and the corrections a
person's; nothing has been validated for diagnosis.</p>
${input.incomplete !== undefined && html`<p class="notice"><b>${input.incomplete}</b></p>`}</header>
<main>
<div class="headline">
<div><b>${count(done.length)}</b><span>pictures read</span></div>
<div><b>${count(positives)}</b><span>${positive}: a person’s answer, else the model’s</span></div>
<div><b>${count(reviewed)}</b><span>answered by a person, ${count(changed)} otherwise than by the model</span></div>
<div><b>${count(failed.length)}</b><span>refused, not readable, or not arrived</span></div>
${open > 0 && html`<div><b>${count(open)}</b><span>left open by the readers: not counted</span></div>`}
</div>
<h2>Most probable ${positive}</h2>${gallery(highest, input)}
<h2>Unsure: nearest to the threshold</h2>${gallery(unsure, input)}
<p class="small quiet">The second picture of each pair shows where the evidence for ${positive} lies, relative to its own
strongest place: orange is weak, yellow strong.</p>
${patientTable(input)}
${failedTable(failed)}
<h2>Settings</h2>${settingsTable(input)}
</main>
<footer class="small quiet">Research use only. Not a medical device.</footer>
</body></html>`;
  return page.markup;
}

const finalOf = ({ class: modelClass, correction, reading }: ReportedPicture): string | null =>
  finalClass(modelClass, correction, reading?.state ?? null);

const STYLE = `
.cells { display: grid; grid-template-columns: repeat(auto-fill, minmax(160px, 1fr)); gap: 14px; }
.cell { break-inside: avoid; margin: 0; overflow: hidden; }
.cell div { display: flex; gap: 4px; }
.cell .frame { position: relative; width: 50%; aspect-ratio: 1; background: #000; border-radius: 4px; overflow: hidden; }
.cell img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; }
.cell figcaption { overflow-wrap: anywhere; }
`;

function gallery(pictures: readonly ReportedPicture[], input: BatchReportInput): Html {
  if (pictures.length === 0) return html`<p class="quiet">None.</p>`;
  const cells = pictures.map((picture) => {
    const { image, heat } = input.data.get(picture.id) ?? { image: '', heat: '' };
    return html`<figure class="cell"><div><span class="frame"><img src="${image}" alt=""></span>
<span class="frame"><img src="${image}" alt=""><img src="${heat}" alt="heat map"></span></div>
<figcaption><b>${picture.probability!.toFixed(4)}</b> ${saidOf(picture, input)}<br>${picture.name}</figcaption></figure>`;
  });
  return html`<div class="cells">${cells}</div>`;
}

/** Who says what it is, under a picture: the class that counts, and the model's where a person sees another one. */
function saidOf(
  { class: modelClass, correction, reading }: ReportedPicture,
  input: BatchReportInput,
): string {
  const word = (name: string | null) => (name === null ? undefined : classWord(name, input));
  if (isOpenQuestion(reading?.state ?? null)) {
    const state = reading!.state === 'waits' ? 'waits for a reader' : 'readers disagree';
    return `${state}; the model: ${word(modelClass) ?? 'no class'}`;
  }
  if (!isAnswered(correction)) return word(modelClass) ?? 'no class';
  const { reviewer, created } = correction;
  const final = word(finalClass(modelClass, correction)) ?? 'no cell';
  const model = isChanged(modelClass, correction) ? `; the model: ${word(modelClass) ?? 'no class'}` : '';
  return `${final}, ${reviewer}${created === undefined ? '' : ` ${created.slice(0, 10)}`}${model}`;
}

function patientTable(input: BatchReportInput): Html {
  const { pictures, positiveClass } = input;
  const counts = new Map<string, { all: number; positive: number }>();
  for (const picture of pictures) {
    const final = finalOf(picture);
    if (picture.patient === null || final === null) continue;
    const entry = counts.get(picture.patient) ?? { all: 0, positive: 0 };
    entry.all++;
    if (final === positiveClass) entry.positive++;
    counts.set(picture.patient, entry);
  }
  if (counts.size === 0) return html``;
  const rows = [...counts]
    .sort(([, a], [, b]) => b.positive / b.all - a.positive / a.all)
    .map(
      ([patient, { all, positive }]) =>
        html`<tr><td class="words">${patient}</td><td class="number">${all}</td><td class="number">${positive}</td>
<td class="number">${((100 * positive) / all).toFixed(1)} %</td></tr>`,
    );
  return html`<h2>Patients</h2><p class="small quiet">Patients by the names of files and folders.</p>
${folded(
  rows.length,
  'patients',
  html`<div class="scroll"><table><thead><tr><th>Patient</th><th class="number">Pictures</th><th class="number">${classWord(positiveClass, input)}</th>
<th class="number">Share</th></tr></thead><tbody>${rows}</tbody></table></div>`,
)}`;
}

/** Rows that a page shows at once; a longer table is opened by a click. */
const OPEN_ROWS = 12;

const folded = (rows: number, what: string, table: Html): Html =>
  rows <= OPEN_ROWS ? table : html`<details><summary>All ${count(rows)} ${what}</summary>${table}</details>`;

function failedTable(failed: readonly ReportedPicture[]): Html {
  if (failed.length === 0) return html``;
  const rows = failed.map(
    ({ name, reason }) => html`<tr><td class="words">${name}</td><td class="words">${reason}</td></tr>`,
  );
  const reasons = new Map<string, number>();
  for (const { reason } of failed) reasons.set(reason!, (reasons.get(reason!) ?? 0) + 1);
  const summary = [...reasons]
    .sort(([, a], [, b]) => b - a)
    .map(
      ([reason, times]) =>
        html`<tr><td class="number">${count(times)}</td><td class="words">${reason}</td></tr>`,
    );
  return html`<h2>Without a result</h2>
<div class="scroll"><table><thead><tr><th class="number">Pictures</th><th>Reason</th></tr></thead><tbody>${summary}</tbody></table></div>
${folded(rows.length, 'pictures', html`<div class="scroll"><table><thead><tr><th>File</th><th>Reason</th></tr></thead><tbody>${rows}</tbody></table></div>`)}`;
}

function settingsTable({ settings }: BatchReportInput): Html {
  const rows = settings.map(
    ([name, value]) => html`<tr><td class="name">${name}</td><td class="words">${value}</td></tr>`,
  );
  return html`<div class="scroll"><table><tbody>${rows}</tbody></table></div>`;
}
