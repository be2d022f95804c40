import { drawField, type SmearField } from '@giemsa/core/internal/dataset/synthetic/field';
import { framedField, roundField } from '@giemsa/core/internal/dataset/synthetic/framed-field';
import { drawPatientStyle } from '@giemsa/core/internal/dataset/synthetic/patient';
import { randomFromSeed } from '@giemsa/core/internal/random';
import { analyseField } from '@giemsa/core/internal/smear/analyse-field';
import type { CellFinder } from '@giemsa/core/internal/smear/find/cell-finder';
import { createCellFinder } from '@giemsa/core/internal/smear/find/create-cell-finder';
import { fieldOfView } from '@giemsa/core/internal/smear/find/field-of-view';
import { matchBoxes } from '@giemsa/core/internal/smear/match-boxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { blueSpots } from './support/blue-spots.js';

const drawn = drawField(drawPatientStyle(randomFromSeed(3)), {
  ...{ width: 800, height: 600, parasitaemia: 0.1, seed: 3 },
});
let finder: CellFinder;
beforeAll(async () => {
  finder = await createCellFinder();
});

const pictureOf = ({ pixels, width, height }: SmearField) => ({ data: pixels, width, height });
const analyse = (field: SmearField) =>
  analyseField(blueSpots, finder, 'f.png', pictureOf(field), { threshold: 0.5, unsureHalfWidth: 0.5 });

describe('a field in a frame', () => {
  it.each([
    ['white all around', { margins: [40, 60, 40, 60], color: [255, 255, 255] }],
    ['black at two sides', { margins: [0, 120, 0, 120], color: [0, 0, 0] }],
    ['a blue caption strip below', { margins: [0, 0, 70, 0], color: [30, 60, 140], caption: true }],
    ['a white caption strip below', { margins: [0, 0, 70, 0], color: [255, 255, 255], caption: true }],
  ] as const)('%s: the same cells, in their places', async (_name, frame) => {
    const [plain, framed] = [await analyse(drawn), await analyse(framedField(drawn, frame))];
    const [top, , , left] = frame.margins;
    expect(framed.problem).toBeNull();
    expect(framed.note).toMatch(/800 × 600 pixels inside a frame/);
    expect(framed.cells.map(({ kind, counted, cut }) => [kind, counted, cut])).toEqual(
      plain.cells.map(({ kind, counted, cut }) => [kind, counted, cut]),
    );
    expect(framed.cells.map(({ box }) => box)).toEqual(
      plain.cells.map(({ box: [x, y, w, h] }) => [x + left, y + top, w, h]),
    );
  });

  it.each([
    [[400, 300], 280],
    [[380, 320], 330],
    [[200, 150], 260],
  ] as const)(
    'a round one at %s, radius %i: whole cells inside count, cells at its edge are cut',
    async (middle, radius) => {
      const round = roundField(drawn, { middle, radius });
      const field = await analyse(round);
      expect(field.problem).toBeNull();
      expect(field.note).toMatch(/round picture on black/);
      const counted = field.cells.filter((cell) => cell.counted).map(({ box }) => box);
      const boxes = (isCut: boolean) => round.truth.filter(({ cut }) => cut === isCut).map(({ box }) => box);
      // The darkest edge of the round is left out: a whole cell near it may count as cut, a cut one never as whole.
      expect(matchBoxes(boxes(false), counted).size).toBeGreaterThanOrEqual(0.8 * boxes(false).length);
      expect(counted.length - matchBoxes(boxes(false), counted).size).toBeLessThanOrEqual(1);
      expect(field.cells.filter(({ cut }) => cut).length).toBeGreaterThan(0.3 * boxes(true).length);
      expect(field.cells.filter(({ kind }) => kind === 'white cell')).toEqual([]);
    },
  );
});

describe('a field without a frame is looked at as a whole', () => {
  const light = (make: (x: number, y: number) => number) => {
    const data = Uint8Array.from(drawn.pixels);
    for (let i = 0; i < data.length; i++) {
      const at = Math.floor(i / 3);
      data[i] = data[i]! * make((at % 800) / 800, Math.floor(at / 800) / 600);
    }
    return { data, width: 800, height: 600 };
  };
  const cleared = (rows: number) => {
    const data = Uint8Array.from(drawn.pixels);
    data.fill(225, 0, rows * 800 * 3);
    return data;
  };
  it.each([
    ['as it was drawn', () => pictureOf(drawn)],
    ['with dim corners', () => light((x, y) => 1 - 1.1 * ((x - 0.5) ** 2 + (y - 0.5) ** 2))],
    [
      'with a black thing at one side',
      () => light((x, y) => ((x - 1) ** 2 + (y - 0.5) ** 2 < 0.01 ? 0.02 : 1)),
    ],
    [
      'with an even, empty part that goes over into the film',
      () => {
        // Light like that between the cells: nothing tells where it ends but the first cells.
        const data = cleared(0);
        const [r, g, b] = lightBetween(data);
        for (let i = 0; i < 90 * 800; i++) data.set([r, g, b], 3 * i);
        return { data, width: 800, height: 600 };
      },
    ],
  ])('%s', (_name, make) => {
    expect(fieldOfView(make())).toBeUndefined();
  });
});

/** The median of the brightest tenth. */
function lightBetween(data: Uint8Array): [number, number, number] {
  const channel = (c: number) => {
    const values = Array.from({ length: data.length / 3 }, (_, i) => data[3 * i + c]!).sort((a, b) => a - b);
    return values[Math.floor(0.9 * values.length)]!;
  };
  return [channel(0), channel(1), channel(2)];
}
