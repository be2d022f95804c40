import type { SymbolicTensor } from '@giemsa/nn';
import type { Group } from 'h5wasm';
import { UnusableModel } from '../../errors/kinds.js';
import { type NumberArray, numbers, subgroup, texts } from '../hdf5/read-hdf5.js';
import type { KerasLayer, KerasModel } from './config.js';
import type { LayerWeights } from './layer-weights.js';

/** The layers of a network that have weights, by where they stand in the configuration. */
export type WeightedLayers = ReadonlyMap<KerasLayer, SymbolicTensor>;

/**
 * Reads the weights of a whole model as Keras itself does: by the order of its layers in a legacy file, whatever they are
 * called; by their paths in one of Keras 3's.
 * Source: `load_weights_from_hdf5_group` in keras/src/legacy/saving/legacy_h5_format.py; keras/src/saving/saving_lib.py.
 * @returns arrays by the names that layers have in the network
 * @throws UserError when the file lacks weights of a layer, or has none in a layout of Keras
 */
export function readModelWeights(root: Group, model: KerasModel, weighted: WeightedLayers): LayerWeights[] {
  const read: LayerWeights[] = [];
  const take: TakeWeights = (layer, arrays) => {
    const { layer: own, inputs } = weighted.get(layer)!;
    const count = own.weights(inputs.map(({ shape }) => shape)).length;
    read.push({ layer: own.givenName!, arrays: arrays.slice(0, count) });
  };
  const legacy = texts(root, 'layer_names') ? root : subgroup(root, 'model_weights');
  if (legacy && texts(legacy, 'layer_names')) readByOrder(legacy, model, weighted, take);
  else if (containerOf(root)) readByPath(root, model, weighted, take);
  else
    throw new UnusableModel(
      'holds no weights in a layout of Keras; expected the attribute "layer_names", or a group "model_weights" or "layers"',
    );
  return read;
}

/** Takes one layer's arrays, in Keras' order and axes. */
type TakeWeights = (layer: KerasLayer, arrays: readonly NumberArray[]) => void;

/** One array of a layer. */
interface Slot {
  readonly layer: KerasLayer;
  readonly trainable: boolean;
}

/** How many arrays Keras keeps of a layer beside those that a network needs: `Normalization` counts its examples. */
const FURTHER: Readonly<Record<string, number>> = { Normalization: 1 };

/** Every array of a layer or model, in the order of Keras' `weights`. */
function slotsOf(layer: KerasLayer, weighted: WeightedLayers, frozen: boolean): Slot[] {
  const isFrozen = frozen || !layer.trainable;
  if (layer.model) return layer.model.layers.flatMap((inner) => slotsOf(inner, weighted, isFrozen));
  const tensor = weighted.get(layer);
  if (!tensor) return [];
  const own = tensor.layer.weights(tensor.inputs.map(({ shape }) => shape));
  const further = Array<boolean>(FURTHER[layer.className] ?? 0).fill(false);
  return [...own.map(({ trainable }) => trainable), ...further].map((trainable) => ({
    layer,
    trainable: trainable && !isFrozen,
  }));
}

/** States of random generators, which old versions of Keras keep among the weights. */
const RANDOM_STATE = /(StateVar|seed_generator_state)(:\d+)?$/;

function readByOrder(group: Group, model: KerasModel, weighted: WeightedLayers, take: TakeWeights): void {
  const expected = model.layers
    .map((layer) => ({ layer, slots: slotsOf(layer, weighted, false) }))
    .filter(({ slots }) => slots.length > 0);
  const stored = texts(group, 'layer_names')!.flatMap((name) => {
    const own = subgroup(group, name);
    if (!own) throw new UnusableModel(`the layer "${name}" is listed but missing`);
    const names = (texts(own, 'weight_names') ?? []).filter((path) => !RANDOM_STATE.test(path));
    return names.length > 0 ? [{ name, own, names }] : [];
  });
  const named = new Map(stored.map((entry) => [entry.name, entry]));
  const lacking = expected.find(({ layer }) => !named.has(layer.name));
  if (stored.length !== expected.length) {
    const hint = lacking ? `; it has none for "${lacking.layer.name}"` : '';
    throw new UnusableModel(
      `it has weights for ${stored.length} layers, its configuration has ${expected.length} with weights${hint}`,
    );
  }
  expected.forEach(({ layer, slots }, index) => {
    const { name, own, names } = stored[index]!;
    if (names.length !== slots.length) {
      throw new UnusableModel(
        `the layer "${layer.name}" has ${names.length} arrays of weights in the file${name === layer.name ? '' : ` (as "${name}")`}; expected ${slots.length}`,
      );
    }
    // Weights that are trained stand before all others, in a model inside the model too.
    const ordered = [
      ...slots.filter(({ trainable }) => trainable),
      ...slots.filter(({ trainable }) => !trainable),
    ];
    const byLayer = new Map<KerasLayer, string[]>();
    for (const [position, slot] of ordered.entries())
      byLayer.set(slot.layer, [...(byLayer.get(slot.layer) ?? []), names[position]!]);
    for (const [inner, paths] of byLayer)
      take(
        inner,
        paths.map((path) => numbers(own, path)),
      );
  });
}

/** Where Keras 3, or Keras 2 in a `.keras` file, keeps the layers of a model. */
function containerOf(group: Group): Group | undefined {
  const found = subgroup(group, '_layer_checkpoint_dependencies') ?? subgroup(group, 'layers');
  if (found) return found;
  const functional = subgroup(group, '_functional');
  return functional && containerOf(functional);
}

function readByPath(group: Group, model: KerasModel, weighted: WeightedLayers, take: TakeWeights): void {
  const container = containerOf(group);
  const used = new Map<string, number>();
  for (const layer of model.layers) {
    if (layer.isOperation) continue;
    const className = snakeCase(layer.className);
    const count = used.get(className) ?? 0;
    used.set(className, count + 1);
    const slots = slotsOf(layer, weighted, false);
    if (slots.length === 0) continue;
    const name = count === 0 ? className : `${className}_${count}`;
    const own = container && subgroup(container, name);
    if (!own)
      throw new UnusableModel(
        `it has no weights for the layer "${layer.name}" (${group.path}/layers/${name})`,
      );
    if (layer.model) {
      readByPath(own, layer.model, weighted, take);
      continue;
    }
    const variables = subgroup(own, 'vars');
    const arrays = variables ? slots.map((_, index) => numbers(variables, String(index))) : [];
    take(layer, arrays);
  }
}

/** Keras' `to_snake_case`: `GlobalAveragePooling2D` is `global_average_pooling2d`. */
const snakeCase = (name: string): string =>
  name
    .replaceAll(/\W+/g, '')
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
