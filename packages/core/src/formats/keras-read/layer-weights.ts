import type { Group } from 'h5wasm';
import { UnusableModel } from '../../errors/kinds.js';
import { type NumberArray, numbers, subgroup, subgroups, text, texts } from '../hdf5/read-hdf5.js';

/** A layer's arrays in Keras' order (kernel, bias; gamma, beta, moving mean, moving variance) and Keras' axes. */
export interface LayerWeights {
  readonly layer: string;
  readonly arrays: readonly NumberArray[];
}

/**
 * The weights of every layer that has any, from any of Keras' HDF5 layouts: a legacy weights file (`layer_names`), a
 * legacy whole-model file (the same below `model_weights`), and Keras 3's `.weights.h5` (`layers/…/vars`).
 * Source: keras/src/legacy/saving/legacy_h5_format.py, keras/src/saving/saving_lib.py.
 * @throws UserError when the file has none of these layouts
 */
export function readLayerWeights(root: Group): LayerWeights[] {
  const legacy = texts(root, 'layer_names') ? root : subgroup(root, 'model_weights');
  if (legacy && texts(legacy, 'layer_names')) return legacyWeights(legacy);
  // Beside these, a compiled model has groups for its optimizer and metrics.
  const layers = subgroup(root, 'layers') ?? subgroup(root, '_layer_checkpoint_dependencies');
  if (layers) return keras3Weights(layers);
  throw new UnusableModel(
    'holds no weights in a layout of Keras; expected the attribute "layer_names", or a group "model_weights" or "layers"',
  );
}

function legacyWeights(group: Group): LayerWeights[] {
  return texts(group, 'layer_names')!.flatMap((layer) => {
    const own = subgroup(group, layer);
    if (!own) throw new UnusableModel(`the layer "${layer}" is listed but missing`);
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
  const inner = [...byLayer].map(([owner, arrays]) => ({ layer: owner, arrays }));
  if (byLayer.size > 1) return inner;
  // Either a layer, whatever its weights are called, or a model with one layer that has weights.
  return [
    ...inner.filter((only) => only.layer !== layer),
    { layer, arrays: weights.map(({ array }) => array) },
  ];
}

/** Every group `vars` bears the name of its layer, since Keras 3.10. */
function keras3Weights(group: Group): LayerWeights[] {
  return subgroups(group).flatMap(([name, child]) => {
    if (name !== 'vars') return keras3Weights(child);
    const count = child.keys().length;
    if (count === 0) return [];
    const layer = text(child, 'name');
    if (layer === undefined) {
      throw new UnusableModel(
        `the weights in ${child.path} do not name their layer; save the whole model, or use Keras 3.10 or newer`,
      );
    }
    return [{ layer, arrays: Array.from({ length: count }, (_, index) => numbers(child, String(index))) }];
  });
}
