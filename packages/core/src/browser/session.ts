import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { UnusableModel } from '../errors/kinds.js';

/** What computes: the graphics processor by WebGPU, or the processor by WebAssembly. */
export type BrowserDevice = 'webgpu' | 'wasm';

/** A graph of giemsa's, open in onnxruntime-web. */
export interface BrowserSession {
  readonly device: BrowserDevice;
  /** Why not WebGPU; left out where it is, or where WebAssembly was asked for. */
  readonly reason?: string;
  /** @param images `[1, height, width, 3] uint8` @returns outputs by name */
  run(images: Uint8Array, height: number, width: number): Promise<Record<string, Float32Array>>;
  release(): Promise<void>;
}

/** Gives the WebAssembly file of a runtime of onnxruntime-web, for who wants to show how its download goes on, or to keep it. */
export type RuntimeSource = (device: BrowserDevice) => Promise<ArrayBuffer>;

/**
 * Opens a graph on WebGPU where the browser has it, else on WebAssembly. Only the runtime that is used is fetched.
 * @param device asks for one of them
 * @param runtime left out, onnxruntime-web fetches its file itself
 * @throws UserError when onnxruntime-web is not installed, or cannot run the graph
 */
export async function openSession(
  onnx: Uint8Array,
  device?: BrowserDevice,
  runtime?: RuntimeSource,
): Promise<BrowserSession> {
  if (device !== undefined) return open(device, onnx, runtime);
  const lack = await lackOfWebGpu();
  if (lack !== undefined) return { ...(await open('wasm', onnx, runtime)), reason: lack };
  try {
    return await open('webgpu', onnx, runtime);
  } catch (error) {
    const reason = `WebGPU cannot run this model: ${(error as Error).message}`;
    return { ...(await open('wasm', onnx, runtime)), reason };
  }
}

async function open(
  device: BrowserDevice,
  onnx: Uint8Array,
  runtime: RuntimeSource | undefined,
): Promise<BrowserSession> {
  const ort = await (device === 'webgpu' ? import('onnxruntime-web/webgpu') : import('onnxruntime-web/wasm'));
  // That some operators run on the processor all the same does not matter.
  ort.env.logLevel = 'error';
  if (runtime) ort.env.wasm.wasmBinary = await runtime(device);
  const session: InferenceSession = await ort.InferenceSession.create(onnx, {
    executionProviders: [device],
    logSeverityLevel: 3,
  }).catch((error: Error) => {
    throw new UnusableModel(`onnxruntime-web cannot run the model: ${error.message}`);
  });
  return {
    device,
    async run(images, height, width) {
      const outputs = await session.run({ images: new ort.Tensor('uint8', images, [1, height, width, 3]) });
      return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, valuesOf(value)]));
    },
    release: () => session.release(),
  };
}

const valuesOf = ({ data }: Tensor) => data as Float32Array;

async function lackOfWebGpu(): Promise<string | undefined> {
  if (!('gpu' in navigator)) return 'this browser has no WebGPU';
  const gpu = navigator.gpu as { requestAdapter(): Promise<object | null> };
  const adapter = await gpu.requestAdapter().catch(() => null);
  return adapter ? undefined : 'the browser found no graphics processor for WebGPU';
}
