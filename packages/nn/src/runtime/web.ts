import type * as Ort from 'onnxruntime-web';
import { DeviceError, reasonOf, SESSION_CONFIG, type SessionOptions } from './device.js';
import type { BufferSession, SessionChoice, Values } from './session.js';

// Sessions in browsers, on onnxruntime-web: what '#runtime' stands for there. In Node.js it is native.ts.

/** What computes in a browser; `cpu` is WebAssembly. */
export type WebDevice = 'cpu' | 'webgpu';
const WEB_DEVICES: readonly WebDevice[] = ['cpu', 'webgpu'];

const ONE_THREAD =
  'the page is not cross-origin isolated, so WebAssembly has one thread: serve it with the headers ' +
  '"Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp"';

/** Of the sessions on WebAssembly; the first of them starts the threads. */
let threadsOfPage: number | undefined;

/**
 * Which kind of session there is in this page or worker, and on how many threads it computes.
 * @throws DeviceError when this browser has no such device
 */
export function chooseSession({ device = 'cpu', session, threads }: SessionOptions = {}): SessionChoice {
  checkDevice(device);
  if (session !== undefined && session !== 'onnxruntime-web')
    throw new DeviceError(`sessions of "${session}" are not available in browsers; onnxruntime-web is.`);
  const wanted = threads ?? threadsOfPage ?? navigator.hardwareConcurrency;
  if (wanted === 1 || globalThis.crossOriginIsolated) return { kind: 'onnxruntime-web', threads: wanted };
  return { kind: 'onnxruntime-web', threads: 1, reason: ONE_THREAD };
}

/**
 * Opens a graph in onnxruntime-web, whose files are fetched by the first session.
 * @throws DeviceError when this browser has no such device, or it cannot be used
 * @throws RangeError when other sessions of the page have another number of threads
 */
export async function createBufferSession(
  onnx: Uint8Array,
  options: SessionOptions = {},
): Promise<BufferSession> {
  const { device = 'cpu', keepMemory = true, optimization = 'all' } = options;
  const { threads = 1, reason } = chooseSession(options);
  startThreads(threads, reason);
  const ort = await runtimeOf(device as WebDevice, threads);
  const sessionOptions: Ort.InferenceSession.SessionOptions = {
    executionProviders: device === 'webgpu' ? ['webgpu', 'wasm'] : ['wasm'],
    enableCpuMemArena: keepMemory,
    enableMemPattern: keepMemory,
    logSeverityLevel: 3,
    extra: { session: SESSION_CONFIG },
    graphOptimizationLevel: optimization,
  };
  try {
    return new WebSession(ort, await ort.InferenceSession.create(onnx, sessionOptions));
  } catch (error) {
    if (device === 'cpu') throw error;
    const why = reasonOf(error);
    throw new DeviceError(`device "${device}" could not be used: ${why}. Choose the device cpu.`, why);
  }
}

/** @throws DeviceError */
function checkDevice(device: string): void {
  const available = WEB_DEVICES.filter((name) => name === 'cpu' || 'gpu' in navigator);
  if ((available as readonly string[]).includes(device)) return;
  const lack = device === 'webgpu' ? 'this browser has no WebGPU' : 'browsers have no such device';
  throw new DeviceError(
    `device "${device}" is not available here: ${lack}; available are ${available.join(', ')}.`,
    lack,
  );
}

/** Says once that there is one thread only. */
function startThreads(threads: number, reason: string | undefined): void {
  if (threadsOfPage === undefined && reason !== undefined) console.warn(`@giemsa/nn: ${reason}.`);
  if (threadsOfPage !== undefined && threadsOfPage !== threads)
    throw new RangeError(
      `WebAssembly computes on ${threadsOfPage} threads in this page since its first session; received threads ${threads}. ` +
        'Another number takes another page or worker.',
    );
  threadsOfPage = threads;
}

const programs = new Map<WebDevice, ArrayBuffer>();

/**
 * Gives the WebAssembly file of onnxruntime-web for a device, for who keeps it, as to work without a network. Before the first
 * session on it; otherwise onnxruntime-web fetches the file itself.
 */
export function provideRuntime(device: WebDevice, program: ArrayBuffer): void {
  programs.set(device, program);
}

const loaded = new Map<WebDevice, Promise<typeof Ort>>();

/** Only what is used is fetched. A download that failed is tried again by the next session. */
function runtimeOf(device: WebDevice, threads: number): Promise<typeof Ort> {
  let runtime = loaded.get(device);
  if (!runtime) {
    runtime = load(device, threads);
    loaded.set(device, runtime);
    runtime.catch(() => loaded.delete(device));
  }
  return runtime;
}

async function load(device: WebDevice, threads: number): Promise<typeof Ort> {
  const ort = await (device === 'webgpu' ? import('onnxruntime-web/webgpu') : import('onnxruntime-web/wasm'));
  ort.env.logLevel = 'error';
  ort.env.wasm.numThreads = threads;
  const program = programs.get(device);
  if (program) ort.env.wasm.wasmBinary = program;
  return ort;
}

class WebSession implements BufferSession {
  readonly kind = 'onnxruntime-web';

  constructor(
    private readonly ort: typeof Ort,
    private readonly session: Ort.InferenceSession,
  ) {}

  async run(
    inputs: Readonly<Record<string, Values>>,
    outputs: Readonly<Record<string, Values>>,
  ): Promise<void> {
    await nextTurn();
    const feeds = Object.entries(inputs).map(
      ([name, { type, data, dims }]) =>
        [name, new this.ort.Tensor(type as 'float32', data as Float32Array, dims)] as const,
    );
    // onnxruntime-web leaves tensors of the caller on the processor as they are: what it gives is copied into them.
    const fetched = await this.session.run(Object.fromEntries(feeds), Object.keys(outputs));
    for (const [name, { data }] of Object.entries(outputs)) {
      const values = fetched[name]!.data as Float32Array;
      if (values.length !== data.length)
        throw new RangeError(`output "${name}" has ${values.length} values, expected ${data.length}`);
      data.set(values);
    }
  }

  release(): Promise<void> {
    return this.session.release();
  }
}

/** Messages and events of the page are answered between two runs. Browsers slow timers down in the background, but no messages. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
