import type { Stage } from '../../answer/stage.js';
import { type Random, randomFromSeed } from '../../random.js';
import { type Box, createCanvas, develop } from './canvas.js';
import { DISTRACTORS, type Distractor, paintDistractor } from './distractors.js';
import { boxOf } from './masks.js';
import { paintParasite } from './parasites.js';
import type { PatientStyle } from './patient.js';
import { paintRedCell, placeRedCell, type RedCell, shapeRedCell } from './red-cell.js';
import { norm } from './texture.js';

/** A red cell cut out on black, as the NIH's are, with all that is known about it. */
export interface CellCrop {
  width: number;
  height: number;
  /** `[height, width, 3] uint8`. */
  pixels: Uint8Array;
  /** `[height, width] uint8`: number of the parasite, 0 for none. */
  parasites: Uint8Array;
  stages: Stage[];
  /** Smallest box about each parasite, in pixels of the crop. */
  boxes: Box[];
  distractors: Distractor[];
}

/** Stages in the proportions of a slide of P. falciparum, with more of the rare ones to learn from. */
export function drawStages(random: Random): Stage[] {
  const draw = random.next();
  if (draw < 0.1) return ['gametocyte'];
  if (draw < 0.24) return ['schizont'];
  if (draw < 0.48) return ['trophozoite'];
  return Array<Stage>(random.chance(0.75) ? 1 : 2).fill('ring');
}

/** What lies on a cell besides parasites; cells without parasites get more, as they were picked for in the NIH set. */
export function drawDistractors(random: Random, infected: boolean): Distractor[] {
  const chances = infected ? [0.05, 0.07, 0, 0.1] : [0.16, 0.14, 0.07, 0.12];
  return DISTRACTORS.filter((_, kind) => random.chance(chances[kind]!));
}

/** Draws one cell of a patient. The same seed gives the same cell. */
export function drawCellCrop(style: PatientStyle, infected: boolean, seed: number): CellCrop {
  const random = randomFromSeed(seed);
  const stages = infected ? drawStages(random) : [];
  const distractors = drawDistractors(random, infected);
  const shape = shapeRedCell(random, style, stages[0] === 'gametocyte' ? 1.25 : 1);
  const side = Math.ceil(shape.reach + 4) * 2;
  const cell = placeRedCell(shape, side / 2, side / 2);
  const canvas = createCanvas(side, side);
  paintRedCell(canvas, cell, style, random);
  for (const kind of distractors) paintDistractor(kind, canvas, cell, style, random);
  for (const [index, stage] of stages.entries()) {
    paintParasite(stage, { canvas, cell, style, random, parasite: index + 1 });
  }
  const outOfFocus = random.chance(0.06);
  const optics = { ...style.optics, blur: style.optics.blur + (outOfFocus ? random.uniform(0.8, 1.6) : 0) };
  const picture = develop(canvas, optics, random);
  const mask = cutOut(cell, side, random);
  return crop(picture, canvas.parasites, mask, side, { stages, distractors });
}

/**
 * Where an imperfect segmentation would find the cell: a pixel more or less, and now and then with a bite where it
 * parted the cell from a neighbour.
 */
function cutOut(cell: RedCell, side: number, random: Random): Uint8Array {
  const margin = random.uniform(-0.5, 2);
  const bite = random.chance(0.12) ? random.uniform(0, 2 * Math.PI) : undefined;
  const biteRadius = cell.radius * random.uniform(0.3, 0.6);
  const biteDistance = cell.radius + biteRadius * random.uniform(0.4, 0.8);
  const biteX = cell.x + Math.cos(bite ?? 0) * biteDistance;
  const biteY = cell.y + Math.sin(bite ?? 0) * biteDistance;
  const mask = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (cell.depth(x, y) < margin) continue;
      if (bite !== undefined && norm(x - biteX, y - biteY) < biteRadius) continue;
      mask[y * side + x] = 1;
    }
  }
  return mask;
}

function crop(
  picture: Uint8Array,
  parasites: Uint8Array,
  mask: Uint8Array,
  side: number,
  { stages, distractors }: Pick<CellCrop, 'stages' | 'distractors'>,
): CellCrop {
  const [left, top, width, height] = boxOf(mask, side, 1)!;
  const pixels = new Uint8Array(width * height * 3);
  const found = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y + top) * side + x + left;
      if (mask[from] === 0) continue;
      const to = y * width + x;
      for (let c = 0; c < 3; c++) pixels[to * 3 + c] = picture[from * 3 + c]!;
      found[to] = parasites[from]!;
    }
  }
  const boxes = stages.flatMap((_, index) => {
    const box = boxOf(found, width, index + 1);
    return box ? [box] : [];
  });
  return { width, height, pixels, parasites: found, stages, boxes, distractors };
}
