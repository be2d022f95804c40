import cliProgress from 'cli-progress';

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

/** A bar on stderr for work on many images; nothing where stderr is no terminal. */
export function progressCounter(title: string): {
  onProgress(done: number, total: number): void;
  stop(): void;
} {
  const bar = new cliProgress.SingleBar({
    format: `${title} {bar} {percentage} %  {value}/{total}`,
    barCompleteChar: '\u2588',
    barIncompleteChar: '\u2591',
    barsize: 30,
    clearOnComplete: true,
    stream: process.stderr,
  });
  let started = false;
  return {
    onProgress(done, total) {
      if (!started) bar.start(total, 0);
      started = true;
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
