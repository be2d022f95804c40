import { readdir, realpath } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { didYouMean } from '../did-you-mean.js';
import { InvalidOption, NotFound, UnusableModel } from '../errors/kinds.js';
import { command, option, text } from '../errors/text.js';
import { exists, statIfThere } from '../files/exists.js';
import { CvFolder, RunFolder } from '../files/run-paths.js';
import { kindOf, MODELS_READ, otherModel, refuseNeither, refuseOtherModelFolder } from './other-files.js';

const KERAS_EXTENSIONS = ['.h5', '.hdf5', '.keras'];

/** Whether a file is a model that Keras wrote, by its name. */
export const isKerasFile = (path: string): boolean => KERAS_EXTENSIONS.includes(extname(path).toLowerCase());

/**
 * A model file's name says what is in it.
 * @param endings those of the format that is to be written, with their dot
 * @throws UserError when `path` has another
 */
export function checkModelEnding(name: string, path: string, endings: readonly string[]): void {
  const ending = extname(path).toLowerCase();
  if (endings.includes(ending)) return;
  throw new InvalidOption(
    name,
    path,
    text`${option(name)} ${path}: the name of the file must end in ${endings.join(' or ')}`,
  );
}

/** The shipped models used by default: for cut-out cells, and for cells of whole fields. */
export const DEFAULT_MODEL = 'default';
export const SMEAR_MODEL = 'smear';

/** Networks that ship beside the models and cannot be chosen: one finds cells in fields, one tells stages of infected cells. */
const [FINDER, STAGES] = ['finder', 'stages'];

/** What ships: beside this package in the repository, inside it where it was installed from the registry. */
const places = (folder: string): string[] =>
  ['../../', '../../../../'].map((place) => fileURLToPath(new URL(place + folder, import.meta.url)));

/** The folders of the models that ship with giemsa, by name. */
export async function listShippedModels(): Promise<ReadonlyMap<string, string>> {
  const folders = new Map<string, string>();
  for (const place of places('models')) {
    for (const name of (await readdir(place).catch(() => [])).sort()) {
      const folder = join(place, name);
      if (name === FINDER || name === STAGES || folders.has(name)) continue;
      if (await exists(new RunFolder(folder).model)) folders.set(name, folder);
    }
  }
  return folders;
}

/** The file of the network that finds cells in fields. @throws NotFound where this installation lacks it */
export const shippedFinder = (): Promise<string> => shippedNetwork(FINDER);

/** The file of the network that tells the stages of infected cells. @throws NotFound where this installation lacks it */
export const shippedStages = (): Promise<string> => shippedNetwork(STAGES);

async function shippedNetwork(name: string): Promise<string> {
  const files = places('models').map((place) => new RunFolder(join(place, name)).model);
  for (const file of files) if (await exists(file)) return file;
  throw new NotFound(files[0]!, `${files[0]}: this file of giemsa is missing; install giemsa again`);
}

/**
 * The folder of the shipped model that a bare name stands for, whatever folders of that name there are: `./smear` means
 * the folder.
 */
export async function shippedNamed(word: string): Promise<string | undefined> {
  return /[/\\]/.test(word) ? undefined : (await listShippedModels()).get(word);
}

/** Whether a file is that of a shipped model, which no command changes. */
export async function isShippedFile(file: string): Promise<boolean> {
  const real = await realpath(file).catch(() => file);
  for (const folder of (await listShippedModels()).values()) {
    if ((await realpath(new RunFolder(folder).model)) === real) return true;
  }
  return false;
}

/** For `--help`. */
export const MODEL_HELP =
  'A model is a run folder, an .onnx file, a Keras .h5 or .keras file, the folder of a cross-validation, or one that ships: default, accurate, smear.';

/**
 * The model file that a user means: a run folder's `model.onnx`, the file itself, or a shipped model of that name, which a
 * folder of the same name does not hide.
 * @throws UserError when there is none
 */
export async function findModelFile(path: string): Promise<string> {
  const shipped = await shippedNamed(path);
  if (shipped !== undefined) return new RunFolder(shipped).model;
  const found = await statIfThere(path);
  if (!found)
    throw new NotFound(
      path,
      `${path}: there is no such model; give a run folder, an .onnx file that giemsa wrote, or a Keras .h5 or .keras file${didYouMean(path, [...(await listShippedModels()).keys()])}`,
    );
  if (!found.isDirectory()) {
    await refuseOtherFile(path);
    return path;
  }
  const file = new RunFolder(path).model;
  if (await statIfThere(file)) return file;
  await refuseOtherModelFolder(path);
  if (!(await exists(new RunFolder(path).config)))
    throw new UnusableModel(
      `${path} has no model.onnx and no config.json, so it is not a run folder. ${MODELS_READ}`,
    );
  throw new NotFound(
    path,
    text`${path} has no model.onnx; continue a stopped training with: ${command`giemsa train DIR ${option('out')} ${path} ${option('resume')}`}`,
  );
}

/** @throws UserError where a file is not a model by its ending, or by its first bytes where that does not tell */
async function refuseOtherFile(path: string): Promise<void> {
  const known = otherModel(path);
  if (known !== undefined)
    throw new UnusableModel(`${path} cannot be used as a model of cells: it is ${known}. ${MODELS_READ}`);
  if (extname(path).toLowerCase() === '.onnx' || isKerasFile(path)) return;
  const kind = await kindOf(path);
  if (kind === undefined) return;
  throw new UnusableModel(
    kind === 'HDF5'
      ? `${path} is an HDF5 file; if it is a Keras model, let its name end in .h5`
      : `${path} is a ${kind === 'zip' ? 'zip archive' : 'picture'}, not a model. ${MODELS_READ}`,
  );
}

/** Words of a command line that may begin with a model: the shipped default where they do not. */
export interface ModelAndFiles {
  readonly model: string;
  readonly files: string[];
  /** Whether the model is one that ships although something here has the same name. */
  readonly hides: boolean;
}

/**
 * Tells a model from the files that follow it: a model is a run folder, the folder of a cross-validation, a file that
 * ends like a model's, or the name of a shipped model.
 * @throws UserError when the first word could be a model's name but is none, or is neither a model nor a picture; when a
 * model follows behind pictures; and when no model is named and none ships
 */
export async function modelAndFiles(
  words: readonly string[],
  byDefault = DEFAULT_MODEL,
): Promise<ModelAndFiles> {
  const [first, ...rest] = words;
  await refuseModelBehind(words);
  if (first !== undefined && (await isModel(first))) {
    const hides = (await shippedNamed(first)) !== undefined && (await exists(first));
    return { model: first, files: rest, hides };
  }
  const shipped = await listShippedModels();
  const isStandardInput = first === '-';
  if (first !== undefined && !isStandardInput && extname(first) === '' && !(await exists(first))) {
    throw new NotFound(
      first,
      `${first}: there is no such file, folder or model; the models that ship are ${[...shipped.keys()].join(', ')}${didYouMean(first, [...shipped.keys()])}`,
    );
  }
  if (first !== undefined && !isStandardInput) await refuseNeither(first);
  if (shipped.has(byDefault)) {
    return { model: byDefault, files: [...words], hides: await hidesModel(byDefault) };
  }
  throw new NotFound(
    first ?? '',
    `${first ?? 'nothing'} is not a model, and this installation ships none; give a run folder or a model file first`,
  );
}

/**
 * Rejects a model that does not come first, where it would be taken for a picture. @throws UserError that
 * gives the right order, or says how to average several models
 */
export async function refuseModelBehind([first, ...rest]: readonly string[]): Promise<void> {
  for (const word of rest) {
    const known = otherModel(word);
    if (known !== undefined) throw new UnusableModel(`${word} is ${known}. ${MODELS_READ}`);
    if (!(await isSurelyModel(word))) continue;
    throw new InvalidOption(
      'files',
      word,
      (await isModel(first!))
        ? text`${first} and ${word} are both models; to average several, use ${option('with')}: ${first} ${option('with')} ${word}`
        : `${word} is a model; put the model first: giemsa COMMAND ${word} ${first}`,
    );
  }
}

/** Not a folder of pictures in which a `config.json` lies. */
async function isSurelyModel(word: string): Promise<boolean> {
  if (word.toLowerCase().endsWith('.onnx') || isKerasFile(word)) return true;
  if (!(await exists(word))) return (await listShippedModels()).has(word);
  return (await exists(new RunFolder(word).model)) || (await exists(new CvFolder(word).plan));
}

async function isModel(word: string): Promise<boolean> {
  if (word.toLowerCase().endsWith('.onnx') || isKerasFile(word)) return true;
  return (await shippedNamed(word)) !== undefined || (await holdsModel(word));
}

/** A run folder, or the folder of a cross-validation. */
async function holdsModel(folder: string): Promise<boolean> {
  const { model, config } = new RunFolder(folder);
  const signs = [model, config, new CvFolder(folder).plan].map(exists);
  return (await Promise.all(signs)).includes(true);
}

/** Whether a word stands for a model that ships although a folder of that name holds a model too. */
export const hidesModel = async (word: string): Promise<boolean> =>
  (await shippedNamed(word)) !== undefined && (await holdsModel(word));
