import { describe, expect, it } from 'vitest';
import type { Basins } from './basins.js';
import { loadOpenCv } from './opencv.js';
import { EDGE, outlineOf } from './outline.js';
import { regionsOf } from './region.js';

const SIZE = 80;
const DIAMETER = 40;

/** The outline of region 1 of a drawn map of labels. */
async function outlineOfDrawing(labelAt: (x: number, y: number) => number) {
  const cv = await loadOpenCv();
  const labels = Int32Array.from({ length: SIZE * SIZE }, (_, i) => labelAt(i % SIZE, Math.floor(i / SIZE)));
  const count = Math.max(...labels);
  const basins: Basins = {
    width: SIZE,
    height: SIZE,
    labels,
    count,
    peaks: new Float64Array(count + 1),
    saddles: new Map(),
  };
  const owner = Int32Array.from({ length: count + 1 }, (_, label) => label - 1);
  const full = cv.Mat.zeros(SIZE, SIZE, cv.CV_8UC1);
  const region = regionsOf(labels, SIZE, count)[1]!;
  const found = outlineOf(cv, region, 0, { basins, owner }, { diameter: DIAMETER, full })!;
  full.delete();
  return { ...found, drawn: region.area };
}

const inDisc = (x: number, y: number, cx = 40) => Math.hypot(x - cx, y - 40) < DIAMETER / 2;
/** What the outline of a disc goes around: its edge too. */
const OUTER = DIAMETER * (1 + 2 * EDGE);
const disc = (Math.PI / 4) * OUTER ** 2;

describe('the outline of a cell', () => {
  it('is that of its region with its edge where it is plain', async () => {
    const { area, box, cut } = await outlineOfDrawing((x, y) => (inDisc(x, y) ? 1 : 0));
    expect(Math.abs(area / disc - 1)).toBeLessThan(0.03);
    for (const side of [box[2], box[3]]) expect(Math.abs(side - OUTER)).toBeLessThanOrEqual(2);
    expect(cut).toBe(false);
  });

  it('has no narrow bay, as a pale center open to one side leaves', async () => {
    const bay = (x: number, y: number) => x > 40 && Math.abs(y - 40) < 4;
    const { area, drawn } = await outlineOfDrawing((x, y) => (inDisc(x, y) && !bay(x, y) ? 1 : 0));
    expect(drawn / disc).toBeLessThan(0.9);
    expect(area / disc).toBeGreaterThan(0.96);
  });

  it('has no narrow tail, as a smear beside it leaves', async () => {
    const tail = (x: number, y: number) => x > 40 && x < 76 && Math.abs(y - 40) < 3;
    const { box } = await outlineOfDrawing((x, y) => (inDisc(x, y) || tail(x, y) ? 1 : 0));
    expect(box[2]).toBeLessThan(OUTER + 5);
  });

  it('does not grow into its neighbour', async () => {
    const { box } = await outlineOfDrawing((x, y) =>
      inDisc(x, y, 25) && x < 42 ? 1 : inDisc(x, y, 58) && x >= 42 ? 2 : 0,
    );
    expect(box[0] + box[2]).toBeLessThanOrEqual(42);
  });
});
