import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c08090' } });

/** Images that are unusual but can be read, by file name. */
export async function readableOddities(): Promise<Record<string, Buffer>> {
  const sixteenBit = Uint16Array.from({ length: 20 * 20 * 3 }, (_, index) => (index * 50) % 65536);
  const frames = Buffer.alloc(16 * 32 * 3, 90);
  return {
    '16-bit.png': await sharp(sixteenBit, { raw: { width: 20, height: 20, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer(),
    'cmyk.jpg': await plain(30, 20).toColourspace('cmyk').jpeg().toBuffer(),
    'grey.png': await plain(30, 20).greyscale().png().toBuffer(),
    'alpha.png': await plain(30, 20).ensureAlpha(0.5).png().toBuffer(),
    'animated.webp': await sharp(frames, { raw: { width: 16, height: 32, channels: 3, pageHeight: 16 } })
      .webp()
      .toBuffer(),
    'one pixel.png': await plain(1, 1).png().toBuffer(),
    'with spaces, a comma and "quotes".png': await plain(30, 20).png().toBuffer(),
    'żółć 細胞 клетка.PNG': await plain(20, 30).png().toBuffer(),
    'scan.TIF': await plain(20, 30).tiff().toBuffer(),
  };
}

/** Files that are no readable images, with what must be said about them. */
export async function unreadableFiles(): Promise<Record<string, { content: Buffer; reason: RegExp }>> {
  const noise = Buffer.from(Array.from({ length: 60 * 60 * 3 }, (_, index) => (index * 7919) % 251));
  const png = await sharp(noise, { raw: { width: 60, height: 60, channels: 3 } })
    .png()
    .toBuffer();
  const jpeg = await sharp(noise, { raw: { width: 60, height: 60, channels: 3 } })
    .jpeg()
    .toBuffer();
  return {
    'empty.png': { content: Buffer.alloc(0), reason: /empty \(0 bytes\)/ },
    'text.png': { content: Buffer.from('no picture at all'), reason: /not a PNG, JPEG/ },
    'truncated.png': { content: png.subarray(0, png.length / 2), reason: /cannot read/ },
    'truncated.jpg': { content: jpeg.subarray(0, jpeg.length / 2), reason: /cannot read/ },
    'huge.png': { content: withSize(png, 20_000, 20_000), reason: /20[,.]?000/ },
  };
}

/** A PNG file that says it has another size. */
function withSize(png: Buffer, width: number, height: number): Buffer {
  const copy = Buffer.from(png);
  copy.writeUInt32BE(width, 16);
  copy.writeUInt32BE(height, 20);
  copy.writeUInt32BE(crc32(copy.subarray(12, 29)), 29);
  return copy;
}

/** Adds odd and unreadable files, and a link that leads back to its own folder, to a class of a data set. */
export async function addOddities(classFolder: string): Promise<void> {
  await mkdir(classFolder, { recursive: true });
  for (const [name, content] of Object.entries(await readableOddities())) {
    await writeFile(join(classFolder, name), content);
  }
  for (const [name, { content }] of Object.entries(await unreadableFiles())) {
    await writeFile(join(classFolder, name), content);
  }
  await symlink('.', join(classFolder, 'loop'));
  await symlink('nowhere.png', join(classFolder, 'dangling.png'));
}
