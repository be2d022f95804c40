import type { SkippedFile } from '../dataset/cache.js';
import { decodePixels, fitPixels } from '../dataset/decode.js';
import { inParallel } from '../dataset/parallel.js';
import { UserError } from '../errors.js';
import { predictedClass } from '../evaluate/evaluation.js';
import { isUnsure, unsureBand } from '../evaluate/operating-point.js';
import type { CellModel } from '../formats/cell-model.js';
import { refuse } from '../gate/gate.js';
import { listFiles } from './list-files.js';

/** Files that are decoded and kept in memory at a time. */
const CHUNK = 1024;

/** What a model says of one file. */
export interface Prediction {
  readonly file: string;
  /** Name of the class that it decides for. */
  readonly class: string;
  /** Of the positive class, with two classes; else of the class that it decides for. */
  readonly probability: number;
  readonly probabilities: Readonly<Record<string, number>>;
  /** Too near the threshold to be decided without a person; left out where the model has no such band. */
  readonly unsure?: boolean;
}

export interface Predictions {
  readonly predictions: readonly Prediction[];
  /** Pictures that are no single stained red cell, by the model's input gate: neither class is said of them. */
  readonly refused: readonly SkippedFile[];
  /** Files that could not be read. */
  readonly skipped: readonly SkippedFile[];
}

export interface PredictOptions {
  /** The model's own when left out. */
  readonly threshold?: number | undefined;
  /** Whether pictures that are no cells are refused; true where the model has a gate, when left out. */
  readonly gate?: boolean | undefined;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Predicts the class of each image.
 * @param paths files, and folders whose images are all taken
 * @throws UserError when none of the files can be read
 */
export async function predictFiles(
  model: CellModel,
  paths: readonly string[],
  { threshold = model.threshold, gate = true, onProgress }: PredictOptions = {},
): Promise<Predictions> {
  const files = await listFiles(paths);
  const predictions: Prediction[] = [];
  const refused: SkippedFile[] = [];
  const skipped: SkippedFile[] = [];
  for (let start = 0; start < files.length; start += CHUNK) {
    const chunk = files.slice(start, start + CHUNK);
    const read = await readCells(model, chunk, gate);
    const kept = chunk.filter((_, index) => read[index] instanceof Uint8Array);
    const images = Buffer.concat(read.filter((image) => image instanceof Uint8Array));
    for (const [index, result] of read.entries()) {
      if (result instanceof Uint8Array) continue;
      (result.isRefused ? refused : skipped).push({ file: chunk[index]!, reason: result.reason });
    }
    if (kept.length > 0) predictions.push(...describe(model, threshold, kept, await model.predict(images)));
    onProgress?.(start + chunk.length, files.length);
  }
  if (predictions.length + refused.length > 0) return { predictions, refused, skipped };
  throw new UserError(`none of the ${files.length} files can be read; the first: ${skipped[0]!.reason}`);
}

interface NoCell {
  readonly isRefused: boolean;
  readonly reason: string;
}

/** Each file as the model's input, or why there is none. */
async function readCells(
  { imageSize, colorMode, gate }: CellModel,
  files: readonly string[],
  isGated: boolean,
): Promise<(Uint8Array | NoCell)[]> {
  const read = new Array<Uint8Array | NoCell>(files.length);
  await inParallel(files.length, async (index) => {
    try {
      const picture = await decodePixels(files[index]!);
      const reason = isGated && gate ? refuse(gate, picture) : undefined;
      read[index] =
        reason === undefined
          ? fitPixels(picture, { width: imageSize, height: imageSize, colorMode })
          : { isRefused: true, reason };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      read[index] = { isRefused: false, reason: error.message };
    }
  });
  return read;
}

function describe(
  { classNames, positiveClass, unsureHalfWidth }: CellModel,
  threshold: number,
  files: readonly string[],
  probabilities: Float32Array,
): Prediction[] {
  const classes = [...classNames];
  const band =
    classes.length === 2 && unsureHalfWidth !== undefined
      ? unsureBand(threshold, unsureHalfWidth)
      : undefined;
  return files.map((file, index) => {
    const row = Array.from(probabilities.subarray(index * classes.length, (index + 1) * classes.length));
    const cell = { file, label: 0, probabilities: row };
    const decided = predictedClass({ classes, positive: positiveClass, threshold, cells: [] }, cell);
    const probability = row[classes.length === 2 ? positiveClass : decided]!;
    return {
      file,
      class: classes[decided]!,
      probability,
      probabilities: Object.fromEntries(classes.map((name, position) => [name, row[position]!])),
      ...(band && { unsure: isUnsure(probability, band) }),
    };
  });
}
