import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UnusableData } from '../errors/kinds.js';
import { text } from '../errors/text.js';
import { fillNewFolder } from '../files/new-folder.js';
import { decodePixels } from '../pictures/decode.js';
import { loadSharp } from '../pictures/load-sharp.js';
import type { Pixels } from '../pictures/resize.js';
import { isCounted } from './classify-objects.js';
import { cutOut } from './crop.js';
import type { CellFinder } from './find/cell-finder.js';
import { createCellFinder } from './find/create-cell-finder.js';
import { type LabelledField, type LabelledSetOptions, readLabelledSet } from './labelled-fields.js';
import { CLASS_OF } from './labels/cell-labels.js';
import { matchBoxes } from './match-boxes.js';

export interface CropsRequest extends LabelledSetOptions {
  /** Folder or file of labelled fields, as {@link readLabelledSet} reads it. */
  readonly fields: string;
  /** Folder to write: new or empty. */
  readonly out: string;
}

/** Labelled cells by their type. */
export interface CropsResult {
  readonly fields: number;
  /** What of the data set is not used, and why. */
  readonly leftOut: readonly string[];
  readonly written: Readonly<Record<string, number>>;
  /** Labelled, but not found as whole cells that count. */
  readonly notFound: Readonly<Record<string, number>>;
}

/**
 * Cuts the cells out of labelled fields, as `giemsa smear` gives them to its model, into a folder for each
 * class. Written are cells that are counted and that a label meets (intersection over union at least 0.5), as
 * `OUT/Parasitized/FIELD_IMG_NUMBER_TYPE.png`: what stands before `_IMG_` is the patient, so splits keep
 * fields apart.
 * @throws UserError when the fields cannot be read, a label is of no known type, or `out` is not empty
 */
export async function writeCrops(
  { fields: folder, out, ...options }: CropsRequest,
  onProgress?: (done: number, total: number) => void,
): Promise<CropsResult> {
  const { fields, leftOut } = await readLabelledSet(folder, options);
  if (fields.length === 0) throw new UnusableData(`${folder}: it has no labelled field`);
  return fillNewFolder(text`smear crops`, out, async (temporary) => {
    for (const name of new Set(Object.values(CLASS_OF))) await mkdir(join(temporary, name));
    const finder = await createCellFinder();
    const written: Record<string, number> = {};
    const notFound: Record<string, number> = {};
    for (const [index, field] of fields.entries()) {
      for (const { type, number, crop } of await cropsOf(finder, field)) {
        const counts = crop ? written : notFound;
        counts[type] = (counts[type] ?? 0) + 1;
        const name = `${field.name}_IMG_${String(number).padStart(3, '0')}_${type.replaceAll(' ', '-')}.png`;
        if (crop) await writePng(join(temporary, CLASS_OF[type]!, name), crop);
      }
      onProgress?.(index + 1, fields.length);
    }
    return { fields: fields.length, leftOut: leftOut.map(({ reason }) => reason), written, notFound };
  });
}

async function cropsOf(finder: CellFinder, { file, objects }: LabelledField) {
  const picture = await decodePixels(file);
  const { objects: found } = await finder.find(picture);
  const cells = found.filter(isCounted);
  const matches = matchBoxes(
    objects.map(({ box }) => box),
    cells.map(({ box }) => box),
  );
  return objects.flatMap(({ type }, index) => {
    if (!Object.hasOwn(CLASS_OF, type)) return [];
    const match = matches.get(index);
    return [
      { type, number: index + 1, crop: match === undefined ? undefined : cutOut(picture, cells[match]!) },
    ];
  });
}

async function writePng(path: string, { data, width, height }: Pixels): Promise<void> {
  const sharp = await loadSharp();
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(path);
}
