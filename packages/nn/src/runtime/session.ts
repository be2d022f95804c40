import type { SessionKind } from './device.js';

// What a session takes and gives. native.ts makes sessions in Node.js, web.ts in browsers; who needs one imports '#runtime'.

/** Values in memory of the caller, row by row. */
export interface Values {
  readonly type: 'float32' | 'uint8';
  readonly data: Uint8Array | Float32Array;
  readonly dims: readonly number[];
}

/** A graph that is open in ONNX Runtime. Its outputs may be large, so it writes them into memory that is given. */
export interface BufferSession {
  readonly kind: SessionKind;
  /**
   * Computes in the calling thread; in browsers other threads help it.
   * @param outputs overwritten; `dims` as the graph declares them
   * @throws Error when ONNX Runtime refuses a name, a type or a shape
   */
  run(inputs: Readonly<Record<string, Values>>, outputs: Readonly<Record<string, Values>>): Promise<void>;
  /** Gives back the memory of the runtime. */
  release(): Promise<void>;
}

/** Which kind of session there is here. */
export interface SessionChoice {
  readonly kind: SessionKind;
  /** In browsers: how many threads it computes on. */
  readonly threads?: number;
  /** Why it is not `c-api`, or in browsers why it has one thread. */
  readonly reason?: string;
}
