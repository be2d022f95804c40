import { createHash } from 'node:crypto';
import type { Agreement } from '../metrics/agreement.js';
import { agreementOf } from '../metrics/agreement.js';

/** What a person saw in a picture, blind to its label and to every model. */
export interface Reading {
  /** A class, or `unsure`. */
  readonly reading: string;
  /** In the reader's words; may be empty. */
  readonly reason: string;
}

/** One reader's readings by file. */
export type ReadingsOfOne = ReadonlyMap<string, Reading>;

/** What a reader writes who cannot tell. */
export const UNSURE = 'unsure';

/**
 * A name of a cell that does not give its label away, as the name of its file does: the first ten hexadecimal digits of the
 * SHA-256 of its file's name in the data set, without the ending.
 */
export const blindName = (file: string): string => hashOf(file).slice(0, 10);

/** What draws cells at random, the same ones each time; the name that is shown does not tell which were drawn. */
export const drawingKey = (file: string): string => hashOf(file).slice(10, 20);

const hashOf = (file: string): string =>
  createHash('sha256')
    .update(file.replace(/\.[^./]+$/, ''))
    .digest('hex');

/** What several readers say of a label. */
export type Verdict =
  /** All read another class, the same one. */
  | { readonly verdict: 'wrong'; readonly relabel: string }
  /** All read the class of the label. */
  | { readonly verdict: 'right' }
  /** They differ, or one cannot tell. */
  | { readonly verdict: 'undecided' };

/** @param readings one for each reader, at least two: one reader alone overrules no label. `undefined` where not all have read the cell */
export function verdictOf(label: string, readings: readonly (Reading | undefined)[]): Verdict | undefined {
  const read = readings.map((one) => one?.reading);
  if (read.length < 2 || read.includes(undefined)) return undefined;
  const [first] = read as string[];
  if (first === UNSURE || read.some((other) => other !== first)) return { verdict: 'undecided' };
  return first === label ? { verdict: 'right' } : { verdict: 'wrong', relabel: first! };
}

/** How far two readers agree, on the classes and on what they cannot tell. */
export function readersAgreement(
  [first, second]: readonly [ReadingsOfOne, ReadingsOfOne],
  classes: readonly string[],
): Agreement {
  const names = [...classes, UNSURE];
  const table = names.map(() => names.map(() => 0));
  for (const [file, { reading }] of first) {
    const other = second.get(file);
    if (other) table[names.indexOf(reading)]![names.indexOf(other.reading)]!++;
  }
  return agreementOf(table);
}
