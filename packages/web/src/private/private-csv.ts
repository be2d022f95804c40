import type { AnswerOrigin } from '@giemsa/core/internal/answer/answer-origin';
import { resultsHeader, resultsRow } from '@giemsa/core/internal/answer/results-table';
import { toCsv } from '@giemsa/core/internal/files/csv';
import type { ApiResults } from '@giemsa/server';
import { decidedAt } from '../data/read-batch.js';

/** The table of the server's export, decided at a threshold. */
export function privateCsv(results: ApiResults, threshold: number): string {
  const isOwn = threshold === results.threshold;
  const origin: AnswerOrigin = {
    threshold: results.class_names.length === 2 ? threshold : null,
    thresholdFrom: isOwn ? results.threshold_from : 'chosen by hand',
    ...{ model: results.batch.model, modelSha256: results.model_sha256 },
    ...{ calibration: results.calibration, software: results.software },
  };
  return toCsv([
    resultsHeader(results.positive_class),
    ...results.pictures.map((picture) =>
      resultsRow({ ...picture, ...decidedAt(results, picture, threshold) }, origin),
    ),
  ]);
}

/** Gives a text to the browser as a download. */
export const saveText = (name: string, text: string): void =>
  save(name, new Blob([text], { type: 'text/csv' }));

/** Gives a file to the browser as a download. */
export const saveBytes = (name: string, bytes: Uint8Array<ArrayBuffer>): void =>
  save(name, new Blob([bytes]));

function save(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
