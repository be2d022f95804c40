import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../errors.js';
import { exists } from '../exists.js';

const KERAS_EXTENSIONS = ['.h5', '.hdf5', '.keras'];

/** Whether a file is a model that Keras wrote, by its name. */
export const isKerasFile = (path: string): boolean => KERAS_EXTENSIONS.includes(extname(path).toLowerCase());

/** The shipped models that are meant where none is named: for cells that are cut out, and for those of whole fields. */
export const DEFAULT_MODEL = 'default';
export const SMEAR_MODEL = 'smear';

/** What ships: beside this package in the repository, inside it where it was installed from the registry. */
const places = (folder: string): string[] =>
  ['../../', '../../../../'].map((place) => fileURLToPath(new URL(place + folder, import.meta.url)));

/** The folders of the models that ship with giemsa, by name. */
export async function listShippedModels(): Promise<ReadonlyMap<string, string>> {
  const folders = new Map<string, string>();
  for (const place of places('models')) {
    for (const name of (await readdir(place).catch(() => [])).sort()) {
      const folder = join(place, name);
      if (!folders.has(name) && (await exists(join(folder, 'model.onnx')))) folders.set(name, folder);
    }
  }
  return folders;
}

/**
 * The file of the weights that ship to begin a training with, by their name; they are no models to answer with.
 * @throws UserError when this installation lacks them
 */
export async function findShippedWeights(name: string): Promise<string> {
  const files = places('weights').map((place) => join(place, name, 'model.onnx'));
  for (const file of files) if (await exists(file)) return file;
  throw new UserError(
    `the weights "${name}" are not in this installation; looked for ${files.join(' and ')}`,
  );
}

/** For `--help`. */
export const MODEL_HELP =
  'A model is a run folder, an .onnx file that giemsa wrote, a Keras .h5 or .keras file, the folder of a cross-validation, or the name of a shipped model.';

/**
 * The model file that a user means: a run folder's `model.onnx`, the file itself, or a shipped model of that name.
 * @throws UserError when there is none
 */
export async function findModelFile(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  const shipped = found ? undefined : (await listShippedModels()).get(path);
  if (shipped !== undefined) return join(shipped, 'model.onnx');
  if (!found)
    throw new UserError(
      `${path}: there is no such model; give a run folder, an .onnx file that giemsa wrote, or a Keras .h5 or .keras file`,
    );
  if (!found.isDirectory()) return path;
  const file = join(path, 'model.onnx');
  if (await stat(file).catch(() => undefined)) return file;
  throw new UserError(
    `${path} has no model.onnx; a training that was stopped goes on with: giemsa train DIR --out ${path} --resume`,
  );
}

/** Words of a command line that may begin with a model: the shipped default where they do not. */
export interface ModelAndFiles {
  readonly model: string;
  readonly files: string[];
}

/**
 * Tells a model from the files that follow it: a model is a run folder, the folder of a cross-validation, a file that
 * ends like a model's, or the name of a shipped model.
 * @throws UserError when the first word could be a model's name but is none, and when no model is named and none ships
 */
export async function modelAndFiles(
  words: readonly string[],
  byDefault = DEFAULT_MODEL,
): Promise<ModelAndFiles> {
  const [first, ...rest] = words;
  if (first !== undefined && (await isModel(first))) return { model: first, files: rest };
  const shipped = await listShippedModels();
  const isStandardInput = first === '-';
  if (first !== undefined && !isStandardInput && extname(first) === '' && !(await exists(first))) {
    throw new UserError(
      `${first}: there is no such file, folder or model; the models that ship are ${[...shipped.keys()].join(', ')}`,
    );
  }
  if (shipped.has(byDefault)) return { model: byDefault, files: [...words] };
  throw new UserError(
    `${first ?? 'nothing'} is no model, and none ships with this installation; give a run folder or a model file first`,
  );
}

async function isModel(word: string): Promise<boolean> {
  if (word.toLowerCase().endsWith('.onnx') || isKerasFile(word)) return true;
  if (await exists(word)) {
    const signs = ['model.onnx', 'config.json', 'cv.json'].map((name) => exists(join(word, name)));
    return (await Promise.all(signs)).includes(true);
  }
  return (await listShippedModels()).has(word);
}
