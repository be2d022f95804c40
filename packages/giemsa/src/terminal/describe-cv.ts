import { counted } from '@giemsa/core/internal/counted';
import { type Message, option, text } from '@giemsa/core/internal/errors/text';
import { FIGURE_NAMES, type FigureName, isShare } from '@giemsa/core/internal/metrics/figure-names';
import type { CrossValidation } from '@giemsa/core/internal/training/cross-validate';
import type { CvSummary } from '@giemsa/core/internal/training/cv-summary';
import { describeMetrics } from './describe-metrics.js';

/** The figures of a cross-validation, or which folds are missing. */
export function describeCv({ folder, summary, missing }: CrossValidation, data: string): Message[] {
  if (summary) return ['', ...describeSummary(summary), `Report: ${folder.report}`];
  return [
    '',
    `Still missing before the folds can be summed up: ${missing.join(', ')}`,
    text`Train one with giemsa cv ${data} ${option('out')} ${folder.path} ${option('fold')} N, or all of them with ${option('resume')} instead of ${option('fold')} N`,
  ];
}

function describeSummary({ mean_sd: spread, pooled, target, folds }: CvSummary): string[] {
  const rows = Object.entries(spread).map(([name, { mean, sd }]) => {
    const format = (value: number) => (isShare(name) ? `${(100 * value).toFixed(2)} %` : value.toFixed(4));
    return `  ${FIGURE_NAMES[name as FigureName].padEnd(26)} ${format(mean)} ± ${format(sd)}`;
  });
  const reached = target && [
    `At a threshold for sensitivity ${target.target}, chosen on the other folds: sensitivity ` +
      `${(100 * target.sensitivity.value).toFixed(2)} %, specificity ${(100 * target.specificity.value).toFixed(2)} %`,
  ];
  return [
    `Mean ± standard deviation over ${counted(folds, 'fold')} of patients, temperature fitted on the other folds:`,
    ...rows,
    ...describeMetrics(pooled),
    ...(reached ?? []),
  ];
}
