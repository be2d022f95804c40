import type { SessionOptions } from '@giemsa/nn';
import { InvalidOption, Mismatch, NotFound } from '../errors/kinds.js';
import { command, option, text } from '../errors/text.js';
import { exists } from '../files/exists.js';
import { CvFolder } from '../files/run-paths.js';
import { type CellModel, openCellModel } from './cell-model.js';
import { shippedNamed } from './model-files.js';
import type { MeaningOptions } from './model-meaning.js';

/** Views of a picture whose answers are averaged: 1 is the picture alone, 2 with its mirror image, 8 all flips and right-angle turns. */
export const TTA_VIEWS = [1, 2, 4, 8] as const;

/** How several models, or views of a picture, are averaged. */
export interface CombineOptions extends SessionOptions {
  /** Test-time augmentation: 1, 2, 4 or 8 views of each picture. */
  readonly tta?: number | undefined;
  /** What the user says about the models. */
  readonly meaning?: MeaningOptions | undefined;
}

/** A model, or several that answer as one. */
export interface CombinedModel extends CellModel {
  /** The files that it was read from. */
  readonly members: readonly string[];
  /** The models that answer together. */
  readonly parts: readonly CellModel[];
  /** Passes through a network for each cell. */
  readonly passes: number;
}

/**
 * Opens one model or several, whose probabilities, each scaled by its own temperature, are averaged, over all views of
 * test-time augmentation too. The folder of a cross-validation stands for the models of its folds.
 * @throws UserError when one cannot be opened, or they differ in classes, positive class, image size or colour mode
 */
export async function openCombinedModel(
  paths: readonly string[],
  { tta = 1, meaning = {}, ...options }: CombineOptions = {},
): Promise<CombinedModel> {
  if (!(TTA_VIEWS as readonly number[]).includes(tta)) {
    throw InvalidOption.mustBe('tta', tta, `one of ${TTA_VIEWS.join(', ')}`);
  }
  const models: CellModel[] = [];
  for (const path of (await Promise.all(paths.map(foldsOf))).flat())
    models.push(await openCellModel(path, options, meaning));
  for (const model of models.slice(1)) refuseDifferences(models[0]!, model);
  const first = models[0]!;
  return {
    ...first,
    // A mean over members that were each chosen for the same sensitivity, or all 0.5.
    threshold: mean(models.map(({ threshold }) => threshold)),
    members: models.map(({ path }) => path),
    sha256: models.map(({ sha256 }) => sha256).join('+'),
    parts: models,
    passes: models.length * tta,
    predict: (images, positions) => predictMean(models, tta, images, positions),
    release: async () => {
      for (const model of models) await model.release();
    },
  };
}

/** The run folders of a cross-validation's folder, else the path itself. */
async function foldsOf(path: string): Promise<string[]> {
  const cv = new CvFolder(path);
  if ((await shippedNamed(path)) !== undefined || !(await exists(cv.plan))) return [path];
  const folds: string[] = [];
  for (let number = 1; await exists(cv.fold(number).model); number++) folds.push(cv.fold(number).path);
  if (folds.length > 0) return folds;
  throw new NotFound(
    path,
    text`${path} is a cross-validation without a finished fold; continue it with ${command`giemsa cv ${option('resume')}`}`,
  );
}

function refuseDifferences(first: CellModel, other: CellModel): void {
  const of = ({ classNames, positiveClass, imageSize, colorMode }: CellModel) =>
    `classes ${classNames.join(', ')}, ${classNames[positiveClass]} positive, ${imageSize} × ${imageSize}, ${colorMode}`;
  if (of(first) === of(other)) return;
  throw new Mismatch(
    `models can be averaged only if they have the same inputs and classes: ${first.path} has ${of(first)}; ${other.path} has ${of(other)}`,
  );
}

async function predictMean(
  models: readonly CellModel[],
  views: number,
  images: Uint8Array,
  positions?: ArrayLike<number>,
): Promise<Float32Array> {
  const { imageSize } = models[0]!;
  if (models.length === 1 && views === 1) return models[0]!.predict(images, positions);
  let sums: Float64Array | undefined;
  for (let view = 0; view < views; view++) {
    const seen = view === 0 ? images : turned(images, imageSize, view);
    for (const model of models) {
      const probabilities = await model.predict(seen, positions);
      sums ??= new Float64Array(probabilities.length);
      for (let index = 0; index < sums.length; index++) sums[index]! += probabilities[index]!;
    }
  }
  const passes = models.length * views;
  return Float32Array.from(sums!, (sum) => sum / passes);
}

/**
 * The eight symmetries of a square, so ordered that the first two are the picture and its mirror image, the first four all
 * flips: bit 0 mirrors left and right, bit 1 top and bottom, bit 2 exchanges rows and columns.
 */
export function turned(images: Uint8Array, size: number, view: number): Uint8Array {
  const result = new Uint8Array(images.length);
  const bytes = size * size * 3;
  for (let start = 0; start < images.length; start += bytes) {
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        let [column, row] = [view & 1 ? size - 1 - x : x, view & 2 ? size - 1 - y : y];
        if (view & 4) [column, row] = [row, column];
        const from = start + 3 * (row * size + column);
        const to = start + 3 * (y * size + x);
        result[to] = images[from]!;
        result[to + 1] = images[from + 1]!;
        result[to + 2] = images[from + 2]!;
      }
    }
  }
  return result;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
