import { counted as countOf } from '@giemsa/core/internal/counted';
import { Html, html } from '@giemsa/core/internal/report/html';
import { count } from '@giemsa/core/internal/report/report-format';
import {
  correctedWords,
  correctionWords,
  seenWords,
  sharePercent,
  shareWords,
} from '@giemsa/core/internal/smear/figure-words';
import { stageWords } from '@giemsa/core/internal/smear/stage-words';
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
<title>Thin blood film of ${result.patient}, version ${version}</title>
<style>${new Html(PATIENT_REPORT_STYLE)}</style>
</head>
<body>
<header>
<div><h1>Thin blood film: ${result.patient}</h1>
<p class="quiet">Batch ${result.batch.name}, version ${version}. ${result.software}.</p></div>
${state(reported)}
</header>
<main>
<p class="notice"><strong>${RESEARCH_USE}</strong> Not for diagnosis. A thin film cannot exclude malaria. Species were not determined.</p>
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

function headline(p: ApiParasitaemia): Html {
  const tiles: [string, string, string][] = [
    [count(p.counted), 'red cells counted', `in ${countOf(p.fields, 'field')}`],
    [
      count(p.infected),
      'infected',
      p.gametocytes > 0 ? `${count(p.gametocytes)} of them gametocytes` : 'of all stages',
    ],
  ];
  const words = wordsOf(p);
  if (words) {
    const { share, density, missed } = words;
    tiles.push([share.value, `parasitaemia${missed}`, `95 %: ${share.range}`]);
    if (density) tiles.push([density.value, `parasites/µL${missed}`, `95 %: ${density.range}`]);
  } else tiles.push(['–', 'parasitaemia', 'cannot be told: see above']);
  return html`<div class="headline">${tiles.map(([value, name, note]) => html`<div><b>${value}</b>${name}<span>${note}</span></div>`)}</div>`;
}

const wordsOf = ({
  corrected,
  is_bound: isBound,
  is_sensitivity_known: isSensitivityKnown,
}: ApiParasitaemia) =>
  correctedWords({
    corrected: corrected && { ...corrected, perMicrolitre: corrected.per_microlitre },
    ...{ isBound, isSensitivityKnown },
  });

function countedRows({ parasitaemia: p, stages, seen, fields, to_look_at: looked }: ApiPatientResult): Row[] {
  const used = fields.filter(({ status }) => status === 'done').length;
  const unmet = p.minimum_counts.find(({ met }) => !met);
  const met = p.minimum_counts.filter((minimum) => minimum.met).at(-1);
  const rows: (Row | false)[] = [
    ['Fields', `${used} used of ${fields.length} given`],
    p.corrected !== null && [
      'Parasitaemia is',
      correctionWords({ isSensitivityKnown: p.is_sensitivity_known }),
    ],
    p.raw !== null && ['As counted', `${sharePercent(p.raw.value)} (95 %: ${shareWords(p.raw).range})`],
    stages !== null &&
      p.infected > 0 && ['Stages', stageWords({ ...stages, stageUnsure: stages.stage_unsure })],
    p.gametocytes > 0 && ['Gametocytes', `${count(p.gametocytes)}, no part of the parasitaemia`],
    seen.in_clumps + seen.cut > 0 && [
      'Beside the count',
      seenWords({ inClumps: seen.in_clumps, cut: seen.cut }),
    ],
    p.corrected?.per_microlitre != null && ['Red cells per µL', p.red_cells.words],
    p.limit_of_blank !== null && ['Limit of blank', countOf(p.limit_of_blank, 'infected cell')],
    p.limit_of_detection !== null && ['Limit of detection', sharePercent(p.limit_of_detection)],
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
