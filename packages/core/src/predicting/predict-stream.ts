import { answerOf, type CellAnswer } from '../answer/cell-answer.js';
import { InvalidOption } from '../errors/kinds.js';
import type { SkippedFile } from '../files/skipped-file.js';
import type { CellModel } from '../formats/cell-model.js';
import type { PictureIn } from '../pictures/pictures-in.js';
import { type DecodeBatch, type DecodedBatch, decodeBatch, type Kept } from './decode-batch.js';

/** Pictures that the model is asked for at a time; the answers do not depend on it. */
const BATCH_SIZE = 64;

/** Batches that are decoded while the model computes. */
const BATCHES_AHEAD = 2;

/** What a model says about one file. */
export interface Prediction extends CellAnswer {
  readonly file: string;
  /** What of the file was not looked at, such as further pages; left out where there is nothing more. */
  readonly note?: string;
}

/** The results of some pictures, each list in the order in which they were given. */
export interface Predictions {
  readonly predictions: readonly Prediction[];
  /**
   * Pictures that are not a single stained red cell, according to the model's input gate: they get no class.
   */
  readonly refused: readonly SkippedFile[];
  /** Files that could not be read. */
  readonly skipped: readonly SkippedFile[];
}

/** Changes to the model's own rule for a prediction. */
export interface PredictOptions {
  /** The model's own when left out. */
  readonly threshold?: number | undefined;
  /** Whether pictures that are not cells are refused; true where the model has a gate, when left out. */
  readonly gate?: boolean | undefined;
  /** Decodes pictures elsewhere than in this process. */
  readonly decode?: DecodeBatch | undefined;
}

/** What prediction needs of a model. */
export type PredictingModel = Omit<CellModel, 'path' | 'release'> & {
  /** Passes through a network for each cell; 1 when left out. */
  readonly passes?: number;
};

/**
 * Predicts pictures as they come, batch by batch. While the model computes one batch, the next ones are read, decoded and
 * looked at by the gate.
 * @throws UserError where `pictures` is no list of pictures; a picture that cannot be read is in `skipped`
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { openCellModel, predictStream } from 'giemsa';
 *
 * const model = await openCellModel('default');
 * const pictures = [{ name: 'upload', source: await readFile('cell.png') }];
 * for await (const { predictions } of predictStream(model, pictures)) console.log(predictions);
 * ```
 */
export async function* predictStream(
  model: PredictingModel,
  pictures: AsyncIterable<PictureIn> | Iterable<PictureIn>,
  { threshold = model.threshold, gate = true, decode = decodeBatch }: PredictOptions = {},
): AsyncGenerator<Predictions> {
  for await (const batch of ahead(decoded(model, pictures, gate, decode), BATCHES_AHEAD)) {
    const { kept, images, refused, skipped } = batch;
    const predictions =
      kept.length === 0 ? [] : describe(model, threshold, kept, await model.predict(images));
    yield { predictions, refused, skipped };
  }
}

async function* decoded(
  model: PredictingModel,
  pictures: AsyncIterable<PictureIn> | Iterable<PictureIn>,
  isGated: boolean,
  decode: DecodeBatch,
): AsyncGenerator<DecodedBatch> {
  let batch: PictureIn[] = [];
  for await (const picture of checked(pictures)) {
    batch.push(picture);
    if (batch.length < BATCH_SIZE) continue;
    yield await decode(model, batch, isGated);
    batch = [];
  }
  if (batch.length > 0) yield await decode(model, batch, isGated);
}

/** @throws InvalidOption for anything but a list of pictures, as JavaScript can pass it */
async function* checked(pictures: AsyncIterable<PictureIn> | Iterable<PictureIn>): AsyncGenerator<PictureIn> {
  const isList =
    typeof pictures === 'object' &&
    pictures !== null &&
    (Symbol.asyncIterator in pictures || Symbol.iterator in pictures);
  if (!isList) throw InvalidOption.mustBe('pictures', typeof pictures, `a list of ${PICTURE}`);
  let index = 0;
  for await (const picture of pictures) {
    const { name, source, problem } = (picture ?? {}) as Partial<PictureIn>;
    const hasSource = typeof source === 'string' || Buffer.isBuffer(source) || problem !== undefined;
    if (typeof name !== 'string' || !hasSource)
      throw InvalidOption.mustBe(`pictures[${index}]`, describeValue(picture), PICTURE);
    index++;
    yield picture;
  }
}

const PICTURE = '{ name, source }: a name, and a path or a Buffer with the bytes of a file';

/** Such as `{ name: string, source: Uint8Array }`. */
function describeValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  const typeOf = (inner: unknown) =>
    typeof inner === 'object' && inner !== null ? inner.constructor?.name : typeof inner;
  if (ArrayBuffer.isView(value)) return value.constructor.name;
  const entries = Object.entries(value).map(([key, inner]) => `${key}: ${typeOf(inner)}`);
  return `{ ${entries.join(', ')} }`;
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
  model: PredictingModel,
  threshold: number,
  kept: readonly Kept[],
  probabilities: Float32Array,
): Prediction[] {
  const classes = model.classNames.length;
  return kept.map(({ file, note }, index) => ({
    file,
    ...answerOf(probabilities.subarray(index * classes, (index + 1) * classes), { ...model, threshold }),
    ...(note !== undefined && { note }),
  }));
}
