import sharp from 'sharp';
import { expect, test } from 'vitest';
import { imageGrid } from './image-grid.js';

const red = {
  image: new Uint8Array(10 * 20 * 3).map((_, i) => (i % 3 === 0 ? 200 : 0)),
  width: 10,
  height: 20,
};

test('images stand in rows of the given length, each in the middle of its black tile', async () => {
  const cells = Array.from({ length: 5 }, () => ({ ...red, caption: 'Parasitized' }));
  const png = await imageGrid(cells, { columns: 3, title: 'Samples', tile: 64 });
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
  ];
  expect(info.width).toBe(2 * (16 + 3 * (64 + 16)));
  // The first tile starts at (16, 44) of the layout, at (32, 88) of the picture.
  expect(pixel(32 + 64, 88 + 64)).toEqual([200, 0, 0]);
  expect(pixel(32 + 4, 88 + 64)).toEqual([0, 0, 0]);
});

test('captions may hold anything', async () => {
  const caption = `<b>&"'\u0007 a very long file name that does not fit under its picture.png\nsecond line`;
  const png = await imageGrid([{ ...red, caption, outline: '#D55E00' }], { columns: 4, title: '<&>' });
  expect((await sharp(png).metadata()).format).toBe('png');
});

test('no images make an empty page with its title', async () => {
  expect((await sharp(await imageGrid([], { columns: 4, title: 'Nothing' })).metadata()).format).toBe('png');
});

test('an image of the wrong length is refused by its caption', async () => {
  await expect(
    imageGrid([{ ...red, width: 11, caption: 'cell-7.png' }], { columns: 2, title: '' }),
  ).rejects.toThrow('the image "cell-7.png" must hold 20 × 11 × 3 values. Received 600.');
});
