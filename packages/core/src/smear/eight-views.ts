import type { CellModel } from '../formats/cell-model.js';
import { turned } from '../formats/combined-model.js';

/** Of all flips and right-angle turns: under the microscope a cell has no upper side. */
export const VIEWS = 8;
/** What a cell's first view is given, from which on the others are asked: few cells of a field, so it takes little time. */
const ASKED_FROM = 0.2;

/**
 * A model that looks at each cell that may be infected in eight views, and answers with the mean of their log odds. Alone, a
 * view makes more mistakes of both kinds: `docs/results/microscopes.md`. Log odds, so that a temperature that is fitted before
 * or after gives the same.
 * @param model of two classes
 */
export const inEightViews = <Model extends Pick<CellModel, 'imageSize' | 'positiveClass' | 'predict'>>(
  model: Model,
): Model => ({ ...model, predict: (images, positions) => predictInViews(model, images, positions) });

async function predictInViews(
  model: Pick<CellModel, 'imageSize' | 'positiveClass' | 'predict'>,
  images: Uint8Array,
  positions?: ArrayLike<number>,
): Promise<Float32Array> {
  const { imageSize, positiveClass } = model;
  const rows = Float32Array.from(await model.predict(images, positions));
  const asked = Array.from({ length: rows.length / 2 }, (_, row) => row).filter(
    (row) => rows[2 * row + positiveClass]! >= ASKED_FROM,
  );
  if (asked.length === 0) return rows;
  const bytes = imageSize * imageSize * 3;
  const own = new Uint8Array(asked.length * bytes);
  asked.forEach((row, index) => {
    const at = bytes * (positions ? positions[row]! : row);
    own.set(images.subarray(at, at + bytes), index * bytes);
  });
  const sums = asked.map((row) => logOdds(rows[2 * row + positiveClass]!));
  for (let view = 1; view < VIEWS; view++) {
    const seen = await model.predict(turned(own, imageSize, view));
    for (let index = 0; index < sums.length; index++)
      sums[index]! += logOdds(seen[2 * index + positiveClass]!);
  }
  asked.forEach((row, index) => {
    const probability = 1 / (1 + Math.exp(-sums[index]! / VIEWS));
    rows[2 * row + positiveClass] = probability;
    rows[2 * row + 1 - positiveClass] = 1 - probability;
  });
  return rows;
}

/** A network may answer 0 or 1 in 32 bits. */
const LEAST = 1e-7;

function logOdds(probability: number): number {
  const inside = Math.min(1 - LEAST, Math.max(LEAST, probability));
  return Math.log(inside / (1 - inside));
}
