import type { ApiModel } from '@giemsa/server';
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { api } from '../data/api.js';
import { texts } from '../texts.js';

/** What the model says of one picture, in this browser. */
export interface PrivateAnswer {
  readonly probabilities: Float32Array;
  /** Address of the heat map, a transparent picture. */
  readonly heat: string;
}

/** A model that runs in this browser: pictures do not leave it. */
export interface PrivateModel {
  readonly device: 'webgpu' | 'wasm';
  /** Why not WebGPU. */
  readonly reason: string | undefined;
  answer(pixels: ImageData): Promise<PrivateAnswer>;
}

/** Of the heat map's colours; as the server's. */
const LOW = [213, 94, 0] as const;
const HIGH = [255, 240, 80] as const;
const STRONGEST_ALPHA = 0.85;

/** Fetches the model from the server, once; from then on nothing is sent or asked. */
export async function loadPrivateModel(model: ApiModel): Promise<PrivateModel> {
  const response = await fetch(api.browserModel(model.id));
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  const { session, makeTensor, device, reason } = await openSession(
    new Uint8Array(await response.arrayBuffer()),
  );
  return {
    device,
    reason,
    async answer(pixels) {
      const { width, height } = pixels;
      const bytes = model.color_mode === 'rgb' ? rgbOf(pixels) : grey(pixels);
      const { probabilities, heat } = await session.run({ images: makeTensor(bytes, [1, height, width, 3]) });
      return {
        probabilities: calibrated(probabilities!.data as Float32Array, model.temperature),
        heat: await heatAddress(heat!.data as Float32Array, model.image_size, width, height),
      };
    },
  };
}

interface OpenSession {
  readonly session: InferenceSession;
  readonly makeTensor: (bytes: Uint8Array, dims: number[]) => Tensor;
  readonly device: PrivateModel['device'];
  readonly reason: string | undefined;
}

/** On WebGPU where this browser has it, else on WebAssembly, with the reason. */
async function openSession(onnx: Uint8Array): Promise<OpenSession> {
  const lack = await lackOfWebGpu();
  if (lack !== undefined) return open('wasm', onnx, lack);
  try {
    return await open('webgpu', onnx, undefined);
  } catch (error) {
    return open('wasm', onnx, texts.private.webgpuFailed((error as Error).message));
  }
}

/** Only the runtime that is used is fetched. */
async function open(
  device: PrivateModel['device'],
  onnx: Uint8Array,
  reason: string | undefined,
): Promise<OpenSession> {
  const ort =
    device === 'webgpu' ? await import('onnxruntime-web/webgpu') : await import('onnxruntime-web/wasm');
  // That some operators run on the processor all the same is no trouble.
  ort.env.logLevel = 'error';
  const session = await ort.InferenceSession.create(onnx, {
    executionProviders: [device],
    logSeverityLevel: 3,
  });
  const makeTensor = (bytes: Uint8Array, dims: number[]) => new ort.Tensor('uint8', bytes, dims);
  return { session, makeTensor, device, reason };
}

async function lackOfWebGpu(): Promise<string | undefined> {
  if (!('gpu' in navigator)) return texts.private.noWebGpu;
  const gpu = navigator.gpu as { requestAdapter(): Promise<object | null> };
  const adapter = await gpu.requestAdapter().catch(() => null);
  return adapter ? undefined : texts.private.noAdapter;
}

/** `p^(1/T)`, normalised: temperature scaling. */
function calibrated(probabilities: Float32Array, temperature: number): Float32Array {
  if (temperature === 1) return probabilities;
  const scaled = probabilities.map((value) => value ** (1 / temperature));
  const sum = scaled.reduce((total, value) => total + value, 0);
  return scaled.map((value) => value / sum);
}

/** Without transparency: `[height, width, 3]`. */
export function rgbOf({ data }: ImageData): Uint8Array {
  const bytes = new Uint8Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4) {
    bytes[to++] = data[from]!;
    bytes[to++] = data[from + 1]!;
    bytes[to++] = data[from + 2]!;
  }
  return bytes;
}

/** ITU-R 601-2 luma, as the server rounds it. */
function grey({ data }: ImageData): Uint8Array {
  const bytes = new Uint8Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    const luma = (19595 * data[from]! + 38470 * data[from + 1]! + 7471 * data[from + 2]! + 0x8000) >> 16;
    bytes.fill(luma, to, to + 3);
  }
  return bytes;
}

async function heatAddress(heat: Float32Array, size: number, width: number, height: number): Promise<string> {
  const layer = new ImageData(size, size);
  heat.forEach((value, index) => {
    for (let c = 0; c < 3; c++) layer.data[index * 4 + c] = LOW[c]! + (HIGH[c]! - LOW[c]!) * value;
    layer.data[index * 4 + 3] = 255 * STRONGEST_ALPHA * value;
  });
  const small = new OffscreenCanvas(size, size);
  small.getContext('2d')!.putImageData(layer, 0, 0);
  // The model sees a square; the map has to lie on the picture as it is.
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.drawImage(small, 0, 0, width, height);
  return URL.createObjectURL(await canvas.convertToBlob());
}
