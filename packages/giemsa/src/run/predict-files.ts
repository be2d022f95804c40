import { loadImages, type SkippedFile } from '../dataset/cache.js';
import { UserError } from '../errors.js';
import { predictedClass } from '../evaluate/evaluation.js';
import type { CellModel } from '../formats/cell-model.js';
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
}

export interface Predictions {
  readonly predictions: readonly Prediction[];
  readonly skipped: readonly SkippedFile[];
}

/**
 * Predicts the class of each image.
 * @param paths files, and folders whose images are all taken
 * @throws UserError when none of the files can be read
 */
export async function predictFiles(
  model: CellModel,
  paths: readonly string[],
  threshold = model.threshold,
  onProgress?: (done: number, total: number) => void,
): Promise<Predictions> {
  const files = await listFiles(paths);
  const predictions: Prediction[] = [];
  const skipped: SkippedFile[] = [];
  for (let start = 0; start < files.length; start += CHUNK) {
    const chunk = files.slice(start, start + CHUNK);
    const loaded = await loadImages(chunk, { size: model.imageSize, colorMode: model.colorMode });
    skipped.push(...loaded.skipped);
    predictions.push(...describe(model, threshold, loaded.kept, await model.predict(loaded.images)));
    onProgress?.(start + chunk.length, files.length);
  }
  if (predictions.length > 0) return { predictions, skipped };
  throw new UserError(`none of the ${files.length} files can be read; the first: ${skipped[0]!.reason}`);
}

function describe(
  { classNames, positiveClass }: CellModel,
  threshold: number,
  files: readonly string[],
  probabilities: Float32Array,
): Prediction[] {
  const classes = [...classNames];
  return files.map((file, index) => {
    const row = Array.from(probabilities.subarray(index * classes.length, (index + 1) * classes.length));
    const cell = { file, label: 0, probabilities: row };
    const decided = predictedClass({ classes, positive: positiveClass, threshold, cells: [] }, cell);
    return {
      file,
      class: classes[decided]!,
      probability: row[classes.length === 2 ? positiveClass : decided]!,
      probabilities: Object.fromEntries(classes.map((name, position) => [name, row[position]!])),
    };
  });
}
