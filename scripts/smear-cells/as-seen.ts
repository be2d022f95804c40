import { loadSharp } from '@giemsa/core/internal/pictures/load-sharp';
import type { Pixels } from '@giemsa/core/internal/pictures/resize';
import type { Random } from '@giemsa/core/internal/random';
import { median } from '@giemsa/core/internal/smear/statistics/median';
import { otherStain } from '../other-stain.js';
import { isCell } from './cell-mask.js';

/** Beyond it, the colours of deeply stained cells are all one, and a parasite in them is no longer seen. */
const STAIN = 0.6;
/** Share of cells that a caption or a scale bar crosses, infected or not: it must say nothing. */
const CAPTIONED = 0.05;

/** A cell on black as another stain, lens and camera might show it: colours, fewer pixels, JPEG's blocks, a caption. */
export async function asSeenElsewhere(cell: Pixels, random: Random): Promise<Pixels> {
  const stained = random.chance(0.75) ? otherStain(cell.data, random, STAIN) : cell.data;
  const smaller = random.chance(0.4) ? random.uniform(0.45, 1) : 1;
  const quality = random.chance(0.5) ? Math.round(random.uniform(35, 95)) : undefined;
  const seen = await coarser(onItsColour({ ...cell, data: stained }, cell), smaller, quality);
  return onBlack(random.chance(CAPTIONED) ? await captioned(seen, random) : seen, cell);
}

/** Black would blur into the rim, and JPEG would ring there. */
function onItsColour(cell: Pixels, shape: Pixels): Pixels {
  const inside = isCell(shape);
  const pixels = [...inside.keys()].filter((at) => inside[at] === 1);
  const usual = [0, 1, 2].map((c) => median(pixels.map((at) => cell.data[at * 3 + c]!)));
  const data = Uint8Array.from(cell.data, (value, at) =>
    inside[Math.floor(at / 3)] === 1 ? value : usual[at % 3]!,
  );
  return { ...cell, data };
}

async function coarser(
  { data, width, height }: Pixels,
  smaller: number,
  quality: number | undefined,
): Promise<Pixels> {
  if (smaller === 1 && quality === undefined) return { data, width, height };
  const sharp = await loadSharp();
  const raw = { raw: { width, height, channels: 3 as const } };
  const [w, h] = [width, height].map((side) => Math.max(8, Math.round(side * smaller)));
  const small = sharp(data, raw).resize(w!, h!, { fit: 'fill' });
  const file = await (quality === undefined ? small.png() : small.jpeg({ quality })).toBuffer();
  const large = await sharp(file).resize(width, height, { fit: 'fill' }).removeAlpha().raw().toBuffer();
  return { data: new Uint8Array(large), width, height };
}

function onBlack(cell: Pixels, shape: Pixels): Pixels {
  const inside = isCell(shape);
  const data = cell.data.map((value, at) => (inside[Math.floor(at / 3)] === 1 ? Math.max(9, value) : 0));
  return { ...cell, data };
}

const INKS = ['#000', '#222', '#444', '#fff', '#0c0', '#0f0', '#f00', '#ff0', '#00f'] as const;

/** With a part of a scale bar and its caption across it. */
async function captioned({ data, width, height }: Pixels, random: Random): Promise<Pixels> {
  const sharp = await loadSharp();
  const side = Math.max(width, height);
  const [x, y] = [random.uniform(-0.6, 0.8) * width, random.uniform(0.1, 0.9) * height];
  const [length, tick] = [random.uniform(0.3, 1.5) * side, random.uniform(0.03, 0.12) * side];
  const thick = random.uniform(0.015, 0.06) * side;
  const ends = random.chance(0.6)
    ? `M${x} ${y - tick}v${2 * tick}M${x + length} ${y - tick}v${2 * tick}`
    : '';
  const size = random.uniform(0.1, 0.45) * side;
  const words = random.pick(['8.00µm', '10 µm', '20µm', '50 µm', '5.00 µm', '100x', 'x1000']);
  const ink = random.pick(INKS);
  const bar = random.chance(0.8)
    ? `<path d="M${x} ${y}h${length}${ends}" stroke="${ink}" stroke-width="${thick}"/>`
    : '';
  const text = random.chance(0.7)
    ? `<text x="${x + tick}" y="${y - tick}" font-family="sans-serif" font-size="${size}" fill="${ink}">${words}</text>`
    : '';
  const overlay = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${bar}${text}</svg>`;
  const drawn = await sharp(data, { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(overlay) }])
    .removeAlpha()
    .raw()
    .toBuffer();
  return { data: new Uint8Array(drawn), width, height };
}
