import type { AnswerOrigin } from '@giemsa/core/internal/answer/answer-origin';
import {
  fileRow,
  READING_COLUMNS,
  readingCells,
  resultsHeader,
  resultsRow,
} from '@giemsa/core/internal/answer/results-table';
import { toCsv } from '@giemsa/core/internal/files/csv';
import { batchReport, type PictureData } from '@giemsa/core/report';
import type { ApiPicture, ApiProgress, ApiResults } from '../api-types.js';
import type { ModelOfResults } from '../models/model-of-results.js';

/** Why a file that was announced has no result. */
export const NOT_ARRIVED = 'announced, and not arrived: the upload is incomplete';

export const RESEARCH_USE = 'Research use only. Not a medical device.';

/** What is said about all results. */
export type ResultsHead = Omit<ApiResults, 'pictures'>;
type Pictures = AsyncIterable<ApiPicture>;

/**
 * A line for each picture.
 * @param wasBlind whether it is read blind, or was: then it has the answers of each reader
 */
export async function* batchCsv(
  { positive_class: positive, files }: ResultsHead,
  origin: AnswerOrigin,
  pictures: Pictures,
  wasBlind: boolean,
) {
  const more = (cells: () => readonly string[]) => (wasBlind ? cells() : []);
  yield toCsv([[...resultsHeader(positive), ...more(() => READING_COLUMNS)]]);
  for await (const picture of pictures)
    yield toCsv([[...resultsRow(picture, origin), ...more(() => readingCells(picture))]]);
  yield toCsv(
    withoutPicture(files).map((file) => [...fileRow(file, origin), ...more(() => readingCells({}))]),
  );
}

/** Files that are no pictures of the batch, with the reason. */
const withoutPicture = ({ refused, missing }: ResultsHead['files']) => [
  ...refused.map((file) => ({ ...file, status: 'rejected' })),
  ...missing.map(({ name }) => ({ name, status: 'missing', reason: NOT_ARRIVED })),
];

/** As `JSON.stringify({ ...head, pictures })`. */
export async function* resultsJson(head: ResultsHead, pictures: Pictures) {
  yield `${JSON.stringify(head).slice(0, -1)},"pictures":[`;
  let comma = '';
  for await (const picture of pictures) {
    yield comma + JSON.stringify(picture);
    comma = ',';
  }
  yield ']}';
}

/** The same as a file, laid out to be read. */
export async function* batchJson(head: ResultsHead, pictures: Pictures) {
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "pictures": [`;
  let comma = '';
  for await (const picture of pictures) {
    yield `${comma}\n    ${JSON.stringify(picture, null, 2).replaceAll('\n', '\n    ')}`;
    comma = ',';
  }
  yield `\n  ],\n  "notice": ${JSON.stringify(RESEARCH_USE)}\n}\n`;
}

/** The same as one page that opens without a network, with the model's card. */
export function batchHtml(results: ApiResults, model: ModelOfResults, data: PictureData): string {
  const { batch, class_names: classNames, positive_class: positiveClass, threshold, pictures } = results;
  const { parameters, sha256, metadata, entry } = model;
  const { architecture, recipe, dataFingerprint } = metadata;
  return batchReport({
    ...{ title: batch.name, made: new Date(), classNames, positiveClass, threshold, data },
    pictures: [...pictures, ...withoutPicture(results.files).map(asReported)],
    ...incomplete(batch.progress),
    settings: [
      ['Model', batch.model],
      ['Threshold', `${threshold} (${results.threshold_from})`],
      ['Uploaded', batch.created],
      ['Architecture', `${architecture}, ${parameters.toLocaleString('en')} parameters`],
      ['Recipe', recipe],
      ['Trained on data with fingerprint', dataFingerprint],
      ['Calibration', results.calibration],
      ['Software', results.software],
      ['SHA-256 of the model file', sha256],
      ...(entry ? [] : [['Heat maps', 'none: the model file has been replaced'] as const]),
    ],
  });
}

const asReported = ({ name, reason }: { name: string; reason: string }, index: number) => ({
  ...{ id: `file ${index}`, name, reason, patient: null, class: null, probability: null, correction: null },
});

/** A report of an upload that is not whole says so first. */
const incomplete = ({ announced, arrived }: ApiProgress): { incomplete?: string } =>
  announced === null || announced === arrived
    ? {}
    : { incomplete: `${arrived} of ${announced} files arrived. This report is incomplete.` };
