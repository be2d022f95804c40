import { InvalidOption } from '../../errors/kinds.js';
import { mixSeeds, type Random, randomFromSeed } from '../../random.js';
import { drawPatientStyle, type PatientStyle } from './patient.js';

/** What a synthetic data set is drawn from. */
export interface SyntheticOptions {
  /** Number of cells, half of each class. */
  cells: number;
  patients: number;
  seed: number;
  /** Number of whole fields. */
  fields: number;
}

/** What `writeSyntheticDataset` draws where nothing else is asked for. */
export const SYNTHETIC_DEFAULTS: SyntheticOptions = { cells: 1500, patients: 40, seed: 0, fields: 4 };

export interface SyntheticPatient {
  /** As the NIH writes it: `C12P3thinF`, a healthy one `C15NThinF`. */
  id: string;
  healthy: boolean;
  style: PatientStyle;
}

/** One cell to draw. */
export interface PlannedCell {
  className: 'Parasitized' | 'Uninfected';
  /** File name without folder, as the NIH's: `C12P3thinF_IMG_20150614_101502_cell_7.png`. */
  name: string;
  patient: SyntheticPatient;
  seed: number;
}

/**
 * Decides which patients there are and which cells are theirs: a quarter of the patients is healthy, and patients
 * have very different numbers of cells, as in the NIH set.
 * @throws UserError when a number is out of its range.
 */
export function planDataset(options: SyntheticOptions): {
  patients: SyntheticPatient[];
  cells: PlannedCell[];
} {
  checkOptions(options);
  const { patients: patientCount, cells: cellCount, seed } = options;
  const random = randomFromSeed(mixSeeds(seed, 1));
  const patients = Array.from({ length: patientCount }, (_, index) => planPatient(index, seed));
  const infected = patients.filter(({ healthy }) => !healthy);
  const half = Math.ceil(cellCount / 2);
  const names = imageNames(random);
  return {
    patients,
    cells: [
      ...planClass('Parasitized', infected, half, { random, names, seed }),
      ...planClass('Uninfected', patients, cellCount - half, { random, names, seed }),
    ],
  };
}

function checkOptions({ cells, patients, seed, fields }: SyntheticOptions): void {
  const checks: [name: string, value: number, low: number, high: number, why?: string][] = [
    ['patients', patients, 4, 1000],
    ['cells', cells, patients * 4, 1_000_000, ` (4 for each of ${patients} patients)`],
    ['seed', seed, 0, 2 ** 32 - 1],
    ['fields', fields, 0, 1000],
  ];
  for (const [name, value, low, high, why = ''] of checks) {
    if (Number.isInteger(value) && value >= low && value <= high) continue;
    throw InvalidOption.expected(name, value, `an integer from ${low}${why} to ${high}`);
  }
}

function planPatient(index: number, seed: number): SyntheticPatient {
  const healthy = index % 4 === 3;
  const infectedBefore = index - Math.floor((index + 1) / 4);
  const id = healthy ? `C${index + 1}NThinF` : `C${index + 1}P${infectedBefore + 1}thinF`;
  return { id, healthy, style: drawPatientStyle(randomFromSeed(mixSeeds(seed, 2, index))) };
}

interface Planning {
  random: Random;
  names: (patient: string) => string;
  seed: number;
}

function planClass(
  className: PlannedCell['className'],
  patients: SyntheticPatient[],
  count: number,
  { random, names, seed }: Planning,
): PlannedCell[] {
  const weights = patients.map(() => Math.exp(random.normal(0, 0.6)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const label = className === 'Parasitized' ? 0 : 1;
  let reached = 0;
  let given = 0;
  return patients.flatMap((patient, index) => {
    reached += weights[index]!;
    // Every patient keeps at least one cell: what is left is shared by weight.
    const until = index + 1 + Math.round(((count - patients.length) * reached) / total);
    const share = until - given;
    const from = given;
    given = until;
    return Array.from({ length: share }, (_, i) => ({
      className,
      name: names(patient.id),
      patient,
      seed: mixSeeds(seed, 3, label, from + i),
    }));
  });
}

/** File names: cells are numbered within the field picture that they were cut from, about forty in each. */
function imageNames(random: Random): (patient: string) => string {
  const pictures = new Map<string, { stamp: string; cells: number }>();
  const digits = (value: number) => String(value).padStart(2, '0');
  const newPicture = () => ({
    stamp: `2015${digits(6 + random.integer(7))}${digits(1 + random.integer(28))}_${digits(9 + random.integer(9))}${digits(random.integer(60))}${digits(random.integer(60))}`,
    cells: 0,
  });
  const taken = new Set<string>();
  return (patient) => {
    let picture = pictures.get(patient);
    if (!picture || picture.cells >= 40) {
      do picture = newPicture();
      while (taken.has(patient + picture.stamp));
      taken.add(patient + picture.stamp);
      pictures.set(patient, picture);
    }
    picture.cells++;
    return `${patient}_IMG_${picture.stamp}_cell_${picture.cells}.png`;
  };
}
