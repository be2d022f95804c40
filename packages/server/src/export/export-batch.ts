import { batchReport, type PictureData, toCsv } from '@giemsa/core';
import type { ApiResults } from '../api-types.js';
import type { ModelOfResults } from '../models/model-of-results.js';

export const RESEARCH_USE = 'Research use only. Not a medical device.';

/** A line for each picture; the correction is the newest word of a person. */
export function batchCsv({ pictures, positive_class: positive }: ApiResults): string {
  const header = [
    'file',
    'patient',
    'label',
    'status',
    'class',
    'unsure',
    `probability_${positive}`,
    'verdict',
    'reviewed_class',
    'reviewer',
    'reviewed_at',
    'reason',
    'model_sha256',
  ];
  const rows = pictures.map(({ correction, ...picture }) => [
    picture.name,
    picture.patient ?? '',
    picture.label ?? '',
    picture.status,
    picture.class ?? '',
    picture.unsure === null ? '' : String(picture.unsure),
    picture.probability ?? '',
    correction?.verdict ?? '',
    correction?.label ?? '',
    correction?.reviewer ?? '',
    correction?.created ?? '',
    picture.reason ?? '',
    picture.model_sha256 ?? '',
  ]);
  return toCsv([header, ...rows]);
}

export const batchJson = (results: ApiResults): string =>
  `${JSON.stringify({ ...results, notice: RESEARCH_USE }, null, 2)}\n`;

/** The same as one page that opens without a network, with the model's card. */
export function batchHtml(results: ApiResults, model: ModelOfResults, data: PictureData): string {
  const { batch, positive_class: positiveClass, threshold, pictures } = results;
  const { parameters, sha256, metadata, entry } = model;
  const { architecture, recipe, calibration, dataFingerprint } = metadata;
  return batchReport({
    ...{ title: batch.name, made: new Date(), positiveClass, threshold, pictures, data },
    settings: [
      ['Model', batch.model],
      ['Threshold', String(threshold)],
      ['Uploaded', batch.created],
      ['Architecture', `${architecture}, ${parameters.toLocaleString('en')} parameters`],
      ['Recipe', recipe],
      ['Trained on data with fingerprint', dataFingerprint],
      ['Calibrated', calibration ? 'yes' : 'no'],
      ['SHA-256 of the model file', sha256],
      ...(entry ? [] : [['Heat maps', 'none: the model file was replaced since'] as const]),
    ],
  });
}
