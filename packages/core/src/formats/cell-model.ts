import {
  type BackgroundSession,
  createBackgroundSession,
  type Model,
  modelToOnnx,
  readModel,
  type SessionOptions,
  saveModel,
} from '@giemsa/nn';
import { checkProbabilities } from '../answer/check-probabilities.js';
import { scaleRows } from '../answer/temperature.js';
import { UnusableModel } from '../errors/kinds.js';
import { fileSha256 } from '../files/sha256.js';
import { type CellModelMetadata, fromMetadataProps, isOwn, METADATA_KEY } from './cell-model-metadata.js';
import { findModelFile, isKerasFile } from './model-files.js';
import { type MeaningOptions, withOptions } from './model-meaning.js';
import { asModelOfCells, readOnnxFile } from './onnx-metadata.js';
import { anySize, onnxOptions } from './onnx-options.js';
import { foreignOnnx } from './onnx-read/foreign-onnx.js';
import { ownAdapter, type SessionAdapter } from './session-adapter.js';

/**
 * Results must not depend on the number of images in a call, so every batch except the last has this size.
 */
const BATCH_SIZE = 64;

/** A trained classifier of cells, opened for prediction. */
export interface CellModel extends CellModelMetadata {
  /** The file that it was read from. */
  readonly path: string;
  /** Of that file; of several that answer as one, joined by `+`. */
  readonly sha256: string;
  /** Why the file could not be checked for damage; left out where it was. */
  readonly unchecked?: string;
  /**
   * Probabilities of each class, scaled by the model's temperature where it is calibrated.
   * @param images `[N, imageSize, imageSize, 3] uint8`, as `decodeImage` gives them
   * @param positions which of the images, in which order; all of them when left out
   * @returns `[N, classes]`, row by row
   */
  predict(images: Uint8Array, positions?: ArrayLike<number>): Promise<Float32Array>;
  /** Ends the thread that computes and gives back its memory. The model cannot be used afterwards. */
  release(): Promise<void>;
}

/**
 * Writes a model with all that is needed to use it in its metadata: as an ONNX file for uint8 images of any size, or where
 * the name ends so as a Keras file.
 */
export async function saveCellModel(path: string, model: Model, metadata: CellModelMetadata): Promise<void> {
  if (isKerasFile(path)) {
    await saveModel(model, path, {}, { attributes: { [METADATA_KEY]: JSON.stringify(metadata) } });
    return;
  }
  await saveModel(model, path, onnxOptions(metadata));
}

/**
 * Opens a run folder, an .onnx file that giemsa wrote, or a model that Keras wrote.
 * @example
 * ```ts
 * import { openCellModel, predictFiles } from 'giemsa';
 *
 * const model = await openCellModel('default'); // a shipped model
 * const { predictions, refused, skipped } = await predictFiles(model, ['cell.png', 'folder']);
 * await model.release();
 * ```
 * @param meaning what the user says about the model
 * @throws UserError that names the file when it is missing, damaged, or no model of cells that giemsa or Keras wrote, or
 * when it is not known what it means
 */
export async function openCellModel(
  path: string,
  options: SessionOptions = {},
  meaning: MeaningOptions = {},
): Promise<CellModel> {
  const file = await findModelFile(path);
  const { metadata, onnx, adapter, sha256, unchecked } = await readForPrediction(file, meaning);
  const session = await createBackgroundSession(onnx, options).catch((error: Error) => {
    throw new UnusableModel(`${file} cannot be run: ${error.message.replaceAll(/\s*\n\s*/g, ' ')}`);
  });
  const { imageSize, classNames, calibration } = metadata;
  return {
    ...metadata,
    path: file,
    sha256,
    ...(unchecked !== undefined && { unchecked }),
    predict: async (images, positions) => {
      const probabilities = await predict(session, adapter, images, positions, imageSize, classNames.length);
      scaleRows(probabilities, classNames.length, calibration?.temperature ?? 1);
      checkProbabilities(probabilities, classNames.length, file);
      return probabilities;
    },
    release: () => session.release(),
  };
}

interface ModelToRun {
  readonly metadata: CellModelMetadata;
  readonly onnx: Uint8Array;
  readonly adapter: SessionAdapter;
  readonly sha256: string;
  readonly unchecked?: string | undefined;
}

/** What it takes to run a model: an .onnx file as it is, which may be a quantised one without layers that could be read. */
async function readForPrediction(file: string, meaning: MeaningOptions): Promise<ModelToRun> {
  if (!isKerasFile(file)) return readOnnx(file, meaning);
  const { model, metadata, sha256 } = await readKeras(file, meaning);
  const adapter = ownAdapter(metadata.imageSize);
  return { metadata, adapter, sha256, onnx: modelToOnnx(model, anySize(metadata)) };
}

async function readOnnx(file: string, meaning: MeaningOptions): Promise<ModelToRun> {
  const { onnx, structure, sha256, unchecked } = await readOnnxFile(file);
  return asModelOfCells(file, () => {
    if (!isOwn(structure.props)) return { ...foreignOnnx(file, structure, meaning), onnx, sha256, unchecked };
    const metadata = withOptions(fromMetadataProps(structure.props), meaning, file);
    return { metadata, adapter: ownAdapter(metadata.imageSize), onnx, sha256, unchecked };
  });
}

/** HDF5 is a large library, and few models need it. */
async function readKeras(file: string, meaning: MeaningOptions): Promise<Omit<CellNetwork, 'file'>> {
  const { readKerasCellModel } = await import('./keras-read/keras-cell-model.js');
  return { ...(await readKerasCellModel(file, meaning)), sha256: await fileSha256(file) };
}

/** A classifier of cells as layers and weights. */
export interface CellNetwork {
  readonly model: Model;
  readonly metadata: CellModelMetadata;
  /** The file that it was read from. */
  readonly file: string;
  readonly sha256: string;
  /** Why the file could not be checked for damage; left out where it was. */
  readonly unchecked?: string;
}

/**
 * Reads a run folder, an .onnx file that giemsa wrote, or a model that Keras wrote, as layers and weights.
 * @param meaning what the user says about the model
 * @throws UserError that names the file when it is missing, damaged, or no model of cells that giemsa or Keras wrote, or
 * when it is not known what it means
 */
export async function readCellModel(path: string, meaning: MeaningOptions = {}): Promise<CellNetwork> {
  const file = await findModelFile(path);
  if (isKerasFile(file)) return { file, ...(await readKeras(file, meaning)) };
  const { metadata, ...read } = await readOwn(file);
  return { file, ...read, metadata: withOptions(metadata, meaning, file) };
}

const readOwn = (file: string): Promise<Omit<CellNetwork, 'file'>> =>
  asModelOfCells(file, async () => {
    const { onnx, structure, sha256, unchecked } = await readOnnxFile(file);
    if (!isOwn(structure.props)) {
      throw new UnusableModel(
        `${file} is an ONNX file that giemsa did not write: predict, evaluate and smear can use it, but its layers cannot be read`,
      );
    }
    const { model, metadata } = readModel(onnx, file);
    return {
      model,
      sha256,
      metadata: fromMetadataProps(metadata),
      ...(unchecked !== undefined && { unchecked }),
    };
  });

async function predict(
  session: BackgroundSession,
  adapter: SessionAdapter,
  images: Uint8Array,
  positions: ArrayLike<number> | undefined,
  imageSize: number,
  classes: number,
): Promise<Float32Array> {
  const bytes = imageSize * imageSize * 3;
  const count = positions?.length ?? images.length / bytes;
  const probabilities = new Float32Array(count * classes);
  const most = adapter.batch ?? BATCH_SIZE;
  for (let start = 0; start < count; start += most) {
    const rest = Math.min(most, count - start);
    // If a network takes a fixed number of pictures, unused places stay black.
    const size = adapter.batch ?? rest;
    const batch = new Uint8Array(size * bytes);
    for (let i = 0; i < rest; i++) {
      const position = positions?.[start + i] ?? start + i;
      batch.set(images.subarray(position * bytes, (position + 1) * bytes), i * bytes);
    }
    const rows = adapter.probabilities(await session.run(adapter.feeds(batch, size)));
    probabilities.set(rows.subarray(0, rest * classes), start * classes);
  }
  return probabilities;
}
