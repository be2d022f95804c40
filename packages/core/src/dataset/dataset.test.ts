import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import type { GiemsaEvent } from '../events/events.js';
import { decodeImage } from '../pictures/decode.js';
import { loadDataset } from './dataset.js';

let directory: string;
let cacheDir: string;
const settings = () => ({ imageSize: 8, colorMode: 'rgb' as const, cacheDir });

const square = (red: number) =>
  sharp({ create: { width: 12, height: 10, channels: 3, background: { r: red, g: 1, b: 2 } } })
    .png()
    .toBuffer();

beforeEach(async () => {
  const base = await mkdtemp(join(tmpdir(), 'giemsa-dataset-'));
  directory = join(base, 'cells');
  cacheDir = join(base, 'cache');
  for (const [index, name] of ['Parasitized', 'Uninfected'].entries()) {
    await mkdir(join(directory, name), { recursive: true });
    for (let i = 0; i < 3; i++) {
      const path = join(directory, name, `C${i + 1}P${i + 1}_IMG_cell_${i}.png`);
      await writeFile(path, await square(index * 100 + i * 10));
    }
  }
});

describe('loadDataset', () => {
  test('gives pixels, labels, names and patients in one order', async () => {
    const data = await loadDataset(directory, settings());
    expect(data.classNames).toEqual(['Parasitized', 'Uninfected']);
    expect(data.positiveClass).toBe(0);
    expect(Array.from(data.labels)).toEqual([0, 0, 0, 1, 1, 1]);
    expect(data.files[4]).toBe('Uninfected/C2P2_IMG_cell_1.png');
    expect(data.patients).toEqual(['C1P1', 'C2P2', 'C3P3', 'C1P1', 'C2P2', 'C3P3']);
    expect(data.images).toHaveLength(6 * 8 * 8 * 3);
    expect([0, 1, 2, 3, 4, 5].map((cell) => data.images[cell * 8 * 8 * 3])).toEqual([
      0, 10, 20, 100, 110, 120,
    ]);
  });

  test('gives the pixels that decodeImage gives', async () => {
    const data = await loadDataset(directory, settings());
    const options = { width: 8, height: 8, colorMode: 'rgb' as const };
    const single = await decodeImage(join(directory, data.files[5]!), options);
    expect(Buffer.compare(single, data.images.subarray(5 * 192))).toBe(0);
  });

  test('skips files that cannot be read, says why, and keeps the rest joined', async () => {
    await writeFile(join(directory, 'Parasitized', 'C1P0_IMG.png'), 'no picture');
    await writeFile(join(directory, 'Uninfected', 'C9P9_IMG.png'), '');
    for (let turn = 0; turn < 2; turn++) {
      const data = await loadDataset(directory, settings());
      expect(data.skipped.map(({ file }) => file)).toEqual([
        'Parasitized/C1P0_IMG.png',
        'Uninfected/C9P9_IMG.png',
      ]);
      expect(data.skipped[1]!.reason).toContain('the file is empty');
      expect(data.files).toHaveLength(6);
      expect([0, 3, 5].map((cell) => data.images[cell * 192])).toEqual([0, 100, 120]);
    }
  });

  test('refuses a class with fewer than two readable pictures', async () => {
    for (const name of (await readdir(join(directory, 'Uninfected'))).slice(1)) {
      await writeFile(join(directory, 'Uninfected', name), 'no picture');
    }
    await expect(loadDataset(directory, settings())).rejects.toThrow(
      /Uninfected has 1 readable pictures.*not a PNG/,
    );
  });

  test('the fingerprint is of the content, not of the place or the time', async () => {
    const before = await loadDataset(directory, settings());
    await utimes(join(directory, before.files[0]!), new Date(0), new Date(0));
    expect((await loadDataset(directory, settings())).fingerprint).toBe(before.fingerprint);
    await writeFile(join(directory, before.files[0]!), await square(77));
    expect((await loadDataset(directory, settings())).fingerprint).not.toBe(before.fingerprint);
  });
});

describe('the cache', () => {
  const cachePath = async () => join(cacheDir, (await readdir(cacheDir))[0]!);

  test('is one file, left without temporary ones, and gives the same data', async () => {
    const calls: number[][] = [];
    const onEvent = (event: GiemsaEvent) => {
      if (event.type === 'progress') calls.push([event.done, event.total]);
    };
    const first = await loadDataset(directory, { ...settings(), onEvent });
    expect(calls).toEqual([1, 2, 3, 4, 5, 6].map((done) => [done, 6]));
    expect(await readdir(cacheDir)).toHaveLength(1);
    calls.length = 0;
    const second = await loadDataset(directory, { ...settings(), onEvent });
    expect(calls).toEqual([[6, 6]]);
    expect(second).toEqual(first);
  });

  test.each([
    ['cut short', (path: string) => truncate(path, 300)],
    ['longer', (path: string) => appendFile(path, 'x')],
    ['empty', (path: string) => truncate(path, 0)],
    [
      'changed in one bit',
      async (path: string) => {
        const bytes = await readFile(path);
        bytes[bytes.length - 5]! ^= 1;
        await writeFile(path, bytes);
      },
    ],
  ])('that is %s is built anew', async (_, damage) => {
    const first = await loadDataset(directory, settings());
    const whole = await readFile(await cachePath());
    await damage(await cachePath());
    expect(await loadDataset(directory, settings())).toEqual(first);
    expect(Buffer.compare(await readFile(await cachePath()), whole)).toBe(0);
  });

  test('is not used for other sizes, other colours or changed files', async () => {
    await loadDataset(directory, settings());
    await loadDataset(directory, { ...settings(), imageSize: 9 });
    await loadDataset(directory, { ...settings(), colorMode: 'grayscale' });
    await writeFile(join(directory, 'Uninfected/C1P1_IMG_cell_0.png'), await square(250));
    const data = await loadDataset(directory, settings());
    expect(data.images[3 * 192]).toBe(250);
    expect(await readdir(cacheDir)).toHaveLength(4);
  });

  test('that cannot be written costs only time, and is reported', async () => {
    await writeFile(cacheDir, 'a file where the folder should be');
    const told: GiemsaEvent[] = [];
    const data = await loadDataset(directory, { ...settings(), onEvent: (event) => told.push(event) });
    expect(data.files).toHaveLength(6);
    const path = expect.stringMatching(/cells-8-\w+\.bin$/);
    const reason = expect.stringMatching(/EEXIST|ENOTDIR/);
    const warning = { type: 'warning', about: 'cache-not-written', path, reason };
    expect(told.filter(({ type }) => type !== 'progress')).toEqual([warning]);
    await rm(cacheDir);
  });
});

describe('classes whose names do not tell which one is infected', () => {
  beforeEach(async () => {
    await rename(join(directory, 'Parasitized'), join(directory, 'a'));
    await rename(join(directory, 'Uninfected'), join(directory, 'b'));
  });

  test('are asked for instead of taking the first', async () => {
    await expect(loadDataset(directory, settings())).rejects.toThrow(
      /has the classes a, b; the names do not show .* positiveClass a, or positiveClass b/,
    );
    await expect(loadDataset(directory, { ...settings(), positiveClass: 'c' })).rejects.toThrow(
      /positiveClass "c" is not a class of .*; its classes are a, b/,
    );
  });

  test('are as they are given: positive class, and order', async () => {
    const data = await loadDataset(directory, { ...settings(), positiveClass: 'b', classes: ['b', 'a'] });
    expect(data.classNames).toEqual(['b', 'a']);
    expect(data.positiveClass).toBe(0);
    expect(data.files[0]).toMatch(/^b\//);
    expect(Array.from(data.labels)).toEqual([0, 0, 0, 1, 1, 1]);
    await expect(loadDataset(directory, { ...settings(), classes: ['b', 'c'] })).rejects.toThrow(
      /classes b,c: .* has the classes a, b/,
    );
  });

  test('do not matter where no figure depends on it', async () => {
    expect((await loadDataset(directory, { ...settings(), positiveClass: null })).files).toHaveLength(6);
  });
});
