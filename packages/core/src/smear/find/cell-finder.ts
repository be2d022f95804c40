import type { Pixels } from '../../pictures/resize.js';

/** `[x, y, width, height]` in pixels of the picture, y downwards. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/** A closed line as `[x0, y0, x1, y1, ...]` in pixels of the picture. */
export type Outline = readonly number[];

/**
 * What an object of a field is taken for. A `clump` is a group of red cells that could not be parted. `debris` is
 * anything else: stain dirt, bubbles, scratches.
 */
export type ObjectKind = 'red cell' | 'clump' | 'white cell' | 'platelet' | 'debris';

/** An object that a {@link CellFinder} found in a field. */
export interface FoundObject {
  readonly kind: ObjectKind;
  readonly box: Box;
  readonly outline: Outline;
  /** Pixels inside the outline. */
  readonly area: number;
  /** Red cells that it stands for: 1 for a red cell, the estimate for a clump, 0 for all else. */
  readonly cells: number;
  /** True when the border of the picture cuts it: such cells are found, but neither classified nor counted. */
  readonly cut: boolean;
  /** True when something burnt into the picture, such as a scale bar, covers a part of it: it is not counted either. */
  readonly covered: boolean;
}

/** A field and what was found in it. */
export interface FoundField {
  readonly width: number;
  readonly height: number;
  readonly objects: readonly FoundObject[];
  /** Diameter in pixels of the field's usual red cell; undefined when no red cell was found. */
  readonly cellDiameter: number | undefined;
  /** Share of the picture that is covered by anything stained, 0 to 1. */
  readonly coverage: number;
  /** What of the picture was not looked at, such as a frame; left out where it all was. */
  readonly note?: string;
}

/** What is known of the field. */
export interface FindOptions {
  /** Size of a pixel in µm; when left out, the size of cells is measured from the picture itself. */
  readonly umPerPixel?: number | undefined;
}

/** Finds the cells of a field: {@link createCellFinder}, or another. */
export interface CellFinder {
  /** Stands in reports, with its version. */
  readonly name: string;
  /** Finds the cells of a field at its full size. */
  find(picture: Pixels, options?: FindOptions): Promise<FoundField>;
}
