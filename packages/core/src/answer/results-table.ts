import { type AnswerOrigin, ORIGIN_COLUMNS, originCells } from './answer-origin.js';
import type { ReadingState } from './blind-reading.js';
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
  readonly correction: SignedWord | null;
  /** Of a cell that two persons read blind; left out or null for others. */
  readonly reading?: TableReading | null;
}

interface SignedWord extends PersonsWord {
  readonly reviewer: string;
  readonly created: string;
}

interface TableReading {
  readonly state: ReadingState;
  /** Of the first and the second reader, and of who decides where they differ. */
  readonly answers: readonly Omit<SignedWord, 'verdict'>[];
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
    ...[finalOf(row), correction?.verdict, answer?.reviewer, answer?.created, reason],
  ];
  // A picture that the model has not answered for has no model; one that an older file answered for has that one.
  const own = { ...origin, modelSha256: row.model_sha256 ?? '' };
  return [...cells.map((cell) => cell ?? ''), ...originCells(own)];
}

const finalOf = ({ class: modelClass, correction, reading }: ResultsRow): string | null =>
  finalClass(modelClass, correction, reading?.state ?? null);

/** Further columns of a batch that is read blind. */
export const READING_COLUMNS = [
  ...['reading', 'reader_1', 'answer_1', 'answered_at_1', 'reader_2', 'answer_2', 'answered_at_2'],
  ...['decided_by', 'decision', 'decided_at'],
];

const STATES: Readonly<Record<ReadingState, string>> = {
  waits: 'waits for a reader',
  agreed: 'readers agree',
  disagreed: 'readers disagree',
  decided: 'readers disagreed, a third person decided',
};

/** What the readers answered, under {@link READING_COLUMNS}. */
export function readingCells({ reading }: Pick<ResultsRow, 'reading'>): string[] {
  const answers = [0, 1, 2].flatMap((index) => {
    const answer = reading?.answers[index];
    return answer ? [answer.reviewer, answer.label ?? 'no cell', answer.created] : ['', '', ''];
  });
  return [reading ? STATES[reading.state] : '', ...answers];
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
