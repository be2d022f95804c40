import type { Stage } from '../../answer/stage.js';
import type { Pixels } from '../../pictures/resize.js';
import type { Random } from '../../random.js';
import { createCanvas } from './canvas.js';
import { drawStages } from './cell-crop.js';
import { paintParasite } from './parasites.js';
import { drawPatientStyle } from './patient.js';
import type { RedCell } from './red-cell.js';
import { depthWithin, norm, tabulate } from './texture.js';

/** A real cell with a drawn parasite. */
export interface InfectedCrop extends Pixels {
  readonly stages: readonly Stage[];
}

/** Width in pixels that parasites are drawn for: smaller cells are drawn larger and averaged. */
const DRAWN_DIAMETER = 110;
/** Pixels of a cell below which nothing could be seen in it. */
const FEWEST_PIXELS = 60;

/**
 * Draws parasites into a cell that was cut out on black: they absorb what light the cell lets through, as in drawn cells,
 * and are as coarse and as blurred as the cell's own pixels.
 * @param stages in the proportions of drawn cells when left out
 * @returns undefined for a cell of hardly any pixels
 */
export function infectCell(
  cell: Pixels,
  random: Random,
  stages: readonly Stage[] = drawStages(random),
): InfectedCrop | undefined {
  const shape = shapeOf(cell);
  if (!shape) return undefined;
  const scale = Math.max(1, Math.round(DRAWN_DIAMETER / (2 * shape.radius)));
  const [width, height] = [cell.width * scale, cell.height * scale];
  const canvas = createCanvas(width, height);
  const style = drawPatientStyle(random);
  const placed = scaled(shape, scale);
  stages.forEach((stage, index) => {
    paintParasite(stage, { canvas, cell: placed, style, random, parasite: index + 1 });
  });
  const strength = random.uniform(0.75, 1.15);
  const data = new Uint8Array(cell.data);
  for (let c = 0; c < 3; c++) {
    const plane = canvas.absorbance.subarray(c * width * height, (c + 1) * width * height);
    const light = blurred(averaged(plane, width, scale, cell, strength), cell, random.uniform(0, 0.5));
    for (let i = 0; i < light.length; i++) {
      const place = i * 3 + c;
      if (data[place]! > 0) data[place] = Math.max(1, Math.round(data[place]! * light[i]!));
    }
  }
  return { data, width: cell.width, height: cell.height, stages };
}

interface Shape {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly outline: (angle: number) => number;
}

/** Middle, mean radius and outline of what is not black. */
function shapeOf({ data, width, height }: Pixels): Shape | undefined {
  const isCell = (x: number, y: number) => {
    const i = (Math.floor(y) * width + Math.floor(x)) * 3;
    return x >= 0 && y >= 0 && x < width && y < height && data[i]! + data[i + 1]! + data[i + 2]! > 0;
  };
  let [count, sumX, sumY] = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isCell(x, y)) continue;
      count++;
      sumX += x + 0.5;
      sumY += y + 0.5;
    }
  }
  if (count < FEWEST_PIXELS) return undefined;
  const [x, y] = [sumX / count, sumY / count];
  const outline = tabulate((angle) => {
    let distance = 1;
    while (isCell(x + Math.cos(angle) * distance, y + Math.sin(angle) * distance)) distance += 0.5;
    return distance;
  });
  return { x, y, radius: Math.sqrt(count / Math.PI), outline };
}

function scaled({ x, y, radius, outline }: Shape, scale: number): RedCell {
  const larger = (angle: number) => outline(angle) * scale;
  const reach = Math.max(...Array.from({ length: 90 }, (_, step) => larger((step / 90) * 2 * Math.PI)));
  const [px, py] = [x * scale, y * scale];
  return {
    ...{ x: px, y: py, radius: radius * scale, reach: norm(reach, 0), outline: larger },
    depth: depthWithin(larger, px, py),
  };
}

/** Share of the light that passes, one value for each pixel of the cell: the mean of those that were drawn for it. */
function averaged(
  absorbance: Float32Array,
  width: number,
  scale: number,
  cell: Pixels,
  strength: number,
): Float32Array {
  const light = new Float32Array(cell.width * cell.height);
  for (let y = 0; y < cell.height; y++) {
    for (let x = 0; x < cell.width; x++) {
      let sum = 0;
      for (let v = 0; v < scale; v++) {
        const row = (y * scale + v) * width + x * scale;
        for (let u = 0; u < scale; u++) sum += Math.exp(-strength * absorbance[row + u]!);
      }
      light[y * cell.width + x] = sum / (scale * scale);
    }
  }
  return light;
}

/** Mixes each value with the mean of its neighbours, as a lens does. */
function blurred(light: Float32Array, { width, height }: Pixels, share: number): Float32Array {
  const result = new Float32Array(light.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [sum, count] = [0, 0];
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          sum += light[v * width + u]!;
          count++;
        }
      }
      const i = y * width + x;
      result[i] = (1 - share) * light[i]! + (share * sum) / count;
    }
  }
  return result;
}
