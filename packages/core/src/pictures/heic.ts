import { deflateSync } from 'node:zlib';
import type { Sharp } from 'sharp';
import { withPngChunk } from '../files/png-chunk.js';
import { tooLarge } from './bmp.js';
import { PlainReason } from './plain-reason.js';

/**
 * Decodes a HEIC file (phones store fields in it) by libheif, as the libraries in `sharp` come without its codec.
 * @param sharp loaded by the caller
 * @returns the picture for `sharp`, upright, with the colour profile of the file
 * @throws Error with the reason: damaged, truncated, more than `maximumPixels`
 */
export async function openHeic(
  file: Buffer,
  sharp: typeof import('sharp')['default'],
  maximumPixels: number,
): Promise<Sharp> {
  // The header is read by sharp: what is too large is refused before anything is decoded.
  const header = await sharp(file, { limitInputPixels: false }).metadata();
  if (header.width * header.height > maximumPixels) {
    throw new PlainReason(tooLarge(header.width, header.height, maximumPixels));
  }
  const { data, width, height } = await decode(file);
  const raw = sharp(data, { raw: { width, height, channels: 4 } });
  if (header.icc?.toString('latin1', 16, 20) !== 'RGB ') return raw;
  const png = await raw.png({ compressionLevel: 1 }).toBuffer();
  // `sharp` takes no profile beside raw pixels; a PNG file has it in the chunk `iCCP`.
  const profile = Buffer.concat([Buffer.from('iCCPicc\0\0', 'latin1'), deflateSync(header.icc)]);
  return sharp(withPngChunk(png, profile), { limitInputPixels: maximumPixels });
}

interface Rgba {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The primary image, turned upright as the file says. */
async function decode(file: Buffer): Promise<Rgba> {
  const { default: heif } = await import('libheif-js/wasm-bundle.js');
  await heif.ready;
  const context = heif.heif_context_alloc();
  try {
    const { code, message } = heif.heif_context_read_from_memory(context, file);
    if (code !== heif.heif_error_code.heif_error_Ok) throw new Error(message.trim());
    const handle = heif.heif_js_context_get_primary_image_handle(context);
    if ('code' in handle) throw new Error(handle.message.trim());
    try {
      const decoded = await heif.heif_js_decode_image2(
        handle,
        heif.heif_colorspace.heif_colorspace_RGB,
        heif.heif_chroma.heif_chroma_interleaved_RGBA,
      );
      if ('code' in decoded) throw new Error(decoded.message.trim());
      try {
        const plane = decoded.channels.find(({ id }) => id === heif.heif_channel.heif_channel_interleaved)!;
        const { width, height, stride } = plane;
        const data = new Uint8Array(width * height * 4);
        for (let row = 0; row < height; row++) {
          data.set(plane.data.subarray(row * stride, row * stride + 4 * width), row * 4 * width);
        }
        return { data, width, height };
      } finally {
        heif.heif_image_release(decoded.image);
      }
    } finally {
      heif.heif_image_handle_release(handle);
    }
  } finally {
    heif.heif_context_free(context);
  }
}
