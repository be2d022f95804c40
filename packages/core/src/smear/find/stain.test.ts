import { expect, it } from 'vitest';
import { loadOpenCv } from './opencv.js';
import { stainMap } from './stain.js';

const cv = await loadOpenCv();
const [WIDTH, HEIGHT, DIAMETER] = [200, 120, 44];

type Colour = readonly [number, number, number];

/** Clear glass with rectangles and discs upon it. */
function picture(
  shapes: readonly { readonly colour: Colour; readonly inside: (x: number, y: number) => boolean }[],
) {
  const mat = new cv.Mat(HEIGHT, WIDTH, cv.CV_8UC3);
  for (let at = 0; at < WIDTH * HEIGHT; at++) {
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    const shape = shapes.findLast(({ inside }) => inside(x, y));
    mat.data.set(shape?.colour ?? [230, 225, 220], at * 3);
  }
  return mat;
}

const rectangle = (left: number, top: number, width: number, height: number) => (x: number, y: number) =>
  x >= left && x < left + width && y >= top && y < top + height;
const disc = (cx: number, cy: number, radius: number) => (x: number, y: number) =>
  Math.hypot(x - cx, y - cy) < radius;

function isInk(shapes: Parameters<typeof picture>[0], x: number, y: number): boolean {
  const mat = picture(shapes);
  try {
    return stainMap(cv, mat, DIAMETER).ink[y * WIDTH + x] === 255;
  } finally {
    mat.delete();
  }
}

it.each<[string, Colour]>([
  ['black', [10, 10, 10]],
  ['green', [0, 220, 40]],
  ['yellow', [250, 240, 10]],
])('a %s scale bar is burnt in', (_name, colour) => {
  expect(isInk([{ colour, inside: rectangle(40, 60, 80, 3) }], 80, 61)).toBe(true);
});

it('so are the letters of a caption, which are small alone', () => {
  const colour: Colour = [5, 5, 5];
  const letters = Array.from({ length: 6 }, (_, index) => ({
    colour,
    inside: (x: number, y: number) =>
      disc(40 + index * 10, 60, 4)(x, y) && !disc(40 + index * 10, 60, 2)(x, y),
  }));
  expect(isInk(letters, 43, 60)).toBe(true);
});

it.each<[string, number, Colour]>([
  ['dark chromatin of a parasite', 8, [40, 10, 40]],
  ['the nucleus of a white cell', 25, [42, 20, 44]],
])('%s is not: it is as dark, and solid', (_name, radius, colour) => {
  expect(isInk([{ colour, inside: disc(100, 60, radius) }], 100, 60)).toBe(false);
});
