import { decidedAt as decideAgain } from '@giemsa/core/internal/answer/cell-answer';
import { classWord } from '@giemsa/core/internal/answer/class-word';
import { certainty, type DecisionRule } from '@giemsa/core/internal/answer/decide';
import { finalClass, isAnswered, isChanged } from '@giemsa/core/internal/answer/final-class';
import type { ApiPicture, ApiResults } from '@giemsa/server';
import { texts } from '../texts.js';

/** What a class of a batch is called on the page. */
export const wordOf = (
  { class_names: classNames, positive_class: positiveClass }: ClassesOf,
  name: string,
): string => {
  const word = classWord(name, { classNames, positiveClass });
  return word === 'infected' || word === 'uninfected' ? texts.field.styles[word] : word;
};

/** Of results, or of a model. */
export type ClassesOf = Pick<ApiResults, 'class_names' | 'positive_class'>;

const ruleOf = (results: ApiResults, threshold: number): DecisionRule => ({
  classNames: results.class_names,
  positiveClass: results.class_names.indexOf(results.positive_class),
  threshold,
  unsureHalfWidth: results.unsure_half_width ?? undefined,
});

/** What the model says about a picture at a threshold. */
export const decidedAt = (results: ApiResults, picture: ApiPicture, threshold: number) =>
  decideAgain(picture, ruleOf(results, threshold));

/** The model's class at a threshold; with more than two classes the threshold has no say. */
export const classAt = (results: ApiResults, picture: ApiPicture, threshold: number): string | null =>
  decidedAt(results, picture, threshold).class;

/** Whether the model's class is not the known one; a picture that was refused has no class to differ. */
export function isMistakeAt(results: ApiResults, picture: ApiPicture, threshold: number): boolean {
  const said = classAt(results, picture, threshold);
  return picture.label !== null && said !== null && said !== picture.label;
}

/** What counts at a threshold that is tried out: the last answer of a person, else the model's class. */
export const finalClassAt = (results: ApiResults, picture: ApiPicture, threshold: number): string | null =>
  finalClass(classAt(results, picture, threshold), picture.correction, picture.reading?.state ?? null);

/** How many pictures a person must decide, at a threshold: near it, and not answered yet. */
export const unsureCount = (results: ApiResults, threshold: number): number =>
  results.pictures.filter(
    (picture) => decidedAt(results, picture, threshold).unsure === true && !isAnswered(picture.correction),
  ).length;

export interface Confusion {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

/** Of the pictures whose class is known; `undefined` where none is, or there are more than two classes. */
export function confusionAt(results: ApiResults, threshold: number): Confusion | undefined {
  const { class_names: names, positive_class: positive, pictures } = results;
  const known = pictures.filter(({ label, probability }) => label !== null && probability !== null);
  if (known.length === 0 || names.length !== 2) return undefined;
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 };
  for (const picture of known) {
    const isCalled = classAt(results, picture, threshold) === positive;
    const isPositive = picture.label === positive;
    counts[isCalled ? (isPositive ? 'tp' : 'fp') : isPositive ? 'fn' : 'tn']++;
  }
  return counts;
}

export interface PatientCount {
  readonly patient: string;
  readonly pictures: number;
  readonly positive: number;
}

export function patientCounts(results: ApiResults, threshold: number): PatientCount[] {
  const counts = new Map<string, { pictures: number; positive: number }>();
  for (const picture of results.pictures) {
    const final = finalClassAt(results, picture, threshold);
    if (picture.patient === null || final === null) continue;
    const entry = counts.get(picture.patient) ?? { pictures: 0, positive: 0 };
    entry.pictures++;
    if (final === results.positive_class) entry.positive++;
    counts.set(picture.patient, entry);
  }
  return [...counts]
    .map(([patient, count]) => ({ patient, ...count }))
    .sort((a, b) => b.positive / b.pictures - a.positive / a.pictures);
}

export type Order = 'probability' | 'unsure' | 'upload' | 'shuffled';
export type Filter =
  | 'all'
  | 'to read'
  | 'differ'
  | 'unsure'
  | 'unreviewed'
  | 'disagreed'
  | 'mistakes'
  | 'refused'
  | `class:${string}`;

export function arranged(results: ApiResults, threshold: number, order: Order, filter: Filter): ApiPicture[] {
  const passes = (picture: ApiPicture): boolean => {
    if (filter === 'unsure') return decidedAt(results, picture, threshold).unsure === true;
    if (filter === 'to read') return picture.reading?.hidden === true;
    if (filter === 'differ') return picture.reading?.state === 'disagreed';
    if (filter === 'unreviewed') return !isAnswered(picture.correction);
    if (filter === 'disagreed') return isChanged(classAt(results, picture, threshold), picture.correction);
    if (filter === 'mistakes') return isMistakeAt(results, picture, threshold);
    if (filter === 'refused') return picture.status === 'refused';
    if (filter === 'all') return true;
    return finalClassAt(results, picture, threshold) === filter.slice('class:'.length);
  };
  // A picture that the model refused is shown where it is asked for, and once a person has called it.
  const isShown = ({ status, correction }: ApiPicture) =>
    status === 'done' || (status === 'refused' && (filter === 'refused' || isAnswered(correction)));
  const shown = results.pictures.filter(isShown).filter(passes);
  if (order === 'upload') return shown;
  // The same for everybody: ids are random.
  if (order === 'shuffled') return shown.sort((a, b) => (a.id < b.id ? -1 : 1));
  const rule = ruleOf(results, threshold);
  const value = ({ probability }: ApiPicture) => {
    if (probability === null) return Number.POSITIVE_INFINITY;
    return order === 'probability' ? -probability : certainty(probability, rule);
  };
  const before = (a: number, b: number) => (a === b ? 0 : a - b);
  return shown.sort((a, b) => before(value(a), value(b)));
}
