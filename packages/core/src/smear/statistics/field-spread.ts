import type { Interval } from '../../metrics/wilson.js';
import { randomFromSeed } from '../../random.js';

/** Counts of one field. */
export interface FieldCount {
  readonly counted: number;
  /** Of all stages. */
  readonly infected: number;
  /** Of the infected ones; none where stages were not told. */
  readonly gametocytes?: number;
}

/** Fewer fields do not tell how much fields differ. */
const FEWEST_FIELDS = 5;
const RESAMPLES = 2000;

/** How much the share of infected cells differs between fields. */
export interface FieldSpread {
  /** Variance between fields over that of independent cells (Pearson's χ² per degree of freedom): above 1, parasites cluster. */
  readonly dispersion: number;
  /** 95 % interval of the pooled share by resampling whole fields. */
  readonly ci95: Interval;
}

/** How much the share of infected cells differs between fields. @returns null with too few fields, or no infected cell */
export function fieldSpread(fields: readonly FieldCount[]): FieldSpread | null {
  const used = fields.filter(({ counted }) => counted > 0);
  const cells = sum(used.map(({ counted }) => counted));
  const infected = sum(used.map((field) => field.infected));
  if (used.length < FEWEST_FIELDS || infected === 0 || infected === cells) return null;
  const share = infected / cells;
  const chiSquared = sum(
    used.map(
      (field) => (field.infected - field.counted * share) ** 2 / (field.counted * share * (1 - share)),
    ),
  );
  const random = randomFromSeed(0);
  const shares = Float64Array.from({ length: RESAMPLES }, () => {
    let [n, k] = [0, 0];
    for (let draw = 0; draw < used.length; draw++) {
      const field = random.pick(used);
      n += field.counted;
      k += field.infected;
    }
    return k / n;
  }).sort();
  return {
    dispersion: chiSquared / (used.length - 1),
    ci95: [shares[Math.floor(0.025 * RESAMPLES)]!, shares[Math.ceil(0.975 * RESAMPLES) - 1]!],
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
