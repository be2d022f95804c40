import { type AnswerOrigin, ORIGIN_COLUMNS, originCells } from './answer-origin.js';
import { finalClass, isAnswered, type PersonsWord } from './final-class.js';
import { probabilityColumn } from './probability-column.js';

/** A picture with what the model and a person say about it. */
export interface ResultsRow {
  readonly name: string;
  readonly patient: string | null;
  readonly label: string | null;
  readonly status: string;
  /** The model's, at the threshold of the table. */
  readonly class: string | null;
  readonly unsure: boolean | null;
  readonly probability: number | null;
  readonly reason: string | null;
  readonly model_sha256: string | null;
  readonly correction: (PersonsWord & { readonly reviewer: string; readonly created: string }) | null;
}

/** Columns of the table of results, of a server's export and of the page's private mode alike. */
export const resultsHeader = (positiveClass: string): string[] => [
  ...['file', 'patient', 'label', 'status', 'model_class', 'unsure', probabilityColumn(positiveClass)],
  ...['final_class', 'verdict', 'reviewer', 'reviewed_at', 'reason', ...ORIGIN_COLUMNS],
];

/** A line of the table under {@link resultsHeader}; what is not known is empty. */
export function resultsRow(row: ResultsRow, origin: AnswerOrigin): (string | number)[] {
  const { name, patient, label, status, class: modelClass, unsure, probability, reason, correction } = row;
  // Who skips a cell has not reviewed it.
  const answer = isAnswered(correction) ? correction : null;
  const cells = [
    ...[name, patient, label, status, modelClass, unsure === null ? null : String(unsure), probability],
    ...[finalClass(modelClass, correction), correction?.verdict, answer?.reviewer, answer?.created, reason],
  ];
  // A picture that the model has not answered for has no model; one that an older file answered for has that one.
  const own = { ...origin, modelSha256: row.model_sha256 ?? '' };
  return [...cells.map((cell) => cell ?? ''), ...originCells(own)];
}

/** A line for a file without a picture: it was refused, or has not arrived. */
export function fileRow(
  file: { readonly name: string; readonly status: string; readonly reason: string },
  origin: AnswerOrigin,
): (string | number)[] {
  return resultsRow(
    {
      ...file,
      ...{ patient: null, label: null, class: null, unsure: null, probability: null, model_sha256: null },
      correction: null,
    },
    origin,
  );
}
