import { toCsv } from '@giemsa/core/internal/files/csv';
import type { ApiResults } from '@giemsa/server';
import { decidedAt } from '../data/read-batch.js';

/** The same columns as the server's export. */
export function privateCsv(results: ApiResults, threshold: number): string {
  const header = [
    ...['file', 'patient', 'label', 'status', 'class', 'unsure', `probability_${results.positive_class}`],
    ...['verdict', 'reviewed_class', 'reviewer', 'reviewed_at', 'reason'],
  ];
  const rows = results.pictures.map((picture) => {
    const { name, patient, label, status, probability, correction, reason } = picture;
    const { class: decided, unsure } = decidedAt(results, picture, threshold);
    return [
      ...[name, patient, label, status, decided, flag(unsure), probability],
      ...[correction?.verdict, correction?.label, correction?.reviewer, correction?.created, reason],
    ];
  });
  return toCsv([header, ...rows]);
}

const flag = (value: boolean | null): string | null => (value === null ? null : String(value));

/** Gives a text to the browser as a download. */
export function saveText(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
