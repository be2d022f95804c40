import { texts } from '../texts.js';

/** Labels by the name in the API (`um_per_pixel`), and by that in the library (`umPerPixel`). */
const labels = (): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(texts.labels).flatMap(([field, label]) => [
      [field, label],
      [field.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), label],
    ]),
  );

/** Of a field without a label: `new_outline` as "New outline". */
const inWords = (field: string): string =>
  field.charAt(0).toUpperCase() + field.slice(1).replaceAll('_', ' ');

/**
 * What the server says, in the words of the page: the label of a field instead of its name, and no address of the API's
 * description.
 */
export function inLabels(sentence: string): string {
  const known = labels();
  return (
    sentence
      .replace(/\.? See \/api\/docs\.?$/, '.')
      .replaceAll(/(^|; )\/:? /g, '$1')
      .replaceAll(
        /(^|; )\/(?:[^/:; ]+\/)*([^/:; ]+):/g,
        (_, before: string, field: string) => `${before}${known.get(field) ?? inWords(field)}:`,
      )
      // Within a sentence, a name of one word could be an ordinary word.
      .replaceAll(/\b[a-z]+(?:_[a-z]+)+\b|\b[a-z]+(?:[A-Z][a-z]+)+\b/g, (name) => known.get(name) ?? name)
      .replace(/^[a-z]+(?= [^ ]+:)/, (name) => known.get(name) ?? name)
  );
}
