import sharp from 'sharp';
import { expect, test } from 'vitest';
import { FONT_FAMILY, svgToPng } from './svg-to-png.js';

const document = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40">${content}</svg>`;

async function inkOf(svg: string): Promise<number> {
  const { channels } = await sharp(svgToPng(svg)).stats();
  return channels.at(-1)!.sum;
}

test('the picture has the size of the SVG times the scale', async () => {
  const { width, height, format } = await sharp(svgToPng(document(''), { scale: 2 })).metadata();
  expect({ width, height, format }).toEqual({ width: 240, height: 80, format: 'png' });
});

test.each([FONT_FAMILY, 'sans-serif', 'a family nobody has'])(
  'text in the family %s is drawn',
  async (family) => {
    expect(
      await inkOf(document(`<text x="5" y="25" font-family="${family}">Giemsa é µ</text>`)),
    ).toBeGreaterThan(10_000);
  },
);

test('a scale that is not positive is refused', () => {
  expect(() => svgToPng(document(''), { scale: 0 })).toThrow('scale must be positive. Received 0.');
});

test('text that is not SVG is rejected', () => {
  expect(() => svgToPng('not a picture')).toThrow();
});
