import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkName } from '../errors/check-option.js';
import { ConflictingOptions, InvalidOption, MissingOption, UnusableData } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import { fillNewFolder } from '../files/new-folder.js';
import { GIEMSA_VERSION } from '../run-folder/environment.js';
import { CLASS_OF } from '../smear/labels/cell-labels.js';
import { readReview } from '../smear/review.js';
import type { CollectedField, CollectedSource } from './collected.js';
import {
  allCorrected,
  type CorrectedFields,
  noneCorrected,
  readCorrectedFields,
} from './corrected-fields.js';
import { FieldPictures } from './field-pictures.js';
import { type CollectFormat, FORMATS, labelFiles, picturesFolder } from './formats.js';
import { collectLabels } from './labels-source.js';
import { placeFields } from './places.js';
import { collectSmear, smearResultOf } from './smear-source.js';

/** What becomes a data set of labelled fields. */
export interface CollectRequest {
  /** Folders of `giemsa smear`, `smear.json` files of a reading room, and labelled fields of other programs. */
  readonly sources: readonly string[];
  /** Folder to write: new or empty. */
  readonly out: string;
  /** `coco`, `yolo` or `voc`. Default `coco`. */
  readonly format?: string | undefined;
  /** Tables of corrections, as `smear --review` takes them. */
  readonly review?: readonly string[] | undefined;
  /** The person who has looked at every cell of all fields. */
  readonly correctedBy?: string | undefined;
  /** Instead: a CSV table of the fields that a person has looked at as a whole. */
  readonly corrected?: string | undefined;
  /** Where the pictures are, if they are not where they were counted. */
  readonly images?: string | undefined;
  /** What names of labels stand for: `NAME=LABEL`. */
  readonly labelAs?: readonly string[] | undefined;
}

/** A data set that was written. */
export interface Collected {
  readonly fields: number;
  /** Fields of which a person says that every cell is right. */
  readonly correctedFields: number;
  /** Known ones. */
  readonly patients: number;
  readonly infected: number;
  readonly uninfected: number;
  /** Cells at which no person has looked: they are in the data set, and are no labels. */
  readonly notReviewed: number;
  readonly leftOut: readonly string[];
}

/**
 * Writes fields that persons corrected as a data set that is whole in itself: copies of the pictures, one folder a patient, and
 * labels with their origin. A cell at which no person has looked has no label, whatever a model says of it.
 * @throws UserError when a source cannot be read, one picture comes twice, or no person has looked at any cell
 */
export async function collect(request: CollectRequest): Promise<Collected> {
  const { out, sources, format = 'coco' } = request;
  checkName('format', format, FORMATS);
  if (sources.length === 0)
    throw new MissingOption('sources', 'give a folder of giemsa smear, or labelled fields');
  const corrected = await correctedOf(request);
  const found: CollectedSource[] = [];
  for (const source of sources) found.push(await collectSource(source, request, corrected));
  corrected.checkAllFound();
  const fields = found.flatMap((source) => source.fields);
  const leftOut = found.flatMap((source) => source.leftOut.map(({ reason }) => reason));
  checkFields(fields, leftOut);
  const placed = placeFields(fields);
  const provenance = { software: `giemsa ${GIEMSA_VERSION}`, made: new Date().toISOString() };
  await fillNewFolder(text`collect`, out, async (temporary) => {
    for (const { picture, place } of placed)
      await withFolder(join(temporary, picturesFolder(format as CollectFormat), place), (path) =>
        copyFile(picture, path),
      );
    for (const [file, words] of labelFiles(placed, format as CollectFormat, provenance))
      await withFolder(join(temporary, file), (path) => writeFile(path, words));
  });
  return { ...countsOf(fields), leftOut };
}

async function correctedOf({ correctedBy, corrected }: CollectRequest): Promise<CorrectedFields> {
  if (correctedBy !== undefined && corrected !== undefined) {
    throw new ConflictingOptions(
      ['correctedBy', 'corrected'],
      text`give ${option('correctedBy')} for all fields or ${option('corrected')} for those of a list`,
    );
  }
  if (corrected !== undefined) return readCorrectedFields(corrected);
  if (correctedBy === undefined) return noneCorrected;
  if (correctedBy.trim() === '')
    throw new InvalidOption(
      'correctedBy',
      correctedBy,
      text`${option('correctedBy')}: give a name or a code`,
    );
  return allCorrected(correctedBy.trim());
}

async function collectSource(
  source: string,
  { review = [], images, labelAs }: CollectRequest,
  corrected: CorrectedFields,
): Promise<CollectedSource> {
  const result = await smearResultOf(source);
  if (result === undefined) return collectLabels(source, { labelAs });
  const reviews = await Promise.all(review.map(readReview));
  return collectSmear(result, reviews, corrected, new FieldPictures(images));
}

function checkFields(fields: readonly CollectedField[], leftOut: readonly string[]): void {
  if (fields.length === 0) {
    throw new UnusableData([
      `no field to collect; ${leftOut.length} left out${leftOut.length > 0 ? `, the first: ${leftOut[0]}` : ''}. `,
      text`Correct cells in the reading room or in cells.csv, or say who looked at all cells: ${option('correctedBy')}`,
    ]);
  }
  const first = new Map<string, CollectedField>();
  for (const field of fields) {
    const before = first.get(field.sha256);
    if (before) {
      throw new UnusableData(
        `${field.original_file} of ${field.source} is the same picture as ${before.original_file} of ${before.source}; give one of them`,
      );
    }
    first.set(field.sha256, field);
  }
}

async function withFolder(path: string, write: (path: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await write(path);
}

function countsOf(fields: readonly CollectedField[]): Omit<Collected, 'leftOut'> {
  const cells = fields.flatMap((field) => field.cells);
  const of = (name: string) => cells.filter(({ type }) => CLASS_OF[type] === name).length;
  return {
    fields: fields.length,
    correctedFields: fields.filter(({ corrected_by: by }) => by !== null).length,
    patients: new Set(fields.flatMap(({ patient }) => patient ?? [])).size,
    ...{ infected: of('Parasitized'), uninfected: of('Uninfected') },
    notReviewed: cells.filter(({ reviewed }) => !reviewed).length,
  };
}
