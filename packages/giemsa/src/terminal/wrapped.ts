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
