import { decodeModel } from '../graph/onnx-schema.js';
import { CHECKSUM_KEY } from './checksum.js';
import { CONFIG_KEY, type ModelConfig } from './model-config.js';
import type { Network } from './network.js';
import { readStoredWeight } from './stored-weights.js';
import { fromStorage } from './weight.js';

interface StoredModel {
  readonly metadataProps: readonly { key: string; value: string }[];
  readonly graph: { readonly initializer: readonly { name: string; rawData: Uint8Array }[] };
}

/**
 * A network with its weights and metadata, of the bytes of an ONNX file that this package wrote. Their checksum is not looked at.
 * @param file how errors name the file
 * @param create makes the network that a structure describes
 * @throws Error that names the file when it is damaged, or was not written by this package
 */
export function readNetwork<Made extends Network>(
  bytes: Uint8Array,
  file: string,
  create: (config: ModelConfig) => Made,
): { model: Made; metadata: Record<string, string> } {
  const stored = decode(bytes, file);
  const {
    [CONFIG_KEY]: config,
    [CHECKSUM_KEY]: _,
    ...metadata
  } = Object.fromEntries(stored.metadataProps.map(({ key, value }) => [key, value]));
  if (config === undefined) {
    throw new Error(
      `${file} is an ONNX model that giemsa did not write: it lacks the metadata "${CONFIG_KEY}". Give a model.onnx of a run folder.`,
    );
  }
  const model = create(JSON.parse(config) as ModelConfig);
  const initializers = new Map(stored.graph.initializer.map(({ name, rawData }) => [name, rawData]));
  const weights: Record<string, Float32Array> = {};
  for (const weight of model.weights) {
    const { name, size, definition } = weight;
    const values = readStoredWeight(initializers, weight);
    if (!values) {
      const found = initializers.get(name)?.byteLength ?? 0;
      throw new Error(`${file} is damaged: weight "${name}" has ${found} bytes, expected ${4 * size}`);
    }
    weights[name] = fromStorage(values, definition);
  }
  model.setWeights(weights);
  return { model, metadata };
}

function decode(bytes: Uint8Array, file: string): StoredModel {
  try {
    return decodeModel(bytes) as StoredModel;
  } catch (error) {
    throw new Error(`${file} is not an ONNX model or is damaged: ${(error as Error).message}`);
  }
}
