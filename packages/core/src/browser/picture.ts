import { UnreadableFile } from '../errors/kinds.js';
import type { Pixels } from '../pictures/resize.js';

/** Larger pictures are refused: a tab has less memory than a server. */
const MAXIMUM_PIXELS = 30e6;

/**
 * Decodes a picture by the browser: turned upright, transparency on black, colours as in the file. For PNG these are the
 * pixels that Node.js reads, to the bit; a JPEG may differ by a rounding.
 * @param picture PNG, JPEG, WebP, GIF or BMP, such as a file that was dropped on the page
 * @throws UserError when the browser cannot read it, or it has more than 30 million pixels
 */
export async function readPicture(picture: Blob): Promise<Pixels> {
  const bitmap = await createImageBitmap(picture, { colorSpaceConversion: 'default' }).catch(() => {
    throw new UnreadableFile('picture', 'the browser cannot read it as a picture');
  });
  const { width, height } = bitmap;
  if (width * height > MAXIMUM_PIXELS) {
    bitmap.close();
    throw new UnreadableFile('picture', `more than ${MAXIMUM_PIXELS / 1e6} million pixels`);
  }
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { data: withoutAlpha(context.getImageData(0, 0, width, height).data), width, height };
}

/** RGBA to RGB. */
function withoutAlpha(data: Uint8ClampedArray): Uint8Array {
  const bytes = new Uint8Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4) {
    bytes[to++] = data[from]!;
    bytes[to++] = data[from + 1]!;
    bytes[to++] = data[from + 2]!;
  }
  return bytes;
}
