import { applyTransform } from '../augment/apply-transform.js';
import { imagesOf } from '../dataset/cells.js';
import type { CellDataset } from '../dataset/dataset.js';
import { type GridCell, imageGrid } from '../drawing/image-grid.js';
import { randomFromSeed } from '../random.js';
import type { PreparedRun } from './prepare.js';

const COLUMNS = 6;
const AUGMENTED_PER_CLASS = 2;

/** Cells as training sees them: in each row one as it is, then as it is changed at random; `augmented-samples.png`. */
export async function drawAugmentedSamples(run: PreparedRun): Promise<Buffer | undefined> {
  const { cells, settings, transform } = run;
  if (!transform) return undefined;
  const { imageSize, seed } = settings;
  const positions = cells.classNames.flatMap((_, label) =>
    randomCells(cells, label, AUGMENTED_PER_CLASS, seed),
  );
  const repeated = positions.flatMap((position) => new Array<number>(COLUMNS - 1).fill(position));
  const key = [seed, 'augmented samples'];
  const augmented = await applyTransform(transform, imagesOf(cells, repeated), imageSize, key);
  const bytes = imageSize * imageSize * 3;
  const tile = (images: Uint8Array, index: number, caption: string): GridCell => ({
    image: images.subarray(index * bytes, (index + 1) * bytes),
    width: imageSize,
    height: imageSize,
    caption,
  });
  const grid = positions.flatMap((position, row) => [
    tile(cells.images, position, `${cells.classNames[cells.labels[position]!]}, as it is`),
    ...Array.from({ length: COLUMNS - 1 }, (_, index) =>
      tile(augmented, row * (COLUMNS - 1) + index, 'augmented'),
    ),
  ]);
  return imageGrid(grid, {
    columns: COLUMNS,
    title: `What training sees, ${imageSize} × ${imageSize} pixels`,
  });
}

function randomCells({ labels }: CellDataset, label: number, count: number, seed: number): number[] {
  const positions = [...labels.keys()].filter((position) => labels[position] === label);
  return randomFromSeed(seed).shuffle(positions).slice(0, count);
}
