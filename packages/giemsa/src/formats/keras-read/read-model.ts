import { extname } from 'node:path';
import { Model } from '@giemsa/nn';
import { UserError } from '../../errors.js';
import { readHdf5, text } from '../hdf5/read-hdf5.js';
import { assignByName } from '../load-weights.js';
import { withKerasArchive } from './archive.js';
import { type LayerWeights, readLayerWeights } from './layer-weights.js';
import { buildNetwork, type Entrance, floatEntrance, type Network } from './structure.js';

/** A model with the symbolic tensors it was built from, to build on. */
export interface ReadModel extends Network {
  readonly model: Model;
}

/**
 * A whole model that Keras 2 or 3 wrote, with its weights: `.h5` or `.keras`.
 * @param entranceOf what the network is fed by, which may depend on its configuration; default an input of numbers
 * @throws UserError that names the file, and the layer that is not supported or whose weights do not fit
 */
export async function readKerasModel(
  path: string,
  entranceOf: (config: unknown) => Entrance = () => floatEntrance,
): Promise<ReadModel> {
  if (extname(path).toLowerCase() === '.keras') {
    return withKerasArchive(path, async (config, weightsFile) =>
      assemble(
        path,
        config,
        await readHdf5(weightsFile, (root) => readLayerWeights(root, config), path),
        entranceOf,
      ),
    );
  }
  const { config, weights } = await readHdf5(path, (root) => {
    const json = text(root, 'model_config');
    if (json === undefined)
      throw new UserError('holds weights but no model; such a file goes with train --weights FILE');
    return { config: JSON.parse(json) as unknown, weights: readLayerWeights(root) };
  });
  return assemble(path, config, weights, entranceOf);
}

function assemble(
  path: string,
  config: unknown,
  weights: readonly LayerWeights[],
  entranceOf: (config: unknown) => Entrance,
): ReadModel {
  try {
    const network = buildNetwork(config, entranceOf(config));
    const model = new Model({ ...network, name: 'keras' });
    const { skipped, missing } = assignByName(model, weights);
    if (missing.length > 0) throw new UserError(`it has no weights for the layers ${missing.join(', ')}`);
    for (const { layer, expected, found } of skipped) {
      throw new UserError(
        `the weights of the layer "${layer}" have the shapes ${found}; expected ${expected}`,
      );
    }
    return { model, ...network };
  } catch (error) {
    throw new UserError(`${path} cannot be used: ${(error as Error).message}`);
  }
}
