import { flagOf } from '@giemsa/core/internal/errors/text';
import { removeUnfinished } from '@giemsa/core/internal/files/interruption';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** How a command that was stopped is continued. */
export interface GoingOn {
  /** What is kept, such as `finished epochs are kept`. */
  readonly kept: string;
  /** Options to add to the command as it was typed, such as `{ out: folder, resume: true }`; none where the same command continues. */
  readonly options?: Readonly<Record<string, string | true>>;
  /** The words of another command that continues, in place of those that were typed. */
  readonly command?: readonly string[];
}

let goingOn: GoingOn | undefined;
let uninstall: (() => void) | undefined;

/**
 * Called by a command to say how to continue it if it is stopped from now on. The first call, by the outer
 * task, wins.
 */
export function goOnBy(how: GoingOn): void {
  goingOn ??= how;
}

/**
 * Makes Ctrl-C and SIGTERM end this command cleanly: temporary files are removed, and it prints how to
 * continue. Then the signal has its usual effect.
 * @param words of the command line, as they were typed
 * @returns takes the handlers away again
 */
export function endOnSignals(words: readonly string[]): () => void {
  goingOn = undefined;
  const end = (signal: NodeJS.Signals) => {
    removeUnfinished();
    process.stderr.write(`\nstopped: ${howToGoOn(words)}\n`);
    leave();
    process.kill(process.pid, signal);
  };
  const leave = () => {
    for (const signal of SIGNALS) process.removeListener(signal, end);
    goingOn = undefined;
    uninstall = undefined;
  };
  for (const signal of SIGNALS) process.on(signal, end);
  uninstall = leave;
  return leave;
}

/** For a command that ends by itself after a signal: the first one calls `stop`, a second one ends it at once. */
export function stopOnSignals(stop: () => void): void {
  uninstall?.();
  for (const signal of SIGNALS) process.once(signal, stop);
}

/** Such as `finished epochs are kept; continue with:` and the command. */
export function howToGoOn(words: readonly string[]): string {
  const { kept, options = {}, command: other } = goingOn ?? {};
  const flags = Object.entries(options).flatMap(([name, value]) => [
    flagOf(name),
    ...(value === true ? [] : [value]),
  ]);
  const command = `giemsa ${(other ?? [...without(words, flags), ...flags]).map(quote).join(' ')}`;
  return kept === undefined
    ? `nothing was finished; start again with: ${command}`
    : `${kept}; continue with: ${command}`;
}

/** The words without options that are added again, and without the values of these. */
function without(words: readonly string[], options: readonly string[]): string[] {
  const names = options.filter((word) => word.startsWith('--'));
  const takesValue = (name: string) => options[options.indexOf(name) + 1]?.startsWith('--') === false;
  const kept: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if (names.some((name) => word.startsWith(`${name}=`))) continue;
    if (!names.includes(word)) kept.push(word);
    else if (takesValue(word)) index++;
  }
  return kept;
}

const quote = (word: string): string =>
  /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
