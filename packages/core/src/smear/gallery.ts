import { type GridCell, imageGrid } from '../drawing/image-grid.js';
import type { Pixels } from '../pictures/resize.js';

/** Nobody looks through more. */
const MOST_CELLS = 400;
/** A picture of more would take hundreds of megabytes while it is drawn. */
const CELLS_A_PICTURE = 80;

/** Collects cells of many fields for one picture, without keeping the fields. */
export class Gallery {
  private readonly cells: { probability: number; cell: GridCell }[] = [];

  /**
   * @param name of the field, short, and the cell's number in it
   * @param said what else is known of it: a line each
   */
  add(
    name: string,
    { data: image, width, height }: Pixels,
    probability: number,
    said: readonly string[] = [],
  ): void {
    const caption = [name, ...said, `p ${probability.toFixed(3)}`].join('\n');
    this.cells.push({ probability, cell: { image, width, height, caption } });
    if (this.cells.length > 2 * MOST_CELLS) this.trim();
  }

  /** PNG pictures, the most probable cells first; none without any cell. */
  async *draw(title: string): AsyncGenerator<Buffer> {
    this.trim();
    const cells = this.cells.map(({ cell }) => cell);
    const pictures = Math.ceil(cells.length / CELLS_A_PICTURE);
    for (let k = 0; k < pictures; k++) {
      const which = pictures === 1 ? '' : `, ${k + 1} of ${pictures}`;
      const own = cells.slice(k * CELLS_A_PICTURE, (k + 1) * CELLS_A_PICTURE);
      yield imageGrid(own, { columns: 8, title: title + which, tile: 96 });
    }
  }

  private trim(): void {
    this.cells.sort((a, b) => b.probability - a.probability);
    this.cells.length = Math.min(this.cells.length, MOST_CELLS);
  }
}
