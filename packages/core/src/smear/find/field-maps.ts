import { loadModel, Predictor } from '@giemsa/nn';
import type { Pixels } from '../../pictures/resize.js';
import { fieldNetwork, MAPS } from './field-network.js';
import { mirroredSquare } from './mirrored-square.js';

/** Side of the tiles that the network computes, and how far each reaches over its neighbours. */
const TILE = 192;
const OVERLAP = 24;

/** What the network says of each pixel of a picture, 0 to 255. */
export interface FieldMaps {
  readonly width: number;
  readonly height: number;
  readonly cell: Uint8Array;
  readonly middle: Uint8Array;
  readonly white: Uint8Array;
}

/** Computes {@link FieldMaps}. */
export type MapField = (picture: Pixels) => Promise<FieldMaps>;

const loading = new Map<string, Promise<MapField>>();

/** The network of a file, compiled for tiles: once a process for each file. */
export function loadFieldMaps(file: string): Promise<MapField> {
  const begun = loading.get(file) ?? load(file);
  loading.set(file, begun);
  begun.catch(() => loading.delete(file));
  return begun;
}

async function load(file: string): Promise<MapField> {
  const network = fieldNetwork([TILE, TILE]);
  network.setWeights((await loadModel(file)).model.getWeights());
  const predictor = await Predictor.create(network, { threads: 1 });
  return (picture) => map(predictor, picture);
}

async function map(predictor: Predictor, picture: Pixels): Promise<FieldMaps> {
  const { width, height } = picture;
  const maps = [0, 1, 2].map(() => new Uint8Array(width * height)) as [Uint8Array, Uint8Array, Uint8Array];
  for (const top of starts(height)) {
    for (const left of starts(width)) {
      const { outputs } = await predictor.run(mirroredSquare(picture, left, top, TILE), 1);
      const fromX = left === 0 ? 0 : OVERLAP / 2;
      const fromY = top === 0 ? 0 : OVERLAP / 2;
      for (let v = fromY; v < TILE && top + v < height; v++) {
        for (let u = fromX; u < TILE && left + u < width; u++) {
          const to = (top + v) * width + left + u;
          const from = (v * TILE + u) * MAPS;
          for (let m = 0; m < MAPS; m++) maps[m]![to] = 255 * outputs[from + m]! + 0.5;
        }
      }
    }
  }
  return { width, height, cell: maps[0], middle: maps[1], white: maps[2] };
}

function starts(length: number): number[] {
  const all = [0];
  while (all[all.length - 1]! + TILE < length) all.push(all[all.length - 1]! + TILE - OVERLAP);
  return all;
}
