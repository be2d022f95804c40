import { probabilityColumn } from './probability-column.js';

/** A picture with what the model and a person say about it; the correction is the newest word of a person. */
export interface ResultsRow {
  readonly name: string;
  readonly patient: string | null;
  readonly label: string | null;
  readonly status: string;
  readonly class: string | null;
  readonly unsure: boolean | null;
  readonly probability: number | null;
  readonly reason: string | null;
  readonly model_sha256: string | null;
  readonly correction: {
    readonly verdict: string;
    readonly label: string | null;
    readonly reviewer: string;
    readonly created: string;
  } | null;
}

/** Columns of the table of results, of a server's export and of the page's private mode alike. */
export const resultsHeader = (positiveClass: string): string[] => [
  ...['file', 'patient', 'label', 'status', 'class', 'unsure', probabilityColumn(positiveClass)],
  ...['verdict', 'reviewed_class', 'reviewer', 'reviewed_at', 'reason', 'model_sha256'],
];

/** A line of the table under {@link resultsHeader}; what is not known is empty. */
export function resultsRow({ correction, unsure, ...picture }: ResultsRow): (string | number)[] {
  const { name, patient, label, status, class: decided, probability, reason, model_sha256: model } = picture;
  const cells = [
    ...[name, patient, label, status, decided, unsure === null ? null : String(unsure), probability],
    ...[correction?.verdict, correction?.label, correction?.reviewer, correction?.created, reason, model],
  ];
  return cells.map((cell) => cell ?? '');
}
