import { mkdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { SessionOptions } from '@giemsa/nn';
import { counted } from '../counted.js';
import { UserError } from '../errors.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { markFolder, refuseForeignFolder } from '../files/ours.js';
import type { SkippedFile } from '../files/skipped-file.js';
import { type CellModel, openCellModel } from '../formats/cell-model.js';
import { describeMeaning, type Fact, type MeaningOptions } from '../formats/model-meaning.js';
import { checkThreshold } from '../recipes/choices.js';
import { GIEMSA_VERSION } from '../run-folder/environment.js';
import { writingInto } from '../run-folder/run-folder.js';
import type { Output } from '../terminal/output.js';
import { checkModel, UNSURE_HALF_WIDTH } from './analyse-field.js';
import { analyseSmears, countField, type OnField, type PatientSmear } from './analyse-smears.js';
import { annotateField } from './annotate.js';
import { readSmearCalibration, type SmearCalibration } from './calibration-file.js';
import { toCoco } from './coco.js';
import { createWatershedFinder } from './find/watershed-finder.js';
import { Gallery } from './gallery.js';
import { type PageFacts, patientPage } from './patient-page.js';
import { listSmears } from './patients.js';
import {
  CORRECTIONS_FILE,
  checkCorrectionsFit,
  checkReviewedFields,
  checkReviewsKept,
  type Review,
  readReview,
} from './review.js';
import { redCellCount } from './statistics/density.js';
import type { ClassifierRates } from './statistics/parasitaemia.js';
import { cellsCsv, fieldsCsv, patientsCsv } from './tables.js';

export interface SmearRequest {
  readonly model: string;
  readonly images: readonly string[];
  /** Folder for tables, pictures and pages. */
  readonly out: string;
  /** File that `smear calibrate` wrote. */
  readonly calibration?: string | undefined;
  /** In [0, 1]; the calibration's, or else the model's, when left out. */
  readonly threshold?: number | undefined;
  readonly micronsPerPixel?: number | undefined;
  /** Measured red cells per µL. */
  readonly redCells?: number | undefined;
  /** Percent, as typed; blank for "not known". */
  readonly haematocrit?: string | undefined;
  /** `cells.csv` with a person's corrections. */
  readonly review?: string | undefined;
  /** False leaves annotated pictures out. */
  readonly pictures?: boolean | undefined;
  readonly session?: SessionOptions | undefined;
  /** What the user says of the model. */
  readonly meaning?: MeaningOptions | undefined;
}

/** What a run of `smear` found and how; also written as `smear.json`. */
export interface SmearResult {
  readonly software: string;
  readonly made: string;
  readonly model: {
    readonly file: string;
    readonly sha256: string;
    readonly architecture: string;
    /** Where its file does not say it all. */
    readonly meaning?: readonly Fact[];
  };
  readonly finder: string;
  readonly threshold: number;
  readonly threshold_from: string;
  readonly calibration: SmearCalibration | null;
  readonly patients: readonly PatientSmear[];
  /** What was given and is no patient's field, with the reason. */
  readonly left_out: readonly SkippedFile[];
}

/**
 * Counts the fields of patients and writes tables, pictures and a page for each.
 * @throws UserError on a mistake of the user's
 */
export async function runSmear(
  request: SmearRequest,
  output: Output,
  onProgress?: (done: number, total: number) => void,
): Promise<SmearResult> {
  checkThreshold(request.threshold);
  checkMicrons(request.micronsPerPixel);
  await refuseForeignFolder('--out', request.out);
  return writingInto(request.out, () => countInto(request, output, onProgress));
}

async function countInto(
  request: SmearRequest,
  output: Output,
  onProgress?: (done: number, total: number) => void,
): Promise<SmearResult> {
  const { threshold, micronsPerPixel, out } = request;
  const redCells = redCellCount(request);
  const { patients, leftOut } = await listSmears(request.images);
  const review = request.review === undefined ? undefined : await readReview(request.review);
  await checkReviewsKept(out, review);
  if (review) await checkReviewedFields(review, patients);
  const model = await openCellModel(request.model, request.session ?? {}, request.meaning);
  output.say(...describeMeaning([model]));
  try {
    checkModel(model);
    const { sha256 } = model;
    const calibration =
      request.calibration === undefined ? null : await readSmearCalibration(request.calibration, sha256);
    const chosen = chooseThreshold(threshold, calibration, model, output);
    const rates = calibration && chosen.value === calibration.threshold ? toRates(calibration) : undefined;
    if (calibration && !rates) {
      output.warn(
        `the calibration holds for its threshold ${calibration.threshold} only; figures stay uncorrected`,
      );
    }
    const finder = await createWatershedFinder();
    const pictures = new PatientPictures(out, request.pictures !== false, micronsPerPixel);
    const total = patients.reduce((sum, { files }) => sum + files.length, 0);
    let done = 0;
    let [read, firstReason] = [0, ''];
    const onField: OnField = async (patient, field, picture) => {
      if (picture) read++;
      else firstReason ||= field.problem ?? '';
      await pictures.add(patient, field, picture);
      onProgress?.(++done, total);
    };
    const smears = await analyseSmears(
      model,
      finder,
      patients,
      {
        threshold: chosen.value,
        unsureHalfWidth: model.unsureHalfWidth ?? UNSURE_HALF_WIDTH,
        micronsPerPixel,
        redCells,
        rates,
        review,
      },
      onField,
    );
    // Tables of nothing would look like a patient without parasites.
    if (read === 0) throw new UserError(`no field could be read; the first: ${firstReason}`);
    if (review) checkCorrectionsFit(review, smears);
    const result: SmearResult = {
      software: `giemsa ${GIEMSA_VERSION}`,
      made: new Date().toISOString(),
      model: {
        ...{ file: model.path, sha256, architecture: model.architecture },
        ...(model.meaning && { meaning: model.meaning }),
      },
      finder: finder.name,
      threshold: chosen.value,
      threshold_from: chosen.source,
      calibration,
      patients: smears,
      left_out: leftOut,
    };
    await writeResult(out, result, pictures, review);
    return result;
  } finally {
    await model.release();
  }
}

function checkMicrons(value: number | undefined): void {
  if (value === undefined || (value >= 0.01 && value <= 1)) return;
  throw new UserError(`--um-per-pixel ${value}: expected µm from 0.01 to 1, such as 0.1`);
}

function chooseThreshold(
  given: number | undefined,
  calibration: SmearCalibration | null,
  model: CellModel,
  output: Output,
): { value: number; source: string } {
  if (given !== undefined) return { value: given, source: 'given by --threshold' };
  if (calibration) return { value: calibration.threshold, source: 'calibration on fields without malaria' };
  output.warn(
    'the threshold is the model’s own, for cells cut out by others: on whole fields it may call many healthy cells infected; measure it on fields without malaria: giemsa smear calibrate MODEL DIR',
  );
  return { value: model.threshold, source: 'the model’s, not measured on whole fields' };
}

const toRates = ({ sensitivity, background }: SmearCalibration): ClassifierRates => ({
  sensitivity,
  background: { cells: background.cells, falseAlarms: background.false_alarms },
});

/** Draws each field when it is done, and keeps only the cells for the galleries. */
class PatientPictures {
  private readonly infected = new Map<string, Gallery>();
  private readonly unsure = new Map<string, Gallery>();
  private readonly files = new Map<string, Map<string, string>>();

  constructor(
    private readonly out: string,
    private readonly annotate: boolean,
    private readonly micronsPerPixel: number | undefined,
  ) {}

  folderOf = (patient: string) => join(this.out, patient);
  annotatedOf = (patient: string): ReadonlyMap<string, string> => this.files.get(patient) ?? new Map();

  add: OnField = async (patient, field, picture) => {
    if (!picture) return;
    const name = basename(field.file, extname(field.file));
    for (const cell of field.cells) {
      if (cell.call === 'infected') galleryOf(this.infected, patient).add(name, picture, cell);
      if (cell.unsure) galleryOf(this.unsure, patient).add(name, picture, cell);
    }
    if (!this.annotate || field.cells.length === 0) return;
    const files = this.files.get(patient) ?? new Map<string, string>();
    this.files.set(patient, files);
    let file = `${name}.annotated.png`;
    for (let copy = 2; [...files.values()].includes(file); copy++) file = `${name}.${copy}.annotated.png`;
    files.set(field.file, file);
    await mkdir(this.folderOf(patient), { recursive: true });
    await writeFileAtomic(
      join(this.folderOf(patient), file),
      await annotateField(picture, field, this.micronsPerPixel),
    );
  };

  async drawGalleries(patient: string) {
    return {
      infectedCells: await this.infected.get(patient)?.draw(`Cells called infected, ${patient}`),
      unsureCells: await this.unsure.get(patient)?.draw(`Cells to look at, ${patient}`),
    };
  }
}

function galleryOf(galleries: Map<string, Gallery>, patient: string): Gallery {
  const gallery = galleries.get(patient) ?? new Gallery();
  galleries.set(patient, gallery);
  return gallery;
}

async function writeResult(
  out: string,
  result: SmearResult,
  pictures: PatientPictures,
  review: Review | undefined,
): Promise<void> {
  const { patients: smears } = result;
  await mkdir(out, { recursive: true });
  await markFolder(out);
  await writeFileAtomic(join(out, 'cells.csv'), cellsCsv(smears));
  await writeFileAtomic(join(out, 'fields.csv'), fieldsCsv(smears, result.left_out));
  await writeFileAtomic(join(out, 'patients.csv'), patientsCsv(smears));
  await writeFileAtomic(join(out, 'coco.json'), `${JSON.stringify(toCoco(smears))}\n`);
  // Cells that a person removed are in no other table.
  if (review && review.edits.length > 0) {
    await writeFileAtomic(join(out, CORRECTIONS_FILE), await readFile(review.path));
  }
  await writeFileAtomic(join(out, 'smear.json'), `${JSON.stringify(result)}\n`);
  for (const smear of smears) {
    const folder = pictures.folderOf(smear.patient);
    const { infectedCells, unsureCells } = await pictures.drawGalleries(smear.patient);
    if (infectedCells) await writeFileAtomic(join(folder, 'infected-cells.png'), infectedCells);
    if (unsureCells) await writeFileAtomic(join(folder, 'unsure-cells.png'), unsureCells);
    const facts: PageFacts = {
      made: new Date(result.made),
      method: describeMethod(result),
      infectedCells,
      unsureCells,
      annotated: pictures.annotatedOf(smear.patient),
      reviewers: reviewersOf(smear),
    };
    await writeFileAtomic(join(folder, 'report.html'), patientPage(smear, facts));
  }
}

function describeMethod({ software, model, finder, threshold, threshold_from, calibration }: SmearResult) {
  return {
    Software: software,
    Model: `${model.architecture}, ${basename(model.file)}, SHA-256 ${model.sha256}`,
    'Cell finder': finder,
    Threshold: `${threshold} (${threshold_from})`,
    Calibration: calibration
      ? `${calibration.made.slice(0, 10)}: ${counted(calibration.background.false_alarms, 'false alarm')} in ${counted(calibration.background.cells, 'red cell')} of ${counted(calibration.background.patients, 'patient')} without malaria`
      : 'none',
    'Counting rule':
      'whole red cells only: cells cut by the border or covered by a scale bar, clumps, white cells, platelets and debris are not counted',
    'Slide, stain, magnification, examiner': 'to be filled in',
  };
}

const reviewersOf = ({ fields }: PatientSmear) => [
  ...new Set(
    fields.flatMap(({ cells }) =>
      cells.flatMap(({ reviewer }) => (reviewer === undefined ? [] : [reviewer])),
    ),
  ),
];

/** The result without outlines, for a person or a program that wants the figures only. */
export function summarise(result: SmearResult) {
  return {
    ...result,
    patients: result.patients.map(({ fields, ...patient }) => ({
      ...patient,
      fields: fields.map((field) => ({
        ...{ file: field.file, problem: field.problem, ...countField(field) },
        ...(field.note !== undefined && { note: field.note }),
      })),
    })),
  };
}
