import { scaleByTemperature } from '../answer/temperature.js';
import { counted } from '../counted.js';
import type { CellModel } from '../formats/cell-model.js';
import { type Calibration, fitCalibration } from '../metrics/fit-calibration.js';
import { mixSeeds, randomFromSeed } from '../random.js';
import { chooseThreshold } from '../smear/blank-films.js';
import { modelInput } from '../smear/crop.js';
import { inEightViews } from '../smear/eight-views.js';
import { drawParasites } from './examples.js';
import type { FieldCell } from './field-cells.js';

/** Healthy cells that it takes to choose a threshold by false alarms of so few in 1,000. */
const FEWEST_HEALTHY = 1000;
/** Of 1,000 healthy cells of the new microscope. */
const ALLOWED_PER_1000 = 2;

/** What a model file takes, and what could not be fitted. */
export interface FittedAdoption {
  readonly calibration: Calibration;
  readonly leftOut: readonly string[];
}

/**
 * Fits temperature, threshold and unsure band on cells that the model has not learned from. What there are too few cells for
 * stays as it was in the old model.
 * @param model with probabilities as its network gives them
 */
export async function calibrateAdopted(
  model: Pick<CellModel, 'imageSize' | 'positiveClass' | 'predict'>,
  old: Pick<CellModel, 'classNames' | 'threshold' | 'calibration'>,
  cells: readonly FieldCell[],
  seed: number,
): Promise<FittedAdoption> {
  const { imageSize, positiveClass } = model;
  const healthy = cells.filter(({ infected }) => !infected);
  const infected = cells.filter((cell) => cell.infected);
  const composites = drawParasites(
    healthy,
    Math.round(healthy.length / 4),
    randomFromSeed(mixSeeds(seed, 10)),
  );
  const crops = [...healthy.map(({ crop }) => crop), ...infected.map(({ crop }) => crop), ...composites];
  const rows = await inEightViews(model).predict(modelInput(crops, imageSize));
  const evaluated = crops.map((_, index) => ({
    file: String(index),
    label: index < healthy.length ? 1 - positiveClass : positiveClass,
    probabilities: rows.subarray(2 * index, 2 * index + 2),
  }));
  const evaluation = {
    ...{ classes: [...old.classNames], positive: positiveClass, threshold: old.threshold, cells: evaluated },
  };
  const source = `${counted(cells.length, 'cell')} of an adopted microscope, and drawn parasites in them`;
  const fitted = fitCalibration(evaluation, { source });
  const kept = fitted.calibration.calibration ?? old.calibration;
  const leftOut = fitted.leftOut.filter((reason) => !reason.startsWith('no threshold for patients'));
  if (healthy.length < FEWEST_HEALTHY) {
    leftOut.push(
      `the threshold stays ${old.threshold}: ${counted(healthy.length, 'healthy cell')} for calibration are too few to choose one (${FEWEST_HEALTHY.toLocaleString('en-US')} needed)`,
    );
    return { calibration: withTemperature(fitted.calibration, kept), leftOut };
  }
  const scaled = evaluated
    .slice(0, healthy.length)
    .map(({ probabilities }) => scaleByTemperature(probabilities, kept?.temperature ?? 1)[positiveClass]!);
  const threshold = chooseThreshold(scaled, ALLOWED_PER_1000);
  // The unsure band is about the threshold.
  const { calibration } = fitCalibration({ ...evaluation, threshold }, { source });
  return { calibration: withTemperature(calibration, kept), leftOut };
}

const withTemperature = (fitted: Calibration, calibration: Calibration['calibration']): Calibration => ({
  ...fitted,
  ...(calibration && { calibration }),
});
