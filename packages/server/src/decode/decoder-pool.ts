import { type ChildProcess, fork } from 'node:child_process';
import { ToldError } from '@giemsa/core/internal/errors/kinds';
import { type Answer, OUT_OF_MEMORY, type Task } from './tasks.js';

/** The process ended during a task: the task is to blame, or the machine. */
export class DecoderEnded extends Error {
  constructor(
    reason: string,
    /** It was ended because it took too long, and it would again. */
    readonly isLate: boolean,
  ) {
    super(reason);
  }
}

export interface PoolOptions {
  /** Its path, as JavaScript. */
  readonly program: string;
  /** At most so many processes at a time. */
  readonly size: number;
  /** A task that takes longer is ended. */
  readonly longestMs: number;
  /** An idle process ends after this time. */
  readonly idleMs: number;
}

interface Waiting {
  readonly task: Task;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  /** Processes that ended before they could start it. */
  starts: number;
}

/**
 * This many processes in a row may end while starting, which is not the task's fault; after that something
 * here is wrong.
 */
const MOST_STARTS = 20;

/** Processes that decode, one task each at a time. They are started when there is something to do, and end with this one. */
export class DecoderPool {
  readonly #idle: { child: ChildProcess; timer: NodeJS.Timeout }[] = [];
  readonly #queue: Waiting[] = [];
  #count = 0;

  constructor(private readonly options: PoolOptions) {}

  /**
   * @throws ToldError as the task throws it
   * @throws DecoderEnded when the process crashed, or was ended for its time or memory
   */
  run(task: Task): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ task, resolve, reject, starts: 0 });
      this.#next();
    });
  }

  /** When one of them has nothing to do. */
  async ready(): Promise<void> {
    if (this.#idle.length === 0) await this.run({ kind: 'ready' });
  }

  #next(): void {
    const idle = this.#idle.pop();
    if (!idle && this.#count >= this.options.size) return;
    const waiting = this.#queue.shift();
    if (!waiting) {
      if (idle) this.#idle.push(idle);
      return;
    }
    if (idle) clearTimeout(idle.timer);
    void (idle ? this.#do(idle.child, waiting) : this.#doWhenStarted(this.#start(), waiting));
  }

  #start(): ChildProcess {
    this.#count++;
    const { program } = this.options;
    const execArgv = ['--max-old-space-size=1024'];
    const child = fork(program, {
      execArgv,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.once('exit', () => {
      this.#count--;
      const index = this.#idle.findIndex((entry) => entry.child === child);
      if (index >= 0) clearTimeout(this.#idle.splice(index, 1)[0]!.timer);
      this.#next();
    });
    // Told where a task waits for it.
    child.on('error', () => undefined);
    return child;
  }

  /** A process that ends before it is ready says nothing about the task: another one does it. */
  async #doWhenStarted(child: ChildProcess, waiting: Waiting): Promise<void> {
    hold(child, true);
    try {
      await this.#answer(child, { kind: 'ready' });
    } catch (error) {
      waiting.starts++;
      if (waiting.starts >= MOST_STARTS) return waiting.reject(error as Error);
      this.#queue.unshift(waiting);
      return this.#next();
    }
    return this.#do(child, waiting);
  }

  async #do(child: ChildProcess, { task, resolve, reject }: Waiting): Promise<void> {
    hold(child, true);
    try {
      const answer = await this.#answer(child, task);
      this.#rest(child);
      if ('value' in answer) resolve(answer.value);
      else reject(answer.code ? new ToldError(answer.code, answer.reason) : new Error(answer.reason));
    } catch (error) {
      reject(error as Error);
    }
  }

  #answer(child: ChildProcess, task: Task): Promise<Answer> {
    const { longestMs } = this.options;
    return new Promise((resolve, reject) => {
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        child.kill('SIGKILL');
      }, longestMs);
      const end = () => {
        clearTimeout(timer);
        child.off('message', answered).off('exit', ended);
      };
      const answered = (answer: unknown) => {
        end();
        resolve(answer as Answer);
      };
      const ended = (code: number | null, signal: string | null) => {
        end();
        reject(
          new DecoderEnded(
            isLate ? `it took more than ${longestMs / 1000} s` : whyEnded(code, signal),
            isLate,
          ),
        );
      };
      child.once('message', answered).once('exit', ended);
      // Sending fails only if the process has ended.
      child.send(task, (error) => error && child.kill('SIGKILL'));
    });
  }

  #rest(child: ChildProcess): void {
    hold(child, false);
    const timer = setTimeout(() => child.kill(), this.options.idleMs);
    timer.unref();
    this.#idle.push({ child, timer });
    this.#next();
  }
}

function whyEnded(code: number | null, signal: string | null): string {
  if (code === OUT_OF_MEMORY) return 'it took too much memory';
  return `its decoder crashed (${signal ?? `code ${code}`})`;
}

/** Whether this process waits for that one before it ends by itself. */
function hold(child: ChildProcess, isHeld: boolean): void {
  if (isHeld) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
