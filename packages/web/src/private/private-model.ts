import { scaleRows } from '@giemsa/core/internal/answer/temperature';
import { heatImage } from '@giemsa/core/internal/browser/heat-image';
import { type BrowserDevice, openSession } from '@giemsa/core/internal/browser/session';
import { toGrayscale } from '@giemsa/core/internal/pictures/fit-pixels';
import type { Pixels } from '@giemsa/core/internal/pictures/resize';
import type { ApiModel } from '@giemsa/server';
import webgpuRuntime from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import wasmRuntime from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { api } from '../data/api.js';
import { type Arrived, keptBytes, noteKept } from '../data/kept.js';
import { taughtGraph } from './taught.js';

/** What the model says about one picture, in this browser. */
export interface PrivateAnswer {
  readonly probabilities: Float32Array;
  /** Address of the heat map, a transparent picture. */
  readonly heat: string;
}

/** A model that runs in this browser: pictures do not leave it. */
export interface PrivateModel {
  readonly device: BrowserDevice;
  /** Why not WebGPU. */
  readonly reason: string | undefined;
  answer(pixels: Pixels): Promise<PrivateAnswer>;
}

/** What is done before the first picture. */
export type Loading = ({ readonly what: 'model' | 'runtime' } & Arrived) | { readonly what: 'start' };

/** The files of the runtimes, and their sizes, which the build knows. */
const RUNTIMES = { wasm: wasmRuntime, webgpu: webgpuRuntime };
declare const RUNTIME_BYTES: Readonly<Record<BrowserDevice, number>>;

/** The program that runs models on a device, fetched once and kept. */
export const runtimeProgram = (device: BrowserDevice, onArrived: (arrived: Arrived) => void) =>
  keptBytes(RUNTIMES[device], RUNTIME_BYTES[device], onArrived);

/** Fetches model and runtime once and keeps them; from then on nothing is sent or asked. */
export async function loadPrivateModel(
  model: ApiModel,
  onLoading: (loading: Loading) => void,
): Promise<PrivateModel> {
  const taught = taughtGraph(model.id);
  const address = api.browserModel(model.id, model.sha256);
  const used = [address];
  const bytes =
    taught ?? (await keptBytes(address, undefined, (arrived) => onLoading({ what: 'model', ...arrived })));
  const runtime = async (wanted: BrowserDevice) => {
    used.push(RUNTIMES[wanted]);
    const program = await runtimeProgram(wanted, (arrived) => onLoading({ what: 'runtime', ...arrived }));
    onLoading({ what: 'start' });
    return program;
  };
  const { run, device, reason } = await openSession(new Uint8Array(bytes), undefined, runtime);
  if (!taught) await noteKept(model, used);
  return {
    device,
    reason,
    async answer({ data, width, height }) {
      const images = model.color_mode === 'rgb' ? data : toGrayscale(data);
      const { probabilities, heat } = await run(images, height, width);
      scaleRows(probabilities!, model.class_names.length, model.temperature);
      const layer = await heatImage({ heat: heat!, size: model.image_size }, width, height);
      return { probabilities: probabilities!, heat: URL.createObjectURL(layer) };
    },
  };
}
