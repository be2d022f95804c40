import { basename, extname } from 'node:path';
import { type GridCell, imageGrid } from '../../drawing/image-grid.js';
import type { Pixels } from '../../pictures/resize.js';
import type { SmearCell, SmearField } from '../analyse-field.js';
import { surroundings } from '../crop.js';
import { distanceOf, type Likeness } from './likeness.js';

/** More are not looked through. */
const MOST_CELLS = 48;
/** Of each field, for the picture of usual cells. */
const USUAL_OF_A_FIELD = 4;
const COLUMNS = 8;

interface Ranked {
  /** The highest are shown. */
  readonly rank: number;
  readonly cell: GridCell;
}

/** A picture of cells for the page. */
export interface CheckGallery {
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  readonly png: Buffer;
}

/** Collects the cells that a person should see, without keeping the fields. */
export class CheckGalleries {
  readonly #white: Ranked[] = [];
  readonly #usual: Ranked[] = [];
  readonly #doubtful: Ranked[] = [];
  readonly #unlike: Ranked[] = [];
  readonly #taken = new Map<string, number>();

  /** @param crop of a counted cell, as the model sees it */
  add(
    field: SmearField,
    picture: Pixels,
    cell: SmearCell,
    crop: Pixels | undefined,
    likeness: Likeness | undefined,
  ): void {
    const name = `${basename(field.file, extname(field.file))} ${cell.id}`;
    if (cell.kind === 'white cell') keep(this.#white, 0, surroundings(picture, cell.box), name);
    if (!crop || cell.probability === null) return;
    const probability = `p ${cell.probability.toFixed(3)}`;
    const taken = this.#taken.get(field.file) ?? 0;
    if (taken < USUAL_OF_A_FIELD) {
      keep(this.#usual, 0, crop, `${name}\n${probability}`);
      this.#taken.set(field.file, taken + 1);
    }
    const doubt = Math.min(cell.probability, 1 - cell.probability);
    if (doubt > 0.05) keep(this.#doubtful, doubt, crop, `${name}\n${probability}`);
    if (!likeness) return;
    const distance = distanceOf(likeness);
    keep(this.#unlike, distance, crop, `${name}\n${probability}, d ${distance.toFixed(1)}`);
  }

  /** Those that have cells. */
  async draw(): Promise<CheckGallery[]> {
    const all = [
      {
        ...{ name: 'white-cells', title: 'White cells', cells: this.#white },
        caption:
          'Are these white cells? Red cells with large parasites, clumps and stain that are shown here are missing from the count.',
      },
      {
        ...{ name: 'usual-cells', title: 'Some red cells of each field', cells: this.#usual },
        caption: `As the model sees them, the first ${USUAL_OF_A_FIELD} of each field: is each a whole cell, in focus, cut out along its edge?`,
      },
      {
        ...{ name: 'doubtful-cells', title: 'Cells that the model doubts', cells: this.#doubtful },
        caption:
          'The least sure first; p is the probability that the cell is infected. What do they have in common?',
      },
      {
        ...{ name: 'unlike-cells', title: 'Cells least like those of training', cells: this.#unlike },
        caption: 'The least alike first; d is the distance of features, 1 for usual cells of training.',
      },
    ];
    const filled = all.filter(({ cells }) => cells.length > 0);
    return Promise.all(
      filled.map(async ({ cells, ...gallery }) => ({
        ...gallery,
        png: await imageGrid(
          best(cells).map(({ cell }) => cell),
          { columns: COLUMNS, title: gallery.title, tile: 96 },
        ),
      })),
    );
  }
}

function keep(list: Ranked[], rank: number, { data: image, width, height }: Pixels, caption: string): void {
  list.push({ rank, cell: { image, width, height, caption } });
  if (list.length > 4 * MOST_CELLS) list.splice(0, list.length, ...best(list));
}

const best = (list: readonly Ranked[]): Ranked[] =>
  list.toSorted((a, b) => b.rank - a.rank).slice(0, MOST_CELLS);
