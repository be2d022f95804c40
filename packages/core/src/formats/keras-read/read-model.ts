import { extname } from 'node:path';
import { Model } from '@giemsa/nn';
import type { Group } from 'h5wasm';
import { UnusableModel } from '../../errors/kinds.js';
import { command, option, text as words } from '../../errors/text.js';
import { METADATA_KEY } from '../cell-model-metadata.js';
import { readHdf5, text } from '../hdf5/read-hdf5.js';
import { assignByName } from '../load-weights.js';
import { withKerasArchive } from './archive.js';
import { parseKerasModel } from './config.js';
import type { LayerWeights } from './layer-weights.js';
import { readModelWeights } from './model-weights.js';
import {
  type BuiltNetwork,
  buildNetwork,
  type Entrance,
  floatEntrance,
  type LeftOut,
  type Network,
} from './structure.js';

/** What a Keras file holds. */
export interface KerasFile {
  /** The network, fed in some way. @throws UserError where the way does not fit it */
  readonly build: (entrance: Entrance) => Network;
  readonly weights: readonly LayerWeights[];
  /** Names of layers that only put channels in another order, as `preprocess_input` does. */
  readonly reordering: ReadonlySet<string>;
  /** Layers that were left out because they do nothing when predicting. */
  readonly leftOut: readonly LeftOut[];
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
  const { build, weights } = await openKerasFile(path);
  return naming(path, () => assemble(build(floatEntrance), weights));
}

/** @throws UserError that names the file when it is damaged, holds no whole model, or a layer that is not supported */
export async function openKerasFile(path: string): Promise<KerasFile> {
  if (extname(path).toLowerCase() === '.keras') {
    return withKerasArchive(path, async ({ config, metadata }, weightsFile) => {
      const entries = (metadata ?? {}) as Record<string, string | undefined>;
      const version = entries.keras_version ?? '3';
      return {
        ...(await readHdf5(weightsFile, (root) => readNetwork(config, version, root), path)),
        training: (config as { compile_config?: unknown } | null)?.compile_config,
        metadata: entries[METADATA_KEY],
      };
    });
  }
  return readHdf5(path, (root) => {
    const json = text(root, 'model_config');
    if (json === undefined)
      throw new UnusableModel([
        'holds weights but no model; use such a file with ',
        command`train ${option('weights')} FILE`,
      ]);
    const training = text(root, 'training_config');
    return {
      ...readNetwork(JSON.parse(json), text(root, 'keras_version'), root),
      training: training === undefined ? undefined : (JSON.parse(training) as unknown),
      metadata: text(root, METADATA_KEY),
    };
  });
}

function readNetwork(config: unknown, version: string | undefined, root: Group) {
  try {
    const structure = parseKerasModel(config);
    const keras = Number(version?.split('.')[0]) >= 3 ? 3 : 2;
    const build = (entrance: Entrance): BuiltNetwork => buildNetwork(structure, keras, entrance);
    const { weighted, fixed, leftOut } = build(floatEntrance);
    const weights = [...readModelWeights(root, structure, weighted), ...fixed];
    return { build, weights, leftOut, reordering: new Set(fixed.map(({ layer }) => layer)) };
  } catch (error) {
    throw new UnusableModel(words`cannot be used: ${error as Error}`);
  }
}

/** @throws UserError when a layer has no weights, or others than it takes */
export function assemble({ input, output }: Network, weights: readonly LayerWeights[]): ReadModel {
  const model = new Model({ input, output, name: 'keras' });
  const { skipped, missing } = assignByName(model, weights);
  if (missing.length > 0) throw new UnusableModel(`it has no weights for the layers ${missing.join(', ')}`);
  for (const { layer, expected, found } of skipped)
    throw new UnusableModel(
      `the weights of the layer "${layer}" have the shapes ${found}; expected ${expected}`,
    );
  return { model, input, output };
}

/** @throws UserError with the name of the file before what is wrong */
export function naming<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new UnusableModel(words`${path} cannot be used: ${error as Error}`);
  }
}
