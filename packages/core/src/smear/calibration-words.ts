import { counted } from '../counted.js';
import type { SmearCalibration } from './calibration-file.js';

/** What a calibration was measured on, for tables and pages; `none` without one. */
export function calibrationWords(calibration: Pick<SmearCalibration, 'made' | 'background'> | null): string {
  if (!calibration) return 'none';
  const { made, background } = calibration;
  return (
    `${made.slice(0, 10)}: ${counted(background.false_alarms, 'false alarm')} in ` +
    `${counted(background.cells, 'red cell')} of ${counted(background.patients, 'patient')} without malaria`
  );
}
