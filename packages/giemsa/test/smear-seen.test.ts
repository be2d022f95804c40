import { drawField } from '@giemsa/core/internal/dataset/synthetic/field';
import { drawPatientStyle } from '@giemsa/core/internal/dataset/synthetic/patient';
import { randomFromSeed } from '@giemsa/core/internal/random';
import { analyseField } from '@giemsa/core/internal/smear/analyse-field';
import { countField } from '@giemsa/core/internal/smear/analyse-smears';
import type { FoundField, FoundObject } from '@giemsa/core/internal/smear/find/cell-finder';
import { createCellFinder } from '@giemsa/core/internal/smear/find/create-cell-finder';
import { beforeAll, describe, expect, it } from 'vitest';
import { blueSpots } from './support/blue-spots.js';

const OPTIONS = { threshold: 0.5, unsureHalfWidth: 0.5 };
const [width, height] = [800, 600];

const drawn = drawField(drawPatientStyle(randomFromSeed(0)), { width, height, parasitaemia: 0.4, seed: 2 });
const picture = { data: drawn.pixels, width, height };
let found: FoundField;
beforeAll(async () => {
  found = await (await createCellFinder()).find(picture);
});

const analyse = (field: FoundField) =>
  analyseField(blueSpots, { name: 'given', find: async () => field }, 'f.png', picture, OPTIONS);
const middleOf = ([x, y, w, h]: FoundObject['box']) => [x + w / 2, y + h / 2] as const;
const holds = (box: FoundObject['box'], [x, y]: readonly [number, number]) =>
  x >= box[0] && y >= box[1] && x <= box[0] + box[2] && y <= box[1] + box[3];

/** The outline of one, a line to the other, its outline, and back: two cells as one object. */
function joined(a: FoundObject, b: FoundObject): FoundObject {
  const [left, top] = [Math.min(a.box[0], b.box[0]), Math.min(a.box[1], b.box[1])];
  const right = Math.max(a.box[0] + a.box[2], b.box[0] + b.box[2]);
  const bottom = Math.max(a.box[1] + a.box[3], b.box[1] + b.box[3]);
  const outline = [...a.outline, ...a.outline.slice(0, 2), ...b.outline, ...b.outline.slice(0, 2)];
  return {
    ...{ ...a, kind: 'clump', outline, box: [left, top, right - left, bottom - top] },
    ...{ area: a.area + b.area, cells: 2 },
  };
}

describe('infected cells in what is not counted', () => {
  it('in a clump they are seen, where they are, and enter no count', async () => {
    const plain = await analyse(found);
    const counted = plain.cells.filter((cell) => cell.counted);
    const near = (a: FoundObject, b: FoundObject) => {
      const [[ax, ay], [bx, by]] = [middleOf(a.box), middleOf(b.box)];
      return Math.hypot(ax - bx, ay - by) < 1.4 * found.cellDiameter!;
    };
    // Two that the drawn truth tells apart: an infected cell and a healthy one.
    const isHealthy = ({ box }: FoundObject) =>
      drawn.truth.every((cell) => cell.class === 'Uninfected' || !holds(cell.box, middleOf(box)));
    const pairs = counted
      .filter(({ call }) => call === 'infected')
      .flatMap((a) => counted.filter((b) => isHealthy(b) && near(a, b)).map((b) => [a, b]));
    expect(pairs.length).toBeGreaterThan(2);
    for (const [a, b] of pairs) {
      const [first, second] = [found.objects[a!.id - 1]!, found.objects[b!.id - 1]!];
      const others = found.objects.filter((object) => object !== first && object !== second);
      const field = await analyse({ ...found, objects: [joined(first, second), ...others] });
      expect(countField(field)).toMatchObject({
        counted: counted.length - 2,
        infected: countField(plain).infected - 1,
        ...{ clumps: 1, seenInClumps: 1, seenCut: countField(plain).seenCut },
      });
      const clump = field.cells[0]!;
      expect([clump.counted, clump.probability, clump.call]).toEqual([false, null, null]);
      const [seen] = clump.parts!.filter(({ call }) => call === 'infected');
      expect(holds(first.box, middleOf(seen!.box))).toBe(true);
    }
  });

  it('cut by the border they are seen too, and what a scale bar covers is not looked at', async () => {
    const plain = await analyse(found);
    const cut = drawn.truth.filter((cell) => cell.cut && cell.class === 'Parasitized');
    const { seenCut, infected } = countField(plain);
    expect(seenCut).toBeGreaterThan(0);
    expect(seenCut).toBeLessThanOrEqual(cut.length);
    const covered = found.objects.map((object) => ({ ...object, covered: object.cut }));
    const field = countField(await analyse({ ...found, objects: covered }));
    expect([field.seenCut, field.infected]).toEqual([0, infected]);
  });
});
