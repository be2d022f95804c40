import { extname } from 'node:path';
import { layerOfWeight, type Model } from '@giemsa/nn';
import { Mismatch } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import { readCellModel } from './cell-model.js';
import { readHdf5 } from './hdf5/read-hdf5.js';
import { type LayerWeights, readLayerWeights } from './keras-read/layer-weights.js';
import { readKerasModel } from './keras-read/read-model.js';
import { isKerasFile } from './model-files.js';

/** What became of the layers that have weights. */
export interface LoadedWeights {
  /** Layers of the model that took their weights from the file. */
  readonly loaded: readonly string[];
  /** Layers that are in both but of different shapes. */
  readonly skipped: readonly { readonly layer: string; readonly expected: string; readonly found: string }[];
  /** Layers of the model that the file does not hold. */
  readonly missing: readonly string[];
}

/**
 * Gives a model the weights of a file, layer by layer by name; as Keras' `load_weights(by_name=True,
 * skip_mismatch=True)`. Layers that only the file has are left alone.
 * @param file Keras' legacy `.h5` (weights or whole model), `.weights.h5` or `.keras`; or a model of giemsa's: a run folder, an
 * .onnx file, the name of a shipped one
 * @throws UserError when the file cannot be read, or no layer matches
 */
export async function loadWeights(model: Model, file: string): Promise<LoadedWeights> {
  const result = assignByName(model, await storedWeights(file));
  if (result.loaded.length > 0) return result;
  const ours = [...weightsByLayer(model).keys()].slice(0, 5).join(', ');
  throw new Mismatch([
    `${file}: none of its layers fits the model "${model.name}", which has the layers ${ours}, …; `,
    text`give weights of the same architecture, or choose it with ${option('architecture')}`,
  ]);
}

async function storedWeights(file: string): Promise<LayerWeights[]> {
  const isArchive = extname(file).toLowerCase() === '.keras';
  if (isKerasFile(file) && !isArchive) return readHdf5(file, readLayerWeights);
  const { model } = isArchive ? await readKerasModel(file) : await readCellModel(file);
  const values = model.getWeights();
  return [...weightsByLayer(model)].map(([layer, weights]) => ({
    layer,
    arrays: weights.map(({ name, definition: { shape } }) => ({ shape, data: values[name]! })),
  }));
}

/** Replaces the weights of those layers whose name and shapes agree. */
export function assignByName(model: Model, stored: readonly LayerWeights[]): LoadedWeights {
  const byName = new Map(stored.map((entry) => [entry.layer, entry]));
  const values: Record<string, Float32Array> = {};
  const loaded: string[] = [];
  const skipped: { layer: string; expected: string; found: string }[] = [];
  const missing: string[] = [];
  for (const [layer, weights] of weightsByLayer(model)) {
    const found = byName.get(layer);
    if (!found) {
      missing.push(layer);
      continue;
    }
    const expectedShapes = shapes(weights.map(({ definition }) => definition.shape));
    const foundShapes = shapes(found.arrays.map(({ shape }) => shape));
    if (expectedShapes !== foundShapes) {
      skipped.push({ layer, expected: expectedShapes, found: foundShapes });
      continue;
    }
    loaded.push(layer);
    weights.forEach(({ name }, index) => {
      values[name] = found.arrays[index]!.data;
    });
  }
  model.setWeights(values);
  return { loaded, skipped, missing };
}

const shapes = (list: readonly (readonly number[])[]): string =>
  list.map((shape) => `[${shape.join(', ')}]`).join(' ');

function weightsByLayer(model: Model): Map<string, Model['weights'][number][]> {
  const layers = new Map<string, Model['weights'][number][]>();
  for (const weight of model.weights) {
    const layer = layerOfWeight(weight.name);
    layers.set(layer, [...(layers.get(layer) ?? []), weight]);
  }
  return layers;
}
