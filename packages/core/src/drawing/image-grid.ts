import { loadSharp } from '../pictures/load-sharp.js';
import { escapeMarkup } from './escape.js';
import { svgToPixels } from './svg-to-png.js';
import { fitText } from './text-width.js';

/** One picture of a grid. */
export interface GridCell {
  /** `[height, width, 3] uint8`, RGB. */
  image: Uint8Array;
  width: number;
  height: number;
  /** Shown below the picture; lines are parted by `\n`, and one that is too long loses its middle. */
  caption: string;
  /** Colour of a frame around the picture, as in CSS. */
  outline?: string;
}

/** Title, columns and sizes of a grid of pictures. */
export interface GridOptions {
  columns: number;
  title: string;
  /** Side of the square that each picture is fitted into, in pixels; 128 when left out. */
  tile?: number;
}

const GAP = 16;
const TITLE_HEIGHT = 44;
const CAPTION_SIZE = 11;
const LINE_HEIGHT = 15;
/** The picture has twice the pixels of its layout, as all our PNG files. */
export const GRID_SCALE = 2;

/**
 * Draws RGB images in a grid with a title and captions, as a PNG file on white. Images keep their proportions.
 * @throws RangeError when an image does not hold `height × width × 3` values, or `columns` or `tile` is not positive.
 */
export async function imageGrid(cells: GridCell[], options: GridOptions): Promise<Buffer> {
  const { columns, title, tile = 128 } = options;
  if (!(Number.isInteger(columns) && columns > 0)) {
    throw new RangeError(`imageGrid: columns must be a positive whole number. Received ${columns}.`);
  }
  if (!(Number.isInteger(tile) && tile > 0)) {
    throw new RangeError(`imageGrid: tile must be a positive whole number of pixels. Received ${tile}.`);
  }
  const captions = cells.map(({ caption }) =>
    caption.split('\n').map((line) => fitText(line, CAPTION_SIZE, tile)),
  );
  const lines = Math.max(0, ...captions.map(({ length }) => length));
  const layout = {
    tile,
    width: GAP + Math.max(1, Math.min(columns, cells.length)) * (tile + GAP),
    rowHeight: tile + 6 + lines * LINE_HEIGHT + GAP,
  };
  const { width, rowHeight } = layout;
  const words = escapeMarkup(fitText(title, 15.8, width - 2 * GAP));
  const heading = `<text x="${GAP}" y="28" font-size="15" font-weight="bold">${words}</text>`;
  const strips = [await drawStrip(heading, width, TITLE_HEIGHT - GAP / 2)];
  for (let first = 0; first < cells.length; first += columns) {
    const row = cells.slice(first, first + columns);
    strips.push(await drawRow(row, captions.slice(first, first + columns), layout));
  }
  strips.push(await drawStrip('', width, GAP / 2));
  const height = TITLE_HEIGHT + Math.ceil(cells.length / columns) * rowHeight;
  const raw = { width: width * GRID_SCALE, height: height * GRID_SCALE, channels: 3 as const };
  const sharp = await loadSharp();
  return sharp(Buffer.concat(strips), { raw }).png().toBuffer();
}

interface Layout {
  readonly tile: number;
  readonly width: number;
  readonly rowHeight: number;
}

/**
 * A row of pictures from half a gap above them on, `[height, width, 3] uint8`. Rows are drawn one by one: the whole page as a
 * drawing would take hundreds of megabytes.
 */
async function drawRow(
  cells: readonly GridCell[],
  captions: readonly string[][],
  { tile, width, rowHeight }: Layout,
): Promise<Buffer> {
  const top = GAP / 2;
  const left = (column: number) => GAP + column * (tile + GAP);
  const text = cells.map(({ outline }, column) =>
    captionMarkup(captions[column]!, outline, { left: left(column), top }, tile),
  );
  const tiles: Overlay[] = [];
  for (const [column, cell] of cells.entries()) {
    const side = tile * GRID_SCALE;
    const raw = { width: side, height: side, channels: 3 as const };
    const input = await fittedTile(cell, side);
    tiles.push({ input, raw, left: left(column) * GRID_SCALE, top: top * GRID_SCALE });
  }
  return drawStrip(text.join(''), width, rowHeight, tiles);
}

interface Overlay {
  readonly input: Buffer;
  readonly raw: { readonly width: number; readonly height: number; readonly channels: 3 };
  readonly left: number;
  readonly top: number;
}

/** Text on white, with pictures on it: `[height, width, 3] uint8` at the picture's scale. */
async function drawStrip(
  text: string,
  width: number,
  height: number,
  tiles: readonly Overlay[] = [],
): Promise<Buffer> {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="DejaVu Sans">` +
    `<rect width="100%" height="100%" fill="white"/>${text}</svg>`;
  const sharp = await loadSharp();
  // It is white all over, so its pixels are as they are with or without alpha.
  const { data, ...size } = svgToPixels(svg, { scale: GRID_SCALE });
  return sharp(data, { raw: { ...size, channels: 4 } })
    .composite([...tiles])
    .removeAlpha()
    .raw()
    .toBuffer();
}

function captionMarkup(
  lines: string[],
  outline: string | undefined,
  { left, top }: { left: number; top: number },
  tile: number,
): string {
  const frame = outline
    ? `<rect x="${left - 3}" y="${top - 3}" width="${tile + 6}" height="${tile + 6}" rx="3" fill="${escapeMarkup(outline)}"/>`
    : '';
  const text = lines.map(
    (line, index) =>
      `<text x="${left + tile / 2}" y="${top + tile + 6 + (index + 0.75) * LINE_HEIGHT}" text-anchor="middle" ` +
      `font-size="${CAPTION_SIZE}" fill="#222">${escapeMarkup(line)}</text>`,
  );
  return frame + text.join('');
}

async function fittedTile({ image, width, height, caption }: GridCell, side: number): Promise<Buffer> {
  if (image.length !== width * height * 3) {
    throw new RangeError(
      `imageGrid: the image "${caption}" must hold ${height} × ${width} × 3 values. Received ${image.length}.`,
    );
  }
  const sharp = await loadSharp();
  return sharp(image, { raw: { width, height, channels: 3 } })
    .resize(side, side, { fit: 'contain', background: 'black' })
    .raw()
    .toBuffer();
}
