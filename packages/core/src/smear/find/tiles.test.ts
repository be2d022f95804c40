import { expect, test } from 'vitest';
import { drawField } from '../../dataset/synthetic/field.js';
import { drawPatientStyle } from '../../dataset/synthetic/patient.js';
import { partOf } from '../../pictures/part-of.js';
import { randomFromSeed } from '../../random.js';
import { iou } from '../match-boxes.js';
import { createCellFinder } from './create-cell-finder.js';
import { joinTiles, tilesOf } from './tiles.js';

test('the cores of a picture’s tiles cover it once, and no tile is larger than allowed', () => {
  const [width, height, pixels] = [1000, 700, 90_000];
  const seen = new Uint8Array(width * height);
  for (const { box, core } of tilesOf({ width, height }, pixels, 40)) {
    expect(box[2] * box[3]).toBeLessThanOrEqual(pixels);
    for (let y = core[1]; y < core[1] + core[3]; y++)
      for (let x = core[0]; x < core[0] + core[2]; x++) seen[y * width + x]!++;
  }
  expect(seen.every((times) => times === 1)).toBe(true);
  expect(tilesOf({ width: 300, height: 300 }, pixels, 40)).toEqual([
    { box: [0, 0, 300, 300], core: [0, 0, 300, 300] },
  ]);
});

test('in tiles the same cells are found as in the whole, each once', async () => {
  const [width, height] = [900, 700];
  const style = drawPatientStyle(randomFromSeed(5));
  const picture = {
    data: drawField(style, { width, height, parasitaemia: 0, seed: 5 }).pixels,
    width,
    height,
  };
  const finder = await createCellFinder();
  const whole = await finder.find(picture);
  const tiles = tilesOf(picture, 400_000, Math.ceil(2 * whole.cellDiameter!));
  expect(tiles.length).toBeGreaterThan(3);
  const found = await Promise.all(
    tiles.map(async (tile) => ({ tile, found: await finder.find(partOf(picture, tile.box)) })),
  );
  const joined = joinTiles(picture, found);
  const count = ({ objects }: typeof whole, isCut: boolean) =>
    objects.filter(({ kind, cut }) => kind === 'red cell' && cut === isCut).length;
  expect(Math.abs(count(joined, false) - count(whole, false))).toBeLessThanOrEqual(1);
  expect(Math.abs(count(joined, true) - count(whole, true))).toBeLessThanOrEqual(1);
  expect(Math.abs(joined.coverage - whole.coverage)).toBeLessThan(0.02);
  const boxes = joined.objects.filter(({ kind }) => kind === 'red cell').map(({ box }) => box);
  for (const [k, box] of boxes.entries())
    for (const other of boxes.slice(k + 1)) expect(iou(box, other)).toBeLessThan(0.5);
});
