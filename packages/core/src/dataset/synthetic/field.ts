import type { Stage } from '../../answer/stage.js';
import { type Random, randomFromSeed } from '../../random.js';
import { addLayer, type Box, type Canvas, createCanvas, develop } from './canvas.js';
import { drawDistractors, drawStages } from './cell-crop.js';
import { type Distractor, paintDirt, paintDistractor, paintPlatelet } from './distractors.js';
import { boxOf } from './masks.js';
import { paintParasite } from './parasites.js';
import type { PatientStyle } from './patient.js';
import { paintRedCell, placeRedCell, type RedCell, shapeRedCell } from './red-cell.js';
import { norm, smoothNoise } from './texture.js';

/** A red cell of a field, with all that is known about it. */
export interface FieldCell {
  /** Number in the map of cells, from 1. */
  id: number;
  class: 'Parasitized' | 'Uninfected';
  stages: Stage[];
  box: Box;
  /** True when the border of the picture cuts it. */
  cut: boolean;
  /** Its parasites: number in the map of parasites, stage, box. */
  parasites: { id: number; stage: Stage; box: Box }[];
  distractors: Distractor[];
}

/** A microscope field with its exact truth. */
export interface SmearField {
  width: number;
  height: number;
  /** `[height, width, 3] uint8`. */
  pixels: Uint8Array;
  /** `[height, width] uint8`: number of the cell, 0 for none. Where cells overlap, the later one. */
  cells: Uint8Array;
  /** `[height, width] uint8`: number of the parasite, 0 for none. */
  parasites: Uint8Array;
  truth: FieldCell[];
}

export interface FieldOptions {
  width: number;
  height: number;
  /** Share of red cells with parasites, 0 to 1. */
  parasitaemia: number;
  seed: number;
}

/** Cells of a field are seen at a lower magnification than cut-out ones. */
const MAGNIFICATION = 0.62;

/** The maps number cells and parasites in one byte. */
const MOST_CELLS = 200;

/** Draws a whole field of a thin film: red cells that touch now and then, platelets, dirt, uneven light. */
export function drawField(patient: PatientStyle, options: FieldOptions): SmearField {
  const { width, height, parasitaemia, seed } = options;
  const random = randomFromSeed(seed);
  const style = { ...patient, diameter: patient.diameter * MAGNIFICATION };
  const canvas = createCanvas(width, height);
  paintUnevenLight(canvas, random);
  const map = new Uint8Array(width * height);
  const truth: FieldCell[] = [];
  let parasiteCount = 0;
  for (const place of placeCells(style, options, random)) {
    const infected = random.chance(parasitaemia) && parasiteCount < 250;
    const stages = infected ? drawStages(random) : [];
    const distractors = drawDistractors(random, infected).filter(() => random.chance(0.2));
    const cell = placeRedCell(shapeRedCell(random, style, stages[0] === 'gametocyte' ? 1.25 : 1), ...place);
    paintRedCell(canvas, cell, style, random);
    for (const kind of distractors) paintDistractor(kind, canvas, cell, style, random);
    const numbers = stages.map((stage) => {
      parasiteCount++;
      paintParasite(stage, { canvas, cell, style, random, parasite: parasiteCount });
      return { id: parasiteCount, stage };
    });
    const id = truth.length + 1;
    if (!markCell(map, width, cell, id)) continue;
    truth.push({
      id,
      class: infected ? 'Parasitized' : 'Uninfected',
      stages,
      ...extentOf(cell, width, height),
      parasites: numbers.flatMap((number) => {
        const box = boxOf(canvas.parasites, width, number.id);
        return box ? [{ ...number, box }] : [];
      }),
      distractors,
    });
  }
  paintBetween(canvas, map, style, random);
  const pixels = develop(canvas, style.optics, random);
  return { width, height, pixels, cells: map, parasites: canvas.parasites, truth };
}

/** Centers that keep nearly a cell's width between them, some nearer; beyond the border too. */
function placeCells(
  { diameter }: PatientStyle,
  { width, height }: FieldOptions,
  random: Random,
): [number, number][] {
  const places: [number, number][] = [];
  const wanted = Math.min(
    MOST_CELLS,
    Math.round((random.uniform(0.35, 0.55) * width * height) / diameter ** 2),
  );
  for (let tries = 0; tries < wanted * 12 && places.length < wanted; tries++) {
    const x = random.uniform(-diameter * 0.2, width + diameter * 0.2);
    const y = random.uniform(-diameter * 0.2, height + diameter * 0.2);
    const room = diameter * (random.chance(0.06) ? 0.85 : 1.12);
    if (places.every(([px, py]) => norm(px - x, py - y) > room)) places.push([x, y]);
  }
  return places;
}

function markCell(map: Uint8Array, width: number, cell: RedCell, id: number): boolean {
  const height = map.length / width;
  let found = false;
  for (let y = Math.max(0, Math.floor(cell.y - cell.reach)); y < Math.min(height, cell.y + cell.reach); y++) {
    for (
      let x = Math.max(0, Math.floor(cell.x - cell.reach));
      x < Math.min(width, cell.x + cell.reach);
      x++
    ) {
      if (cell.depth(x, y) < 0) continue;
      map[y * width + x] = id;
      found = true;
    }
  }
  return found;
}

/** The box of the whole cell, cut at the border of the picture. */
function extentOf(cell: RedCell, width: number, height: number): { box: Box; cut: boolean } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let step = 0; step < 360; step++) {
    const angle = (step / 180) * Math.PI;
    const x = cell.x + cell.outline(angle) * Math.cos(angle);
    const y = cell.y + cell.outline(angle) * Math.sin(angle);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const cut = left < 0 || top < 0 || right > width - 1 || bottom > height - 1;
  const x = Math.max(0, Math.floor(left));
  const y = Math.max(0, Math.floor(top));
  const box: Box = [
    x,
    y,
    Math.min(width, Math.ceil(right) + 1) - x,
    Math.min(height, Math.ceil(bottom) + 1) - y,
  ];
  return { box, cut };
}

/** The lamp is brightest somewhere near the middle; the film itself takes a little light. */
function paintUnevenLight(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const x = width * random.uniform(0.35, 0.65);
  const y = height * random.uniform(0.35, 0.65);
  const falloff = random.uniform(0.08, 0.22);
  const film = smoothNoise(random, width / 9);
  addLayer(canvas, [width / 2, height / 2], norm(width, height), [1, 1, 1], (px, py) => {
    const distance = norm((px - x) / width, (py - y) / height);
    return 0.001 + falloff * distance * distance + 0.012 * (1 + film(px, py));
  });
}

/** Platelets and dirt beside the cells. */
function paintBetween(canvas: Canvas, map: Uint8Array, style: PatientStyle, random: Random): void {
  const free = () => {
    for (let tries = 0; tries < 50; tries++) {
      const x = random.integer(canvas.width);
      const y = random.integer(canvas.height);
      if (map[y * canvas.width + x] === 0) return [x, y] as const;
    }
    return undefined;
  };
  for (let count = 2 + random.integer(9); count > 0; count--) {
    const place = free();
    if (place) paintPlatelet(canvas, place, { cellRadius: style.diameter / 2, onCell: false }, style, random);
  }
  for (let count = random.integer(5); count > 0; count--) {
    const place = free();
    if (place) paintDirt(canvas, place, style.diameter / 2, random);
  }
}
