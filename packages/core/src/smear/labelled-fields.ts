import { basename, dirname, extname } from 'node:path';
import { patientInName } from '../answer/patient-in-name.js';
import { subsetNamed } from '../dataset/subsets.js';
import { InvalidOption } from '../errors/kinds.js';
import type { SkippedFile } from '../files/skipped-file.js';
import { type LabelNames, labelNames, meaningOf, refuseUnknown } from './labels/cell-labels.js';
import { findLabels, type LabelForm } from './labels/find-labels.js';
import type { LabelledObject } from './match-boxes.js';

/** A field with its labels. */
export interface LabelledField {
  readonly file: string;
  /** Name of its file without the ending. */
  readonly name: string;
  /** As the labels say it, or the file's name, or its folder below the pictures; null where none does. */
  readonly patient: string | null;
  /** With the types of `LABELS`. */
  readonly objects: readonly LabelledObject[];
}

/** Half of some fields, by their order. */
export const HALVES = ['first', 'second'] as const;
export type Half = (typeof HALVES)[number];

/** A data set of labelled fields. */
export interface LabelledSet {
  readonly form: LabelForm;
  /** The file with the labels: for Pascal VOC the first of them. */
  readonly file: string;
  readonly fields: readonly LabelledField[];
  /** What of it is not used, and why. */
  readonly leftOut: readonly SkippedFile[];
}

/** What is read of a data set, and what its names mean. */
export interface LabelledSetOptions {
  /** `first` or `second` half of the fields by their order; all when left out. */
  readonly half?: string | undefined;
  /** `NAME=LABEL`: what names of the data set stand for, where that is not known. */
  readonly labelAs?: readonly string[] | undefined;
}

/**
 * Fields with their labels: IML-Malaria's form, COCO, YOLO or Pascal VOC, by the files that are there.
 * @param path folder, or the file that holds the labels or the names of their classes
 * @throws UserError when there are no labels, labels in several forms, a damaged file, or a label of unknown meaning
 */
export async function readLabelledSet(path: string, options: LabelledSetOptions = {}): Promise<LabelledSet> {
  const { half, labelAs } = options;
  if (half !== undefined && !HALVES.includes(half as Half))
    throw InvalidOption.expected('half', half, HALVES.join(' or '));
  const names = labelNames(labelAs);
  const { form, file, read } = await findLabels(path);
  const raw = await read();
  const unknown = new Map<string, string>();
  const fields = raw.fields.map(
    ({ file, image, patient, objects }): LabelledField => ({
      file,
      name: basename(image, extname(image)),
      patient: patient ?? patientOfField(image),
      objects: objects.map((object) => named(object, file, names, unknown)),
    }),
  );
  refuseUnknown(path, unknown);
  const middle = fields.length >> 1;
  const kept =
    half === undefined ? fields : half === 'first' ? fields.slice(0, middle) : fields.slice(middle);
  return { form, file, fields: kept, leftOut: raw.leftOut };
}

/** The fields of {@link readLabelledSet}. */
export const readLabelledFields = async (path: string, half?: string): Promise<readonly LabelledField[]> =>
  (await readLabelledSet(path, { half })).fields;

function named(
  { type, box }: LabelledObject,
  file: string,
  names: LabelNames,
  unknown: Map<string, string>,
): LabelledObject {
  const meaning = meaningOf(type, names);
  if (meaning === undefined && !unknown.has(type)) unknown.set(type, file);
  return { type: meaning ?? type, box };
}

/** As for a smear one folder is one patient; parts of a split such as `train/` are nobody's. */
function patientOfField(image: string): string | null {
  const inName = patientInName(image);
  if (inName !== null) return inName;
  const folder = basename(dirname(image));
  return folder === '.' || folder === '' || subsetNamed(folder) !== undefined ? null : folder;
}
