import { resultsHeader, resultsRow } from '@giemsa/core/internal/answer/results-table';
import { toCsv } from '@giemsa/core/internal/files/csv';
import type { ApiResults } from '@giemsa/server';
import { decidedAt } from '../data/read-batch.js';

/** The table of the server's export, decided at a threshold. */
export const privateCsv = (results: ApiResults, threshold: number): string =>
  toCsv([
    resultsHeader(results.positive_class),
    ...results.pictures.map((picture) =>
      resultsRow({ ...picture, ...decidedAt(results, picture, threshold) }),
    ),
  ]);

/** Gives a text to the browser as a download. */
export function saveText(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
