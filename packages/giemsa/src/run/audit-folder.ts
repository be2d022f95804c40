import { mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { choosePositiveClass } from '../answer/choose-classes.js';
import { auditDataset } from '../audit/audit-dataset.js';
import type { Audit, Finding, FindingKind } from '../audit/findings.js';
import { writeFileAtomic } from '../dataset/atomic-file.js';
import { defaultCacheDirectory } from '../dataset/cache.js';
import { UserError } from '../errors.js';
import type { Evaluation } from '../evaluate/evaluation.js';
import { computeMetrics } from '../evaluate/metrics.js';
import type { Metrics } from '../evaluate/metrics-schema.js';
import { toCsv } from '../files/csv.js';
import { markFolder, refuseForeignFolder } from '../files/ours.js';
import { showProgress } from '../progress.js';
import { auditPage } from '../report/audit-page.js';
import { auditPictures } from './audit-pictures.js';
import { writingInto } from './folder.js';
import type { Output } from './output.js';
import { readPredictions } from './read-predictions.js';

export interface AuditRequest {
  readonly data: string;
  readonly splitFile?: string | undefined;
  /** A `predictions.csv`, or a folder that holds one, such as that of a cross-validation. */
  readonly predictions?: string | undefined;
  /** Name of the class of infected cells in the predictions; by the classes' names when left out. */
  readonly positiveClass?: string | undefined;
  /** Folder for `audit.csv`, `audit.json` and `report.html`. */
  readonly out: string;
}

export interface AuditResult extends Audit {
  /** With the doubtful cells and, in `without_excluded`, without them; where predictions were given. */
  readonly metrics?: Metrics;
  readonly report: string;
  /** For `--exclude` of train, cv and evaluate. */
  readonly csv: string;
}

/** Audits a data set and writes its findings. @throws UserError on a mistake of the user's */
export async function auditFolder(request: AuditRequest, output: Output): Promise<AuditResult> {
  await refuseForeignFolder('--out', request.out);
  return writingInto(request.out, () => audit(request, output));
}

async function audit(request: AuditRequest, output: Output): Promise<AuditResult> {
  const predictions = request.predictions === undefined ? undefined : await readAnswers(request.predictions);
  if (request.positiveClass !== undefined && !predictions)
    throw new UserError('--positive-class is for --predictions: what is audited else does not depend on it');
  const positive =
    predictions && choosePositiveClass(predictions.classes, request.positiveClass, request.predictions!);
  const found = await auditDataset(request.data, {
    splitFile: request.splitFile,
    predictions,
    cacheDir: defaultCacheDirectory(),
    progress: (label) => showProgress(label, 'cells'),
  });
  const metrics = predictions && bothMetrics(predictions, positive!, found);
  const findings = findingsOf(found);
  await mkdir(request.out, { recursive: true });
  await markFolder(request.out);
  const csv = join(request.out, 'audit.csv');
  const report = join(request.out, 'report.html');
  await writeFileAtomic(csv, toCsv([HEADER, ...findings.map(toRow)]));
  const result: AuditResult = { ...found, ...(metrics && { metrics }), report, csv };
  await writeFileAtomic(join(request.out, 'audit.json'), `${JSON.stringify(result, null, 2)}\n`);
  const pictures = await auditPictures(found);
  for (const { name, png } of pictures) await writeFileAtomic(join(request.out, `${name}.png`), png);
  const title = `Audit of ${basename(found.folder)}`;
  await writeFileAtomic(report, auditPage({ title, made: new Date(), audit: found, metrics, pictures }));
  output.say(...describeAudit(result));
  return result;
}

async function readAnswers(path: string) {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
  return readPredictions(isFolder ? join(path, 'predictions.csv') : path);
}

/** Figures of the predictions with the doubtful cells and without them: leaving them out flatters any model. */
function bothMetrics(
  { classes, cells }: Pick<Evaluation, 'classes' | 'cells'>,
  positive: number,
  { labels }: Audit,
): Metrics | undefined {
  const excluded = new Set(labels?.doubtful.map(({ file }) => file));
  return computeMetrics({ classes, cells, positive, threshold: 0.5, excluded });
}

const HEADER = ['file', 'patient', 'class', 'finding', 'detail', 'other_file', 'exclude'];

const toRow = ({ file, patient, class: name, kind, detail, other, exclude }: Finding) => [
  file,
  patient,
  name,
  kind,
  detail,
  other,
  exclude ? 'yes' : 'no',
];

/** Proposed for leaving out: doubtful labels, and of duplicates all but the first; both where their labels differ. */
function findingsOf({ unreadable, duplicates, odd, labels }: Audit): Finding[] {
  const about = (kind: FindingKind, file: string, patient: string, detail: string): Finding => ({
    file,
    patient,
    class: file.split('/')[0]!,
    kind,
    detail,
    other: '',
    exclude: false,
  });
  return [
    ...unreadable.map(({ file, reason }) => about('unreadable', file, '', reason)),
    ...duplicates.flatMap((pair): Finding[] => {
      const { first, second, firstPatient, secondPatient, exact, difference, turned, ...across } = pair;
      const kind = exact ? 'exact duplicate' : 'near duplicate';
      const where = [
        across.acrossClasses && 'of another class',
        across.acrossPatients && 'of another patient',
        across.acrossSplit && 'on the other side of the split',
        turned && 'mirrored or turned',
      ].filter((part) => part !== false);
      const detail = [...where, `difference ${difference.toFixed(4)}`].join(', ');
      return [
        { ...about(kind, first, firstPatient, detail), other: second, exclude: across.acrossClasses },
        { ...about(kind, second, secondPatient, detail), other: first, exclude: true },
      ];
    }),
    ...odd.map(({ file, patient, reason }) => about('odd picture', file, patient, reason)),
    ...(labels?.doubtful ?? []).map(({ file, patient, suggested, selfConfidence }) => ({
      ...about(
        'doubtful label',
        file,
        patient,
        `looks ${suggested}: probability of its label ${selfConfidence.toFixed(4)}`,
      ),
      exclude: true,
    })),
  ];
}

const count = (value: number) => value.toLocaleString('en-US');
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

function describeAudit({
  cells,
  patients,
  unreadable,
  duplicates,
  odd,
  split,
  labels,
  metrics,
  report,
  csv,
}: AuditResult) {
  const exact = duplicates.filter((pair) => pair.exact).length;
  const of = (name: 'acrossClasses' | 'acrossPatients' | 'acrossSplit') =>
    count(duplicates.filter((pair) => pair[name]).length);
  const lines = [
    `cells       ${count(cells)} of ${count(patients)} patients; ${count(unreadable.length)} unreadable`,
    `duplicates  ${count(exact)} exact and ${count(duplicates.length - exact)} near pairs: ${of('acrossClasses')} across classes, ` +
      `${of('acrossPatients')} across patients${split ? `, ${of('acrossSplit')} across the split` : ''}`,
    `odd         ${count(odd.length)} pictures unlike the others`,
  ];
  if (split) {
    lines.push(
      `split       ${count(split.sharedPatients.length)} patients on both sides: ${count(split.sharedCells)} of ` +
        `${count(split.validation)} validation cells (${percent(split.sharedShare)})`,
    );
  }
  if (labels) {
    lines.push(
      `labels      ${count(labels.doubtful.length)} of ${count(labels.predicted)} doubtful; estimated share of wrong labels ` +
        percent(labels.noise.estimatedErrorShare),
    );
  }
  const without = metrics?.without_excluded;
  if (metrics && without) {
    lines.push(
      `accuracy    ${percent(metrics.accuracy.value!)} of all ${count(metrics.n)} cells, ${percent(without.accuracy.value!)} ` +
        `without the ${count(without.n_excluded)} doubtful ones`,
    );
  }
  return [...lines, `Report: ${report}`, `For --exclude: ${csv}`];
}
