/** Control characters, invisible ones, and those that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

const hex = (code: number, digits: number) => code.toString(16).padStart(digits, '0');

/**
 * A line as a terminal may show it: what would move the cursor, change colours or turn the writing direction, such as in
 * the name of a file, is written out (`\x1b`, `\u202e`).
 */
export const visible = (line: string): string =>
  line.replaceAll(UNSEEN, (character) => {
    const code = character.codePointAt(0)!;
    if (code > 0xffff) return `\\u{${hex(code, 5)}}`;
    return code > 0xff ? `\\u${hex(code, 4)}` : `\\x${hex(code, 2)}`;
  });

/** JSON text with the same content that a terminal may show; line breaks between values stay. */
export const escapeInJson = (json: string): string =>
  json.replaceAll(UNSEEN, (character) =>
    character === '\n'
      ? character
      : [...Array(character.length).keys()].map((at) => `\\u${hex(character.charCodeAt(at), 4)}`).join(''),
  );
