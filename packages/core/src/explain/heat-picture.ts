import { heatGradient, heatLayer } from '../answer/heat-colours.js';
import { escapeMarkup } from '../drawing/escape.js';
import { svgToPng } from '../drawing/svg-to-png.js';
import { fitText } from '../drawing/text-width.js';
import { loadSharp } from '../pictures/load-sharp.js';
import type { Pixels } from '../pictures/resize.js';
import type { Explanation } from './explainer.js';

/** A heat map as a transparent layer to lay over its picture, as a PNG file. */
export async function heatLayerPng(explanation: Pick<Explanation, 'heat' | 'size'>): Promise<Buffer> {
  const sharp = await loadSharp();
  const { size } = explanation;
  return sharp(heatLayer(explanation), { raw: { width: size, height: size, channels: 4 } })
    .png()
    .toBuffer();
}

/** What stands on a heat map's picture. */
export interface HeatPictureText {
  /** Such as `Parasitized 0.9731`. */
  readonly title: string;
  /** Such as the name of the file. */
  readonly subtitle: string;
  /** Size of a pixel of the picture in micrometres; left out, the scale bar is in pixels. */
  readonly umPerPixel?: number;
}

/** Side of a panel in pixels, and the room around it. */
const SIDE = 320;
const GAP = 12;
const HEAD = 46;
const FOOT = 34;

/** The picture, and beside it the same under its heat map, with title and scale bar, as a PNG file. */
export async function heatPicture(
  picture: Pixels,
  explanation: Explanation,
  text: HeatPictureText,
): Promise<Buffer> {
  const zoom = SIDE / Math.max(picture.width, picture.height);
  const width = Math.max(1, Math.round(picture.width * zoom));
  const height = Math.max(1, Math.round(picture.height * zoom));
  const sharp = await loadSharp();
  const plain = await sharp(picture.data, {
    raw: { width: picture.width, height: picture.height, channels: 3 },
  })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .png()
    .toBuffer();
  const { heat: _, size } = explanation;
  const layer = await sharp(heatLayer(explanation), { raw: { width: size, height: size, channels: 4 } })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .png()
    .toBuffer();
  const left = GAP + Math.round((SIDE - width) / 2);
  const top = HEAD + Math.round((SIDE - height) / 2);
  const right = left + SIDE + GAP;
  return sharp(svgToPng(page(text, zoom)))
    .composite([
      { input: plain, left, top },
      { input: plain, left: right, top },
      { input: layer, left: right, top },
    ])
    .removeAlpha()
    .png()
    .toBuffer();
}

function page({ title, subtitle, umPerPixel }: HeatPictureText, zoom: number): string {
  const width = 2 * SIDE + 3 * GAP;
  const height = HEAD + SIDE + FOOT;
  const bar = scaleBar(zoom, umPerPixel);
  const line = HEAD + SIDE + 12;
  const end = width - GAP;
  const start = end - bar.length;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="DejaVu Sans">` +
    `<rect width="100%" height="100%" fill="white"/>` +
    `<rect x="${GAP}" y="${HEAD}" width="${SIDE}" height="${SIDE}" fill="#000"/>` +
    `<rect x="${GAP * 2 + SIDE}" y="${HEAD}" width="${SIDE}" height="${SIDE}" fill="#000"/>` +
    `<text x="${GAP}" y="21" font-size="15" font-weight="bold">${escapeMarkup(fitText(title, 15.8, width - 2 * GAP))}</text>` +
    `<text x="${GAP}" y="38" font-size="11" fill="#555">${escapeMarkup(fitText(subtitle, 11, width - 2 * GAP))}</text>` +
    `<text x="${GAP}" y="${line + 12}" font-size="11" fill="#555">Research use only</text>` +
    legend(GAP * 2 + SIDE, line) +
    `<path d="M${start} ${line - 4}v8M${start} ${line}H${end}M${end} ${line - 4}v8" stroke="#222" stroke-width="2" fill="none"/>` +
    `<text x="${(start + end) / 2}" y="${line + 18}" font-size="11" text-anchor="middle" fill="#222">${bar.label}</text></svg>`
  );
}

const LEGEND_LENGTH = 60;

/** What the colours stand for, from no evidence to the most in this picture. */
function legend(x: number, y: number): string {
  return (
    heatGradient('heat') +
    `<text x="${x}" y="${y + 4}" font-size="11" fill="#555">weak</text>` +
    `<rect x="${x + 34}" y="${y - 5}" width="${LEGEND_LENGTH}" height="10" fill="url(#heat)" stroke="#999" stroke-width="0.5"/>` +
    `<text x="${x + 40 + LEGEND_LENGTH}" y="${y + 4}" font-size="11" fill="#555">strong evidence</text>`
  );
}

const ROUND_LENGTHS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000];

/** The longest round length that takes at most 40 % of a panel; `length` in pixels of the panel. */
function scaleBar(zoom: number, umPerPixel: number | undefined): { length: number; label: string } {
  const perUnit = umPerPixel === undefined ? zoom : zoom / umPerPixel;
  const value =
    ROUND_LENGTHS.filter((length) => length * perUnit <= 0.4 * SIDE).at(-1) ?? (0.4 * SIDE) / perUnit;
  return {
    length: value * perUnit,
    label: `${Number(value.toPrecision(3))} ${umPerPixel === undefined ? 'pixels' : 'µm'}`,
  };
}
