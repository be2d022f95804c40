import { type GridCell, imageGrid } from '../drawing/image-grid.js';
import type { Pixels } from '../pictures/resize.js';

/** More cells make a picture that nobody looks through. */
const MOST_CELLS = 400;

/** Collects cells of many fields for one picture, without keeping the fields. */
export class Gallery {
  private readonly cells: { probability: number; cell: GridCell }[] = [];

  /** @param name of the field, short, and the cell's number in it */
  add(name: string, { data: image, width, height }: Pixels, probability: number, isReviewed = false): void {
    const caption = `${name}\n${isReviewed ? 'reviewed, ' : ''}p ${probability.toFixed(3)}`;
    this.cells.push({ probability, cell: { image, width, height, caption } });
    if (this.cells.length > 2 * MOST_CELLS) this.trim();
  }

  /** The most probable first; undefined without any cell. */
  async draw(title: string): Promise<Buffer | undefined> {
    if (this.cells.length === 0) return undefined;
    this.trim();
    return imageGrid(
      this.cells.map(({ cell }) => cell),
      { columns: 8, title, tile: 96 },
    );
  }

  private trim(): void {
    this.cells.sort((a, b) => b.probability - a.probability);
    this.cells.length = Math.min(this.cells.length, MOST_CELLS);
  }
}
