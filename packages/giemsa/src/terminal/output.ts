import { flagOf, type Message, toText } from '@giemsa/core/internal/errors/text';
import { visible } from '@giemsa/core/internal/visible';
import { wrapped } from './wrapped.js';

/**
 * Where a command's words go, a line each, broken where a terminal ends and without anything in a name that it would obey:
 * results to stdout, or all to stderr where stdout is kept for JSON.
 */
export interface Output {
  /** A line each, such as results and what was decided. */
  say(...lines: Message[]): void;
  /** A line that a person should see whatever becomes of the rest. */
  warn(line: Message): void;
  /** The same of what is no reason to worry. */
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
