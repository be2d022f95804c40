import { drawCellCrop } from '../dataset/synthetic/cell-crop.js';
import { planDataset } from '../dataset/synthetic/plan.js';
import { resizeRgb } from '../pictures/resize.js';

/** Drawn cells as a model takes them. */
export interface DrawnCells {
  /** `[N, size, size, 3] uint8`. */
  readonly images: Uint8Array;
  readonly infected: readonly boolean[];
  readonly patients: readonly string[];
}

/** Draws cells of many patients, half of them infected, in memory. The same numbers give the same cells. */
export function drawnCells(count: number, size: number, seed: number): DrawnCells {
  const patients = Math.max(4, Math.floor(count / 12));
  const { cells } = planDataset({ cells: count, patients, seed, fields: 0 });
  const bytes = size * size * 3;
  const images = new Uint8Array(cells.length * bytes);
  cells.forEach(({ patient, className, seed: own }, index) => {
    const { pixels, width, height } = drawCellCrop(patient.style, className === 'Parasitized', own);
    images.set(resizeRgb({ data: pixels, width, height }, size, size), index * bytes);
  });
  return {
    images,
    infected: cells.map(({ className }) => className === 'Parasitized'),
    patients: cells.map(({ patient }) => patient.id),
  };
}
