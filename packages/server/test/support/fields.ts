import { drawField } from '@giemsa/core/internal/dataset/synthetic/field';
import { drawPatientStyle } from '@giemsa/core/internal/dataset/synthetic/patient';
import { randomFromSeed } from '@giemsa/core/internal/random';
import sharp from 'sharp';

/** A drawn field of a thin smear as a PNG file, and what is in it. */
export async function drawnField(
  seed: number,
  parasitaemia = 0.15,
  width = 800,
  height = 600,
): Promise<{ png: Buffer; truth: readonly object[] }> {
  const field = drawField(drawPatientStyle(randomFromSeed(seed)), { width, height, parasitaemia, seed });
  const png = await sharp(field.pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  return { png, truth: field.truth };
}

/** A picture without any cell. */
export const emptyField = (): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: '#e8d8e4' } })
    .png()
    .toBuffer();
