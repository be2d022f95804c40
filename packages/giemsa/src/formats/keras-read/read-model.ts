import { extname } from 'node:path';
import { Model } from '@giemsa/nn';
import { UserError } from '../../errors.js';
import { readHdf5, text } from '../hdf5/read-hdf5.js';
import { assignByName } from '../load-weights.js';
import { withKerasArchive } from './archive.js';
import { type LayerWeights, readLayerWeights } from './layer-weights.js';
import { buildNetwork, floatEntrance, type Network } from './structure.js';

/** Key of giemsa's own metadata in a Keras file that giemsa exported. Keras does not know it, and leaves it out when it saves. */
export const KERAS_METADATA_KEY = 'giemsa.cell_model';

/** What a Keras file holds. */
export interface KerasFile {
  /** The structure, as Keras wrote it. */
  readonly config: unknown;
  readonly weights: readonly LayerWeights[];
  /** What the model was compiled with; `undefined` where it was not. */
  readonly training: unknown;
  /** What giemsa wrote into a file of its own. */
  readonly metadata: string | undefined;
}

/** A model with the symbolic tensors it was built from, to build on. */
export interface ReadModel extends Network {
  readonly model: Model;
}

/**
 * A whole model that Keras 2 or 3 wrote, with its weights: `.h5` or `.keras`. It takes numbers, as in Keras.
 * @throws UserError that names the file, and the layer that is not supported or whose weights do not fit
 */
export async function readKerasModel(path: string): Promise<ReadModel> {
  const { config, weights } = await openKerasFile(path);
  return naming(path, () => assemble(buildNetwork(config, floatEntrance), weights));
}

/** @throws UserError that names the file when it is damaged or holds no whole model */
export async function openKerasFile(path: string): Promise<KerasFile> {
  if (extname(path).toLowerCase() === '.keras') {
    return withKerasArchive(path, async ({ config, metadata }, weightsFile) => ({
      config,
      weights: await readHdf5(weightsFile, (root) => readLayerWeights(root, config), path),
      training: (config as { compile_config?: unknown } | null)?.compile_config,
      metadata: (metadata as Record<string, string> | undefined)?.[KERAS_METADATA_KEY],
    }));
  }
  return readHdf5(path, (root) => {
    const json = text(root, 'model_config');
    if (json === undefined)
      throw new UserError('holds weights but no model; such a file goes with train --weights FILE');
    const training = text(root, 'training_config');
    return {
      config: JSON.parse(json) as unknown,
      weights: readLayerWeights(root),
      training: training === undefined ? undefined : (JSON.parse(training) as unknown),
      metadata: text(root, KERAS_METADATA_KEY),
    };
  });
}

/** @throws UserError when a layer has no weights, or others than it takes */
export function assemble(network: Network, weights: readonly LayerWeights[]): ReadModel {
  const model = new Model({ ...network, name: 'keras' });
  const { skipped, missing } = assignByName(model, weights);
  if (missing.length > 0) throw new UserError(`it has no weights for the layers ${missing.join(', ')}`);
  for (const { layer, expected, found } of skipped)
    throw new UserError(`the weights of the layer "${layer}" have the shapes ${found}; expected ${expected}`);
  return { model, ...network };
}

/** @throws UserError with the name of the file before what is wrong */
export function naming<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new UserError(`${path} cannot be used: ${(error as Error).message}`);
  }
}
