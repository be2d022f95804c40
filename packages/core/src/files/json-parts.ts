import { inSnakeCase, inWords } from './snake-case.js';

/**
 * A JSON document with keys in snake_case in parts, so that it is nowhere in memory as a whole: what
 * `JSON.stringify(inSnakeCase(value))` gives, for values that `inSnakeCase` takes. Iterables are written as lists, entry by entry.
 * @param depth objects and lists this deep are parted
 */
export function* jsonParts(value: unknown, depth: number): Generator<string> {
  if (depth === 0 || typeof value !== 'object' || value === null) {
    yield JSON.stringify(inSnakeCase(value)) ?? 'null';
    return;
  }
  let separator = '';
  if (Symbol.iterator in value) {
    yield '[';
    for (const entry of value as Iterable<unknown>) {
      yield separator;
      yield* jsonParts(entry, depth - 1);
      separator = ',';
    }
    yield ']';
    return;
  }
  yield '{';
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    yield `${separator}${JSON.stringify(inWords(key))}:`;
    yield* jsonParts(inner, depth - 1);
    separator = ',';
  }
  yield '}';
}
