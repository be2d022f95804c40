import type { Pixels } from '@giemsa/core';
import type { LabelledObject } from '@giemsa/core/internal/smear/match-boxes';
import sharp, { type Sharp } from 'sharp';

type Box = LabelledObject['box'];

/** A change that a picture of another microscope, camera, stain or hand may show. */
export interface Transform {
  readonly name: string;
  readonly pixels: (picture: Pixels) => Promise<Pixels>;
  /** Where a box of the unchanged picture lies then. */
  readonly box: (box: Box, picture: Pixels) => Box;
}

const same = (box: Box): Box => box;

/** What the finder is measured under, besides the pictures as they are. */
export const TRANSFORMS: readonly Transform[] = [
  scaled(0.5),
  scaled(2),
  byImage('hue turned by 30 degrees, less colour', (image) => image.modulate({ hue: 30, saturation: 0.7 })),
  byImage('yellow cast: blue at 70 %, red at 110 %', (image) => image.linear([1.1, 1, 0.7], [0, 0, 0])),
  byImage('darker by half', (image) => image.linear(0.5, 0)),
  byImage('brighter, half the contrast', (image) => image.linear(0.5, 115)),
  { name: 'corners at 45 % of the light', pixels: vignetted, box: same },
  { name: 'JPEG of quality 40', pixels: asJpeg, box: same },
  byImage('blurred, sigma 2 pixels', (image) => image.blur(2)),
  byImage('grey', (image) => image.modulate({ saturation: 0 })),
  {
    name: 'turned by 90 degrees',
    pixels: (picture) => decoded(raw(picture).rotate(90)),
    box: ([x, y, width, height], picture) => [picture.height - y - height, x, height, width],
  },
];

function raw({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

async function decoded(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function byImage(name: string, change: (image: Sharp) => Sharp): Transform {
  return { name, pixels: (picture) => decoded(change(raw(picture))), box: same };
}

function scaled(factor: number): Transform {
  return {
    name: `${factor} times the size`,
    pixels: (picture) => decoded(raw(picture).resize(Math.round(picture.width * factor))),
    box: ([x, y, width, height]) => [x * factor, y * factor, width * factor, height * factor],
  };
}

async function vignetted({ data, width, height }: Pixels): Promise<Pixels> {
  const result = new Uint8Array(data.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const corner = ((2 * x) / width - 1) ** 2 + ((2 * y) / height - 1) ** 2;
      const light = 1 - 0.275 * corner;
      for (let channel = 0; channel < 3; channel++, i++) result[i] = data[i]! * light;
    }
  }
  return { data: result, width, height };
}

async function asJpeg(picture: Pixels): Promise<Pixels> {
  return decoded(sharp(await raw(picture).jpeg({ quality: 40 }).toBuffer()));
}
