import type { SkippedFile } from '../dataset/cache.js';
import { decodePixels, fitPixels } from '../dataset/decode.js';
import { inParallel } from '../dataset/parallel.js';
import { RESIZE_RULE } from '../dataset/resize.js';
import { UserError } from '../errors.js';
import { predictedClass } from '../evaluate/evaluation.js';
import { isUnsure, unsureBand } from '../evaluate/operating-point.js';
import type { CellModel } from '../formats/cell-model.js';
import { GATE_SIZE } from '../gate/features.js';
import { refuse } from '../gate/refuse.js';
import type { PictureIn } from './pictures-in.js';

/** Pictures that the model is asked for at a time; the answers do not depend on it. */
const BATCH_SIZE = 64;

/** Batches that are decoded while the model computes. */
const BATCHES_AHEAD = 2;

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
  /** What of the file was not looked at, such as further pages; left out where there is nothing more. */
  readonly note?: string;
}

/** What came of some pictures, each list in the order in which they were given. */
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
}

/** What prediction needs of a model. */
export type PredictingModel = Omit<CellModel, 'path' | 'release'> & {
  /** Passes through a network for each cell; 1 when left out. */
  readonly passes?: number;
};

/**
 * Predicts pictures as they come, batch by batch. While the model computes one batch, the next ones are read, decoded and
 * looked at by the gate.
 */
export async function* predictStream(
  model: PredictingModel,
  pictures: AsyncIterable<PictureIn> | Iterable<PictureIn>,
  { threshold = model.threshold, gate = true }: PredictOptions = {},
): AsyncGenerator<Predictions> {
  for await (const batch of ahead(decoded(model, pictures, gate), BATCHES_AHEAD)) {
    const { kept, images, refused, skipped } = batch;
    const predictions =
      kept.length === 0 ? [] : describe(model, threshold, kept, await model.predict(images));
    yield { predictions, refused, skipped };
  }
}

interface DecodedBatch {
  readonly kept: readonly Kept[];
  /** `[kept, size, size, 3] uint8` */
  readonly images: Uint8Array;
  readonly refused: readonly SkippedFile[];
  readonly skipped: readonly SkippedFile[];
}

/** A picture that is predicted. */
interface Kept {
  readonly file: string;
  readonly note?: string;
}

async function* decoded(
  model: PredictingModel,
  pictures: AsyncIterable<PictureIn> | Iterable<PictureIn>,
  isGated: boolean,
): AsyncGenerator<DecodedBatch> {
  let batch: PictureIn[] = [];
  for await (const picture of pictures) {
    batch.push(picture);
    if (batch.length < BATCH_SIZE) continue;
    yield await decodeBatch(model, batch, isGated);
    batch = [];
  }
  if (batch.length > 0) yield await decodeBatch(model, batch, isGated);
}

async function decodeBatch(
  { imageSize, colorMode, resizeRule, gate }: PredictingModel,
  batch: readonly PictureIn[],
  isGated: boolean,
): Promise<DecodedBatch> {
  const length = imageSize * imageSize * 3;
  const isGateSize = imageSize === GATE_SIZE && colorMode === 'rgb' && resizeRule === RESIZE_RULE;
  const inputs = new Array<{ kept: Kept; input: Uint8Array } | undefined>(batch.length);
  const refused: (SkippedFile | undefined)[] = [];
  const skipped: (SkippedFile | undefined)[] = [];
  await inParallel(batch.length, async (index) => {
    const { name, source, problem } = batch[index]!;
    try {
      if (problem !== undefined) throw new UserError(problem);
      const pixels = await decodePixels(source, name);
      const input = fitPixels(pixels, { width: imageSize, height: imageSize, colorMode, resizeRule });
      const reason = isGated && gate ? refuse(gate, pixels, isGateSize ? input : undefined) : undefined;
      const { note } = pixels;
      if (reason === undefined)
        inputs[index] = { input, kept: { file: name, ...(note !== undefined && { note }) } };
      else refused[index] = { file: name, reason };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      skipped[index] = { file: name, reason: error.message };
    }
  });
  const taken = inputs.filter((entry) => entry !== undefined);
  const images = new Uint8Array(taken.length * length);
  taken.forEach(({ input }, index) => {
    images.set(input, index * length);
  });
  return {
    kept: taken.map(({ kept }) => kept),
    images,
    refused: refused.filter((entry) => entry !== undefined),
    skipped: skipped.filter((entry) => entry !== undefined),
  };
}

/** The same values, the next `count` of which are already being made. */
async function* ahead<Value>(values: AsyncGenerator<Value>, count: number): AsyncGenerator<Value> {
  const pending: Promise<IteratorResult<Value>>[] = [];
  try {
    for (;;) {
      while (pending.length <= count) {
        const next = values.next();
        // Raised where it is waited for; until then it must not count as unhandled.
        next.catch(() => undefined);
        pending.push(next);
      }
      const { done, value } = await pending.shift()!;
      if (done) return;
      yield value;
    }
  } finally {
    await values.return(undefined);
  }
}

function describe(
  { classNames, positiveClass, unsureHalfWidth }: PredictingModel,
  threshold: number,
  kept: readonly Kept[],
  probabilities: Float32Array,
): Prediction[] {
  const classes = [...classNames];
  const band =
    classes.length === 2 && unsureHalfWidth !== undefined
      ? unsureBand(threshold, unsureHalfWidth)
      : undefined;
  return kept.map(({ file, note }, index) => {
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
      ...(note !== undefined && { note }),
    };
  });
}
