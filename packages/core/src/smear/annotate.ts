import { CELL_STYLE_NAMES, CELL_STYLES, type CellStyle, styleOf } from '../answer/cell-style.js';
import { escapeMarkup } from '../drawing/escape.js';
import { svgToPng } from '../drawing/svg-to-png.js';
import { fitText } from '../drawing/text-width.js';
import { loadSharp } from '../pictures/load-sharp.js';
import type { Pixels } from '../pictures/resize.js';
import type { SmearCell, SmearField } from './analyse-field.js';

const LABELS: Readonly<Record<CellStyle, string>> = {
  infected: 'infected',
  'infected-unsure': 'called infected, unsure',
  unsure: 'called uninfected, unsure',
  uninfected: 'uninfected',
  seen: 'seen infected, not counted',
  clump: 'clump, not counted',
  cut: 'cut or covered, not counted',
  'white-cell': 'white cell',
  other: 'platelet or debris',
};

/** Height of the legend without its rows, and of each row. */
const LEGEND = 42;
const ROW = 18;
/** Longer pictures are drawn smaller: a person looks at them on a screen. */
const LONGEST = 2560;

/**
 * The field with outlines by class, numbers of infected and unsure cells, a legend and a scale, as a PNG file.
 * @param umPerPixel draws the scale in µm; without it in cell diameters
 */
export async function annotateField(
  picture: Pixels,
  field: SmearField,
  umPerPixel?: number,
): Promise<Buffer> {
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const width = Math.round(picture.width * scale);
  const height = Math.round(picture.height * scale);
  const rows = legendRows(field, width);
  const overlay = svgToPng(overlayMarkup(field, { width, height, scale, rows }, umPerPixel));
  const sharp = await loadSharp();
  const base = sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 3 } });
  return base
    .resize(width, height, { fit: 'fill' })
    .extend({ bottom: LEGEND + ROW * rows.length, background: 'white' })
    .composite([{ input: overlay, left: 0, top: 0 }])
    .png()
    .toBuffer();
}

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly rows: readonly (readonly CellStyle[])[];
}

/** Width of an entry of the legend, in pixels. */
const entryWidth = (name: CellStyle): number => 40 + LABELS[name].length * 7;

/** The styles that a field shows, in as many rows as its width takes. */
function legendRows({ cells }: SmearField, width: number): CellStyle[][] {
  const used = new Set(cells.map(styleOf));
  const rows: CellStyle[][] = [[]];
  let x = 10;
  for (const name of CELL_STYLE_NAMES.filter((style) => used.has(style))) {
    if (x > 10 && x + entryWidth(name) > width) {
      rows.push([]);
      x = 10;
    }
    rows.at(-1)!.push(name);
    x += entryWidth(name);
  }
  return rows;
}

function overlayMarkup(field: SmearField, layout: Layout, umPerPixel?: number): string {
  const { width, height, scale, rows } = layout;
  const shapes = field.cells.map((cell) => {
    const name = styleOf(cell);
    const style = CELL_STYLES[name];
    const points = cell.outline.map((value) => (value * scale).toFixed(1)).join(' ');
    const number =
      name === 'infected' || name === 'infected-unsure' || name === 'unsure' || name === 'seen'
        ? label(cell, scale, style.color)
        : '';
    return `<polygon points="${points}" fill="none" stroke="${style.color}" stroke-width="${style.width}"/>${number}`;
  });
  const legend = rows.flatMap((row, index) => {
    let x = 10;
    const y = height + 12 + ROW * index;
    return row.map((name) => {
      const entry = `<rect x="${x}" y="${y}" width="12" height="12" fill="${CELL_STYLES[name].color}"/><text x="${x + 17}" y="${y + 10}">${LABELS[name]}</text>`;
      x += entryWidth(name);
      return entry;
    });
  });
  const bottom = height + ROW * rows.length;
  const words =
    field.problem === null ? 'Research use only. Not a medical device.' : `Set aside: ${field.problem}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${bottom + LEGEND}" font-family="DejaVu Sans" font-size="12">` +
    `${shapes.join('')}${legend.join('')}${scaleBar(field, layout, umPerPixel)}` +
    `<text x="10" y="${bottom + 28}">${escapeMarkup(fitText(words, 12, width - 220))}</text></svg>`
  );
}

function label({ id, box }: SmearCell, scale: number, color: string): string {
  const [x, y] = [box[0] * scale, Math.max(10, box[1] * scale - 3)];
  return `<text x="${x}" y="${y}" font-size="13" font-weight="bold" fill="${color}" stroke="black" stroke-width="0.4">${id}</text>`;
}

function scaleBar(
  { cellDiameter }: SmearField,
  { width, height, scale, rows }: Layout,
  umPerPixel?: number,
): string {
  if (umPerPixel === undefined && cellDiameter === null) return '';
  const length = (umPerPixel === undefined ? cellDiameter! : 10 / umPerPixel) * scale;
  const text = umPerPixel === undefined ? 'usual red cell' : '10 µm';
  const y = height + ROW * rows.length + 22;
  const right = width - 20;
  return (
    `<path d="M${right - length} ${y}H${right}" stroke="black" stroke-width="3"/>` +
    `<text x="${right - length - 8}" y="${y + 4}" text-anchor="end">${text}</text>`
  );
}
