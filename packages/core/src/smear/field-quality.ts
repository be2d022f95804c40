import { counted } from '../counted.js';
import { checkName } from '../errors/check-option.js';
import type { Pixels } from '../pictures/resize.js';
import type { FoundField } from './find/cell-finder.js';
import { EDGE } from './find/outline.js';

/** Larger pictures are scans of a slide, and not read at all from files. */
const MOST_MEGAPIXELS = 100;
/** Smaller cells show no parasites: at oil immersion they have 50 pixels and more. */
const SMALLEST_CELL = 24;
const FEWEST_CELLS = 3;
/** Share of the picture in cells; of thin films that were looked at the emptiest has 0.12, of thick ones the fullest 0.03. */
const LEAST_COVERAGE = 0.05;
const NO_FILM = 'an empty area, a thick film, or not a blood film';
/** Above this share of the picture stained, cells lie in several layers. */
const MOST_COVERAGE = 0.85;
/** Share of the cells that may be in groups that cannot be parted. */
const MOST_IN_CLUMPS = 0.5;
/** Share of the area found that may have another shape or size than a red cell: at most 0.36 in the 60 fields with labels, 0.56 in a drawn film without gaps. */
const MOST_ODD = 0.5;
/** A red channel that differs from the blue by less is a grey picture: the stain cannot be seen. */
const LEAST_COLOUR = 4;
/**
 * Steepest brightness change across the cells' edges, as a share of their contrast for each 1/40 of a
 * diameter: 0.21 to 0.37 in 60 fields in focus, 0.13 for a blur of 6 pixels in cells of 75. */
export const LEAST_SHARPNESS = 0.15;

/** A rule that sets a field aside, and that a person who has looked at it may override. */
export type FieldRule = 'grey' | 'thick' | 'shapes' | 'small' | 'sparse' | 'blurred';
export const FIELD_RULES = [
  'grey',
  'thick',
  'shapes',
  'small',
  'sparse',
  'blurred',
] as const satisfies readonly FieldRule[];

/** @throws UserError for a rule that there is not */
export function checkAccepted(rules: readonly FieldRule[] = []): void {
  for (const rule of rules) checkName('accept', rule, FIELD_RULES);
}

/** Why a field is not to be counted. */
export interface FieldProblem {
  /** In words for the person who took it. */
  readonly reason: string;
  /** The rule that a person may override; left out where there would be nothing to count. */
  readonly rule?: FieldRule;
}

/** What sets a field aside, and what would have, had a person not accepted it. */
export interface FieldVerdict {
  readonly problem: FieldProblem | undefined;
  readonly accepted: readonly FieldProblem[];
}

/** The first problem that is not accepted; what comes after it is not looked at. */
export function judge(problems: Iterable<FieldProblem>, accept: readonly FieldRule[] = []): FieldVerdict {
  const accepted: FieldProblem[] = [];
  for (const problem of problems) {
    if (problem.rule === undefined || !accept.includes(problem.rule)) return { problem, accepted };
    accepted.push(problem);
  }
  return { problem: undefined, accepted };
}

/**
 * All that speaks against counting a field: size of cells, thickness, focus, and whether there are red cells at all.
 * Nothing for a usable one.
 */
export function* fieldProblems(picture: Pixels, found: FoundField): Generator<FieldProblem> {
  const cells = found.objects.filter(({ kind }) => kind === 'red cell');
  const white = found.objects.filter(({ kind }) => kind === 'white cell').length;
  if (white > cells.length) {
    yield {
      rule: 'thick',
      reason: `${counted(white, 'nucleus', 'nuclei')} of white cells and ${counted(cells.length, 'red cell')}: a thick film, or not a blood film`,
    };
  }
  const odd = oddShapes(found);
  if (odd > MOST_ODD) {
    yield {
      rule: 'shapes',
      reason: `not a blood film, or too crowded: ${percent(odd)} of the objects do not have the shape or size of red cells`,
    };
  }
  if (found.cellDiameter !== undefined && found.cellDiameter < SMALLEST_CELL) {
    yield {
      rule: 'small',
      reason: `objects are only ${found.cellDiameter.toFixed(0)} pixels wide; cells of ${SMALLEST_CELL} or more were expected: not a blood film, or not taken with the oil immersion objective`,
    };
  }
  if (cells.length === 0) yield { reason: `no red cells found: ${NO_FILM}` };
  if (cells.length < FEWEST_CELLS || found.coverage < LEAST_COVERAGE) {
    yield {
      rule: 'sparse',
      reason: `almost no red cells found (${cells.length}; ${percent(found.coverage)} of the picture is covered): ${NO_FILM}`,
    };
  }
  if (found.coverage > MOST_COVERAGE) {
    yield {
      rule: 'thick',
      reason: `too thick: ${percent(found.coverage)} of the picture is covered by cells; choose a thinner part of the film`,
    };
  }
  const clumped = sum(found.objects.filter(({ kind }) => kind === 'clump').map((clump) => clump.cells));
  const share = clumped / (clumped + cells.length);
  if (share > MOST_IN_CLUMPS) {
    yield {
      rule: 'thick',
      reason: `too thick: ${percent(share)} of the cells are in groups that cannot be separated; choose a thinner part of the film`,
    };
  }
  const sharpness = edgeSharpness(picture, found);
  if (sharpness < LEAST_SHARPNESS) {
    yield {
      rule: 'blurred',
      reason: `out of focus (edge sharpness ${sharpness.toFixed(3)}, expected ${LEAST_SHARPNESS} or more)`,
    };
  }
}

const percent = (share: number) => `${Math.round(100 * share)} %`;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What speaks against a picture, whatever would be found in it. */
export function* pictureProblems(picture: Pixels): Generator<FieldProblem> {
  const megapixels = (picture.width * picture.height) / 1e6;
  if (megapixels > MOST_MEGAPIXELS) {
    yield {
      reason: `${Math.round(megapixels)} megapixels: expected one field of at most ${MOST_MEGAPIXELS}; cut a scan into fields`,
    };
  }
  if (isGrey(picture)) {
    yield { rule: 'grey', reason: 'grey picture: the stain cannot be seen; photograph in colour' };
  }
}

function isGrey({ data }: Pixels): boolean {
  let difference = 0;
  let count = 0;
  for (let i = 0; i < data.length; i += 3 * 37) {
    difference +=
      Math.max(data[i]!, data[i + 1]!, data[i + 2]!) - Math.min(data[i]!, data[i + 1]!, data[i + 2]!);
    count++;
  }
  return difference / count < LEAST_COLOUR;
}

/** Share of the area found, white cells apart, that is in no single, roundish cell of the usual size. */
function oddShapes({ objects, cellDiameter }: FoundField): number {
  if (cellDiameter === undefined) return 0;
  // Outlines lie on the outer side of a cell's edge, and the diameter is that at the threshold.
  const usual = (Math.PI / 4) * (cellDiameter * (1 + 2 * EDGE)) ** 2;
  let [odd, all] = [0, 0];
  for (const { kind, area, box, cut } of objects) {
    if (cut || kind === 'white cell') continue;
    all += area;
    const fill = area / (box[2] * box[3]);
    const round = Math.max(box[2], box[3]) < 1.7 * Math.min(box[2], box[3]) && fill > 0.6;
    if (kind !== 'red cell' || !round || area < 0.5 * usual || area > 1.8 * usual) odd += area;
  }
  return all === 0 ? 0 : odd / all;
}

/**
 * Median over cells of the steepest change of green across their edge, as a share of the contrast between inside and outside,
 * for each 1/40 of the usual diameter. Measured in field units, it does not depend on magnification.
 */
export function edgeSharpness(picture: Pixels, { objects, cellDiameter }: FoundField): number {
  if (cellDiameter === undefined) return 0;
  const step = cellDiameter / 40;
  const values: number[] = [];
  for (const { kind, cut, box, outline } of objects) {
    if (kind !== 'red cell' || cut) continue;
    const [cx, cy] = [box[0] + box[2] / 2, box[1] + box[3] / 2];
    for (let k = 0; k < outline.length; k += 2 * Math.max(1, Math.floor(outline.length / 32))) {
      const [x, y] = [outline[k]!, outline[k + 1]!];
      const length = Math.hypot(x - cx, y - cy);
      const profile: number[] = [];
      for (let t = -6; t <= 6; t++) {
        const value = greenAt(
          picture,
          x + ((x - cx) / length) * t * step,
          y + ((y - cy) / length) * t * step,
        );
        if (value !== undefined) profile.push(value);
      }
      if (profile.length < 13) continue;
      const contrast = Math.max(...profile) - Math.min(...profile);
      if (contrast < 15) continue;
      let steepest = 0;
      for (let t = 1; t < profile.length; t++)
        steepest = Math.max(steepest, Math.abs(profile[t]! - profile[t - 1]!));
      values.push(steepest / contrast);
    }
  }
  values.sort((a, b) => a - b);
  return values[values.length >> 1] ?? 0;
}

function greenAt({ data, width, height }: Pixels, x: number, y: number): number | undefined {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return undefined;
  const at = (dx: number, dy: number) => data[((top + dy) * width + left + dx) * 3 + 1]!;
  const [u, v] = [x - left, y - top];
  return (at(0, 0) * (1 - u) + at(1, 0) * u) * (1 - v) + (at(0, 1) * (1 - u) + at(1, 1) * u) * v;
}
