import { whyLeftOut } from '../pictures/picture-kind.js';
import { type PredictingModel, type PredictOptions, predictStream } from './predict-stream.js';
import { openPredictionsFile, type WrittenPredictions } from './predict-to-file.js';
import { watchFolder } from './watch-folder.js';

export interface WatchOptions extends PredictOptions {
  /** Ends the watching: what the model is computing is still written. */
  readonly signal: AbortSignal;
  /** @param done pictures since the start */
  readonly onProgress?: (done: number) => void;
}

/**
 * Predicts pictures as they arrive in a folder, and adds a line for each to a `.csv` or `.jsonl` file. Pictures that are in
 * the file already are not predicted again; one that could not be read is, when it changes, and gets another line.
 * @throws UserError when the folder cannot be watched, or the file is none of predictions
 */
export async function predictWatched(
  model: PredictingModel,
  folder: string,
  out: string,
  { signal, onProgress, ...options }: WatchOptions,
): Promise<WrittenPredictions> {
  const file = await openPredictionsFile(out, model, options);
  const known = new Set(file.known);
  const resumed = new Set<string>();
  const isDone = (name: string) => {
    if (file.known.has(name)) resumed.add(name);
    return known.has(name);
  };
  try {
    for await (const arrived of watchFolder(folder, isDone, signal)) {
      const pictures = await Promise.all(
        arrived.map(async (name) => {
          const reason = await whyLeftOut(name);
          const problem = reason === undefined ? {} : { problem: `cannot read ${name}: ${reason}` };
          return { name, source: name, ...problem };
        }),
      );
      for await (const batch of predictStream(model, pictures, options)) {
        await file.append(batch);
        for (const { file: name } of [...batch.predictions, ...batch.refused]) known.add(name);
        onProgress?.(Object.values(file.counts).reduce((sum, count) => sum + count));
        if (signal.aborted) break;
      }
    }
  } finally {
    await file.close();
  }
  return { ...file.counts, resumed: resumed.size };
}
