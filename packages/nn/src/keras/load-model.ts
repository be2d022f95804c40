import { readBytes } from '#files';
import { verifyChecksum } from '../network/checksum.js';
import { optionsFromConfig } from '../network/from-config.js';
import type { ModelConfig } from '../network/model-config.js';
import { readNetwork } from '../network/read-network.js';
import { Model } from './model.js';

/**
 * The model that a structure describes, with fresh weights.
 * @throws RangeError on an unknown layer class or a layer whose input does not exist
 */
export const modelFromConfig = (config: ModelConfig): Model => new Model(optionsFromConfig(config));

/** A model with its weights, and the metadata that it was saved with. */
export interface LoadedModel {
  readonly model: Model;
  readonly metadata: Record<string, string>;
}

/**
 * A model that `saveModel` wrote, with its weights and metadata.
 * @throws Error that names the file when it is missing, damaged, or was not written by this package
 * @example
 * ```ts
 * import { arrayDataset, loadModel } from '@giemsa/nn';
 *
 * const { model } = await loadModel('squares.onnx');
 * const one = { examples: new Float32Array(16 * 16), exampleShape: [16, 16, 1] };
 * const [probabilityOfClass0, probabilityOfClass1] = await model.predict(
 *   arrayDataset({ ...one, targets: Float32Array.of(0), units: 1 }),
 * );
 * ```
 */
export async function loadModel(path: string): Promise<LoadedModel> {
  return readModel(await readBytes(path), path);
}

/**
 * {@link loadModel} from bytes in memory.
 * @param name what errors call the file
 */
export function readModel(bytes: Uint8Array, name: string): LoadedModel {
  if (verifyChecksum(bytes) === false)
    throw new Error(`${name} is damaged: its checksum does not match. Copy it again, or train again.`);
  return readNetwork(bytes, name, modelFromConfig);
}
