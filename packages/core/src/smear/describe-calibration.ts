import { counted } from '../counted.js';
import type { SmearCalibration } from './calibration-file.js';

/** What `smear calibrate` prints: threshold, background, thresholds to choose from, sensitivity, and what is not known. */
export function describeCalibration(calibration: SmearCalibration): string[] {
  const { background, threshold, threshold_from, thresholds, cannot_tell: limits = [] } = calibration;
  return [
    `Threshold ${threshold.toFixed(4)} (${threshold_from})`,
    `Background: ${background.false_alarms} of ${counted(background.cells, 'red cell')} called infected in ${counted(background.fields, 'field')}`,
    `  of ${counted(background.patients, 'patient')}: ${perThousand(background)} per 1,000`,
    sensitivityLine(calibration.sensitivity),
    ...(thresholds ? thresholdTable(thresholds) : []),
    ...limits.map((limit) => `Not known: ${limit}`),
  ];
}

type Rate = Pick<SmearCalibration['background'], 'false_alarms_per_1000' | 'ci95_per_1000'>;
type Sensitivity = SmearCalibration['sensitivity'];

const perThousand = ({ false_alarms_per_1000: rate, ci95_per_1000: [low, high] }: Rate) =>
  `${rate.toFixed(2)} (95 %: ${low.toFixed(2)} to ${high.toFixed(2)})`;

function sensitivityLine(sensitivity: Sensitivity): string {
  if (!sensitivity) return 'Sensitivity: not measured';
  const { n, missed_by_finder: missed } = sensitivity;
  const of = missed === undefined ? 'cut-out infected cells' : 'labelled infected cells';
  const lost = missed === undefined ? '' : `; ${missed} of them were not found as whole cells`;
  return `Sensitivity: ${percentOf(sensitivity)} of ${n} ${of}${lost}`;
}

function percentOf({ value, ci95 }: NonNullable<Sensitivity>): string {
  const interval = ci95 ? ` (95 %: ${ci95.map((end) => (100 * end).toFixed(0)).join(' to ')})` : '';
  return `${(100 * value).toFixed(1)} %${interval}`;
}

function thresholdTable(thresholds: NonNullable<SmearCalibration['thresholds']>): string[] {
  const rows = thresholds.map((row) => [
    String(row.allowed_per_1000),
    row.threshold.toFixed(4),
    perThousand(row),
    row.sensitivity ? percentOf(row.sensitivity) : 'not measured',
  ]);
  const header = ['allowed', 'threshold', 'measured', 'sensitivity'];
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]!.length)),
  );
  return [
    'To choose from, false alarms per 1,000 cells:',
    ...[header, ...rows].map(
      (row) =>
        `  ${row
          .map((text, column) => text.padEnd(widths[column]!))
          .join('  ')
          .trimEnd()}`,
    ),
  ];
}
