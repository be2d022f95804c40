import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodePixels } from './decode.js';

const FORMATS = ['png', 'jpeg', 'webp', 'tiff', 'gif'] as const;
const picture = (format: (typeof FORMATS)[number]) =>
  sharp({
    create: {
      ...{ width: 90, height: 90, channels: 3 as const },
      background: '#a57',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .toFormat(format)
    .toBuffer();
/** Names of the library and its functions, and its own words. */
const JARGON = /vips|load(_buffer)?:|input buffer|corrupt header|marker|heif|webp:|IDAT|;/i;

const reasonOf = (file: Buffer) =>
  decodePixels(file, 'a').then(
    () => 'read',
    (error: Error) => error.message,
  );

test.each(FORMATS)('a %s file that is cut off or damaged is refused in words for people', async (format) => {
  const whole = await picture(format);
  const damaged = Buffer.from(whole);
  damaged.fill(0x55, 20, Math.min(400, whole.length - 1));
  for (const file of [whole.subarray(0, whole.length >> 1), whole.subarray(0, 40), damaged]) {
    const reason = await reasonOf(file);
    expect(reason).not.toMatch(JARGON);
    expect(reason).toMatch(/^read$|cut off|damaged|not a PNG/);
  }
});
