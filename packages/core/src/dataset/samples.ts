import { basename, join } from 'node:path';
import { type GridCell, imageGrid } from '../drawing/image-grid.js';
import { UnusableData } from '../errors/kinds.js';
import { decodePixels } from '../pictures/decode.js';
import { randomFromSeed } from '../random.js';
import type { CellList } from './dataset.js';

/** Pictures of one class in the grid: two rows of eight. */
const PER_CLASS = 16;
const COLUMNS = 8;
const OUTLINES = ['#c0392b', '#2471a3', '#1e8449', '#7d3c98', '#b9770e', '#5d6d7e'];

/**
 * Draws random samples of each class, two rows of a class in a frame of its colour, as a PNG file. The same seed
 * chooses the same cells. Files that cannot be read are skipped.
 * @throws UserError when no picture can be read.
 */
export async function drawSamples(cells: CellList & { root: string }, seed = 0): Promise<Buffer> {
  const { root, files, labels, patients, classNames } = cells;
  const random = randomFromSeed(seed);
  const grid: GridCell[] = [];
  for (const [label, name] of classNames.entries()) {
    let drawn = 0;
    for (const cell of random.shuffle([...files.keys()].filter((index) => labels[index] === label))) {
      if (drawn === PER_CLASS) break;
      const pixels = await decodePixels(join(root, files[cell]!)).catch(() => undefined);
      if (!pixels) continue;
      const { data: image, width, height } = pixels;
      const caption = `${name}\n${patients[cell] ?? basename(files[cell]!)}\n${width}×${height}`;
      grid.push({ image, width, height, caption, outline: OUTLINES[label % OUTLINES.length]! });
      drawn++;
    }
  }
  if (grid.length === 0) throw new UnusableData(`${root}: no picture in it can be read`);
  const counts = classNames.map((name, label) => {
    const count = labels.filter((found) => found === label).length;
    return `${name} ${count.toLocaleString('en-US')}`;
  });
  return imageGrid(grid, { columns: COLUMNS, title: `Random samples of ${counts.join(', ')} cells` });
}
