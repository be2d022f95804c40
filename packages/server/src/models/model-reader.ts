import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { CellModelMetadata, MeaningOptions } from '@giemsa/core';
import type { ErrorCode } from '@giemsa/core/internal/errors/codes';
import { ToldError } from '@giemsa/core/internal/errors/kinds';

/** What a model file says about itself. */
export interface ModelCard {
  readonly metadata: CellModelMetadata;
  /** What it was opened with, and has to be opened with again. */
  readonly meaning: MeaningOptions;
  readonly sha256: string;
  readonly parameters: number;
}

/** A model with its heat maps as one ONNX graph, of `heatMapGraph`. */
export interface HeatGraph {
  readonly graph: Uint8Array<ArrayBuffer>;
  /** Of the file that it was made from. */
  readonly sha256: string;
}

export interface Question {
  readonly what: 'card' | 'heat graph';
  readonly file: string;
  /** What is said about Keras files that giemsa did not write. */
  readonly said: MeaningOptions;
}

export type Answer<Value> =
  | { readonly value: Value }
  | { readonly reason: string; readonly code?: ErrorCode | undefined };

/** Always the built one: Node.js cannot run the source. */
const PROGRAM = fileURLToPath(new URL('../../dist/models/model-thread.js', import.meta.url));
/** So long the thread waits for the next file before it ends. */
const IDLE_MS = 5000;

/**
 * Reads model files one after the other in a thread, so that requests are answered meanwhile; many at once would take all the memory.
 */
export class ModelReader {
  #last: Promise<unknown> = Promise.resolve();
  #thread: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;

  /** @throws UserError when it is no model of giemsa's */
  readCard(file: string, said: MeaningOptions): Promise<ModelCard> {
    return this.#inTurn({ what: 'card', file, said });
  }

  /** @throws UserError as {@link readCard}, and where it has no layer of maps */
  makeHeatGraph(file: string, said: MeaningOptions): Promise<HeatGraph> {
    return this.#inTurn({ what: 'heat graph', file, said });
  }

  #inTurn<Value>(question: Question): Promise<Value> {
    const value = this.#last.then(() => this.#ask<Value>(question));
    this.#last = value.catch(() => undefined);
    return value;
  }

  async #ask<Value>(question: Question): Promise<Value> {
    clearTimeout(this.#idle);
    this.#thread ??= new Worker(PROGRAM);
    const thread = this.#thread;
    thread.ref();
    const answered = new AbortController();
    const { signal } = answered;
    try {
      thread.postMessage(question);
      // The one that comes later is let go.
      const answers = [once(thread, 'message', { signal }), ended(thread, signal)];
      for (const one of answers) one.catch(() => undefined);
      const [answer] = (await Promise.race(answers)) as [Answer<Value>];
      if ('value' in answer) return answer.value;
      throw answer.code ? new ToldError(answer.code, answer.reason) : new Error(answer.reason);
    } catch (error) {
      if (this.#thread === thread && thread.threadId === -1) this.#thread = undefined;
      throw error;
    } finally {
      answered.abort();
      thread.unref();
      this.#idle = setTimeout(() => this.#end(thread), IDLE_MS).unref();
    }
  }

  #end(thread: Worker): void {
    if (this.#thread === thread) this.#thread = undefined;
    void thread.terminate();
  }
}

async function ended(thread: Worker, signal: AbortSignal): Promise<never> {
  const [code] = await once(thread, 'exit', { signal });
  throw new Error(`the thread that reads models ended with ${code}`);
}
