import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { InvalidOption, NotFound, UnreadableFile } from '../errors/kinds.js';
import type { LabelledObject } from './match-boxes.js';

/** A field with its labels. */
export interface LabelledField {
  readonly file: string;
  /** Name of its file without the ending. */
  readonly name: string;
  readonly objects: readonly LabelledObject[];
}

/** Types of labelled red cells, and the class of each. */
export const CLASS_OF: Readonly<Record<string, 'Parasitized' | 'Uninfected'>> = {
  'red blood cell': 'Uninfected',
  gametocyte: 'Parasitized',
  ring: 'Parasitized',
  trophozoite: 'Parasitized',
  schizont: 'Parasitized',
};
/** Cells that the labelling experts did not agree on. */
export const LEFT_OUT = 'difficult';

/** Half of some fields, by their order. */
export const HALVES = ['first', 'second'] as const;
export type Half = (typeof HALVES)[number];

/** The numbers of a box are text in IML-Malaria's file. */
const pixels = z.coerce.number();
const annotations = z.array(
  z.object({
    // A name and no path: nothing outside of images/ is read.
    image_name: z.string().regex(/^[^/\\]+$/),
    objects: z.array(
      z.object({ type: z.string(), bbox: z.object({ x: pixels, y: pixels, w: pixels, h: pixels }) }),
    ),
  }),
);

/**
 * Fields of a folder with `images/` and `annotations.json`, in IML-Malaria's form.
 * @param half of them by their order in the file; all when left out
 * @throws UserError when the file is missing or has another form
 */
export async function readLabelledFields(folder: string, half?: string): Promise<LabelledField[]> {
  if (half !== undefined && !HALVES.includes(half as Half))
    throw InvalidOption.expected('half', half, HALVES.join(' or '));
  const fields = (await readAnnotations(folder)).map(({ image, objects }) => ({
    file: join(folder, 'images', image),
    name: basename(image, extname(image)),
    objects,
  }));
  const middle = fields.length >> 1;
  if (half === undefined) return fields;
  return half === 'first' ? fields.slice(0, middle) : fields.slice(middle);
}

/** A picture's name and its labels. */
export interface Annotated {
  readonly image: string;
  readonly objects: readonly LabelledObject[];
}

/** What `annotations.json` of a folder says, wherever the pictures lie. @throws as {@link readLabelledFields} */
export async function readAnnotations(folder: string): Promise<Annotated[]> {
  const file = join(folder, 'annotations.json');
  return read(file, await readText(file)).map(({ image_name: image, objects }) => ({
    image,
    objects: objects.map(({ type, bbox: { x, y, w, h } }) => ({ type, box: [x, y, w, h] as const })),
  }));
}

const FORM = 'expected fields as in IML-Malaria: images/, and annotations.json with their boxes';

const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    throw new NotFound(file, `${file}: cannot be read (${code}); ${FORM}`);
  });

function read(file: string, text: string): z.infer<typeof annotations> {
  try {
    return annotations.parse(JSON.parse(text));
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    const where = issue ? `${issue.path.join('.') || 'the whole'}: ${issue.message}` : 'it is not JSON';
    throw new UnreadableFile(file, `${file}: ${where}; ${FORM}`);
  }
}
