// How often the intervals and statements of `giemsa smear` hold, by simulation: npm run bench:blanks [-- --calibrations N]
// False alarm rates differ between patients as a log-normal distribution does, which is not the one that is assumed.
import { parseArgs } from 'node:util';
import { type Random, randomFromSeed } from '@giemsa/core/internal/random';
import { type ClassifierRates, type Parasitaemia, parasitaemia, redCellCount } from '@giemsa/core/smear';

const { values } = parseArgs({
  options: {
    calibrations: { type: 'string', default: '150' },
    blanks: { type: 'string', default: '2,5,7,10,20,50,100' },
  },
});

const BLANKS = values.blanks.split(',').map(Number);
const SHARES = [0, 0.001, 0.003, 0.01, 0.03, 0.1];
/** Coefficients of variation of the false alarm rates between patients. */
const VARIATIONS = [0.3, 0.7, 1.2];
const RATE = 0.0015;
const [CELLS_OF_BLANK, CELLS_OF_PATIENT] = [700, 3000];
const SENSITIVITY = 0.8;
const LABELLED = 200;
/** That are counted with each calibration. */
const PATIENTS = 3;

/** A number of successes: Poisson-like for small means, one by one else. */
function binomial(random: Random, trials: number, share: number): number {
  let hits = 0;
  // Jumps from success to success.
  for (let at = skip(random, share); at < trials; at += 1 + skip(random, share)) hits++;
  return hits;
}

const skip = (random: Random, share: number) =>
  share <= 0 ? Number.POSITIVE_INFINITY : Math.floor(Math.log(1 - random.next()) / Math.log1p(-share));

/** Log-normal with the mean {@link RATE}. */
function rateOf(random: Random, variation: number): number {
  const squared = Math.log1p(variation ** 2);
  return RATE * Math.exp(random.normal(-squared / 2, Math.sqrt(squared)));
}

function calibrate(random: Random, patients: number, variation: number): ClassifierRates {
  return {
    sensitivity: { value: binomial(random, LABELLED, SENSITIVITY) / LABELLED, n: LABELLED },
    blanks: Array.from({ length: patients }, () => ({
      cells: CELLS_OF_BLANK,
      falseAlarms: binomial(random, CELLS_OF_BLANK, rateOf(random, variation)),
    })),
  };
}

function count(random: Random, share: number, variation: number, rates: ClassifierRates): Parasitaemia {
  const truly = binomial(random, CELLS_OF_PATIENT, share);
  const infected =
    binomial(random, truly, SENSITIVITY) +
    binomial(random, CELLS_OF_PATIENT - truly, rateOf(random, variation));
  return parasitaemia([{ counted: CELLS_OF_PATIENT, infected }], redCellCount({}), rates);
}

/** What was said of simulated patients. */
class Tally {
  patients = 0;
  reported = 0;
  covered = 0;
  noMore = 0;
  more = 0;

  add(share: number, { corrected, infected, limitOfBlank }: Parasitaemia): void {
    this.patients++;
    if (limitOfBlank !== null && infected > limitOfBlank) this.more++;
    if (!corrected) return;
    this.reported++;
    const [low, high] = corrected.ci95;
    if (low <= share && share <= high) this.covered++;
    if (infected <= limitOfBlank!) this.noMore++;
  }
}

const percent = (of: number, all: number) => (all === 0 ? '' : `${((100 * of) / all).toFixed(1)} %`);
const sum = (tallies: readonly Tally[], key: keyof Omit<Tally, 'add'>) =>
  tallies.reduce((total, tally) => total + tally[key], 0);

const named = VARIATIONS.map((variation) => `where rates vary by ${100 * variation} %`);
const header = [
  'blank patients',
  'parasitaemia',
  '"more than a blank"',
  '"no more than a blank"',
  'cannot be told',
];
const columns = [...header, 'interval covers', ...named];
console.log(`| ${columns.join(' | ')} |\n|${'---|'.repeat(columns.length)}`);
for (const blanks of BLANKS) {
  const tallies = SHARES.map(() => VARIATIONS.map(() => new Tally()));
  for (const [column, variation] of VARIATIONS.entries()) {
    for (let run = 0; run < Number(values.calibrations); run++) {
      const random = randomFromSeed(1 + run + 1000 * column + 100_000 * blanks);
      const rates = calibrate(random, blanks, variation);
      SHARES.forEach((share, row) => {
        for (let patient = 0; patient < PATIENTS; patient++)
          tallies[row]![column]!.add(share, count(random, share, variation, rates));
      });
    }
  }
  SHARES.forEach((share, row) => {
    const own = tallies[row]!;
    const patients = sum(own, 'patients');
    const reported = sum(own, 'reported');
    const cells = [
      ...[blanks, `${Number((100 * share).toPrecision(2))} %`],
      ...[percent(sum(own, 'more'), patients), percent(sum(own, 'noMore'), patients)],
      ...[percent(patients - reported, patients), percent(sum(own, 'covered'), reported)],
      ...own.map((tally) => percent(tally.covered, tally.reported)),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  });
}
