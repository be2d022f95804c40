import { counted } from '../counted.js';
import { count } from '../report/report-format.js';
import { ratesOf, type SmearCalibration } from './calibration-file.js';
import type { FieldRule } from './field-quality.js';
import { FEWEST_BLANK_PATIENTS } from './statistics/blanks.js';

/** What a background should rest on. */
const ENOUGH_PATIENTS = 10;
const ENOUGH_CELLS = 5000;

/** The parts of a calibration that say how large it is. */
export type MeasuredParts = Pick<
  SmearCalibration,
  'background' | 'sensitivity' | 'training_fields' | 'accepted'
>;

/**
 * What a calibration cannot tell, one sentence each; none where it is large enough and its sensitivity was measured.
 * @param accepted rules that were not followed in the count that it is used for
 */
export function calibrationLimits(calibration: MeasuredParts, accepted: readonly FieldRule[] = []): string[] {
  const { background, sensitivity, training_fields: trained } = calibration;
  const { cells } = background;
  const limits: string[] = [];
  const patients = ratesOf(calibration).blanks.length;
  const measured =
    background.by_patient === undefined
      ? 'The calibration does not hold the false alarms of each patient: an earlier giemsa made it'
      : `The calibration was measured on ${counted(patients, 'patient')} without malaria`;
  if (patients < FEWEST_BLANK_PATIENTS) {
    limits.push(
      `${measured}. How much false alarms differ between patients is therefore not known, and no percentage and no density is reported: ` +
        `measure ${FEWEST_BLANK_PATIENTS} patients or more, better ${ENOUGH_PATIENTS}.`,
    );
  } else if (patients < ENOUGH_PATIENTS) {
    limits.push(
      `${measured}, fewer than ${ENOUGH_PATIENTS}. That is too few to know whether some patients show many more false alarms: intervals are wide, and low parasitaemia looks the same as none.`,
    );
  }
  if (cells < ENOUGH_CELLS) {
    limits.push(
      `The calibration was measured on ${count(cells)} red cells, fewer than ${count(ENOUGH_CELLS)}. A rate below ${twoDigits((1000 * 3) / cells)} false alarms per 1,000 cells looks the same as none.`,
    );
  }
  if (sensitivity === null) {
    limits.push(
      'How many infected cells are missed was not measured, so percentages and densities may be too low: measure it on labelled fields.',
    );
  } else if (sensitivity.missed_by_finder === undefined) {
    limits.push(
      'The sensitivity was measured on cells that were cut out already. It does not include infected cells that are not found in a field, so percentages and densities may be too low.',
    );
  }
  if (trained === null) {
    limits.push(
      'The model does not name the patients it was trained on. Some of the patients measured here may be among them.',
    );
  }
  const others = accepted.filter((rule) => !calibration.accepted?.includes(rule));
  if (others.length > 0) {
    limits.push(
      `Fields are counted here that the calibration set aside (${others.join(', ')}): how many false alarms such fields show was not measured.`,
    );
  }
  return limits;
}

/** Without an exponent. */
const twoDigits = (rate: number): string => (rate < 100 ? rate.toPrecision(2) : rate.toFixed(0));
