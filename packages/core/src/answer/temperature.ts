/** The index of the true class, and one probability for each class, in `[0, 1]`. */
export interface LabelledAnswer {
  readonly label: number;
  readonly probabilities: ArrayLike<number>;
}

/** Temperatures beyond these come from data without mistakes, or from a model that has learned nothing. */
const LOWEST = 0.05;
const HIGHEST = 20;

/** Golden-section steps: the bracket of ln T, 6 wide, shrinks below 1e-9. */
const STEPS = 48;

/**
 * One row of probabilities after temperature scaling, `softmax(z / T)` of the logits behind `probabilities`,
 * which is `p^(1/T)`, normalised: so it needs no logits. The order of the classes is kept. A temperature of
 * `1/T` reverses it. Source: Guo et al. 2017, On Calibration of Modern Neural Networks, 4.2.
 */
export function scaleByTemperature(probabilities: ArrayLike<number>, temperature: number): Float64Array {
  let largest = -Infinity;
  for (let index = 0; index < probabilities.length; index++) {
    largest = Math.max(largest, Math.log(probabilities[index]!));
  }
  // exp(ln p - largest) keeps what the normalised value would lose of very small probabilities.
  const scaled = Float64Array.from(probabilities, (p) => Math.exp((Math.log(p) - largest) / temperature));
  const sum = scaled.reduce((total, value) => total + value, 0);
  return scaled.map((value) => value / sum);
}

/** Scales rows of `classes` probabilities in place. */
export function scaleRows(probabilities: Float32Array, classes: number, temperature: number): void {
  if (temperature === 1) return;
  for (let start = 0; start < probabilities.length; start += classes) {
    const row = probabilities.subarray(start, start + classes);
    row.set(scaleByTemperature(row, temperature));
  }
}

/**
 * The temperature at which the mean log loss of some labelled cells is least. The loss has a single minimum in 1/T, so a
 * golden-section search of ln T finds it. Cells that are all right or all wrong push it to an end of [0.05, 20].
 */
export function fitTemperature(cells: readonly LabelledAnswer[]): number {
  const logits = cells.map(({ probabilities, label }) => logRatios(probabilities, label));
  const loss = (logTemperature: number) => {
    const temperature = Math.exp(logTemperature);
    let sum = 0;
    for (const ratios of logits) {
      let others = 1;
      for (const ratio of ratios) others += Math.exp(ratio / temperature);
      sum += Math.log(others);
    }
    return sum;
  };
  return Math.exp(goldenSection(loss, Math.log(LOWEST), Math.log(HIGHEST)));
}

/** `ln p_other - ln p_true` of every other class, kept finite where a probability was rounded to 0. */
function logRatios(probabilities: ArrayLike<number>, label: number): number[] {
  const log = (p: number) => Math.log(Math.max(p, 1e-38));
  return Array.from(probabilities, log)
    .map((value, _, all) => value - all[label]!)
    .filter((_, index) => index !== label);
}

function goldenSection(f: (x: number) => number, low: number, high: number): number {
  const share = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  let [x1, x2] = [b - share * (b - a), a + share * (b - a)];
  let [f1, f2] = [f(x1), f(x2)];
  for (let step = 0; step < STEPS; step++) {
    if (f1 <= f2) {
      [b, x2, f2] = [x2, x1, f1];
      x1 = b - share * (b - a);
      f1 = f(x1);
    } else {
      [a, x1, f1] = [x1, x2, f2];
      x2 = a + share * (b - a);
      f2 = f(x2);
    }
  }
  return (a + b) / 2;
}
