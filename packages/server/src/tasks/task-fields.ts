import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { safeName } from '@giemsa/core/internal/collecting/places';
import { NotFound } from '@giemsa/core/internal/errors/kinds';
import { collect } from '@giemsa/core/smear';
import { smearFile } from '../export/export-smear.js';
import type { ModelRegistry } from '../models/registry.js';
import { type OpenSmear, openSmear, type SmearBatch } from '../smears/open-smear.js';
import { type ReadPatient, readPatients } from '../smears/read-smears.js';
import { findBatch } from '../storage/batches.js';
import type { Tables } from '../storage/database.js';
import { readFields } from '../storage/fields.js';
import type { PictureFiles } from '../storage/picture-files.js';
import type { TaskBatch } from '../storage/task-types.js';
import { UnreadablePicture } from '../storage/unreadable-picture.js';

/** Where fields and their pictures are. */
export interface FieldPlaces {
  readonly tables: Tables;
  readonly registry: ModelRegistry;
  readonly files: PictureFiles;
}

/** A batch as it stands. */
interface ReadSmear extends OpenSmear {
  readonly batch: SmearBatch;
  readonly patients: readonly ReadPatient[];
}

/** @throws UserError when it was deleted since the task was started */
async function readSmear({ tables, registry }: FieldPlaces, { id, name }: TaskBatch): Promise<ReadSmear> {
  const batch = await findBatch(tables, id);
  if (!batch?.smear || batch.deletedAt !== null)
    throw new NotFound(name, `the batch ${name} was deleted since this was started`);
  const known = { ...batch, smear: batch.smear };
  const open = await openSmear(tables, registry, known);
  return { ...open, batch: known, patients: readPatients(await readFields(tables, id), open.rules) };
}

/**
 * Writes the corrected fields of some batches as a data set, as `giemsa collect` does of the batches' exports.
 * @param folder for all files of the task
 * @param onPicture called with each picture that was written
 * @returns the data set
 * @throws UserError when there is nothing to learn from, or a batch was deleted
 */
export async function writeDataset(
  places: FieldPlaces,
  batches: readonly TaskBatch[],
  folder: string,
  onPicture: (done: number, total: number) => void,
): Promise<string> {
  const images = join(folder, 'images');
  const sources: string[] = [];
  const pictures = new Map<string, string>();
  for (const [index, one] of batches.entries()) {
    const smear = await readSmear(places, one);
    const source = join(folder, `batch-${index + 1}`, 'smear.json');
    await write(
      source,
      smearFile('smear.json', { ...smear, beside: { refused: [], missing: [] } }, new Map()),
    );
    sources.push(source);
    for (const { picture, edits, mark } of smear.patients.flatMap(({ fields }) => fields)) {
      if (edits.length > 0 || mark)
        pictures.set(picture.sha256, join(images, picture.sha256 + extname(picture.name)));
    }
  }
  let done = 0;
  for (const [sha256, path] of pictures) {
    await writePicture(places.files, sha256, path);
    onPicture(++done, pictures.size);
  }
  const dataset = join(folder, 'dataset');
  await mkdir(images, { recursive: true });
  await collect({ sources, images, out: dataset });
  return dataset;
}

/** What patients without malaria show of a microscope. */
export interface BlankFields {
  /** One folder of pictures a patient. */
  readonly folder: string;
  /** The codes of the patients. */
  readonly patients: readonly string[];
  /** Size of a pixel, where all batches have the same. */
  readonly umPerPixel: number | undefined;
}

/** Writes all fields of some batches, one folder a patient. Patients of one name in several batches are one. */
export async function writeBlanks(
  places: FieldPlaces,
  batches: readonly TaskBatch[],
  folder: string,
  onPicture: (done: number, total: number) => void,
): Promise<BlankFields> {
  const read: ReadSmear[] = [];
  for (const one of batches) read.push(await readSmear(places, one));
  const total = read.flatMap(({ patients }) => patients.flatMap(({ fields }) => fields)).length;
  const negatives = join(folder, 'negatives');
  const names = new Set<string>();
  let done = 0;
  for (const [index, { patients }] of read.entries()) {
    for (const { patient, fields } of patients) {
      const name = safeName(patient);
      names.add(name);
      for (const { picture } of fields) {
        // The file keeps its name: by it fields are recognised that the model was trained on.
        const file = safeName(basename(picture.name));
        await writePicture(places.files, picture.sha256, join(negatives, name, `batch-${index + 1}`, file));
        onPicture(++done, total);
      }
    }
  }
  const sizes = new Set(read.map(({ batch }) => batch.smear.micronsPerPixel));
  return {
    folder: negatives,
    patients: [...names],
    umPerPixel: sizes.size === 1 ? [...sizes][0] : undefined,
  };
}

/** One that is gone is left out, and named with the fields that are left out. */
async function writePicture(files: PictureFiles, sha256: string, path: string): Promise<void> {
  try {
    await write(path, await files.read(sha256));
  } catch (error) {
    if (!(error instanceof UnreadablePicture)) throw error;
  }
}

async function write(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
