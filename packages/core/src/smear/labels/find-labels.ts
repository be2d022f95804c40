import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { InvalidOption, NotFound } from '../../errors/kinds.js';
import { statIfThere } from '../../files/exists.js';
import { subfolders } from '../../pictures/picture-tree.js';
import { isCoco, readCoco } from './coco-set.js';
import { readIml } from './iml.js';
import { filesBelow } from './pictures.js';
import type { RawSet } from './raw-set.js';
import { isVoc, readVoc } from './voc-set.js';
import { namesClasses, readYolo } from './yolo-set.js';

/** Forms that labels are read in. */
export type LabelForm = 'IML-Malaria' | 'COCO' | 'YOLO' | 'Pascal VOC';

/** Labels that were found, and how they are read. */
export interface FoundLabels {
  readonly form: LabelForm;
  /** The file that says it: for Pascal VOC the first of them. */
  readonly file: string;
  readonly read: () => Promise<RawSet>;
}

export const EXPECTED =
  'expected fields with labels: annotations.json as in IML-Malaria, a COCO .json file of instances, YOLO’s data.yaml or ' +
  'classes.txt with one .txt for each picture, or one Pascal VOC .xml for each picture';

/**
 * The labels of a folder, or those that a file is: by what files hold, never by a guess.
 * @throws UserError when there are none, or several, which are named
 */
export async function findLabels(path: string): Promise<FoundLabels> {
  const found = await statIfThere(path);
  if (!found) throw new NotFound(path, `${path}: there is no such file or folder; ${EXPECTED}`);
  const labels = found.isDirectory()
    ? await inFolder(path)
    : await ofFile(path).then((one) => (one ? [one] : []));
  if (labels.length === 1) return labels[0]!;
  if (labels.length === 0)
    throw new NotFound(path, `${path}: it has no labels that giemsa can read; ${EXPECTED}`);
  const names = labels.map(({ form, file }) => `${file} (${form})`).join(' and ');
  throw new InvalidOption(
    'fields',
    path,
    `${path} has labels in more than one file: ${names}; give one of them`,
  );
}

async function inFolder(folder: string): Promise<FoundLabels[]> {
  const inner = (await subfolders(folder)).filter((name) => /^(annotations|labels)$/i.test(name));
  const found: FoundLabels[] = [];
  for (const place of ['.', ...inner]) {
    for (const file of await filesBelow(join(folder, place), false)) {
      if (extname(file).toLowerCase() === '.xml') continue;
      const labels = await ofFile(file);
      if (labels) found.push(labels);
    }
  }
  const annotations: string[] = [];
  for (const file of await filesBelow(folder, true)) {
    if (extname(file).toLowerCase() === '.xml' && isVoc(await readFile(file, 'utf8'))) annotations.push(file);
  }
  if (annotations.length > 0) {
    const read = () => readVoc(folder, annotations);
    found.push({ form: 'Pascal VOC', file: annotations[0]!, read });
  }
  // A list of classes beside a YAML file that names them says the same.
  const yaml = found.some(({ form, file }) => form === 'YOLO' && !isList(file));
  return yaml ? found.filter(({ form, file }) => form !== 'YOLO' || !isList(file)) : found;
}

const isList = (file: string): boolean => /^(classes\.txt|obj\.names)$/i.test(basename(file));

async function ofFile(file: string): Promise<FoundLabels | undefined> {
  const ending = extname(file).toLowerCase();
  if (isList(file)) return { form: 'YOLO', file, read: () => readYolo(file) };
  if (ending === '.yaml' || ending === '.yml') {
    if (!namesClasses(await readFile(file, 'utf8'))) return undefined;
    return { form: 'YOLO', file, read: () => readYolo(file) };
  }
  if (ending === '.xml' && isVoc(await readFile(file, 'utf8')))
    return { form: 'Pascal VOC', file, read: () => readVoc(dirname(file), [file]) };
  return ending === '.json' ? ofJson(file) : undefined;
}

async function ofJson(file: string): Promise<FoundLabels | undefined> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    // Of this name it is meant for labels, and its reader says what is wrong.
    if (basename(file) !== 'annotations.json') return undefined;
    return { form: 'IML-Malaria', file, read: () => readIml(file) };
  }
  if (isCoco(value)) return { form: 'COCO', file, read: () => readCoco(file) };
  const isIml = Array.isArray(value) && (value.length === 0 || 'image_name' in Object(value[0]));
  if (!isIml && basename(file) !== 'annotations.json') return undefined;
  return { form: 'IML-Malaria', file, read: () => readIml(file) };
}
