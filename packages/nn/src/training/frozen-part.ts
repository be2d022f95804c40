import type { Dataset } from '../data/dataset.js';
import { networkFromConfig } from '../network/from-config.js';
import { modelConfig } from '../network/model-config.js';
import type { Network } from '../network/network.js';
import { Predictor } from '../network/predictor.js';
import { layerOfWeight } from '../network/weight.js';
import type { SessionOptions } from '../runtime/device.js';

/** A model cut in two after its frozen layers. */
export interface SplitModel {
  /** From the input to the last frozen layer that no other path bypasses. */
  readonly frozen: Network;
  /** All that follows; takes what `frozen` gives. Its weights are named as in the whole model. */
  readonly rest: Network;
}

/**
 * Cuts a model behind its frozen layers, at the last place where one value goes over.
 * @returns nothing when no layer with weights lies before such a place
 */
export function splitBehindFrozenLayers(model: Network): SplitModel | undefined {
  const cut = findCut(model);
  if (cut === undefined) return undefined;
  const { name, layers } = modelConfig(model);
  const frozen = networkFromConfig({ name: `${name} frozen layers`, layers: layers.slice(0, cut + 1) });
  const input = {
    className: 'InputLayer',
    name: layers[cut]!.name,
    trainable: false,
    config: { shape: frozen.outputShape, dtype: 'float32' },
    inputs: [],
  };
  const rest = networkFromConfig({ name, layers: [input, ...layers.slice(cut + 1)] });
  const names = new Set(frozen.weights.map((weight) => weight.name));
  frozen.setWeights(
    Object.fromEntries(Object.entries(model.getWeights()).filter(([weight]) => names.has(weight))),
  );
  return { frozen, rest };
}

function findCut(model: Network): number | undefined {
  const { layers } = model;
  const weighted = owners(model.weights);
  const trained = owners(model.trainableWeights());
  let cut: number | undefined;
  let hasWeights = false;
  for (const [index, { name, layer }] of layers.entries()) {
    if (trained.has(name) || layer.className === 'Dropout') break;
    hasWeights ||= weighted.has(name);
    if (hasWeights && isOnlyWay(layers, index)) cut = index;
  }
  return cut === layers.length - 1 ? undefined : cut;
}

/** The layers that own these weights. */
const owners = (weights: readonly { readonly name: string }[]): Set<string> =>
  new Set(weights.map(({ name }) => layerOfWeight(name)));

/** Whether all that goes from the first layers to the later ones is the output of this layer. */
function isOnlyWay(layers: Network['layers'], index: number): boolean {
  const before = new Set(layers.slice(0, index));
  return layers.slice(index + 1).every(({ inputs }) => inputs.every((input) => !before.has(input)));
}

/** Features of more bytes than this are not kept in memory. */
const MOST_BYTES = 2 ** 31;

/**
 * The outputs of the frozen layers for each example, computed once. @returns nothing when that is too large
 * to keep
 */
export async function frozenFeatures(
  frozen: Network,
  dataset: Dataset,
  options: SessionOptions,
): Promise<Dataset | undefined> {
  const size = frozen.outputShape.reduce((product, length) => product * length, 1);
  if (dataset.length * size * Float32Array.BYTES_PER_ELEMENT > MOST_BYTES) return undefined;
  const predictor = await Predictor.create(frozen, options);
  const features = await predictor.predict(dataset).finally(() => predictor.release());
  return {
    length: dataset.length,
    examples: (indices) => {
      const batch = new Float32Array(indices.length * size);
      indices.forEach((index, place) => {
        batch.set(features.subarray(index * size, (index + 1) * size), place * size);
      });
      return batch;
    },
    targets: (indices) => dataset.targets(indices),
  };
}
