import { readFile } from 'node:fs/promises';
import { ModelProto } from '../graph/onnx-schema.js';
import { CHECKSUM_KEY, verifyChecksum } from '../network/checksum.js';
import { optionsFromConfig } from '../network/from-config.js';
import type { ModelConfig } from '../network/model-config.js';
import { CONFIG_KEY } from '../network/onnx-file.js';
import { readStoredWeight } from '../network/stored-weights.js';
import { fromStorage } from '../network/weight.js';
import { Model } from './model.js';

/**
 * The model that a structure describes, with fresh weights.
 * @throws RangeError on an unknown layer class or a layer whose input does not exist
 */
export const modelFromConfig = (config: ModelConfig): Model => new Model(optionsFromConfig(config));

interface StoredModel {
  readonly metadataProps: readonly { key: string; value: string }[];
  readonly graph: { readonly initializer: readonly { name: string; rawData: Uint8Array }[] };
}

/**
 * A model that `saveModel` wrote, with its weights and metadata.
 * @throws Error that names the file when it is missing, damaged, or was not written by this package
 */
export async function loadModel(path: string): Promise<{ model: Model; metadata: Record<string, string> }> {
  const stored = decode(await readFile(path), path);
  const {
    [CONFIG_KEY]: config,
    [CHECKSUM_KEY]: _,
    ...metadata
  } = Object.fromEntries(stored.metadataProps.map(({ key, value }) => [key, value]));
  if (config === undefined) {
    throw new Error(
      `${path} is an ONNX model that giemsa did not write: it lacks the metadata "${CONFIG_KEY}". Give a model.onnx of a run folder.`,
    );
  }
  const model = modelFromConfig(JSON.parse(config) as ModelConfig);
  const initializers = new Map(stored.graph.initializer.map(({ name, rawData }) => [name, rawData]));
  const weights: Record<string, Float32Array> = {};
  for (const weight of model.weights) {
    const { name, size, definition } = weight;
    const values = readStoredWeight(initializers, weight);
    if (!values) {
      const found = initializers.get(name)?.byteLength ?? 0;
      throw new Error(`${path} is damaged: weight "${name}" has ${found} bytes, expected ${4 * size}`);
    }
    weights[name] = fromStorage(values, definition);
  }
  model.setWeights(weights);
  return { model, metadata };
}

function decode(bytes: Uint8Array, path: string): StoredModel {
  if (verifyChecksum(bytes) === false)
    throw new Error(`${path} is damaged: its checksum does not match. Copy it anew, or train again.`);
  try {
    return ModelProto.decode(bytes) as unknown as StoredModel;
  } catch (error) {
    throw new Error(`${path} is not an ONNX model or is damaged: ${(error as Error).message}`);
  }
}
