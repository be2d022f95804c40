/** `perMicrolitre` as `per_microlitre`. */
export const inWords = (key: string): string =>
  key.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

/**
 * The same value with all keys in snake_case, for JSON. Objects of the library have camelCase keys; every
 * JSON document that giemsa writes has one casing.
 * @param asTheyAre properties whose values stay as they are: their keys are data, such as names of classes
 */
export function inSnakeCase(value: unknown, asTheyAre: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((entry) => inSnakeCase(entry, asTheyAre));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      inWords(key),
      asTheyAre.includes(key) ? inner : inSnakeCase(inner, asTheyAre),
    ]),
  );
}
