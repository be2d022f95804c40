import { toCsv } from 'giemsa';
import type { ApiPicture, ApiResults } from '../api-types.js';

const RESEARCH_USE = 'Research use only. Not a medical device.';

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
  ]);
  return toCsv([header, ...rows].map((row) => row.map(withoutFormula)));
}

/** Spreadsheets run cells that begin like a formula. */
const withoutFormula = (cell: string | number): string | number =>
  typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;

export const batchJson = (results: ApiResults): string =>
  `${JSON.stringify({ ...results, notice: RESEARCH_USE }, null, 2)}\n`;

export interface PatientSummary {
  readonly patient: string;
  readonly pictures: number;
  readonly positive: number;
}

/** Counts by patient, where patients are known, those with the largest share of positive cells first. */
export function patientSummaries({ pictures, positive_class: positive }: ApiResults): PatientSummary[] {
  const counts = new Map<string, { pictures: number; positive: number }>();
  for (const picture of pictures) {
    if (picture.patient === null || picture.status !== 'done') continue;
    const entry = counts.get(picture.patient) ?? { pictures: 0, positive: 0 };
    entry.pictures++;
    if (finalClass(picture) === positive) entry.positive++;
    counts.set(picture.patient, entry);
  }
  return [...counts]
    .map(([patient, count]) => ({ patient, ...count }))
    .sort((a, b) => b.positive / b.pictures - a.positive / a.pictures);
}

/** What a person said, where one disagreed; else the model's class. */
export const finalClass = ({ class: predicted, correction }: ApiPicture): string | null =>
  correction?.verdict === 'disagree' ? (correction.label ?? predicted) : predicted;
