import type { SessionOptions } from '@giemsa/nn';
import { counted as countOf } from '../counted.js';
import { checkThreshold } from '../errors/check-option.js';
import { Mismatch, UnusableData } from '../errors/kinds.js';
import type { OnEvent } from '../events/events.js';
import { refuseForeignFolder } from '../files/ours.js';
import { type CellModel, openCellModel } from '../formats/cell-model.js';
import { factsOf, type MeaningOptions } from '../formats/model-meaning.js';
import { GIEMSA_VERSION } from '../run-folder/environment.js';
import { writingInto } from '../run-folder/run-folder.js';
import { checkModel, UNSURE_HALF_WIDTH } from './analyse-field.js';
import { analyseSmears, type OnField } from './analyse-smears.js';
import { ratesOf, readSmearCalibration, type SmearCalibration } from './calibration-file.js';
import { VIEWS } from './eight-views.js';
import { checkAccepted, type FieldRule } from './field-quality.js';
import type { CellFinder } from './find/cell-finder.js';
import { createCellFinder } from './find/create-cell-finder.js';
import { tellMixed } from './mixed-fields.js';
import { PatientPictures } from './patient-pictures.js';
import { listSmears } from './patients.js';
import { checkCorrectionsFit, checkReviewedFields, readReview } from './review.js';
import { checkReviewsKept } from './reviews-kept.js';
import type { SmearResult } from './smear-result.js';
import { openStages, type StageModel } from './stages.js';
import { redCellCount } from './statistics/density.js';
import { checkMicrons } from './um-per-pixel.js';
import { writeSmear } from './write-smear.js';

/** Which fields are analysed, what is known of the blood, and where the results go. */
export interface SmearRequest {
  readonly model: string;
  readonly images: readonly string[];
  /** Folder for tables, pictures and pages. */
  readonly out: string;
  /** File that `smear calibrate` wrote. */
  readonly calibration?: string | undefined;
  /** In [0, 1]; the calibration's, or else the model's, when left out. */
  readonly threshold?: number | undefined;
  readonly umPerPixel?: number | undefined;
  /** Rules of fields that are set aside which are not to be followed, as you have looked at the fields: `thick`, `blurred`, … */
  readonly accept?: readonly FieldRule[] | undefined;
  /** Measured red cells per µL. */
  readonly redCells?: number | undefined;
  /** Percent, as typed; blank for "not known". */
  readonly haematocrit?: string | undefined;
  /** `cells.csv` with a person's corrections. */
  readonly review?: string | undefined;
  /** False leaves annotated pictures out. */
  readonly pictures?: boolean | undefined;
  /** False: stages are not told, and gametocytes count as all infected cells do. */
  readonly stages?: boolean | undefined;
  readonly session?: SessionOptions | undefined;
  /** What the user says about the model. */
  readonly meaning?: MeaningOptions | undefined;
  readonly onEvent?: OnEvent | undefined;
}

/**
 * Counts the fields of patients and writes tables, pictures and a page for each.
 * @throws UserError on a mistake of the user's
 * @example
 * ```ts
 * import { runSmear } from 'giemsa/smear';
 *
 * const { patients } = await runSmear({ model: 'default', images: ['patients/'], out: 'smear' });
 * for (const { patient, parasitaemia } of patients) console.log(patient, parasitaemia.statement);
 * ```
 */
export async function runSmear(request: SmearRequest): Promise<SmearResult> {
  checkThreshold(request.threshold);
  checkMicrons(request.umPerPixel);
  checkAccepted(request.accept);
  await refuseForeignFolder('out', request.out);
  return writingInto(request.out, () => countInto(request));
}

async function countInto(request: SmearRequest): Promise<SmearResult> {
  const { threshold, umPerPixel, out, onEvent } = request;
  const redCells = redCellCount(request);
  const { patients, leftOut } = await listSmears(request.images);
  const review = request.review === undefined ? undefined : await readReview(request.review);
  await checkReviewsKept(out, review);
  if (review) await checkReviewedFields(review, patients);
  const model = await openCellModel(request.model, request.session ?? {}, request.meaning);
  onEvent?.({ type: 'model-opened', models: [factsOf(model)] });
  let stages: StageModel | undefined;
  try {
    checkModel(model);
    const { sha256 } = model;
    const calibration =
      request.calibration === undefined ? null : await readSmearCalibration(request.calibration, sha256);
    const chosen = chooseThreshold(threshold, calibration, model, onEvent);
    const rates = calibration && chosen.value === calibration.threshold ? ratesOf(calibration) : undefined;
    if (calibration && !rates) {
      onEvent?.({
        type: 'warning',
        about: 'calibration-not-used',
        threshold: calibration.threshold,
      });
    }
    const finder = await createCellFinder();
    stages = request.stages === false ? undefined : await openStages(request.session);
    if (calibration) checkFinder(request.calibration!, calibration, finder);
    if (calibration) checkStages(request.calibration!, calibration, stages);
    const pictures = new PatientPictures(out, request.pictures !== false, umPerPixel);
    const total = patients.reduce((sum, { files }) => sum + files.length, 0);
    let done = 0;
    let [read, firstReason] = [0, ''];
    const onField: OnField = async (patient, field, picture) => {
      if (picture) read++;
      else firstReason ||= field.problem ?? '';
      await pictures.add(patient, field, picture);
      onEvent?.({ type: 'progress', task: 'counting fields', done: ++done, total });
    };
    const smears = await analyseSmears(
      model,
      finder,
      patients,
      {
        threshold: chosen.value,
        unsureHalfWidth: model.unsureHalfWidth ?? UNSURE_HALF_WIDTH,
        umPerPixel,
        accept: request.accept,
        stages,
        redCells,
        rates,
        review,
      },
      onField,
    );
    // Tables of nothing would look like a patient without parasites.
    if (read === 0) throw new UnusableData(`no field could be read; the first: ${firstReason}`);
    if (review) checkCorrectionsFit(review, smears);
    const result: SmearResult = {
      software: `giemsa ${GIEMSA_VERSION}`,
      made: new Date().toISOString(),
      model: {
        ...{ file: model.path, sha256, architecture: model.architecture },
        ...(model.meaning && { meaning: model.meaning }),
      },
      finder: finder.name,
      stages_sha256: stages?.sha256 ?? null,
      threshold: chosen.value,
      threshold_from: chosen.source,
      calibration,
      accepted: [...new Set(request.accept)],
      patients: smears,
      notes: tellMixed(smears),
      left_out: leftOut,
    };
    await writeSmear(out, result, pictures, review);
    return result;
  } finally {
    await stages?.release();
    await model.release();
  }
}

/** Another finder finds other cells, and fewer views give other probabilities: false alarms are others. */
function checkFinder(path: string, calibration: SmearCalibration, finder: CellFinder): void {
  if (calibration.finder === finder.name && calibration.views === VIEWS) return;
  const was = `${calibration.finder}, each cell seen in ${countOf(calibration.views, 'view')}`;
  throw new Mismatch(
    `${path} was made with another cell finder, or another way to look at cells (${was}; this version has ${finder.name}, ${VIEWS} views); make it again: giemsa smear calibrate MODEL DIR`,
  );
}

/** False alarms that are called gametocytes are no part of parasitaemia: where stages were told, others are left. */
function checkStages(path: string, calibration: SmearCalibration, stages: StageModel | undefined): void {
  if (calibration.stages_sha256 === (stages?.sha256 ?? null)) return;
  const was = calibration.stages_sha256 === null ? 'without stages' : 'with another network of stages';
  const here = stages ? 'with that of this version' : 'without stages';
  throw new Mismatch(
    `${path} was made ${was}, and this count is made ${here}: false alarms that are called gametocytes would be counted differently. ` +
      'Make it again with the same choice: giemsa smear calibrate MODEL DIR',
  );
}

function chooseThreshold(
  given: number | undefined,
  calibration: SmearCalibration | null,
  model: CellModel,
  onEvent: OnEvent | undefined,
): { value: number; source: string } {
  if (given !== undefined) return { value: given, source: 'given' };
  if (calibration) return { value: calibration.threshold, source: 'calibration on fields without malaria' };
  onEvent?.({ type: 'warning', about: 'threshold-not-measured' });
  return { value: model.threshold, source: 'the model’s, not measured on whole fields' };
}
