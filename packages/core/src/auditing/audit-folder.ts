import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { choosePositiveClass } from '../answer/choose-classes.js';
import { auditDataset } from '../audit/audit-dataset.js';
import { combinePredictions, type Predictions } from '../audit/combine-predictions.js';
import type { Audit, Finding, FindingKind } from '../audit/findings.js';
import { defaultCacheDirectory } from '../dataset/cache.js';
import { classFolderOf } from '../dataset/subsets.js';
import { MissingOption, NotFound } from '../errors/kinds.js';
import { command, option, text } from '../errors/text.js';
import type { OnEvent } from '../events/events.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { toCsv } from '../files/csv.js';
import { exists, statIfThere } from '../files/exists.js';
import { markFolder, refuseForeignFolder } from '../files/ours.js';
import { RunFolder } from '../files/run-paths.js';
import { inSnakeCase } from '../files/snake-case.js';
import { computeMetrics } from '../metrics/metrics.js';
import { isBinary, type Metrics } from '../metrics/metrics-schema.js';
import { auditPage } from '../report/audit-page.js';
import { readPredictions } from '../run-folder/read-predictions.js';
import { writingInto } from '../run-folder/run-folder.js';
import { auditPictures } from './audit-pictures.js';
import { labelsTable } from './labels-table.js';
import { readReadings } from './read-readings.js';
import { refuseToLoseReadings, writeReadingSheets } from './reading-sheets.js';

/** What is audited, and where the page and the tables go. */
export interface AuditRequest {
  readonly data: string;
  readonly splitFile?: string | undefined;
  /**
   * A `predictions.csv`, or a folder that holds one, such as that of a cross-validation; of several, the mean of their
   * probabilities counts. No model may have been trained on a patient that it answers for.
   */
  readonly predictions?: string | readonly string[] | undefined;
  /**
   * One table for each person who has read cells, blind to labels and models: a filled-in `to-read/readings.csv`. Two or more decide
   * which labels are wrong.
   */
  readonly readings?: readonly string[] | undefined;
  /** Name of the class of infected cells in the predictions; by the classes' names when left out. */
  readonly positiveClass?: string | undefined;
  /** Folder for `audit.csv`, `audit.json`, `report.html`; with predictions, for `labels.csv`; before readings, for `to-read/`. */
  readonly out: string;
  readonly onEvent?: OnEvent | undefined;
}

/** What an audit found. */
export interface AuditResult extends Audit {
  /**
   * Of the models' mean; where predictions were given. With the labels as they are; in `without_excluded`, without the doubtful ones;
   * in `with_relabelled`, with the labels that people read, where they did.
   */
  readonly metrics?: Metrics;
  readonly report: string;
  /** All findings; for `exclude` of train, cv and evaluate. */
  readonly csv: string;
  /** Every label with what models and people say; for `exclude` and `relabel`. Left out without predictions. */
  readonly labelsCsv?: string;
  /** Sheets of pictures that people should read blind, and the table that they fill in. Left out without predictions, and with readings. */
  readonly toRead?: { readonly folder: string; readonly cells: number };
}

/** As it is printed and written, without the single labels; the metrics have the names of `metrics.json`. */
export const auditJson = ({ labels, ...result }: AuditResult): unknown =>
  inSnakeCase({ ...result, ...(labels && { labels: { ...labels, judged: undefined } }) }, ['metrics']);

/**
 * Audits a data set and writes its findings.
 * @throws UserError on a mistake of the user's
 * @example
 * ```ts
 * import { auditFolder } from 'giemsa';
 *
 * const { duplicates, odd, csv } = await auditFolder({ data: 'cells', out: 'audit' });
 * console.log(duplicates.length, odd.length, csv);
 * ```
 */
export async function auditFolder(request: AuditRequest): Promise<AuditResult> {
  await refuseForeignFolder('out', request.out);
  return writingInto(request.out, () => audit(request));
}

async function audit(request: AuditRequest): Promise<AuditResult> {
  const paths = [request.predictions ?? []].flat();
  if (paths.length > 0 && !request.readings?.length) await refuseToLoseReadings(toReadIn(request.out));
  const predictions =
    paths.length === 0 ? undefined : combinePredictions(await Promise.all(paths.map(readAnswers)));
  if (request.readings !== undefined && !predictions)
    throw new MissingOption(
      'predictions',
      text`${option('readings')} goes with ${option('predictions')}: readings are of cells that models doubt, and of others`,
    );
  if (request.positiveClass !== undefined && !predictions)
    throw new MissingOption(
      'predictions',
      text`${option('positiveClass')} goes with ${option('predictions')}; the rest of the audit does not depend on it`,
    );
  const positive = predictions && choosePositiveClass(predictions.classes, request.positiveClass, paths[0]!);
  const found = await auditDataset(request.data, {
    splitFile: request.splitFile,
    predictions,
    readings: (cells) => Promise.all((request.readings ?? []).map((path) => readReadings(path, cells))),
    cacheDir: defaultCacheDirectory(),
    onEvent: request.onEvent,
  });
  const metrics = predictions && allMetrics(predictions, positive!, found);
  const unreliable = metrics && whyUnreliable(metrics);
  const { labels } = found;
  const audited: Audit =
    labels && unreliable !== undefined ? { ...found, labels: { ...labels, unreliable } } : found;
  const findings = findingsOf(audited);
  await mkdir(request.out, { recursive: true });
  await markFolder(request.out);
  const csv = join(request.out, 'audit.csv');
  const report = join(request.out, 'report.html');
  await writeFileAtomic(csv, toCsv([HEADER, ...findings.map(toRow)]));
  const about = labels && (await writeLabels(request, found, labels, unreliable));
  const result: AuditResult = { ...audited, ...(metrics && { metrics }), report, csv, ...about };
  await writeFileAtomic(join(request.out, 'audit.json'), `${JSON.stringify(auditJson(result), null, 2)}\n`);
  const pictures = await auditPictures(found);
  for (const { name, png } of pictures) await writeFileAtomic(join(request.out, `${name}.png`), png);
  const title = `Audit of ${basename(found.folder)}`;
  await writeFileAtomic(report, auditPage({ title, made: new Date(), audit: audited, metrics, pictures }));
  return result;
}

/** What is known of every label and, before anybody has read any, what should be read. */
async function writeLabels(
  { out, readings = [] }: AuditRequest,
  { folder }: Audit,
  { judged }: NonNullable<Audit['labels']>,
  unreliable: string | undefined,
): Promise<Pick<AuditResult, 'labelsCsv' | 'toRead'>> {
  const labelsCsv = join(out, 'labels.csv');
  // What models say that cannot rank the cells is no reason to leave any out.
  const rows =
    unreliable === undefined
      ? judged
      : judged.map((label) => ({ ...label, exclude: label.exclude && label.verdict !== undefined }));
  await writeFileAtomic(labelsCsv, labelsTable(rows, readings.length));
  if (readings.length > 0) return { labelsCsv };
  const toRead = toReadIn(out);
  return { labelsCsv, toRead: { folder: toRead, cells: await writeReadingSheets(toRead, folder, judged) } };
}

const toReadIn = (out: string) => join(out, 'to-read');

async function readAnswers(path: string): Promise<Predictions> {
  const isFolder = (await statIfThere(path))?.isDirectory() === true;
  const file = isFolder ? new RunFolder(path).predictions : path;
  if (await exists(file)) return readPredictions(file);
  throw new NotFound(path, [
    text`${option('predictions')} ${path}: there is no ${isFolder ? 'predictions.csv in it' : 'such file'}; giemsa cv DIR makes one of cells that no model `,
    text`has seen, ${command`giemsa evaluate ${option('out')} FOLDER`} one of any labelled cells`,
  ]);
}

/** Figures of the predictions on all footings: leaving doubtful cells out flatters any model. */
function allMetrics({ classes, cells }: Predictions, positive: number, { labels }: Audit): Metrics {
  const judged = labels?.judged ?? [];
  const excluded = new Set(judged.flatMap(({ file, exclude }) => (exclude ? file : [])));
  const relabelled = new Map(
    judged.flatMap(({ file, verdict }) =>
      verdict?.verdict === 'wrong' ? [[file, classes.indexOf(verdict.relabel)] as const] : [],
    ),
  );
  return computeMetrics({
    ...{ classes, cells, positive, threshold: 0.5, excluded },
    ...(labels?.readings && { relabelled }),
  });
}

/** A ranking that is worse than this doubts right labels as often as wrong ones. */
const LEAST_AUC = 0.8;

function whyUnreliable(metrics: Metrics): string | undefined {
  const area = isBinary(metrics) ? metrics.auc_roc.value : metrics.macro_auc_roc;
  if (area === null || area >= LEAST_AUC) return undefined;
  return (
    `these predictions rank the cells with an AUC of ${area.toFixed(2)}, below ${LEAST_AUC}: their doubts say nothing about the labels; ` +
    (area < 0.5
      ? 'below 0.5, the classes may be swapped: say which one is infected'
      : 'give predictions of a better model, such as the folder of giemsa cv')
  );
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
  const excluded = new Set(labels?.judged.flatMap(({ file, exclude }) => (exclude ? file : [])));
  const about = (kind: FindingKind, file: string, patient: string, detail: string): Finding => ({
    file,
    patient,
    class: classFolderOf(file),
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
      exclude: labels?.unreliable === undefined && excluded.has(file),
    })),
  ];
}
