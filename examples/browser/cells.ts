import { arrayDataset, type Dataset, randomFromKey } from '@giemsa/nn/browser';

/** Pixels of a side. */
export const SIZE = 32;
const CHANNELS = 3;

const HEALTHY = [222, 170, 180];
const PARASITE = [110, 60, 150];

/** A red cell on black, such as segmentation gives; `infected` ones have a ring of a parasite inside. [SIZE, SIZE, 3] */
function drawCell(random: ReturnType<typeof randomFromKey>, infected: boolean): Uint8Array {
  const pixels = new Uint8Array(SIZE * SIZE * CHANNELS);
  const radius = random.uniform(11, 14);
  const [ringX, ringY] = [random.uniform(-6, 6), random.uniform(-6, 6)];
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      const [dx, dy] = [x - SIZE / 2, y - SIZE / 2];
      if (Math.hypot(dx, dy) > radius) continue;
      const fromRing = Math.abs(Math.hypot(dx - ringX, dy - ringY) - 2);
      const colour = infected && fromRing < 1 ? PARASITE : HEALTHY;
      for (let channel = 0; channel < CHANNELS; channel++)
        pixels[(y * SIZE + x) * CHANNELS + channel] = colour[channel]! + random.uniform(-25, 25);
    }
  return pixels;
}

/** Drawn cells, healthy and infected in turns: class 0 and class 1. */
export function drawnCells(count: number, seed: string): { dataset: Dataset; pixels: Uint8Array } {
  const random = randomFromKey(1, seed);
  const cells = Array.from({ length: count }, (_, index) => drawCell(random, index % 2 === 1));
  const pixels = new Uint8Array(count * SIZE * SIZE * CHANNELS);
  for (const [index, cell] of cells.entries()) pixels.set(cell, index * cell.length);
  const targets = Float32Array.from({ length: count }, (_, index) => index % 2);
  const dataset = arrayDataset({
    ...{ examples: pixels, exampleShape: [SIZE, SIZE, CHANNELS] },
    ...{ targets, units: 1 },
  });
  return { dataset, pixels };
}
