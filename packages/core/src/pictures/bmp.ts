import type { Pixels } from './resize.js';

/** Where the bytes of one channel sit in a pixel: `(pixel & mask) >>> shift`, of `maximum`. */
interface Channel {
  mask: number;
  shift: number;
  maximum: number;
}

interface Header {
  offset: number;
  width: number;
  height: number;
  topDown: boolean;
  bits: number;
  channels: Channel[];
  palette: Buffer;
}

const BI_RGB = 0;
const BI_BITFIELDS = 3;
const BI_ALPHABITFIELDS = 6;

/** True when the file starts like a Windows bitmap. */
export function isBmp(file: Buffer): boolean {
  return file.length >= 2 && file[0] === 0x42 && file[1] === 0x4d;
}

/** Width and height in pixels, from a file's first 26 bytes; `undefined` where no picture can be of them. */
export function bmpSize(start: Buffer): { width: number; height: number } | undefined {
  if (start.length < 26 || start.readUInt32LE(14) < 40) return undefined;
  const [width, height] = [start.readInt32LE(18), Math.abs(start.readInt32LE(22))];
  return width < 1 || height < 1 ? undefined : { width, height };
}

/**
 * Reads an uncompressed Windows bitmap of 1, 4, 8 (palette), 16, 24 or 32 bits per pixel; alpha is ignored.
 * Our own because `sharp` has no BMP reader, `fast-bmp` 4.0 ignores palettes and top-down rows, and `bmp-ts` 1.0
 * ignores the offset of the pixels. Layout: Microsoft, "Bitmap Storage" and BITMAPV5HEADER.
 * @throws Error with the reason, when the file is damaged, compressed, or larger than `maximumPixels`.
 */
export function readBmp(file: Buffer, maximumPixels: number): Pixels {
  const header = readHeader(file);
  const { width, height, bits, offset } = header;
  if (width * height > maximumPixels) throw new Error(tooLarge(width, height, maximumPixels));
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (file.length < offset + stride * (height - 1) + Math.ceil((width * bits) / 8)) {
    throw new Error(
      `truncated: ${width}×${height} pixels of ${bits} bits need more than its ${file.length} bytes`,
    );
  }
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const row = offset + (header.topDown ? y : height - 1 - y) * stride;
    if (bits <= 8) readPaletteRow(file, row, header, data, y * width * 3);
    else readColourRow(file, row, header, data, y * width * 3);
  }
  return { data, width, height };
}

/** The reason given for any picture over the limit, whatever its format. */
export function tooLarge(width: number, height: number, maximumPixels: number): string {
  return `${width}×${height} pixels, more than the ${maximumPixels / 1e6} megapixels allowed`;
}

function readHeader(file: Buffer): Header {
  if (file.length < 54) throw new Error(`truncated: ${file.length} bytes, a BMP header needs 54`);
  const headerSize = file.readUInt32LE(14);
  const signedHeight = file.readInt32LE(22);
  const width = file.readInt32LE(18);
  const height = Math.abs(signedHeight);
  const bits = file.readUInt16LE(28);
  const compression = file.readUInt32LE(30);
  if (headerSize < 40 || width < 1 || height < 1) throw new Error('not a BMP of Windows 3 or later');
  if (![1, 4, 8, 16, 24, 32].includes(bits)) throw new Error(`BMP of ${bits} bits per pixel`);
  const masked = compression === BI_BITFIELDS || compression === BI_ALPHABITFIELDS;
  if (compression !== BI_RGB && !masked) throw new Error('compressed BMP; save it uncompressed or as PNG');
  const maskBytes = masked && headerSize === 40 ? (compression === BI_BITFIELDS ? 12 : 16) : 0;
  const paletteStart = 14 + headerSize + maskBytes;
  const colours = bits > 8 ? 0 : Math.min(file.readUInt32LE(46) || 2 ** bits, 2 ** bits);
  const palette = file.subarray(paletteStart, paletteStart + colours * 4);
  if (palette.length < colours * 4) throw new Error('truncated inside its palette');
  if (masked && file.length < 66) throw new Error('truncated inside its header');
  const standard = bits === 16 ? [0x7c00, 0x03e0, 0x001f] : [0xff0000, 0xff00, 0xff];
  const masks = masked ? [54, 58, 62].map((position) => file.readUInt32LE(position)) : standard;
  const topDown = signedHeight < 0;
  return {
    offset: file.readUInt32LE(10),
    width,
    height,
    topDown,
    bits,
    palette,
    channels: masks.map(toChannel),
  };
}

function toChannel(mask: number): Channel {
  const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
  return { mask, shift, maximum: mask >>> shift || 1 };
}

function readPaletteRow(
  file: Buffer,
  row: number,
  { width, bits, palette }: Header,
  data: Uint8Array,
  to: number,
): void {
  const perByte = 8 / bits;
  for (let x = 0; x < width; x++) {
    const byte = file[row + Math.floor(x / perByte)]!;
    const index = (byte >> (8 - bits * ((x % perByte) + 1))) & (2 ** bits - 1);
    for (let c = 0; c < 3; c++) data[to + x * 3 + c] = palette[index * 4 + 2 - c] ?? 0;
  }
}

function readColourRow(
  file: Buffer,
  row: number,
  { width, bits, channels }: Header,
  data: Uint8Array,
  to: number,
): void {
  for (let x = 0; x < width; x++) {
    const pixel = file.readUIntLE(row + (x * bits) / 8, bits / 8);
    for (let c = 0; c < 3; c++) {
      const { mask, shift, maximum } = channels[c]!;
      data[to + x * 3 + c] = Math.round((((pixel & mask) >>> shift) * 255) / maximum);
    }
  }
}
