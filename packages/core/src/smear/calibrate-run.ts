import type { SessionOptions } from '@giemsa/nn';
import { counted } from '../counted.js';
import { checkThreshold } from '../errors/check-option.js';
import { InvalidOption, NotFound, UnusableData } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import type { OnEvent } from '../events/events.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { exists } from '../files/exists.js';
import { refuseForeignFile } from '../files/ours.js';
import { checkOutputFile } from '../files/output.js';
import type { SkippedFile } from '../files/skipped-file.js';
import { openCellModel } from '../formats/cell-model.js';
import { factsOf, type MeaningOptions } from '../formats/model-meaning.js';
import { checkModel, UNSURE_HALF_WIDTH } from './analyse-field.js';
import { analyseSmears, type PatientSmear } from './analyse-smears.js';
import {
  type BlankFilm,
  blankFilms,
  chooseThreshold,
  measureBackground,
  probabilitiesOf,
  splitFilms,
} from './blank-films.js';
import type { SmearCalibration } from './calibration-file.js';
import { calibrationLimits } from './calibration-limits.js';
import { VIEWS } from './eight-views.js';
import { checkAccepted, type FieldRule } from './field-quality.js';
import { createCellFinder } from './find/create-cell-finder.js';
import { type InfectedCells, infectedCellsIn, infectedCellsOf, sensitivityAt } from './infected-cells.js';
import { type LabelledField, readLabelledSet } from './labelled-fields.js';
import { CLASS_OF } from './labels/cell-labels.js';
import { tellMixed } from './mixed-fields.js';
import { listSmears, type PatientFields } from './patients.js';
import { openStages, type StageModel } from './stages.js';
import { redCellCount } from './statistics/density.js';
import { unseenFields } from './training-fields.js';

/** A calibration: model and settings, and the fields of healthy patients. */
export interface SmearCalibrateRequest {
  readonly model: string;
  /** Fields of patients known to be free of malaria: a folder of pictures, or one folder a patient. */
  readonly negatives: string;
  readonly out: string;
  /** Labelled fields, as `readLabelledSet` reads them, to measure the sensitivity with all losses. */
  readonly labelledFields?: string | undefined;
  /** What names of their labels stand for: `NAME=LABEL`. */
  readonly labelAs?: readonly string[] | undefined;
  /** In its place cut-out cells known to be infected: what the finder loses is then not in the sensitivity. */
  readonly infectedCells?: string | undefined;
  /** Given: its false alarms are measured. Left out: it is chosen. */
  readonly threshold?: number | undefined;
  /** Of 1,000 healthy cells, how many may be called infected. */
  readonly falseAlarmsPer1000: number;
  readonly umPerPixel?: number | undefined;
  /** As `smear` takes it: fields that it sets aside there and here are the same. */
  readonly accept?: readonly FieldRule[] | undefined;
  /** False: stages are not told, and gametocytes count as all infected cells do. */
  readonly stages?: boolean | undefined;
  readonly session?: SessionOptions | undefined;
  /** What the user says about the model. */
  readonly meaning?: MeaningOptions | undefined;
  readonly onEvent?: OnEvent | undefined;
}

/** Rows of the table to choose from: false alarms in 1,000 cells. */
const ALLOWED = [0.5, 1, 2, 5, 10];

/**
 * Measures what a model calls infected in patients without malaria. A threshold that is not given is chosen on every third
 * patient and measured on the others. Fields that the model was trained on are left out.
 */
export async function calibrateSmear(request: SmearCalibrateRequest): Promise<SmearCalibration> {
  const { umPerPixel, onEvent, out } = request;
  await checkRequest(request);
  const { patients: blanks, leftOut } = await listSmears([request.negatives]);
  const labelledSet =
    request.labelledFields === undefined ? undefined : await readLabelledSet(request.labelledFields, request);
  const labels = labelledSet?.fields;
  const model = await openCellModel(request.model, request.session ?? {}, request.meaning);
  onEvent?.({ type: 'model-opened', models: [factsOf(model)] });
  let stages: StageModel | undefined;
  try {
    checkModel(model);
    // Before the fields, which take longer: a wrong folder is told at once.
    const cutOut =
      request.infectedCells === undefined ? null : await infectedCellsOf(model, request.infectedCells);
    const finder = await createCellFinder();
    stages = request.stages === false ? undefined : await openStages(request.session);
    const options = {
      threshold: request.threshold ?? model.threshold,
      unsureHalfWidth: UNSURE_HALF_WIDTH,
      umPerPixel,
      accept: request.accept,
      redCells: redCellCount({}),
      stages,
    };
    const labelled = labels && [{ patient: 'labelled fields', files: labels.map(({ file }) => file) }];
    const [unseen, unseenLabelled] = [unseenFields(model, blanks), unseenFields(model, labelled ?? [])];
    const total = [...unseen.patients, ...unseenLabelled.patients].reduce(
      (sum, { files }) => sum + files.length,
      0,
    );
    let done = 0;
    const analyse = (patients: readonly PatientFields[]) =>
      analyseSmears(model, finder, patients, options, async () =>
        onEvent?.({ type: 'progress', task: 'counting fields', done: ++done, total }),
      );
    const smears = await analyse(unseen.patients);
    const labelledSmears = await analyse(unseenLabelled.patients);
    const trainingFields = [...unseen.seen, ...unseenLabelled.seen];
    onEvent?.({
      type: 'left-out',
      reasons: [
        ...leftOutOf([...smears, ...labelledSmears], [...leftOut, ...(labelledSet?.leftOut ?? [])]),
        ...trainingFields.map(
          (file) => `${file}: the model was trained on a patient or a field of this name`,
        ),
      ],
    });
    const infected = labels ? infectedOf(labelledSmears, labels, request.labelledFields!) : cutOut;
    const films = checkedFilms(request.negatives, smears, total);
    const calibration = {
      format: 'giemsa smear calibration 1' as const,
      made: new Date().toISOString(),
      model_sha256: model.sha256,
      finder: finder.name,
      views: VIEWS,
      stages_sha256: stages?.sha256 ?? null,
      ...(request.accept && { accepted: [...new Set(request.accept)] }),
      ...measure(request, films, smears, infected),
      training_fields: model.trainingPatients ? trainingFields : null,
    };
    const limits = { cannot_tell: [...calibrationLimits(calibration), ...tellMixed(smears)] };
    await writeFileAtomic(out, `${JSON.stringify({ ...calibration, ...limits }, null, 2)}\n`);
    return { ...calibration, ...limits };
  } finally {
    await stages?.release();
    await model.release();
  }
}

/** Before anything is computed. */
async function checkRequest(request: SmearCalibrateRequest): Promise<void> {
  const { falseAlarmsPer1000, infectedCells, labelledFields } = request;
  checkThreshold(request.threshold);
  checkAccepted(request.accept);
  if (!(falseAlarmsPer1000 > 0 && falseAlarmsPer1000 <= 100)) {
    throw InvalidOption.expected(
      'falseAlarmsPer1000',
      falseAlarmsPer1000,
      'cells of 1,000, over 0 and up to 100',
    );
  }
  if (infectedCells !== undefined && labelledFields !== undefined) {
    throw new InvalidOption(
      'infectedCells',
      infectedCells,
      text`give ${option('labelledFields')} or ${option('infectedCells')}: each measures a sensitivity`,
    );
  }
  await checkOutputFile('out', request.out);
  await refuseForeignFile('out', request.out, '.json');
  if (infectedCells !== undefined && !(await exists(infectedCells))) {
    throw new NotFound(
      infectedCells,
      text`${option('infectedCells')} ${infectedCells}: there is no such file or folder`,
    );
  }
}

function infectedOf(
  smears: readonly PatientSmear[],
  labels: readonly LabelledField[],
  folder: string,
): InfectedCells {
  const usable = smears.flatMap(({ fields }) => fields.filter(({ problem }) => problem === null));
  const infected = infectedCellsIn(usable, labels);
  if (infected.probabilities.length + infected.missed! > 0) return infected;
  throw new UnusableData(
    `${folder}: no infected cell is labelled in the ${counted(usable.length, 'field')} that can be used; expected ${INFECTED_TYPES}`,
  );
}

const INFECTED_TYPES = Object.keys(CLASS_OF)
  .filter((type) => CLASS_OF[type] === 'Parasitized')
  .join(', ');

function checkedFilms(negatives: string, smears: readonly PatientSmear[], total: number): BlankFilm[] {
  const films = blankFilms(smears);
  const fields = films.reduce((sum, film) => sum + film.fields, 0);
  if (fields >= 2) return films;
  throw new UnusableData(
    `${negatives}: ${fields} of ${counted(total, 'field')} can be used; expected 2 or more`,
  );
}

function measure(
  { threshold: given, falseAlarmsPer1000 }: SmearCalibrateRequest,
  films: readonly BlankFilm[],
  smears: readonly PatientSmear[],
  infected: InfectedCells | null,
): Pick<SmearCalibration, 'threshold' | 'threshold_from' | 'background' | 'sensitivity' | 'thresholds'> {
  const sensitivity = (threshold: number) => infected && sensitivityAt(infected, threshold);
  if (given !== undefined) {
    return {
      ...{ threshold: given, threshold_from: 'given' },
      ...{ background: measureBackground(films, given), sensitivity: sensitivity(given) },
    };
  }
  const { choosing, measuring, words } = splitFilms(films, smears);
  const healthy = probabilitiesOf(choosing);
  const thresholds = [...new Set([...ALLOWED, falseAlarmsPer1000])]
    .sort((a, b) => a - b)
    .map((allowed) => {
      const threshold = chooseThreshold(healthy, allowed);
      const { cells, false_alarms, false_alarms_per_1000, ci95_per_1000 } = measureBackground(
        measuring,
        threshold,
      );
      return {
        ...{ allowed_per_1000: allowed, threshold, cells, false_alarms, false_alarms_per_1000 },
        ...{ ci95_per_1000, sensitivity: sensitivity(threshold) },
      };
    });
  const { threshold } = thresholds.find(({ allowed_per_1000: allowed }) => allowed === falseAlarmsPer1000)!;
  return {
    threshold,
    threshold_from: `at most ${counted(falseAlarmsPer1000, 'false alarm')} in 1,000 cells ${words}`,
    background: measureBackground(measuring, threshold),
    ...{ thresholds, sensitivity: sensitivity(threshold) },
  };
}

const leftOutOf = (smears: readonly PatientSmear[], beside: readonly SkippedFile[]): string[] => [
  ...smears.flatMap(({ fields, leftOut = [] }) => [
    ...fields.flatMap(({ file, problem, note }) =>
      problem === null ? (note === undefined ? [] : [`${file}: ${note}`]) : [`${file}: ${problem}`],
    ),
    ...leftOut.map(({ reason }) => reason),
  ]),
  ...beside.map(({ reason }) => reason),
];
