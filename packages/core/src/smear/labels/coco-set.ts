import { readFile } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';
import { z } from 'zod';
import { UnreadableFile, UnusableData } from '../../errors/kinds.js';
import { exists } from '../../files/exists.js';
import type { SkippedFile } from '../../files/skipped-file.js';
import { LEFT_OUT, NOT_REVIEWED } from './cell-labels.js';
import { isInside, otherSize } from './pictures.js';
import type { RawField, RawSet } from './raw-set.js';

const id = z.union([z.number(), z.string()]);
const finite = z.number();
/** https://cocodataset.org/#format-data, as far as boxes go. */
const schema = z.object({
  images: z.array(
    z.object({
      ...{ id, file_name: z.string(), width: finite.optional(), height: finite.optional() },
      patient: z.union([z.string(), z.number()]).nullish(),
    }),
  ),
  annotations: z.array(
    z.object({
      ...{ image_id: id, category_id: id, bbox: z.tuple([finite, finite, finite, finite]).optional() },
      ...{ iscrowd: z.number().optional(), score: z.number().optional() },
      ...{ reviewer: z.string().nullish(), reviewed: z.boolean().optional() },
    }),
  ),
  categories: z.array(z.object({ id, name: z.string() })),
});

/** Whether a JSON document is of this form. */
export const isCoco = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ['images', 'annotations', 'categories'].every((key) =>
    Array.isArray((value as Record<string, unknown>)[key]),
  );

/**
 * Fields of a COCO file of instances. A group (`iscrowd`) is a cell left out; what a program called, with a `score` and
 * without a `reviewer`, is refused.
 */
export async function readCoco(file: string): Promise<RawSet> {
  const { images, annotations, categories } = parse(file, await readFile(file, 'utf8'));
  const called = annotations.find(({ score, reviewer }) => score !== undefined && !reviewer);
  if (called) {
    throw new UnusableData(
      `${file}: its annotations have a score, so a program made them; what a model calls is no label. ` +
        'Collect what persons corrected: giemsa collect',
    );
  }
  const names = new Map(categories.map((category) => [category.id, category.name]));
  const byImage = new Map<z.infer<typeof id>, (typeof annotations)[number][]>();
  for (const annotation of annotations) {
    const own = byImage.get(annotation.image_id);
    if (own) own.push(annotation);
    else byImage.set(annotation.image_id, [annotation]);
  }
  const places = placesOf(file);
  const fields: RawField[] = [];
  const leftOut: SkippedFile[] = [];
  for (const image of images) {
    const path = image.file_name.replaceAll('\\', '/');
    if (!isInside(path)) {
      throw new UnreadableFile(file, `${file}: the picture "${image.file_name}" lies outside of its folder`);
    }
    const found = await firstThere(places.map((place) => join(place, path)));
    const skip = (reason: string) => leftOut.push({ file: path, reason: `${file}: ${path}: ${reason}` });
    if (found === undefined) {
      skip(`there is no such picture in ${places.join(', ')}`);
      continue;
    }
    const other = await otherSize(found, image.width, image.height);
    if (other !== undefined) {
      skip(other);
      continue;
    }
    fields.push({
      ...{ file: found, image: path.replace(/^images\//, '') },
      ...(image.patient != null && { patient: String(image.patient) }),
      objects: (byImage.get(image.id) ?? []).map(({ bbox, category_id, iscrowd, reviewed }) => {
        const name = names.get(category_id);
        if (name === undefined || bbox === undefined) {
          const what = bbox ? `the category ${category_id}, which it does not list` : 'no bbox';
          throw new UnreadableFile(file, `${file}: an annotation of ${path} has ${what}`);
        }
        const type = reviewed === false ? NOT_REVIEWED : iscrowd === 1 ? LEFT_OUT : name;
        return { type, box: bbox };
      }),
    });
  }
  return { fields, leftOut };
}

function parse(file: string, text: string): z.infer<typeof schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    const where = issue ? `${issue.path.join('.') || 'the whole'}: ${issue.message}` : 'it is not JSON';
    throw new UnreadableFile(file, `${file}: ${where}; expected COCO's images, annotations and categories`);
  }
}

/** Beside the file, in `images/`, and where COCO puts them: `annotations/instances_NAME.json` is of `NAME/`. */
function placesOf(file: string): string[] {
  const here = dirname(file);
  const above = join(here, '..');
  const part = /^instances_(.+)\.json$/.exec(basename(file))?.[1];
  const inAnnotations = /^annotations$/i.test(basename(here));
  return [
    ...[here, join(here, 'images')],
    ...(inAnnotations ? [join(above, 'images'), above] : []),
    ...(inAnnotations && part ? [join(above, part), join(above, 'images', part)] : []),
  ].map((place) => posix.normalize(place));
}

async function firstThere(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await exists(path)) return path;
  return undefined;
}
