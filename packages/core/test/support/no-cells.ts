import sharp, { type Sharp } from 'sharp';
import type { Pixels } from '../../src/pictures/resize.js';
import { type Random, randomFromSeed } from '../../src/random.js';

/** Pictures that are no single stained red cell, by what is wrong with them; some are made of a real or drawn cell. */
export async function picturesOfNoCell(cells: readonly Pixels[], each: number, seed = 1) {
  const random = randomFromSeed(seed);
  const made: { kind: string; picture: Pixels }[] = [];
  for (let round = 0; round < each; round++) {
    for (const [kind, make] of Object.entries(FROM_NOTHING)) made.push({ kind, picture: await make(random) });
    for (const [kind, make] of Object.entries(FROM_A_CELL)) {
      made.push({ kind, picture: await make(random.pick(cells), random, cells) });
    }
  }
  return made;
}

/** Harmless changes, after which a cell is still one. */
export async function harmlessChanges(cell: Pixels): Promise<{ kind: string; picture: Pixels }[]> {
  const image = toSharp(cell);
  return [
    { kind: 'turned', picture: await toPixels(image.clone().rotate(90)) },
    { kind: 'mirrored', picture: await toPixels(image.clone().flop()) },
    {
      kind: 'compressed',
      picture: await toPixels(sharp(await image.clone().jpeg({ quality: 80 }).toBuffer())),
    },
    { kind: 'smaller', picture: await toPixels(image.clone().resize(Math.round(0.8 * cell.width))) },
  ];
}

const toSharp = ({ data, width, height }: Pixels) =>
  sharp(Buffer.from(data), { raw: { width, height, channels: 3 } });

async function toPixels(image: Sharp): Promise<Pixels> {
  const flat = image.flatten({ background: '#000' }).toColourspace('srgb');
  const { data, info } = await flat.raw().toBuffer({ resolveWithObject: true });
  const step = info.channels;
  const rgb = new Uint8Array(info.width * info.height * 3);
  for (let i = 0; i < info.width * info.height; i++) {
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = data[i * step + Math.min(c, step - 1)]!;
  }
  return { data: rgb, width: info.width, height: info.height };
}

const drawn = (svg: string, width: number, height: number) =>
  toPixels(
    sharp(
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${svg}</svg>`),
    ),
  );

const anyColour = (random: Random) =>
  `rgb(${random.integer(256)},${random.integer(256)},${random.integer(256)})`;

const filled = (value: (x: number, y: number, c: number) => number, size = 120): Pixels => ({
  data: Uint8Array.from({ length: size * size * 3 }, (_, i) =>
    Math.max(0, Math.min(255, value(Math.floor(i / 3) % size, Math.floor(i / 3 / size), i % 3))),
  ),
  width: size,
  height: size,
});

const FROM_NOTHING: Record<string, (random: Random) => Promise<Pixels> | Pixels> = {
  blank: (random) => {
    const colour = [random.integer(256), random.integer(256), random.integer(256)];
    return filled((_, __, c) => colour[c]!);
  },
  noise: (random) => filled(() => random.normal(128, random.uniform(20, 80))),
  gradient: (random) => {
    const slope = random.uniform(0.5, 2);
    return filled((x, y, c) => slope * (c === 0 ? x : c === 1 ? y : 120 - x));
  },
  photograph: (random) => landscape(random),
  screenshot: (random) => {
    const lines = Array.from(
      { length: 25 },
      () =>
        `<text x="${random.integer(300)}" y="${random.integer(300)}" font-size="${random.uniform(10, 22)}" fill="${anyColour(random)}">File Edit View 12:45</text>` +
        `<rect x="${random.integer(400)}" y="${random.integer(300)}" width="${random.integer(120)}" height="${random.integer(30)}" fill="${anyColour(random)}"/>`,
    );
    return drawn(
      `<rect width="100%" height="100%" fill="${random.pick(['#fff', '#111'])}"/>${lines.join('')}`,
      480,
      320,
    );
  },
  'drawing on black': (random) =>
    drawn(
      `<rect width="100%" height="100%"/><polygon fill="${anyColour(random)}" points="60,5 75,45 115,45 82,70 95,112 60,86 25,112 38,70 5,45 45,45"/>`,
      120,
      120,
    ),
  'platelet clump': (random) => {
    const dots = Array.from(
      { length: 14 },
      () =>
        `<circle cx="${random.uniform(20, 80)}" cy="${random.uniform(20, 80)}" r="${random.uniform(4, 11)}" fill="rgb(${110 + random.integer(40)},${50 + random.integer(40)},${130 + random.integer(50)})"/>`,
    );
    return drawn(`<rect width="100%" height="100%" fill="#e8dcd8"/>${dots.join('')}`, 100, 100);
  },
  'white cell on its background': (random) =>
    drawn(
      `<rect width="100%" height="100%" fill="#e6d9d6"/><circle cx="70" cy="70" r="55" fill="#cbb6cf"/>` +
        `<path d="M40 60 q20 -35 45 -5 q30 5 10 35 q-20 30 -40 5 q-25 -10 -15 -35" fill="rgb(${70 + random.integer(30)},30,${110 + random.integer(40)})"/>`,
      140,
      140,
    ),
};

const FROM_A_CELL: Record<
  string,
  (cell: Pixels, random: Random, cells: readonly Pixels[]) => Promise<Pixels> | Pixels
> = {
  blurred: (cell) => toPixels(toSharp(cell).blur(0.05 * cell.width)),
  grey: (cell) => toPixels(toSharp(cell).greyscale()),
  negative: (cell) => toPixels(toSharp(cell).negate()),
  'too dark': (cell) => toPixels(toSharp(cell).linear(0.25, 0)),
  overexposed: (cell) => toPixels(toSharp(cell).linear(2.2, 0)),
  'green stain': (cell) => ({
    ...cell,
    data: cell.data.map((_, i) => recoloured(cell.data, i, [0.45, 1.05, 0.5])),
  }),
  'cut in half': (cell) =>
    toPixels(toSharp(cell).extract({ left: 0, top: 0, width: cell.width >> 1, height: cell.height })),
  'on white': (cell) => ({ ...cell, data: whitened(cell.data) }),
  'two cells': async (cell, random, cells) => {
    const other = await toSharp(random.pick(cells))
      .resize(cell.width, cell.height, { fit: 'fill' })
      .png()
      .toBuffer();
    const wide = await toSharp(cell).extend({ right: cell.width, background: '#000' }).png().toBuffer();
    return toPixels(sharp(wide).composite([{ input: other, left: cell.width, top: 0 }]));
  },
};

/** Fractal hills under a sky: colours and structure of a photograph. */
function landscape(random: Random): Pixels {
  const waves = Array.from({ length: 24 }, (_, k) => ({
    x: random.uniform(-0.3, 0.3) * (1 + k / 4),
    y: random.uniform(-0.3, 0.3) * (1 + k / 4),
    phase: random.uniform(0, 6.3),
    height: 40 / (1 + k / 3),
  }));
  const relief = (x: number, y: number) =>
    waves.reduce(
      (sum, { x: kx, y: ky, phase, height }) => sum + height * Math.sin(kx * x + ky * y + phase),
      0,
    );
  return filled((x, y, c) =>
    y < 45 ? [120, 170, 230][c]! - y : [90, 120, 60][c]! + relief(x, y) * [1, 0.9, 0.7][c]!,
  );
}

function recoloured(data: Uint8Array, index: number, factors: readonly number[]): number {
  const start = index - (index % 3);
  const grey = (data[start]! + data[start + 1]! + data[start + 2]!) / 3;
  return Math.min(255, grey * factors[index % 3]!);
}

function whitened(data: Uint8Array): Uint8Array {
  const result = Uint8Array.from(data);
  for (let i = 0; i < result.length; i += 3) {
    if (Math.max(result[i]!, result[i + 1]!, result[i + 2]!) <= 24) result.fill(255, i, i + 3);
  }
  return result;
}
