import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type Api = 'keras 2' | 'keras 3';

/** What applications.py answers. */
interface Answer {
  readonly error?: string;
  readonly layers?: number;
  readonly parameters?: number;
  readonly predictions?: readonly number[];
}

/** Real Keras in one process: it takes long to start. */
export interface KerasServer {
  /** @throws Error when Keras refuses */
  ask(request: { write: string; api: Api } | { predict: string; api: Api }): Promise<Answer>;
  close(): void;
}

export function startKeras(python: string, folder: string): KerasServer {
  const script = join(import.meta.dirname, 'applications.py');
  const child = spawn(python, [script, folder], { stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (text: Buffer) => {
    errors = (errors + text.toString()).slice(-4000);
    if (process.env.APPLICATIONS_STDERR) process.stderr.write(text);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error(`applications.py ended:\n${errors}`);
        // Keras prints lines of its own.
        if (!value.startsWith('{')) continue;
        const answer = JSON.parse(value) as Answer;
        if (answer.error) throw new Error(`${JSON.stringify(request)}: ${answer.error}`);
        return answer;
      }
    },
    close: () => child.stdin.end(),
  };
}
