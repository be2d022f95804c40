import type { ApiPicture, ApiResults } from '@giemsa/server';
import { type Confusion, classAt, confusionAt } from './read-batch.js';

/** One picture, and what two models say about it. */
export interface Pair {
  readonly a: ApiPicture;
  readonly b: ApiPicture;
}

export interface Comparison {
  /** Pictures of which both models say something. */
  readonly pairs: readonly Pair[];
  /** Refused or not readable by one of the two. */
  readonly others: number;
  /** How often each pair of classes was said: `[class of a][class of b]`, by position among the classes. */
  readonly counts: readonly (readonly number[])[];
  /** Those that are called differently, the largest difference of probabilities first. */
  readonly disagreements: readonly Pair[];
  /** Mean and largest difference of the probabilities of the positive class. */
  readonly meanDifference: number;
  readonly largestDifference: number;
  /** At each model's own threshold, of pictures whose class is known to both. */
  readonly confusions: readonly [Confusion | undefined, Confusion | undefined];
}

const own = (results: ApiResults, picture: ApiPicture): string =>
  classAt(results, picture, results.threshold)!;

/** @throws Error when the models do not know the same classes */
export function compare(a: ApiResults, b: ApiResults): Comparison {
  const { class_names: names } = a;
  if (names.join() !== b.class_names.join()) {
    throw new Error(`${names.join(', ')} / ${b.class_names.join(', ')}`);
  }
  const pairs = joined(a, b);
  const counts = names.map(() => names.map(() => 0));
  for (const pair of pairs) counts[names.indexOf(own(a, pair.a))]![names.indexOf(own(b, pair.b))]!++;
  const difference = ({ a: first, b: second }: Pair) => Math.abs(first.probability! - second.probability!);
  const differences = pairs.map(difference);
  return {
    pairs,
    others: Math.max(a.pictures.length, b.pictures.length) - pairs.length,
    counts,
    disagreements: pairs
      .filter((pair) => own(a, pair.a) !== own(b, pair.b))
      .sort((first, second) => difference(second) - difference(first)),
    meanDifference: differences.reduce((sum, value) => sum + value, 0) / Math.max(1, pairs.length),
    largestDifference: differences.reduce((most, value) => Math.max(most, value), 0),
    confusions: [
      confusionAt({ ...a, pictures: pairs.map((pair) => pair.a) }, a.threshold),
      confusionAt({ ...b, pictures: pairs.map((pair) => pair.b) }, b.threshold),
    ],
  };
}

/** By name; pictures of one name by their order. */
function joined(a: ApiResults, b: ApiResults): Pair[] {
  const waiting = new Map<string, ApiPicture[]>();
  for (const picture of b.pictures)
    waiting.set(picture.name, [...(waiting.get(picture.name) ?? []), picture]);
  return a.pictures.flatMap((picture) => {
    const other = waiting.get(picture.name)?.shift();
    return other && picture.status === 'done' && other.status === 'done' ? [{ a: picture, b: other }] : [];
  });
}
