import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { NotFound, UnreadableFile } from '../../errors/kinds.js';
import { exists } from '../../files/exists.js';
import type { LabelledObject } from '../match-boxes.js';
import type { RawSet } from './raw-set.js';

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

/** A picture's name and its labels. */
export interface Annotated {
  readonly image: string;
  readonly objects: readonly LabelledObject[];
}

/** What `annotations.json` of a folder says, wherever the pictures lie. @throws UserError when it is missing or has another form */
export const readAnnotations = (folder: string): Promise<Annotated[]> =>
  annotatedOf(join(folder, 'annotations.json'));

/** Fields in IML-Malaria's form; their pictures are in `images/` beside the file, or where that is not there, beside it. */
export async function readIml(file: string): Promise<RawSet> {
  const inner = join(dirname(file), 'images');
  const folder = (await exists(inner)) ? inner : dirname(file);
  const fields = (await annotatedOf(file)).map(({ image, objects }) => ({
    ...{ file: join(folder, image), image, objects },
  }));
  return { fields, leftOut: [] };
}

async function annotatedOf(file: string): Promise<Annotated[]> {
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
