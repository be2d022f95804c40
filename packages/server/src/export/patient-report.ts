import { counted as countOf } from '@giemsa/core/internal/counted';
import { Html, html } from '@giemsa/core/internal/report/html';
import { count } from '@giemsa/core/internal/report/report-format';
import {
  type FilmFigures,
  figureRows,
  filmLimits,
  filmTitle,
  headlineWords,
} from '@giemsa/core/internal/smear/film-words';
import type { ApiLookedCell, ApiPatientResult } from '../api-patient-types.js';
import type { ApiParasitaemia } from '../api-smear-types.js';
import { RESEARCH_USE } from './export-batch.js';
import { PATIENT_REPORT_STYLE } from './patient-report-style.js';
import type { Reported } from './reported.js';

/** Pictures that fit on the page; all others are in the gallery of the page. */
const MOST_PICTURES = 16;
/** Lines of reasons. */
const MOST_REASONS = 6;

/**
 * A patient's report on one A4 page, as a laboratory files it: one HTML page that needs no network.
 * @param pictureOf a cell with what lies around it, as a PNG file; null where its field is not there any more
 */
export async function patientReport(
  reported: Reported,
  pictureOf: (cell: ApiLookedCell) => Promise<Buffer | null>,
): Promise<string> {
  const { result, version } = reported;
  const shown = cellsShown(result);
  const pictures = await Promise.all(
    shown.slice(0, MOST_PICTURES).map(async (cell) => ({ cell, png: await pictureOf(cell) })),
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="giemsa">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${filmTitle(result.patient)}, version ${version}</title>
<style>${new Html(PATIENT_REPORT_STYLE)}</style>
</head>
<body>
<header>
<div><h1>${filmTitle(result.patient)}</h1>
<p class="quiet">Batch ${result.batch.name}, version ${version}. ${result.software}.</p></div>
${state(reported)}
</header>
<main>
<p class="notice"><strong>${RESEARCH_USE}</strong> Not for diagnosis. ${filmLimits(stagesOf(result))}</p>
${details(result)}
<p class="statement"><strong>${result.parasitaemia.statement}</strong></p>
${headline(result.parasitaemia)}
<div class="columns">${table('What was counted', countedRows(result))}<div>${table('How', methodRows(result))}${leftOut(result)}</div></div>
${gallery(pictures, shown.length)}
</main>
<footer>${signature(reported)}</footer>
</body>
</html>
`.markup;
}

type Row = readonly [name: string, value: string];

const day = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;

function state({ version, signed, before, changes, isReplaced }: Reported): Html {
  if (signed) {
    const since = isReplaced ? 'It was changed after this sign-off: this version is not the latest.' : '';
    return html`<div class="state signed"><b>Signed</b> by ${signed.by}<br>${day(signed.at)}, version ${version}${since && html`<br><strong>${since}</strong>`}</div>`;
  }
  if (!before) return html`<div class="state"><b>Not signed</b></div>`;
  const [first, ...others] = changes;
  const who = first
    ? `${first.by === null ? '' : ` by ${first.by}`}${first.at === null ? '' : ` at ${day(first.at)}`}`
    : '';
  const more = others.length > 0 ? `, and ${others.length} more` : '';
  return html`<div class="state"><b>Not signed: changed after the sign-off</b> by ${before.by}, ${day(before.at)}.${first && html`<br>${first.detail}${who}${more}.`}</div>`;
}

const details = ({ details: noted }: ApiPatientResult): Html | false =>
  noted.length > 0 &&
  html`<dl class="details">${noted.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

const headline = (p: ApiParasitaemia): Html =>
  html`<div class="headline">${headlineWords(figuresOf(p)).map(([value, name, note]) => html`<div><b>${value}</b>${name}<span>${note}</span></div>`)}</div>`;

/** As the library has them. */
const figuresOf = ({ corrected, red_cells: redCells, ...p }: ApiParasitaemia): FilmFigures => ({
  ...{ counted: p.counted, infected: p.infected, gametocytes: p.gametocytes, fields: p.fields, raw: p.raw },
  corrected: corrected && { ...corrected, perMicrolitre: corrected.per_microlitre },
  ...{ isBound: p.is_bound, isSensitivityKnown: p.is_sensitivity_known, redCells },
  ...{ limitOfBlank: p.limit_of_blank, limitOfDetection: p.limit_of_detection },
});

const stagesOf = ({ stages }: ApiPatientResult) => stages && { ...stages, stageUnsure: stages.stage_unsure };

function countedRows(result: ApiPatientResult): Row[] {
  const { parasitaemia: p, fields, to_look_at: looked } = result;
  const used = fields.filter(({ status }) => status === 'done').length;
  const unmet = p.minimum_counts.find(({ met }) => !met);
  const met = p.minimum_counts.filter((minimum) => minimum.met).at(-1);
  const rows: (Row | false)[] = [
    ['Fields', `${used} used of ${fields.length} given`],
    ...figureRows(figuresOf(p), {
      stages: stagesOf(result),
      seen: { inClumps: result.seen.in_clumps, cut: result.seen.cut },
    }),
    met !== undefined && ['Cells required', `${count(met.cells)} (${met.guideline}) reached`],
    unmet !== undefined && ['Not reached', `${count(unmet.cells)} red cells (${unmet.guideline})`],
    ...p.severity.map(({ name, state: reached }): Row => [name, reached]),
    [
      'Looked at',
      `${looked.done} of ${looked.of} cells called infected or unsure, or not counted${looked.cannot_tell > 0 ? `; ${looked.cannot_tell} cannot be told` : ''}`,
    ],
    ['Readers', looked.readers.length > 0 ? looked.readers.join(', ') : 'nobody'],
  ];
  return rows.filter((row) => row !== false);
}

function methodRows(result: ApiPatientResult): Row[] {
  const { model, threshold, threshold_from: from, calibration, microscope, accepted, finder } = result;
  const rows: (Row | false)[] = [
    ['Model', model.id],
    ['SHA-256 of its file', model.sha256],
    ['Threshold', `${Number(threshold.toPrecision(4))}, ${from}`],
    ['Calibration', calibration],
    microscope !== null && ['Microscope', microscope],
    finder !== '' && ['Cell finder', finder],
    accepted.length > 0 && ['Counted nevertheless', `fields that are ${accepted.join(', ')}`],
    ...result.cannot_tell.map((limit): Row => ['Cannot tell', limit]),
  ];
  return rows.filter((row) => row !== false);
}

const table = (title: string, rows: readonly Row[]): Html =>
  html`<section><h2>${title}</h2><table><tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table></section>`;

/** Fields and files that are in no figure, each with the reason. */
function leftOut({ fields, left_out: files }: ApiPatientResult): Html | false {
  const reasons = [
    ...fields
      .filter(({ status }) => status === 'refused' || status === 'failed')
      .map(({ name, reason }) => [name, reason ?? 'could not be read']),
    ...files.map(({ name, reason }) => [name, reason]),
  ];
  if (reasons.length === 0) return false;
  const more = reasons.length - MOST_REASONS;
  return html`<section><h2>Left out: ${countOf(reasons.length, 'file')}</h2><ul class="reasons">${reasons
    .slice(0, MOST_REASONS)
    .map(
      ([name, reason]) => html`<li><b>${name}</b>: ${reason}</li>`,
    )}${more > 0 && html`<li>and ${more} more; all are in fields.csv</li>`}</ul></section>`;
}

/** Infected ones first, then what persons or the model are unsure of; what is not counted last. */
function cellsShown({ cells }: ApiPatientResult): ApiLookedCell[] {
  const rank = ({ final_class: final, counted }: ApiLookedCell) =>
    counted ? (final === 'uninfected' ? 1 : 0) : 2;
  return cells.toSorted((a, b) => rank(a) - rank(b));
}

function gallery(
  pictures: readonly { cell: ApiLookedCell; png: Buffer | null }[],
  all: number,
): Html | false {
  if (pictures.length === 0) return false;
  const title = pictures.length < all ? `Cells: ${pictures.length} of ${all}` : `Cells: ${all}`;
  return html`<section><h2>${title}</h2><div class="cells">${pictures.map(({ cell, png }) => {
    const [what, who] = captionOf(cell);
    return html`<figure>${imageOf(cell, png)}<figcaption><b>${what}</b>${who}</figcaption></figure>`;
  })}</div></section>`;
}

function imageOf({ cell, field }: ApiLookedCell, png: Buffer | null): Html {
  if (png === null) return html`<p class="gone">The field ${field} is gone.</p>`;
  const data = new Html(`data:image/png;base64,${png.toString('base64')}`);
  return html`<img src="${data}" alt="Cell ${cell} of ${field}">`;
}

/** What counts, and who said so. A stage is a person's where that person named it, else the model's. */
function captionOf({
  counted,
  final_class: final,
  stage,
  answer,
  by,
  probability,
}: ApiLookedCell): [string, string] {
  const model = probability === null ? 'model' : `model, p ${probability.toFixed(2)}`;
  if (!counted) {
    const isTold = answer !== null && answer !== 'cannot tell';
    return [isTold ? `${answer}, not counted` : 'not counted', whoOf(answer, by, model)];
  }
  const isModels = stage !== null && by !== null && answer !== stage && answer !== 'cannot tell';
  const what = stage === null ? (final ?? 'uninfected') : `infected, ${stage}`;
  return [what, `${whoOf(answer, by, model)}${isModels ? ' (stage: model)' : ''}`];
}

const whoOf = (answer: ApiLookedCell['answer'], by: string | null, model: string): string =>
  by === null ? model : answer === 'cannot tell' ? `${model}; ${by} cannot tell` : by;

const signature = ({ signed, version }: Reported): Html =>
  signed
    ? html`<p>Signed by <b>${signed.by}</b> on ${day(signed.at)} (version ${version}).</p>`
    : html`<p class="lines"><span>Name</span><span>Date</span><span>Signature</span></p>`;
