/** Where a command's words go: results to stdout, or all to stderr where stdout is kept for JSON. */
export interface Output {
  say(...lines: string[]): void;
  warn(line: string): void;
}

export function createOutput({ json = false }: { json?: boolean } = {}): Output {
  const stream = json ? process.stderr : process.stdout;
  return {
    say: (...lines) => void stream.write(lines.map((line) => `${line}\n`).join('')),
    warn: (line) => void process.stderr.write(`warning: ${line}\n`),
  };
}
