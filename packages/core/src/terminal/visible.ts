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

/** Where the text of a line begins: behind its label and a gap, else two columns in. */
function indentOf(line: string): number {
  const label = /^ *\S.{0,38}? {2,}(?=\S)/.exec(line)?.[0].length;
  return label ?? line.length - line.trimStart().length + 2;
}

/**
 * A line as lines that a terminal need not break: between words, the further ones indented to where its text begins. A word
 * that is longer than a line, such as a path, stays whole.
 * @param width columns of the terminal; left out, where there is none, the line stays as it is
 */
export function wrapped(line: string, width: number | undefined): string {
  if (width === undefined || line.length <= width) return line;
  const indent = ' '.repeat(Math.min(indentOf(line), Math.floor(width / 2)));
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const within = rest.lastIndexOf(' ', width);
    const start = lines.length === 0 ? indentOf(rest) : indent.length;
    const at = within > start ? within : rest.indexOf(' ', Math.max(start, width));
    if (at < 0) break;
    lines.push(rest.slice(0, at).trimEnd());
    rest = indent + rest.slice(at).trimStart();
  }
  return [...lines, rest].join('\n');
}

/** Says on standard error what a person may want to know and what is no warning. */
export const sayNote = (line: string): void =>
  void process.stderr.write(`${wrapped(`note: ${visible(line)}`, process.stderr.columns)}\n`);

/** JSON text with the same content that a terminal may show; line breaks between values stay. */
export const escapeInJson = (json: string): string =>
  json.replaceAll(UNSEEN, (character) =>
    character === '\n'
      ? character
      : [...Array(character.length).keys()].map((at) => `\\u${hex(character.charCodeAt(at), 4)}`).join(''),
  );
