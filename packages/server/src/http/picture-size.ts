import { bmpSize } from '@giemsa/core/internal/pictures/bmp';
import { pictureFormat, SIGNATURE_BYTES } from '@giemsa/core/internal/pictures/picture-kind';
import { sizeApart } from '../decode/decode.js';
import { type Content, firstBytes } from './content.js';

/**
 * As it is shown: turned upright. `undefined` where its header cannot be read.
 * @throws UserError when its decoder crashed or did not come to an end
 */
export async function pictureSize(content: Content): Promise<{ width: number; height: number } | undefined> {
  const start = await firstBytes(content, SIGNATURE_BYTES);
  const format = pictureFormat(start);
  if (format === 'BMP') return bmpSize(start);
  // Loaders for other formats (SVG, PDF) are not asked.
  if (format === undefined) return undefined;
  return sizeApart(content);
}
