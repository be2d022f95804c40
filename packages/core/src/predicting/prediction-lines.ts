import { createHash } from 'node:crypto';
import { probabilityColumn } from '../answer/probability-column.js';
import { type CsvCell, toCsv } from '../files/csv.js';
import { parseCsvTable } from '../files/csv-table.js';
import type { PredictingModel, Predictions, PredictOptions } from './predict-stream.js';

/**
 * What answers depend on besides the picture, as written in every line: checksums of the models, and
 * settings, separated by ` | `. Lines with different ones do not belong in one file.
 */
export function madeBy(
  { sha256, classNames, positiveClass, rescaling, passes = 1, meaning, ...model }: PredictingModel,
  { threshold = model.threshold, gate = true }: PredictOptions,
): string {
  const range = meaning?.find(({ what }) => what === 'input range')?.value;
  const parts = [
    `model ${shortChecksum(sha256)}`,
    `positive class ${classNames[positiveClass]}`,
    `threshold ${Number(threshold.toPrecision(12))}`,
    `input gate ${gate && model.gate ? 'on' : 'off'}`,
    `${passes} ${passes === 1 ? 'pass' : 'passes'} per cell`,
    range ?? `pixels × ${JSON.stringify(rescaling.scale)} + ${JSON.stringify(rescaling.offset)}`,
    // Of a model whose file does not say it, the same outputs may have been called otherwise before.
    ...(meaning ? [`classes ${classNames.join(', ')}`] : []),
  ];
  return parts.join(' | ');
}

/** Which parts differ, in words; undefined where none does. */
export function differenceOf(before: string, now: string): string | undefined {
  if (before === now) return undefined;
  const parts = now.split(' | ');
  const changes = before
    .split(' | ')
    .flatMap((part, index) => (part === parts[index] ? [] : [`${part}, now ${parts[index] ?? 'none'}`]));
  return changes.join('; ') || `${before}, now ${now}`;
}

/** Of one file its first 16 digits, with a word before that no spreadsheet takes for a number; of several one of all. */
function shortChecksum(sha256: string): string {
  const all = sha256.split('+');
  const one = all.length === 1 ? all[0]! : createHash('sha256').update(all.join()).digest('hex');
  return `sha256:${one.slice(0, 16)}${all.length === 1 ? '' : ` of ${all.length} models`}`;
}

/** What lines are about. */
export interface LinesOf {
  readonly classNames: readonly string[];
  /** By {@link madeBy}. */
  readonly madeBy: string;
}

/** A line of a file that is continued. */
export interface KnownLine {
  readonly file: string;
  readonly madeBy: string | undefined;
}

/** How predictions are written as lines, and what is in lines that were written. */
export interface LineFormat {
  readonly header: (of: LinesOf) => string;
  readonly lines: (batch: Predictions, of: LinesOf) => string;
  /** @throws Error on lines that are none of ours */
  readonly read: (text: string) => KnownLine[];
}

export const LINE_FORMATS: Readonly<Record<string, LineFormat>> = {
  '.jsonl': {
    header: () => '',
    lines: ({ predictions, refused, skipped }, { madeBy: made }) =>
      [
        ...predictions,
        ...refused.map((entry) => ({ ...entry, refused: true })),
        ...skipped.map((entry) => ({ ...entry, skipped: true })),
      ]
        .map((entry) => `${JSON.stringify({ ...entry, made_by: made })}\n`)
        .join(''),
    read: (text) =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { file: string; made_by?: string })
        .map(({ file, made_by }) => ({ file, madeBy: made_by })),
  },
  '.csv': {
    header: ({ classNames }) =>
      toCsv([['file', 'class', ...classNames.map(probabilityColumn), 'note', 'made_by']]),
    lines: (batch, { classNames, madeBy: made }) =>
      toCsv(predictionRows(batch, classNames).map((row) => [...row, made])),
    read: (text) =>
      parseCsvTable(text, 'it').map(({ file, made_by }) => ({ file: file ?? '', madeBy: made_by })),
  },
};

/** A row for each picture: file, class, probabilities, and a note: "unsure", or why there is no answer. */
export function predictionRows(
  { predictions, refused, skipped }: Predictions,
  classNames: readonly string[],
): CsvCell[][] {
  const without = (what: string, { file, reason }: { file: string; reason: string }) => [
    file,
    what,
    ...classNames.map(() => ''),
    reason,
  ];
  return [
    ...predictions.map(({ file, class: name, probabilities, unsure, note }) => [
      file,
      name,
      ...classNames.map((className) => probabilities[className]!),
      [...(unsure ? ['unsure'] : []), ...(note === undefined ? [] : [note])].join('; '),
    ]),
    ...refused.map((entry) => without('refused', entry)),
    ...skipped.map((entry) => without('skipped', entry)),
  ];
}
