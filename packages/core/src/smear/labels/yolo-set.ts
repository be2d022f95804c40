import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, posix } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { UnreadableFile } from '../../errors/kinds.js';
import type { SkippedFile } from '../../files/skipped-file.js';
import { listPictures } from '../../pictures/picture-tree.js';
import type { LabelledObject } from '../match-boxes.js';
import { uprightSize } from './pictures.js';
import type { RawField, RawSet } from './raw-set.js';

const named = z.object({
  names: z.union([z.array(z.string()), z.record(z.string().regex(/^\d+$/), z.string())]),
});

/** Whether a YAML file names classes. */
export const namesClasses = (text: string): boolean => {
  try {
    return named.safeParse(parse(text)).success;
  } catch {
    return false;
  }
};

/**
 * Fields with one `.txt` for each picture, beside it or in `labels/` where it is in `images/`: `class x y width height`,
 * the middle and the size of a box as shares of the picture, or `class x1 y1 x2 y2 x3 y3 …`, the corners of an outline.
 * A picture without a file has no labels; an empty file means a picture without cells.
 * @param file `classes.txt` or `obj.names`, one name a line; or a YAML file with `names`
 */
export async function readYolo(file: string): Promise<RawSet> {
  const classes = await readClasses(file);
  // `classes.txt` may lie with the labels.
  const folder = /^labels$/i.test(basename(dirname(file))) ? join(dirname(file), '..') : dirname(file);
  const { pictures } = await listPictures(folder, '');
  const fields: RawField[] = [];
  const leftOut: SkippedFile[] = [];
  for (const image of pictures) {
    const picture = join(folder, image);
    const found = await labelsOf(folder, image);
    if (!found) {
      leftOut.push({ file: image, reason: `${picture} has no labels: there is no ${labelFile(image)}` });
      continue;
    }
    const size = await uprightSize(picture).catch((error: Error) => error);
    if (size instanceof Error) leftOut.push({ file: image, reason: size.message });
    else {
      const objects = readLines(found.path, found.text, classes, size);
      fields.push({ file: picture, image: posix.join('.', image).replace(/^images\//, ''), objects });
    }
  }
  return { fields, leftOut };
}

async function readClasses(file: string): Promise<ReadonlyMap<number, string>> {
  const text = await readFile(file, 'utf8');
  if (!/\.ya?ml$/i.test(file)) {
    const lines = text
      .replace(/^\ufeff/, '')
      .trimEnd()
      .split(/\r?\n/);
    return new Map(lines.map((name, index) => [index, name.trim()]));
  }
  const { names } = named.parse(parse(text));
  return new Map(Object.entries(names).map(([index, name]) => [Number(index), name]));
}

/** `images/a/b.png` has its labels in `labels/a/b.txt`; any other in the file of its name beside it. */
const labelFile = (image: string): string => {
  const parts = image.split('/');
  const at = parts.lastIndexOf('images');
  if (at >= 0) parts[at] = 'labels';
  const path = parts.join('/');
  return `${path.slice(0, path.length - extname(path).length)}.txt`;
};

async function labelsOf(folder: string, image: string) {
  const beside = `${image.slice(0, image.length - extname(image).length)}.txt`;
  for (const path of new Set([labelFile(image), beside])) {
    const text = await readFile(join(folder, path), 'utf8').catch(() => undefined);
    if (text !== undefined) return { path: join(folder, path), text };
  }
  return undefined;
}

function readLines(
  path: string,
  text: string,
  classes: ReadonlyMap<number, string>,
  size: { width: number; height: number },
): LabelledObject[] {
  return text.split(/\r?\n/).flatMap((line, index): LabelledObject[] => {
    if (line.trim() === '') return [];
    const [label, ...shares] = line.trim().split(/\s+/).map(Number) as [number, ...number[]];
    const wrong = (expected: string) =>
      new UnreadableFile(
        path,
        `${path}, line ${index + 1}: "${line.trim().slice(0, 60)}"; expected ${expected}`,
      );
    const type = classes.get(label);
    if (type === undefined) throw wrong(`a class from 0 to ${classes.size - 1} first`);
    if (shares.length === 5)
      throw wrong('five numbers; the sixth is a model’s confidence, and what a model calls is no label');
    const isBox = shares.length === 4;
    if (!isBox && (shares.length < 6 || shares.length % 2 === 1)) throw wrong('class x y width height');
    if (!shares.every((share) => share >= -ROUNDING && share <= 1 + ROUNDING))
      throw wrong('shares of the picture, from 0 to 1');
    return [{ type, box: isBox ? boxAround(shares, size) : boxOfCorners(shares, size) }];
  });
}

/** Programs write six decimals or fewer. */
const ROUNDING = 1e-3;

type Size = { width: number; height: number };

const boxAround = ([x, y, w, h]: number[], { width, height }: Size): LabelledObject['box'] => [
  ...([(x! - w! / 2) * width, (y! - h! / 2) * height] as const),
  ...([w! * width, h! * height] as const),
];

function boxOfCorners(shares: readonly number[], { width, height }: Size): LabelledObject['box'] {
  const xs = shares.filter((_, index) => index % 2 === 0).map((share) => share * width);
  const ys = shares.filter((_, index) => index % 2 === 1).map((share) => share * height);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}
