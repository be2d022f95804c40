import type { Audit } from '../audit/findings.js';
import { counted } from '../counted.js';
import type { Metrics } from '../metrics/metrics-schema.js';
import { footingsTable } from './footings-table.js';
import { Html, html } from './html.js';
import { count, percent } from './report-format.js';
import { REPORT_STYLE } from './report-style.js';

export interface AuditPageInput {
  readonly title: string;
  readonly made: Date;
  readonly audit: Audit;
  readonly metrics?: Metrics | undefined;
  readonly pictures: readonly { readonly name: string; readonly caption: string; readonly png: Uint8Array }[];
}

/** Rows of a table on the page; the rest is in `audit.csv`. */
const SHOWN = 100;

/** The report of `data audit`: one HTML page that needs no network. */
export function auditPage({ title, made, audit, metrics, pictures }: AuditPageInput): string {
  const { duplicates, odd, unreadable, split, labels } = audit;
  const exact = duplicates.filter((pair) => pair.exact).length;
  const tiles: [string, string, string][] = [
    [count(audit.cells), 'cells', `of ${counted(audit.patients, 'patient')}`],
    [count(exact), 'exact duplicates', `${count(duplicates.length - exact)} near ones`],
    [
      count(duplicates.filter((pair) => pair.acrossClasses).length),
      'pairs across classes',
      'one of the labels is wrong',
    ],
    [count(odd.length), 'odd pictures', `${count(unreadable.length)} unreadable`],
  ];
  if (split)
    tiles.push([percent(split.sharedShare, 1), 'of validation cells', 'share a patient with training']);
  if (labels) {
    tiles.push([
      count(labels.doubtful.length),
      'doubtful labels',
      labels.unreliable === undefined
        ? `estimated ${percent(labels.noise.estimatedErrorShare, 1)} wrong`
        : 'by a model that is too poor to judge',
    ]);
  }
  const picture = (name: string) => {
    const found = pictures.find((one) => one.name === name);
    if (!found) return null;
    const data = `data:image/png;base64,${Buffer.from(found.png).toString('base64')}`;
    return html`<figure><img src="${data}" alt="${name}"><figcaption>${found.caption}</figcaption></figure>`;
  };
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="giemsa">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(REPORT_STYLE)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="quiet small">giemsa, ${made.toISOString().slice(0, 16).replace('T', ' ')} UTC. Research use only. Not a medical device.</p>
<div class="headline">${tiles.map(([value, name, detail]) => html`<div><b>${value}</b>${name}<span>${detail}</span></div>`)}</div>
</header>
<main>
${split && section('Patients on both sides of the split', splitPart(split))}
${labels && section('Labels', labelPart(labels), excludedPart(metrics), picture('doubtful-labels'))}
${duplicates.length > 0 && section('Duplicates', picture('duplicates'), duplicateTable(duplicates))}
${odd.length > 0 && section('Odd pictures', picture('odd-pictures'), reasonTable(odd))}
${unreadable.length > 0 && section('Unreadable files', reasonTable(unreadable))}
<section><h2>What was looked for</h2><p class="small">Pictures that show the same, whatever their brightness and compression, mirrored or
turned or not, with another black margin or not. A copy that was cut narrower is not found. Odd pictures lie beyond the limits that
the input gate learns from this data set. Every finding is in audit.csv, the list of cells that train, cv and evaluate can exclude.</p></section>
</main>
<footer><p class="small quiet">Research use only. Not a medical device.</p></footer>
</body>
</html>
`;
  return page.markup;
}

const section = (title: string, ...parts: (Html | null | false)[]) =>
  html`<section><h2>${title}</h2>${parts.filter((part): part is Html => part instanceof Html)}</section>`;

function splitPart({
  sharedPatients,
  sharedCells,
  sharedShare,
  validation,
}: NonNullable<Audit['split']>): Html {
  if (sharedPatients.length === 0)
    return html`<p>None: no validation cell comes from a patient that is also in training.</p>`;
  return html`<p class="notice"><strong>${percent(sharedShare, 1)} of the validation cells (${count(sharedCells)} of ${count(validation)})
come from ${counted(sharedPatients.length, 'patient')} that are also in training.</strong></p>
${table(
  ['Patient', 'Training cells', 'Validation cells'],
  sharedPatients.map(({ patient, train, validation: cells }) => [patient, count(train), count(cells)]),
)}`;
}

function labelPart(labels: NonNullable<Audit['labels']>): Html {
  const { noise, classes, predicted, doubtful, unreliable, models, readings } = labels;
  return html`${unreliable !== undefined && html`<p class="notice"><strong>These doubts mean nothing:</strong> ${unreliable}.</p>`}<p>${count(doubtful.length)} of ${count(predicted)} labels are doubtful by confident learning (Northcutt 2021); estimated share of wrong
labels: ${percent(noise.estimatedErrorShare)}.${models > 1 && ` The mean of ${models} models counts.`} A model errs too: a label is proved wrong only by looking at the cell.</p>
${readings && readingPart(readings)}
${table(
  ['Labelled', ...classes.map((name) => `confidently ${name}`), 'from probability'],
  classes.map((name, index) => [
    name,
    ...noise.confidentJoint[index]!.map(count),
    noise.thresholds[index]!.toFixed(3),
  ]),
)}`;
}

function readingPart({
  read,
  agreement,
  wrong,
  right,
  undecided,
  estimate,
}: NonNullable<NonNullable<Audit['labels']>['readings']>): Html {
  const { share, shareCi95, shareCi95Patients, doubted, others } = estimate;
  const interval = shareCi95Patients ?? shareCi95;
  const kappa = agreement?.kappa;
  return html`<p>People read ${counted(read, 'cell')}, blind to labels and models: ${count(wrong)} labels are wrong (all read the same other
class), ${count(right)} right, ${count(undecided)} undecided. Of the doubtful ones ${count(doubted.wrong)} of ${count(doubted.read)} are wrong, of a
random sample of the others ${count(others.wrong)} of ${count(others.read)}.${
    share !== null && interval !== null
      ? html` So ${percent(share)} of all labels are wrong (${percent(interval[0])} to ${percent(interval[1])}), and a model that reads
as they do would be right in ${percent(1 - share)} on the labels as they are.`
      : null
  }${
    agreement?.share != null
      ? html` Two readers agree on ${percent(agreement.share)} of ${count(agreement.n)} cells${kappa != null && html`, kappa ${kappa.toFixed(2)}`}.`
      : null
  }</p>`;
}

const excludedPart = (metrics: Metrics | undefined) =>
  metrics ? html`<h3>With the doubtful cells and without them</h3>${footingsTable(metrics) ?? html``}` : null;

const duplicateTable = (duplicates: Audit['duplicates']) =>
  table(
    ['First', 'Second', 'Difference', 'Across'],
    duplicates
      .slice(0, SHOWN)
      .map(({ first, second, exact, difference, turned, acrossClasses, acrossPatients, acrossSplit }) => [
        first,
        second,
        exact ? 'exact' : `${difference.toFixed(4)}${turned ? ', turned' : ''}`,
        [acrossClasses && 'classes', acrossPatients && 'patients', acrossSplit && 'the split']
          .filter((part) => part !== false)
          .join(', '),
      ]),
    duplicates.length,
  );

const reasonTable = (rows: readonly { file: string; reason: string }[]) =>
  table(
    ['File', 'Reason'],
    rows.slice(0, SHOWN).map(({ file, reason }) => [file, reason]),
    rows.length,
  );

function table(header: string[], rows: string[][], total = rows.length): Html {
  return html`<div class="scroll"><table><thead><tr>${header.map((name) => html`<th>${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td class="words">${cell}</td>`)}</tr>`)}</tbody></table></div>
${total > rows.length && html`<p class="small quiet">The first ${rows.length} of ${count(total)}; all are in audit.csv.</p>`}`;
}
