import { flagOf, type Message, toText } from '@giemsa/core/internal/errors/text';
import { visible } from '@giemsa/core/internal/visible';
import { wrapped } from './wrapped.js';

/**
 * Where a command prints, line by line, wrapped to the terminal and with control characters in names escaped:
 * results to stdout, or everything to stderr if stdout is reserved for JSON.
 */
export interface Output {
  /** A line each, such as results and what was decided. */
  say(...lines: Message[]): void;
  /** A line that a person should see in any case. */
  warn(line: Message): void;
  /** The same for something that is no reason to worry. */
  note(line: Message): void;
}

const shown = (line: Message): string => visible(toText(line).in(flagOf));

const writeError = (line: string): void =>
  void process.stderr.write(`${wrapped(line, process.stderr.columns)}\n`);

export function createOutput({ json = false }: { json?: boolean } = {}): Output {
  const stream = json ? process.stderr : process.stdout;
  return {
    say: (...lines) =>
      void stream.write(lines.map((line) => `${wrapped(shown(line), stream.columns)}\n`).join('')),
    warn: (line) => writeError(`warning: ${shown(line)}`),
    note: (line) => writeError(`note: ${shown(line)}`),
  };
}
