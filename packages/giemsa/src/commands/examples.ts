/** The end of a command's help: command lines that work as they stand, without the word `giemsa`. */
export const examples = (...lines: readonly string[]): string =>
  ['', 'Examples:', ...lines.map((line) => `  giemsa ${line}`)].join('\n');
