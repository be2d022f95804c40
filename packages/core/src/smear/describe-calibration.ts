import { counted } from '../counted.js';
import type { SmearCalibration } from './calibration-file.js';

/** What `smear calibrate` prints: threshold, background, thresholds to choose from, sensitivity, and what is not known. */
export function describeCalibration(calibration: SmearCalibration): string[] {
  const { background, threshold, threshold_from, thresholds, cannot_tell: limits = [] } = calibration;
  return [
    `Threshold ${threshold.toFixed(4)} (${threshold_from})`,
    `Background: ${background.false_alarms} of ${counted(background.cells, 'red cell')} called infected in ${counted(background.fields, 'field')}`,
    `  of ${counted(background.patients, 'patient')}, per 1,000 (95 %): ${perThousand(background)}`,
    sensitivityLine(calibration.sensitivity),
    ...(thresholds ? thresholdTable(thresholds) : []),
    ...(limits.length > 0
      ? ['What this calibration cannot tell:', ...limits.map((limit) => `  ${limit}`)]
      : []),
  ];
}

type Rate = Pick<SmearCalibration['background'], 'false_alarms_per_1000' | 'ci95_per_1000'>;
type Sensitivity = SmearCalibration['sensitivity'];

const perThousand = ({ false_alarms_per_1000: rate, ci95_per_1000: [low, high] }: Rate) =>
  `${rate.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;

function sensitivityLine(sensitivity: Sensitivity): string {
  if (!sensitivity) return 'Sensitivity: not measured';
  const { n, missed_by_finder: missed } = sensitivity;
  const measured = `Sensitivity (95 %): ${percentOf(sensitivity)} of ${n}`;
  return missed === undefined
    ? `${measured} cut-out infected cells`
    : `${measured} labelled infected cells; ${missed} not found as whole cells`;
}

const percentOf = ({ value, ci95 }: NonNullable<Sensitivity>) =>
  `${(100 * value).toFixed(1)} %${ci95 ? ` (${ci95.map((end) => (100 * end).toFixed(0)).join(' to ')})` : ''}`;

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
    'To choose from, false alarms per 1,000 cells, with 95 % intervals:',
    ...[header, ...rows].map(
      (row) =>
        `  ${row
          .map((text, column) => text.padEnd(widths[column]!))
          .join('  ')
          .trimEnd()}`,
    ),
  ];
}
