import { counted } from '../counted.js';
import { MissingOption, UnreadableFile, UnusableData } from '../errors/kinds.js';
import type { SkippedFile } from '../files/skipped-file.js';
import { picturesIn } from '../pictures/pictures-in.js';
import {
  type PredictingModel,
  type Predictions,
  type PredictOptions,
  predictStream,
} from './predict-stream.js';

export type { Prediction, Predictions, PredictOptions } from './predict-stream.js';

/** As of `predictStream`, and a function that follows the progress. */
export interface PredictFilesOptions extends PredictOptions {
  /** Called after each batch. `total` is 0 as long as it is not known. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** @throws UserError when no picture at all could be read, with the reason of the first; there is nothing to say then */
export function refuseNothing(read: number, skipped: readonly SkippedFile[]): void {
  if (read > 0) return;
  const [first] = skipped;
  // Of standard input without a line.
  if (!first)
    throw new MissingOption(
      'files',
      'no images were given; give images, folders or zip archives, or paths on standard input',
    );
  if (skipped.length === 1) throw new UnreadableFile(first.file, first.reason);
  throw new UnusableData(
    `none of the ${counted(skipped.length, 'file')} can be read; the first: ${first.reason}`,
  );
}

/**
 * Predicts the class of each image.
 * @example
 * ```ts
 * import { openCellModel, predictFiles } from 'giemsa';
 *
 * const model = await openCellModel('default');
 * const { predictions, refused, skipped } = await predictFiles(model, ['cell.png', 'cells.zip']);
 * for (const { file, class: name, probability } of predictions) console.log(file, name, probability);
 * ```
 * @param paths files, folders and zip archives whose images are all taken; `-` reads paths from standard input
 * @throws UserError when none of the files can be read
 */
export async function predictFiles(
  model: PredictingModel,
  paths: readonly string[],
  { onProgress, ...options }: PredictFilesOptions = {},
): Promise<Predictions> {
  const { total = 0, pictures } = await picturesIn(paths);
  const all = { predictions: [], refused: [], skipped: [] } as {
    [Key in keyof Predictions]: Predictions[Key][number][];
  };
  let done = 0;
  for await (const { predictions, refused, skipped } of predictStream(model, pictures, options)) {
    all.predictions.push(...predictions);
    all.refused.push(...refused);
    all.skipped.push(...skipped);
    done += predictions.length + refused.length + skipped.length;
    onProgress?.(done, Math.max(total, done));
  }
  refuseNothing(all.predictions.length + all.refused.length, all.skipped);
  return all;
}
