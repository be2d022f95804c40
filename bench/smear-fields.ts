import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { LabelledObject } from './smear-match.js';
import { readSecondReading } from './smear-second-reading.js';
import { WrongUse } from './tell-mistakes.js';

/** A field with its labels. */
export interface LabelledField {
  readonly file: string;
  /** Name of its file without the ending. */
  readonly name: string;
  readonly objects: readonly LabelledObject[];
  /** Red cells that the labels lack and a second reading found. */
  readonly added: readonly LabelledObject[];
}

/**
 * Fields of a folder with images/ and annotations.json, in IML-Malaria's form: boxes whose values are strings.
 * @param half `first` or `second` half of them by their order in the file; both when left out
 */
export async function readFields(folder: string, half?: string): Promise<LabelledField[]> {
  const file = join(folder, 'annotations.json');
  const text = await readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    throw new WrongUse(`${file}: cannot be read (${code}); expected fields in IML-Malaria's form`);
  });
  const annotations = JSON.parse(text) as {
    image_name: string;
    objects: { type: string; bbox: Record<'x' | 'y' | 'w' | 'h', string> }[];
  }[];
  const secondReading = await readSecondReading();
  const fields = annotations.map(({ image_name, objects }) => ({
    file: join(folder, 'images', image_name),
    name: basename(image_name, extname(image_name)),
    objects: objects.map(({ type, bbox }) => ({
      type,
      box: [Number(bbox.x), Number(bbox.y), Number(bbox.w), Number(bbox.h)] as const,
    })),
    added: secondReading.get(image_name) ?? [],
  }));
  const middle = fields.length >> 1;
  if (half === undefined) return fields;
  if (half === 'first') return fields.slice(0, middle);
  if (half === 'second') return fields.slice(middle);
  throw new WrongUse(`--half ${half}: expected first or second`);
}
