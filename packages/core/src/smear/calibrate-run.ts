import type { SessionOptions } from '@giemsa/nn';
import { isPositive } from '../answer/decide.js';
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
import type { MeaningOptions } from '../formats/model-meaning.js';
import { predictFiles } from '../predicting/predict-files.js';
import { checkModel, type SmearField, UNSURE_HALF_WIDTH } from './analyse-field.js';
import { analyseSmears, type PatientSmear } from './analyse-smears.js';
import type { SmearCalibration } from './calibration-file.js';
import { createWatershedFinder } from './find/watershed-finder.js';
import { listSmears } from './patients.js';
import { redCellCount } from './statistics/density.js';
import { exactInterval } from './statistics/exact-interval.js';

/** A calibration: model and settings, and the fields of healthy patients. */
export interface SmearCalibrateRequest {
  readonly model: string;
  /** Fields of patients known to be free of malaria: a folder of pictures, or one folder a patient. */
  readonly negatives: string;
  readonly out: string;
  /** Cut-out cells known to be infected, to measure the sensitivity. */
  readonly infectedCells?: string | undefined;
  /** Given: its false alarms are measured. Left out: it is chosen. */
  readonly threshold?: number | undefined;
  /** Of 1,000 healthy cells, how many may be called infected. */
  readonly falseAlarmsPer1000: number;
  readonly umPerPixel?: number | undefined;
  readonly session?: SessionOptions | undefined;
  /** What the user says about the model. */
  readonly meaning?: MeaningOptions | undefined;
  readonly onEvent?: OnEvent | undefined;
}

/**
 * Measures what a model calls infected in patients without malaria. A threshold that is not given is chosen on one half of the
 * fields (every second) and its background measured on the other: measured on the same cells it would look better than it is.
 */
export async function calibrateSmear(request: SmearCalibrateRequest): Promise<SmearCalibration> {
  const { falseAlarmsPer1000, umPerPixel, onEvent } = request;
  checkThreshold(request.threshold);
  if (!(falseAlarmsPer1000 > 0 && falseAlarmsPer1000 <= 100)) {
    throw InvalidOption.expected(
      'falseAlarmsPer1000',
      falseAlarmsPer1000,
      'cells of 1,000, over 0 and up to 100',
    );
  }
  await checkOutputFile('out', request.out);
  await refuseForeignFile('out', request.out, '.json');
  const { patients, leftOut } = await listSmears([request.negatives]);
  if (request.infectedCells !== undefined && !(await exists(request.infectedCells))) {
    throw new NotFound(
      request.infectedCells,
      text`${option('infectedCells')} ${request.infectedCells}: there is no such file or folder`,
    );
  }
  const model = await openCellModel(request.model, request.session ?? {}, request.meaning);
  onEvent?.({
    type: 'model-opened',
    models: [{ path: model.path, meaning: model.meaning, unchecked: model.unchecked }],
  });
  try {
    checkModel(model);
    // Before hours are spent on fields.
    const infected =
      request.infectedCells === undefined
        ? undefined
        : await probabilitiesOfInfected(model, request.infectedCells);
    const finder = await createWatershedFinder();
    const options = {
      threshold: request.threshold ?? model.threshold,
      unsureHalfWidth: UNSURE_HALF_WIDTH,
      umPerPixel,
      redCells: redCellCount({}),
    };
    const total = patients.reduce((sum, { files }) => sum + files.length, 0);
    let done = 0;
    const smears = await analyseSmears(model, finder, patients, options, async () =>
      onEvent?.({ type: 'progress', task: 'counting fields', done: ++done, total }),
    );
    onEvent?.({ type: 'left-out', reasons: leftOutOf(smears, leftOut) });
    const fields = smears.flatMap((smear) => smear.fields).filter(({ problem }) => problem === null);
    if (fields.length < 2)
      throw new UnusableData(
        `${request.negatives}: ${fields.length} of ${counted(total, 'field')} can be used; expected 2 or more`,
      );
    const [choosing, measuring] = request.threshold === undefined ? halves(fields) : [[], fields];
    const threshold = request.threshold ?? chooseThreshold(probabilitiesOf(choosing), falseAlarmsPer1000);
    const background = probabilitiesOf(measuring);
    const falseAlarms = background.filter((probability) => isPositive(probability, threshold)).length;
    const interval = exactInterval(falseAlarms, background.length)!;
    const calibration: SmearCalibration = {
      format: 'giemsa smear calibration 1',
      made: new Date().toISOString(),
      model_sha256: model.sha256,
      finder: finder.name,
      threshold,
      threshold_from:
        request.threshold === undefined
          ? `at most ${counted(falseAlarmsPer1000, 'false alarm')} in 1,000 cells on every second field`
          : 'given',
      background: {
        patients: smears.length,
        fields: measuring.length,
        cells: background.length,
        false_alarms: falseAlarms,
        false_alarms_per_1000: (1000 * falseAlarms) / background.length,
        ci95_per_1000: [1000 * interval[0], 1000 * interval[1]],
      },
      sensitivity: infected === undefined ? null : sensitivityAt(threshold, infected),
    };
    await writeFileAtomic(request.out, `${JSON.stringify(calibration, null, 2)}\n`);
    return calibration;
  } finally {
    await model.release();
  }
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

const halves = (fields: readonly SmearField[]): [SmearField[], SmearField[]] => [
  fields.filter((_, index) => index % 2 === 0),
  fields.filter((_, index) => index % 2 === 1),
];

const probabilitiesOf = (fields: readonly SmearField[]): number[] =>
  fields.flatMap(({ cells }) =>
    cells.flatMap(({ probability }) => (probability === null ? [] : [probability])),
  );

/**
 * The lowest threshold with at most this many false alarms; just above the highest probability if there are
 * too few cells.
 */
export function chooseThreshold(healthy: readonly number[], falseAlarmsPer1000: number): number {
  const sorted = [...healthy].sort((a, b) => b - a);
  const allowed = Math.floor((falseAlarmsPer1000 * sorted.length) / 1000);
  const first = sorted[allowed] ?? 0;
  return Math.min(1, first + (1 - first) * 1e-3 + 1e-6);
}

/** Probabilities of cells that are known to be infected. @throws UserError when none can be read */
async function probabilitiesOfInfected(
  model: Parameters<typeof predictFiles>[0],
  folder: string,
): Promise<number[]> {
  const { predictions } = await predictFiles(model, [folder], { gate: false });
  return predictions.map(({ probability }) => probability);
}

const sensitivityAt = (threshold: number, infected: readonly number[]): { value: number; n: number } => ({
  value: infected.filter((probability) => isPositive(probability, threshold)).length / infected.length,
  n: infected.length,
});
