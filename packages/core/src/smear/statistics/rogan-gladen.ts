import { type Interval, NORMAL_975 } from '../../metrics/wilson.js';

/** A rate measured on so many trials. */
export interface MeasuredRate {
  readonly value: number;
  readonly n: number;
}

/** A share corrected for the mistakes of the classifier, with its 95 % interval. */
export interface Corrected {
  /** In [0, 1]. */
  readonly value: number;
  readonly ci95: Interval;
}

/**
 * The share of infected cells, corrected for the cells that the classifier misses and those it takes for infected:
 * `(apparent + specificity - 1) / (sensitivity + specificity - 1)`, within [0, 1]. The interval accounts for the sampling error
 * of all three.
 * Sources: Rogan & Gladen 1978, Am. J. Epidemiol. 107:71; interval: Lang & Reiczigel 2014, Prev. Vet. Med. 113:13.
 * @returns null when sensitivity + specificity is not above 1: such a classifier tells nothing
 */
export function roganGladen(
  positives: number,
  total: number,
  sensitivity: MeasuredRate,
  specificity: MeasuredRate,
): Corrected | null {
  const youden = sensitivity.value + specificity.value - 1;
  if (total === 0 || youden <= 0) return null;
  const value = clamp((positives / total + specificity.value - 1) / youden);
  const z = NORMAL_975;
  const n = total + z * z;
  const apparent = (positives + (z * z) / 2) / n;
  const [se, nSe] = adjusted(sensitivity);
  const [sp, nSp] = adjusted(specificity);
  const denominator = se + sp - 1;
  if (denominator <= 0) return { value, ci95: [0, 1] };
  const center = (apparent + sp - 1) / denominator;
  const missed = (se * (1 - se)) / nSe;
  const falseAlarms = (sp * (1 - sp)) / nSp;
  const shift = 2 * z * z * (center * missed - (1 - center) * falseAlarms);
  const variance =
    ((apparent * (1 - apparent)) / n + center ** 2 * missed + (1 - center) ** 2 * falseAlarms) /
    denominator ** 2;
  const half = z * Math.sqrt(variance);
  return { value, ci95: [clamp(center + shift - half), clamp(center + shift + half)] };
}

const adjusted = ({ value, n }: MeasuredRate): [number, number] => [(n * value + 1) / (n + 2), n + 2];

const clamp = (value: number) => Math.min(1, Math.max(0, value));
