import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { SessionOptions } from './device.js';

/** A tensor of ONNX Runtime as it crosses threads. */
export interface Feed {
  readonly type: 'uint8' | 'float32';
  /** Row by row. Handed over: empty for the caller afterwards, as long as nothing else shares its buffer. */
  readonly data: Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer>;
  readonly dims: readonly number[];
}

/** An ONNX Runtime session in its own thread, so that the caller's can decode pictures or answer requests meanwhile. */
export interface BackgroundSession {
  /**
   * Runs are executed in the order of the calls.
   * @returns the values of each output of the graph, all of them float32
   * @throws Error when ONNX Runtime refuses the feeds, or the session was released
   */
  run(feeds: Readonly<Record<string, Feed>>): Promise<Record<string, Float32Array>>;
  /** Ends the thread and gives back its memory. */
  release(): Promise<void>;
}

/** What the thread begins with. */
export interface SessionPlan {
  readonly onnx: Uint8Array | string;
  readonly options: SessionOptions;
}

/** Without feeds: the session is to be released. */
export interface Order {
  readonly id: number;
  readonly feeds?: Readonly<Record<string, Feed>>;
}

/** Answer to the request with that number; 0 when the session is ready. */
export interface Answer {
  readonly id: number;
  readonly outputs: Record<string, Float32Array>;
  readonly error?: string;
}

/**
 * As `createSession`, in its own thread: `onnxruntime-node` computes in the thread that calls it.
 * The thread does not keep the process alive while it has nothing to do.
 * @throws Error as `createSession` does
 */
export async function createBackgroundSession(
  onnx: Uint8Array | string,
  options: SessionOptions = {},
): Promise<BackgroundSession> {
  const thread = new SessionThread({ onnx, options });
  try {
    await thread.answer(0);
  } catch (error) {
    await thread.end();
    throw error;
  }
  const session: BackgroundSession = {
    run: async (feeds) => (await thread.order(feeds)).outputs,
    release: () => thread.release(),
  };
  forgotten.register(session, thread);
  return session;
}

/** A thread, unlike a session, is not ended by the garbage collector. */
const forgotten = new FinalizationRegistry<SessionThread>((thread) =>
  thread.release().catch(() => undefined),
);

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

class SessionThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #orders = 0;
  #ended: Error | undefined;

  constructor(plan: SessionPlan) {
    // By its name in the package, since tests run from the TypeScript sources and a thread cannot.
    const file = createRequire(import.meta.url).resolve('@giemsa/nn/session-worker');
    this.#worker = new Worker(file, { workerData: plan });
    this.#worker.on('message', (answer: Answer) => this.#settle(answer));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the session was released, or its thread ended')));
  }

  order(feeds?: Order['feeds']): Promise<Answer> {
    const id = ++this.#orders;
    const answer = this.answer(id);
    const buffers = Object.values(feeds ?? {}).map(({ data }) => data.buffer);
    if (!this.#ended) this.#worker.postMessage({ id, ...(feeds && { feeds }) } satisfies Order, buffers);
    return answer;
  }

  /** The answer to an order; meanwhile the thread keeps the process alive. */
  answer(id: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      this.#worker.ref();
      this.#waiting.set(id, { resolve, reject });
    });
  }

  /** After what was ordered before is done. */
  async release(): Promise<void> {
    await this.order();
    await this.end();
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id)!;
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (answer.error === undefined) waiting.resolve(answer);
    else waiting.reject(new Error(answer.error));
  }

  #fail(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}
