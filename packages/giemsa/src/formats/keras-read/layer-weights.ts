import type { Group } from 'h5wasm/node';
import { UserError } from '../../errors.js';
import { type NumberArray, numbers, subgroup, subgroups, text, texts } from '../hdf5/read-hdf5.js';
import { keras3Paths } from './keras3-paths.js';

/** A layer's arrays in Keras' order (kernel, bias; gamma, beta, moving mean, moving variance) and Keras' axes. */
export interface LayerWeights {
  readonly layer: string;
  readonly arrays: readonly NumberArray[];
}

/**
 * The weights of every layer that has any, from any of Keras' HDF5 layouts: a legacy weights file (`layer_names`), a
 * legacy whole-model file (the same below `model_weights`), and Keras 3's `.weights.h5` (`layers/…/vars`).
 * Source: keras/src/legacy/saving/legacy_h5_format.py, keras/src/saving/saving_lib.py.
 * @param config the model's configuration, where there is one: before version 3.10 Keras 3 did not write layers' names
 * @throws UserError when the file has none of these layouts
 */
export function readLayerWeights(root: Group, config?: unknown): LayerWeights[] {
  const legacy = texts(root, 'layer_names') ? root : subgroup(root, 'model_weights');
  if (legacy && texts(legacy, 'layer_names')) return legacyWeights(legacy);
  // Beside these, a compiled model has groups for its optimizer and metrics.
  const layers = subgroup(root, 'layers') ?? subgroup(root, '_layer_checkpoint_dependencies');
  if (layers) return keras3Weights(layers, keras3Paths(config));
  throw new UserError(
    'holds no weights in a layout of Keras; expected the attribute "layer_names", or a group "model_weights" or "layers"',
  );
}

function legacyWeights(group: Group): LayerWeights[] {
  return texts(group, 'layer_names')!.flatMap((layer) => {
    const own = subgroup(group, layer);
    if (!own) throw new UserError(`the layer "${layer}" is listed but missing`);
    const names = texts(own, 'weight_names') ?? [];
    if (names.length === 0) return [];
    return splitNested(
      layer,
      names.map((name) => ({ name, array: numbers(own, name) })),
    );
  });
}

/**
 * A model inside a model is stored as one layer; the names of its weights begin with those of its own layers.
 * Keras writes a layer's weights that are not trained behind those of all others there.
 */
function splitNested(layer: string, weights: { name: string; array: NumberArray }[]): LayerWeights[] {
  const byLayer = new Map<string, NumberArray[]>();
  for (const { name, array } of weights) {
    const path = name.split('/').slice(0, -1);
    const owner = path.at(-1) ?? layer;
    byLayer.set(owner, [...(byLayer.get(owner) ?? []), array]);
  }
  if (byLayer.size <= 1) return [{ layer, arrays: weights.map(({ array }) => array) }];
  return [...byLayer].map(([owner, arrays]) => ({ layer: owner, arrays }));
}

/** Every group `vars` bears the name of its layer, or its path says which it is. */
function keras3Weights(group: Group, names: ReadonlyMap<string, string>): LayerWeights[] {
  return subgroups(group).flatMap(([name, child]) => {
    if (name !== 'vars') return keras3Weights(child, names);
    const count = child.keys().length;
    if (count === 0) return [];
    const layer =
      text(child, 'name') ?? names.get(group.path.replaceAll('_layer_checkpoint_dependencies', 'layers'));
    if (layer === undefined) {
      throw new UserError(
        `the weights in ${child.path} do not say of which layer they are; save the whole model, or use Keras 3.10 or newer`,
      );
    }
    return [{ layer, arrays: Array.from({ length: count }, (_, index) => numbers(child, String(index))) }];
  });
}
