import { createHash } from 'node:crypto';
import { seenIn } from '../answer/cell-style.js';
import { UnusableData } from '../errors/kinds.js';
import { UserError } from '../errors/user-error.js';
import type { SkippedFile } from '../files/skipped-file.js';
import type { CellModel } from '../formats/cell-model.js';
import { type DecodedPicture, decodePixels, readPictureFile } from '../pictures/decode.js';
import type { Pixels } from '../pictures/resize.js';
import { type AnalyseOptions, analyseField, type SmearCell, type SmearField } from './analyse-field.js';
import { lookOf } from './field-look.js';
import type { CellFinder, FindOptions } from './find/cell-finder.js';
import type { PatientFields } from './patients.js';
import { applyReview, type Review } from './review.js';
import { type FieldOf, SeenFields, sameField, shownIn } from './seen-fields.js';
import type { StageCounts } from './stage-words.js';
import { countStages } from './stages.js';
import type { RedCellCount } from './statistics/density.js';
import { type ClassifierRates, type Parasitaemia, parasitaemia } from './statistics/parasitaemia.js';

/** A patient's fields and figures. */
export interface PatientSmear {
  readonly patient: string;
  readonly fields: readonly SmearField[];
  readonly parasitaemia: Parasitaemia;
  /** Called infected in what is not counted. */
  readonly seen: SeenCounts;
  /** Of the cells called infected; left out where stages were not told. */
  readonly stages?: StageCounts;
  /** What was given and is not a field, with the reason; left out where there is nothing. */
  readonly leftOut?: readonly SkippedFile[];
}

/** Places that the model calls infected in objects that are not counted: for a person to look at, in no figure. */
export interface SeenCounts {
  readonly inClumps: number;
  /** By the border of the picture. */
  readonly cut: number;
}

export interface AnalyseSmearsOptions extends AnalyseOptions, FindOptions {
  readonly redCells: RedCellCount;
  readonly rates?: ClassifierRates | undefined;
  readonly review?: Review | undefined;
}

/** Called with each field and its picture, which is not kept; the picture is undefined where it cannot be read. */
export type OnField = (patient: string, field: SmearField, picture: Pixels | undefined) => Promise<void>;

/**
 * Finds, classifies and counts the cells of all fields of all patients. While a field is classified, the one before is handed
 * to `onField` and the cells of the next are found: two fields are in memory at most.
 */
export async function analyseSmears(
  model: CellModel,
  finder: CellFinder,
  patients: readonly PatientFields[],
  options: AnalyseSmearsOptions,
  onField?: OnField,
): Promise<PatientSmear[]> {
  const results: PatientSmear[] = [];
  const seen = new SeenFields();
  for (const { patient, files, leftOut = [] } of patients) {
    const fields: SmearField[] = [];
    const deliver = async (analysed: Promise<AnalysedFile> | undefined) => {
      if (!analysed) return;
      const { field, picture } = onceOnly(await analysed, patient, seen);
      const reviewed = options.review ? applyReview(field, options.review, options) : field;
      fields.push(reviewed);
      await onField?.(patient, reviewed, picture);
    };
    let before: Promise<AnalysedFile> | undefined;
    for (const file of files) {
      const { started } = await startFile(model, finder, { patient, file }, seen, options);
      await deliver(before);
      before = started;
    }
    await deliver(before);
    results.push({
      patient,
      fields,
      parasitaemia: patientParasitaemia(fields, options.redCells, options.rates),
      seen: seenOf(fields),
      ...stagesOfFields(fields),
      ...(leftOut.length > 0 && { leftOut }),
    });
  }
  return results;
}

interface AnalysedFile {
  readonly field: SmearField;
  readonly picture: Pixels | undefined;
}

/** A field that shows the same as an earlier one is set aside. */
function onceOnly({ field, picture }: AnalysedFile, patient: string, seen: SeenFields): AnalysedFile {
  const of = { patient, file: field.file };
  const first = field.problem === null && picture ? seen.addShown(shownIn(picture), of) : undefined;
  return first
    ? { field: { ...field, cells: [], problem: sameField(first, of, true) }, picture }
    : { field, picture };
}

/**
 * Reads a file, finds its cells and starts to classify them. In an object, as a promise of a promise would be waited for.
 * A file that cannot be read is a field with a problem, and so is one whose content was counted: the others continue.
 */
async function startFile(
  model: CellModel,
  finder: CellFinder,
  of: FieldOf,
  seen: SeenFields,
  options: AnalyseOptions,
): Promise<{ started: Promise<AnalysedFile> }> {
  const { file } = of;
  let sha256: string | undefined;
  let picture: DecodedPicture;
  try {
    const bytes = await readPictureFile(file);
    sha256 = createHash('sha256').update(bytes).digest('hex');
    const first = seen.withBytes(sha256);
    if (first) throw new UnusableData(sameField(first, of));
    picture = await decodePixels(bytes, file);
    seen.addBytes(sha256, of);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const nothing = { width: 0, height: 0, cellDiameter: null, cells: [] };
    const field = { file, ...nothing, problem: error.message, ...(sha256 !== undefined && { sha256 }) };
    return { started: Promise.resolve({ field, picture: undefined }) };
  }
  const started = analyseField(model, finder, file, picture, options).then((field) => ({
    field: { ...field, sha256, look: lookOf(picture, field.cells), ...noteOf(field, picture) },
    picture,
  }));
  // Its failure is reported when it is awaited, after the previous field has been passed on.
  started.catch(() => undefined);
  return { started };
}

/** What was not looked at of a picture's file, and of the picture. */
export function noteOf(...notes: readonly { readonly note?: string }[]): { readonly note?: string } {
  const told = notes.flatMap(({ note }) => note ?? []);
  return told.length > 0 ? { note: told.join('; ') } : {};
}

/** Figures of a patient from the fields that can be used. */
export function patientParasitaemia(
  fields: readonly SmearField[],
  redCells: RedCellCount,
  rates?: ClassifierRates,
): Parasitaemia {
  const counts = fields.filter(({ problem }) => problem === null).map(countField);
  return parasitaemia(counts, redCells, rates);
}

/** What was called infected and not counted, in the fields that can be used. */
export function seenOf(fields: readonly SmearField[]): SeenCounts {
  const counts = fields.filter(({ problem }) => problem === null).map(countField);
  const total = (key: 'seenInClumps' | 'seenCut') => counts.reduce((sum, field) => sum + field[key], 0);
  return { inClumps: total('seenInClumps'), cut: total('seenCut') };
}

/** Stages of the fields that can be used: of none where stages were not told in all of them. */
export function stagesOfFields(fields: readonly SmearField[]): Pick<PatientSmear, 'stages'> {
  const used = fields.filter(({ problem }) => problem === null);
  return used.length > 0 && used.every(({ stagesSha256 }) => stagesSha256 !== undefined)
    ? { stages: countStages(used.flatMap(({ cells }) => cells.filter(isInfected))) }
    : {};
}

/** What a field's line in a table holds. */
export interface FieldCounts extends StageCounts {
  readonly counted: number;
  readonly infected: number;
  readonly unsure: number;
  readonly cut: number;
  /** By a scale bar or a caption in the picture. */
  readonly covered: number;
  readonly clumps: number;
  /** Red cells estimated in groups that could not be parted: not counted. */
  readonly cellsInClumps: number;
  /** Places in clumps that the model calls infected: for a person to look at, counted nowhere. */
  readonly seenInClumps: number;
  /** Cells cut by the border whose part in the picture it calls infected: neither. */
  readonly seenCut: number;
  readonly whiteCells: number;
  readonly platelets: number;
  readonly debris: number;
}

const isInfected = ({ call }: SmearCell) => call === 'infected';

/** Counts the cells of a field by kind and call. */
export function countField({ cells }: SmearField): FieldCounts {
  const count = (test: (cell: SmearCell) => boolean) => cells.filter(test).length;
  const seen = (test: (cell: SmearCell) => boolean) =>
    cells.filter(test).reduce((sum, cell) => sum + seenIn(cell).length, 0);
  return {
    counted: count((cell) => cell.counted),
    infected: count(isInfected),
    unsure: count((cell) => cell.unsure),
    cut: count((cell) => cell.kind === 'red cell' && cell.cut),
    covered: count((cell) => cell.kind === 'red cell' && cell.covered && !cell.cut),
    clumps: count((cell) => cell.kind === 'clump'),
    cellsInClumps: cells.reduce((sum, cell) => sum + (cell.kind === 'clump' ? cell.cells : 0), 0),
    seenInClumps: seen((cell) => cell.kind === 'clump'),
    seenCut: seen((cell) => cell.kind === 'red cell'),
    ...countStages(cells.filter(isInfected)),
    whiteCells: count((cell) => cell.kind === 'white cell'),
    platelets: count((cell) => cell.kind === 'platelet'),
    debris: count((cell) => cell.kind === 'debris'),
  };
}
