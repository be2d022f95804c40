import { betaCdf, logGamma } from './beta.js';
import { inPoints, type Weighted } from './weighted.js';

/** Red cells of one patient without malaria, and how many of them were called infected. */
export interface BlankPatient {
  readonly cells: number;
  readonly falseAlarms: number;
  /** Of the false alarms, those that were called gametocytes; none where stages were not told. */
  readonly gametocytes?: number;
}

/** Fewer patients do not tell how much false alarms differ between patients. */
export const FEWEST_BLANK_PATIENTS = 5;

/**
 * Coefficients of variation between patients that are weighed, each as likely as the others before anything is counted. By
 * simulation (`npm run bench:blanks`): with larger ones, intervals from five patients cover the truth in 97 to 99 %.
 */
const VARIATIONS = [0.05, 0.25, 0.5, 0.75, 1, 1.25];
const MEANS = 25;
/** What is less likely than this part of the likeliest is left out. */
const NEGLIGIBLE = 1e-3;
const POINTS = 32;

/**
 * The false alarm rates that a further patient without malaria may have, by those that were measured. Rates differ between
 * patients as a beta distribution does, counts within a patient are binomial; mean and variation of the beta distribution are
 * weighed by the likelihood of all patients' counts (beta-binomial), the mean with the prior `mean^½` on a logarithmic scale.
 * @returns null with too few patients
 */
export function falseAlarmRates(blanks: readonly BlankPatient[]): readonly Weighted[] | null {
  const counted = blanks.filter(({ cells }) => cells > 0);
  if (counted.length < FEWEST_BLANK_PATIENTS) return null;
  const shapes = likelyShapes(counted);
  return inPoints(
    (rate) => shapes.reduce((sum, { a, b, weight }) => sum + weight * betaCdf(rate, a, b), 0),
    POINTS,
  ).filter(({ weight }) => weight > 0);
}

interface Shape {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

/** Beta distributions with their posterior weights, which add up to 1. */
function likelyShapes(blanks: readonly BlankPatient[]): Shape[] {
  const cells = sum(blanks.map((blank) => blank.cells));
  const alarms = sum(blanks.map((blank) => blank.falseAlarms));
  const middle = Math.log((alarms + 0.5) / (cells + 1));
  const reach = 5 * Math.sqrt(1 / (alarms + 1) + 1 / blanks.length);
  const shapes = VARIATIONS.flatMap((variation) =>
    Array.from({ length: MEANS }, (_, index) => {
      const logMean = Math.min(middle + reach * ((2 * index) / (MEANS - 1) - 1), Math.log(0.9));
      const mean = Math.exp(logMean);
      const a = 1 / variation ** 2;
      const b = (a * (1 - mean)) / mean;
      return { a, b, log: logMean / 2 + logLikelihood(blanks, a, b) };
    }),
  );
  const likeliest = Math.max(...shapes.map(({ log }) => log));
  const weighed = shapes
    .map(({ a, b, log }) => ({ a, b, weight: Math.exp(log - likeliest) }))
    .filter(({ weight }) => weight > NEGLIGIBLE);
  const total = sum(weighed.map(({ weight }) => weight));
  return weighed.map((shape) => ({ ...shape, weight: shape.weight / total }));
}

/** Of beta-binomial counts, without the binomial coefficients, which are the same for all shapes. */
function logLikelihood(blanks: readonly BlankPatient[], a: number, b: number): number {
  const none = logBeta(a, b);
  return sum(
    blanks.map(({ cells, falseAlarms }) => logBeta(falseAlarms + a, cells - falseAlarms + b) - none),
  );
}

const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b);

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
