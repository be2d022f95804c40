import { scaleRows } from '@giemsa/core/internal/answer/temperature';
import { heatImage } from '@giemsa/core/internal/browser/heat-image';
import { type BrowserDevice, openSession } from '@giemsa/core/internal/browser/session';
import { toGrayscale } from '@giemsa/core/internal/pictures/fit-pixels';
import type { Pixels } from '@giemsa/core/internal/pictures/resize';
import type { ApiModel } from '@giemsa/server';
import { api } from '../data/api.js';

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

/** Fetches the model from the server, once; from then on nothing is sent or asked. */
export async function loadPrivateModel(model: ApiModel): Promise<PrivateModel> {
  const response = await fetch(api.browserModel(model.id));
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  const { run, device, reason } = await openSession(new Uint8Array(await response.arrayBuffer()));
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
