import { describe, expect, it } from 'vitest';
import { turned } from '../formats/combined-model.js';
import { inEightViews } from './eight-views.js';

const SIZE = 4;
const BYTES = SIZE * SIZE * 3;

/** Says infected by the brightness of the upper left pixel alone, so that its views differ. */
function cornerModel() {
  const asked: number[] = [];
  const model = {
    ...{ imageSize: SIZE, positiveClass: 1 },
    predict: async (images: Uint8Array, positions?: ArrayLike<number>) => {
      const rows = Array.from(positions ?? { length: images.length / BYTES }, (row, index) => row ?? index);
      asked.push(rows.length);
      return Float32Array.from(
        rows.flatMap((row) => [1 - images[row * BYTES]! / 256, images[row * BYTES]! / 256]),
      );
    },
  };
  return { model: inEightViews(model), asked };
}

const imageOf = (corners: readonly [number, number, number, number]) => {
  const image = new Uint8Array(BYTES);
  [0, SIZE - 1, SIZE * (SIZE - 1), SIZE * SIZE - 1].forEach((pixel, index) => {
    image[3 * pixel] = corners[index]!;
  });
  return image;
};
const odds = (value: number) => Math.log(value / 256 / (1 - value / 256));

describe('a model in eight views', () => {
  const corners = [64, 128, 192, 224] as const;

  it('answers with the mean log odds of all views', async () => {
    const [, infected] = await cornerModel().model.predict(imageOf(corners));
    const mean = corners.reduce((sum, value) => sum + odds(value), 0) / 4;
    expect(infected).toBeCloseTo(1 / (1 + Math.exp(-mean)), 6);
  });
  it('answers the same however the cell lies', async () => {
    const { model } = cornerModel();
    const [, first] = await model.predict(imageOf(corners));
    for (let view = 1; view < 8; view++) {
      const [, other] = await model.predict(turned(imageOf(corners), SIZE, view));
      expect(other).toBeCloseTo(first!, 6);
    }
  });
  it('looks once at what is hardly infected, and keeps the order of the rows', async () => {
    const { model, asked } = cornerModel();
    const images = Uint8Array.from([...imageOf([10, 255, 255, 255]), ...imageOf([200, 200, 200, 200])]);
    const rows = await model.predict(images, [1, 0]);
    expect([...rows].map((value) => Number(value.toFixed(4)))).toEqual([0.2188, 0.7813, 0.9609, 0.0391]);
    expect(asked).toEqual([2, 1, 1, 1, 1, 1, 1, 1]);
  });
});
