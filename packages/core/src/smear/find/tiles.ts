import type { Box, FoundField, FoundObject } from './cell-finder.js';

/** A part of a picture that is searched by itself. */
export interface Tile {
  /** What is looked at. */
  readonly box: Box;
  /** What is taken of it: objects whose middle lies here. The cores of all tiles cover the picture once. */
  readonly core: Box;
}

/** A picture in tiles of at most so many pixels, each of which reaches over its neighbours. */
export function tilesOf(
  { width, height }: { readonly width: number; readonly height: number },
  pixels: number,
  overlap: number,
): Tile[] {
  if (width * height <= pixels) return [{ box: [0, 0, width, height], core: [0, 0, width, height] }];
  const side = Math.max(overlap, Math.sqrt(pixels) - 2 * overlap);
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
  return edges(height, rows).flatMap(([top, bottom]) =>
    edges(width, columns).map(([left, right]): Tile => {
      const [x, y] = [Math.max(0, left - overlap), Math.max(0, top - overlap)];
      return {
        core: [left, top, right - left, bottom - top],
        box: [x, y, Math.min(width, right + overlap) - x, Math.min(height, bottom + overlap) - y],
      };
    }),
  );
}

const edges = (length: number, parts: number): [from: number, to: number][] =>
  Array.from({ length: parts }, (_, k) => [
    Math.round((k * length) / parts),
    Math.round(((k + 1) * length) / parts),
  ]);

/** An object found in a part of a picture, in pixels of the picture. */
export const moved = (object: FoundObject, x: number, y: number): FoundObject => ({
  ...object,
  box: [object.box[0] + x, object.box[1] + y, object.box[2], object.box[3]],
  outline: object.outline.map((value, k) => value + (k % 2 === 0 ? x : y)),
});

/**
 * What was found in the tiles of a picture as one field. What a tile's inner edge cuts is whole in its neighbour; a clump that
 * reaches further than tiles overlap is taken as far as it is seen.
 */
export function joinTiles(
  { width, height }: { readonly width: number; readonly height: number },
  tiles: readonly { readonly tile: Tile; readonly found: FoundField }[],
): FoundField {
  const objects = tiles.flatMap(({ tile: { box, core }, found }) =>
    found.objects
      .map((object) => moved(object, box[0], box[1]))
      .filter((object) => hasMiddleIn(object.box, core))
      .map((object) => ({ ...object, cut: object.cut && atBorder(object.box, width, height) })),
  );
  const areas = tiles.map(({ tile: { box } }) => box[2] * box[3]);
  const all = areas.reduce((sum, area) => sum + area, 0);
  const diameters = tiles.flatMap(({ found: { cellDiameter } }) => cellDiameter ?? []).sort((a, b) => a - b);
  return {
    ...{ width, height, objects },
    cellDiameter: diameters[diameters.length >> 1],
    coverage: tiles.reduce((sum, { found }, k) => sum + (found.coverage * areas[k]!) / all, 0),
  };
}

function hasMiddleIn([x, y, w, h]: Box, core: Box): boolean {
  const [across, down] = [x + w / 2 - core[0], y + h / 2 - core[1]];
  return across >= 0 && across < core[2] && down >= 0 && down < core[3];
}

/** Outlines of what the border cuts reach it but for rounding. */
const atBorder = ([x, y, w, h]: Box, width: number, height: number) =>
  x <= 2 || y <= 2 || x + w >= width - 2 || y + h >= height - 2;
