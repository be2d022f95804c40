import { flagOf, type Message, toText } from '../errors/text.js';
import { visible, wrapped } from './visible.js';

/**
 * Where a command's words go, a line each, broken where a terminal ends and without anything in a name that it would obey:
 * results to stdout, or all to stderr where stdout is kept for JSON.
 */
export interface Output {
  /** A line each, such as results and what was decided. */
  say(...lines: Message[]): void;
  /** A line that a person should see whatever becomes of the rest. */
  warn(line: Message): void;
}

const shown = (line: Message): string => visible(toText(line).in(flagOf));

export function createOutput({ json = false }: { json?: boolean } = {}): Output {
  const stream = json ? process.stderr : process.stdout;
  return {
    say: (...lines) =>
      void stream.write(lines.map((line) => `${wrapped(shown(line), stream.columns)}\n`).join('')),
    warn: (line) =>
      void process.stderr.write(`${wrapped(`warning: ${shown(line)}`, process.stderr.columns)}\n`),
  };
}
