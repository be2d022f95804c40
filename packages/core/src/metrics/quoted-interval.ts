import type { Estimate } from './metrics-schema.js';
import type { Interval } from './wilson.js';

export const TOO_FEW_PATIENTS = 'too few patients for an interval';

/**
 * The interval to quote with a figure: over patients where they are known, else over cells. That of cells never stands in for one
 * that too few patients give: it would be far too narrow.
 * @returns null where there is none
 */
export const quotedInterval = ({ ci95, ci95_patients: overPatients }: Estimate): Interval | null =>
  overPatients === undefined ? ci95 : overPatients;

/** Whether an interval is missing because of too few patients. */
export const lacksPatients = ({ value, ci95, ci95_patients: overPatients }: Estimate): boolean =>
  value !== null && overPatients === null && ci95 !== null;
