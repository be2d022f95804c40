import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { DOMParser, type Element } from '@xmldom/xmldom';
import { UnreadableFile } from '../../errors/kinds.js';
import type { UserError } from '../../errors/user-error.js';
import { exists } from '../../files/exists.js';
import type { SkippedFile } from '../../files/skipped-file.js';
import type { LabelledObject } from '../match-boxes.js';
import { LEFT_OUT } from './cell-labels.js';
import { isInside, otherSize } from './pictures.js';
import type { RawField, RawSet } from './raw-set.js';

/** Whether a text begins as an annotation of Pascal VOC. */
export const isVoc = (text: string): boolean =>
  /^\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<annotation[\s>]/s.test(text);

/**
 * Fields with one `.xml` for each picture, as Pascal VOC has them (VOC2012 development kit): boxes from their first to
 * their last pixel, counted from 1. Objects that are marked `difficult` are cells left out.
 * @param files of annotations @param folder that all of them lie in
 */
export async function readVoc(folder: string, files: readonly string[]): Promise<RawSet> {
  const fields: RawField[] = [];
  const leftOut: SkippedFile[] = [];
  for (const file of files) {
    const annotation = parse(file, await readFile(file, 'utf8'));
    const name = textOf(annotation, 'filename').replaceAll('\\', '/');
    if (!isInside(name)) {
      throw wrong(file, `its filename is "${name}"; expected the name of a picture in its folder`);
    }
    const picture = await pictureOf(folder, file, name);
    if (picture === undefined) {
      leftOut.push({ file, reason: `${file}: its picture ${name} is not there` });
      continue;
    }
    const size = child(annotation, 'size');
    const number = (tag: string) => (size && Number(textOf(size, tag))) || undefined;
    const other = await otherSize(picture.file, number('width'), number('height'));
    if (other !== undefined) leftOut.push({ file, reason: `${picture.file}: ${other}` });
    else
      fields.push({ ...picture, objects: children(annotation, 'object').map((one) => objectOf(file, one)) });
  }
  return { fields, leftOut };
}

function parse(file: string, text: string): Element {
  try {
    const onError = (level: string, message: string) => {
      if (level !== 'warning') throw new Error(message);
    };
    const root = new DOMParser({ onError }).parseFromString(text, 'text/xml').documentElement;
    if (root?.tagName === 'annotation') return root;
  } catch (error) {
    throw wrong(file, `it is not XML: ${(error as Error).message.split('\n')[0]}`);
  }
  throw wrong(file, 'its first tag is not <annotation>');
}

const wrong = (file: string, what: string): UserError =>
  new UnreadableFile(file, `${file}: ${what}; expected an annotation as in Pascal VOC`);

const children = (of: Element, tag: string): Element[] =>
  [...of.childNodes].filter((node): node is Element => node.nodeName === tag);
const child = (of: Element, tag: string): Element | undefined => children(of, tag)[0];
const textOf = (of: Element, tag: string): string => child(of, tag)?.textContent?.trim() ?? '';

function objectOf(file: string, object: Element): LabelledObject {
  const box = child(object, 'bndbox');
  const [left, top, right, bottom] = ['xmin', 'ymin', 'xmax', 'ymax'].map((tag) =>
    box && textOf(box, tag) !== '' ? Number(textOf(box, tag)) : Number.NaN,
  ) as [number, number, number, number];
  const name = textOf(object, 'name');
  if (name === '' || !(right >= left && bottom >= top)) {
    throw wrong(file, `an object (${name || 'no name'}) has no bndbox with xmin to xmax and ymin to ymax`);
  }
  const type = textOf(object, 'difficult') === '1' ? LEFT_OUT : name;
  return { type, box: [left - 1, top - 1, right - left + 1, bottom - top + 1] };
}

/** Of a picture with its annotations: beside it, or in the folder of pictures beside the one of annotations. */
const FOLDERS = ['JPEGImages', 'images', 'Images', '.'];

async function pictureOf(
  folder: string,
  file: string,
  name: string,
): Promise<{ file: string; image: string } | undefined> {
  const inside = relative(folder, dirname(file)).split(sep).filter(Boolean);
  const below = /^(annotations|labels|xml)$/i.test(inside[0] ?? '') ? inside.slice(1) : inside;
  const names = extname(name) === '' ? ['.jpg', '.png', '.jpeg'].map((ending) => name + ending) : [name];
  for (const one of names) {
    const places = [
      join(dirname(file), one),
      ...FOLDERS.flatMap((pictures) => [
        join(folder, pictures, ...below, one),
        join(folder, pictures, one),
        // Where this is the folder of annotations itself.
        join(folder, '..', pictures, ...below, one),
      ]),
    ];
    for (const place of places)
      if (await exists(place)) return { file: place, image: [...below, basename(place)].join('/') };
  }
  return undefined;
}
