import { type InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { type CApi, openCApi } from './c-api.js';
import { SESSION_CONFIG, type SessionOptions } from './device.js';
import { createSession } from './ort-session.js';
import type { BufferSession, SessionChoice, Values } from './session.js';

// Sessions in Node.js: what '#runtime' stands for there. In browsers it is web.ts.

let opened: CApi | Error | undefined;

/** The C API, opened at its first use. */
function cApi(): CApi | Error {
  try {
    opened ??= openCApi();
  } catch (error) {
    opened = new Error(
      `ONNX Runtime's C API could not be opened: ${(error as Error).message.split('\n')[0]}`,
    );
  }
  return opened;
}

/** Which kind of session there is on this machine. */
export function chooseSession({ device = 'cpu', session }: SessionOptions = {}): SessionChoice {
  if (session === 'onnxruntime-node') return { kind: session, reason: 'it was asked for' };
  if (device !== 'cpu') return { kind: 'onnxruntime-node', reason: 'the C API is used on the cpu only' };
  const api = cApi();
  return api instanceof Error ? { kind: 'onnxruntime-node', reason: api.message } : { kind: 'c-api' };
}

/**
 * A session that writes its outputs into memory that is given: without a copy where ONNX Runtime's C API can be used.
 * @throws Error as `createSession` does, or with the reason when `c-api` was asked for and cannot be used
 */
export async function createBufferSession(
  onnx: Uint8Array,
  options: SessionOptions = {},
): Promise<BufferSession> {
  const { kind, reason } = chooseSession(options);
  if (kind === 'c-api') return new InPlaceSession(cApi() as CApi, onnx, options);
  if (options.session === 'c-api') throw new Error(reason);
  return new CopyingSession(await createSession(onnx, options));
}

/** Sessions that nobody holds any longer. */
const forgotten = new FinalizationRegistry<() => void>((release) => release());

class InPlaceSession implements BufferSession {
  readonly kind = 'c-api';
  readonly #names = new Map<string, { readonly text: Uint8Array; readonly address: bigint }>();
  readonly #session: bigint;

  constructor(
    private readonly api: CApi,
    onnx: Uint8Array,
    { threads, keepMemory = true, optimization = 'all', profilePrefix }: SessionOptions,
  ) {
    const config = Object.fromEntries(
      Object.entries(SESSION_CONFIG).map(([key, value]) => [`session.${key}`, value]),
    );
    this.#session = api.createSession(onnx, { threads, keepMemory, optimization, profilePrefix, config });
    const session = this.#session;
    forgotten.register(this, () => api.releaseSession(session), this);
  }

  async run(
    inputs: Readonly<Record<string, Values>>,
    outputs: Readonly<Record<string, Values>>,
  ): Promise<void> {
    // Signals and timers of the process are answered between two runs.
    await new Promise((resolve) => setImmediate(resolve));
    // Holds the memory of the tensors too: the garbage collector does not see the pointers.
    const tensors = new Map<bigint, Values>();
    const addressed = (values: Readonly<Record<string, Values>>) => ({
      names: BigUint64Array.from(Object.keys(values), (name) => this.#address(name)),
      tensors: BigUint64Array.from(Object.values(values), (value) => {
        const tensor = this.api.createTensor(value);
        tensors.set(tensor, value);
        return tensor;
      }),
    });
    try {
      this.api.run(this.#session, addressed(inputs), addressed(outputs));
    } finally {
      for (const tensor of tensors.keys()) this.api.releaseTensor(tensor);
    }
  }

  async release(): Promise<void> {
    if (forgotten.unregister(this)) this.api.releaseSession(this.#session);
  }

  #address(name: string): bigint {
    let known = this.#names.get(name);
    if (!known) {
      const text = Buffer.from(`${name}\0`);
      known = { text, address: this.api.address(text) };
      this.#names.set(name, known);
    }
    return known.address;
  }
}

class CopyingSession implements BufferSession {
  readonly kind = 'onnxruntime-node';

  constructor(private readonly session: InferenceSession) {}

  async run(
    inputs: Readonly<Record<string, Values>>,
    outputs: Readonly<Record<string, Values>>,
  ): Promise<void> {
    await this.session.run(tensorsOf(inputs), tensorsOf(outputs));
  }

  release(): Promise<void> {
    return this.session.release();
  }
}

const tensorsOf = (values: Readonly<Record<string, Values>>): Record<string, OrtTensor> =>
  Object.fromEntries(
    Object.entries(values).map(([name, { type, data, dims }]) => [
      name,
      new OrtTensor(type as 'float32', data as Float32Array, dims),
    ]),
  );
