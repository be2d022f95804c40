import { open, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { UnusableModel } from '../errors/kinds.js';
import { statIfThere } from '../files/exists.js';
import { IMAGE_EXTENSIONS } from '../pictures/picture-endings.js';
import { pictureFormat, SIGNATURE_BYTES } from '../pictures/picture-kind.js';

/** What a file of another program is, and how giemsa gets to its network, by the file's ending. */
const OTHER_MODELS: Readonly<Record<string, string>> = {
  ...all(['.tflite', '.lite'], 'a TensorFlow Lite model', 'save the Keras model that it was converted from'),
  ...all(
    ['.pth', '.pt', '.ckpt', '.pkl', '.pickle', '.joblib', '.bin', '.safetensors', '.npz', '.npy'],
    'weights or a pickle of another program',
    'export the network to ONNX (torch.onnx.export), or save it with Keras',
  ),
  ...all(
    ['.pb', '.pbtxt', '.index', '.meta', '.data-00000-of-00001'],
    'a file of TensorFlow',
    'load it in Python and save it with model.save("model.keras")',
  ),
  ...all(
    [
      '.mlmodel',
      '.mlpackage',
      '.engine',
      '.trt',
      '.caffemodel',
      '.prototxt',
      '.pdparams',
      '.pdmodel',
      '.xml',
      '.t7',
    ],
    'a model of another program',
    'export the network to ONNX, or save it with Keras',
  ),
  ...all(
    ['.json', '.yaml', '.yml'],
    'not a model with its weights',
    'save the whole model with model.save("model.keras")',
  ),
};

function all(endings: readonly string[], kind: string, advice: string): Record<string, string> {
  return Object.fromEntries(endings.map((ending) => [ending, `${kind}; ${advice}`]));
}

/** The end of every error about a file that is not a model. */
export const MODELS_READ = 'giemsa reads run folders, .onnx files, and Keras .h5, .hdf5 and .keras files';

/** What another program's model is, by its ending; `undefined` for all other files. */
export const otherModel = (path: string): string | undefined => OTHER_MODELS[extname(path).toLowerCase()];

/** Files in a folder that TensorFlow wrote as a SavedModel. */
const SAVED_MODEL = ['saved_model.pb', 'saved_model.pbtxt', 'keras_metadata.pb'];

/**
 * Refuses a folder that holds a model of another program.
 * @throws UserError that says what it is and which models are read
 */
export async function refuseOtherModelFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  if (names.some((name) => SAVED_MODEL.includes(name))) {
    throw new UnusableModel(
      `${folder} is a TensorFlow SavedModel; load it in Python and save it with model.save("model.keras"). ${MODELS_READ}`,
    );
  }
  const other = names.find(
    (name) => otherModel(name) !== undefined && !/\.(json|ya?ml|xml|npy|bin)$/i.test(name),
  );
  const isPicture = (name: string) => IMAGE_EXTENSIONS.includes(extname(name).toLowerCase());
  if (other === undefined || names.some(isPicture)) return;
  throw new UnusableModel(`${join(folder, other)} is ${otherModel(other)}. ${MODELS_READ}`);
}

/**
 * Rejects an argument that is neither a model nor a picture. Otherwise the shipped model would answer, and
 * nobody would notice.
 * @throws UserError that says what it is and which models are read
 */
export async function refuseNeither(word: string): Promise<void> {
  const found = await statIfThere(word);
  const known = otherModel(word);
  if (known !== undefined) {
    const what = found ? ` is ${known}` : ': there is no such file';
    throw new UnusableModel(`${word}${what}. ${MODELS_READ}`);
  }
  if (found?.isDirectory()) return refuseOtherModelFolder(word);
  if (!found?.isFile() || PICTURES.test(word)) return;
  const kind = await kindOf(word);
  if (kind === 'picture' || kind === 'zip') return;
  throw new UnusableModel(
    kind === 'HDF5'
      ? `${word} is an HDF5 file; if it is a Keras model, let its name end in .h5`
      : `${word} is neither a picture nor a model. Pictures end in ${IMAGE_EXTENSIONS.join(' ')}, archives in .zip; ${MODELS_READ}`,
  );
}

/** Pictures and archives by name, readable or not: they are reported with the other pictures. */
const PICTURES = /\.(bmp|jpe?g|jpe|jfif|png|apng|gif|tiff?|webp|hei[cf]|avif|jp2|svg|dcm|zip)$/i;

/** What a file with another name is, by its first bytes. */
export async function kindOf(path: string): Promise<'picture' | 'zip' | 'HDF5' | undefined> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SIGNATURE_BYTES), 0, SIGNATURE_BYTES, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const start = bytes.toString('latin1');
    if (start.startsWith('\x89HDF')) return 'HDF5';
    if (start.startsWith('PK\x03\x04')) return 'zip';
    return pictureFormat(bytes) === undefined ? undefined : 'picture';
  } finally {
    await file.close();
  }
}
