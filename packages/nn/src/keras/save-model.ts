import { writeBytes } from '#files';
import { kerasArchive } from '../keras-files/keras-archive.js';
import { legacyH5 } from '../keras-files/legacy-h5.js';
import type { TrainedNetwork } from '../keras-files/trained-network.js';
import type { Network } from '../network/network.js';
import { modelToOnnx, type SaveOptions } from '../network/onnx-file.js';

/** The files that a model can be written to. */
export type ModelFormat = 'onnx' | 'h5' | 'keras';

/** What writes a file of an ending. */
const KERAS_FILES: Readonly<Record<string, (trained: TrainedNetwork) => Promise<Uint8Array>>> = {
  '.h5': legacyH5,
  '.hdf5': legacyH5,
  '.keras': (trained) => kerasArchive(trained),
};

/**
 * Writes a network to a file of the format that its name says, under a temporary name first; in browsers to the origin private
 * file system.
 * `.onnx`: the prediction graph, which `loadModel` reads again. `.h5`, `.hdf5`: Keras' whole-model file. `.keras`: Keras'
 * archive.
 * @param options of `.onnx` files
 * @param trained how the network was trained, and texts to write beside it; of Keras' files
 * @throws RangeError on another ending, or options of `.onnx` files for another
 */
export async function saveModel(
  network: Network,
  path: string,
  options: SaveOptions = {},
  trained: Omit<TrainedNetwork, 'network'> = {},
): Promise<void> {
  await writeBytes(path, await modelBytes(network, path, options, trained));
}

/** The bytes of the file that `saveModel` writes under that name. */
export async function modelBytes(
  network: Network,
  path: string,
  options: SaveOptions = {},
  trained: Omit<TrainedNetwork, 'network'> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const ending = /(?<=[^/\\])\.[^./\\]*$/.exec(path)?.[0].toLowerCase() ?? '';
  const kerasFile = KERAS_FILES[ending];
  if (ending !== '.onnx' && !kerasFile)
    throw new RangeError(`${path}: a model is written as .onnx, .h5 or .keras; received "${ending}"`);
  if (kerasFile && Object.keys(options).length > 0)
    throw new RangeError(`${path}: ${Object.keys(options).join(', ')} are options of .onnx files`);
  const bytes = kerasFile ? await kerasFile({ network, ...trained }) : modelToOnnx(network, options);
  return bytes as Uint8Array<ArrayBuffer>;
}
