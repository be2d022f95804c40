/** What the outputs of an ONNX file mean, and how they become probabilities. */
export interface OutputMeaning {
  /** In words. */
  readonly text: string;
  readonly source: 'file' | 'assumed';
  readonly classes: number;
  /** @param values `[N, outputs]` @returns `[N, classes]` */
  readonly toProbabilities: (values: Float32Array) => Float32Array;
}

/**
 * By the last operator; an ONNX file does not say what it was trained with, so outputs of a sum of products are assumed to
 * be logits.
 * @param end as `lastActivation` tells it
 * @throws Error where it may be anything
 */
export function outputMeaning(end: string, outputs: number): OutputMeaning {
  const of = (
    text: string,
    row: (values: Float64Array) => ArrayLike<number>,
    source: 'file' | 'assumed' = 'file',
  ) => {
    const classes = Math.max(2, outputs);
    return { text, source, classes, toProbabilities: byRow(outputs, classes, row) };
  };
  if (outputs === 1) {
    if (end === 'sigmoid') return of('1 sigmoid, of the second class', ([p]) => [1 - p!, p!]);
    if (end === 'linear')
      return of('1 logit, of the second class', ([z]) => [sigmoid(-z!), sigmoid(z!)], 'assumed');
  } else {
    // Of a quantised softmax the sum is only about 1.
    if (end === 'softmax') return of(`${outputs} probabilities, softmax`, shares);
    if (end === 'log_softmax')
      return of(`${outputs} logarithms of probabilities`, (row) => row.map(Math.exp));
    if (end === 'sigmoid') return of(`${outputs} sigmoids, by their sum`, shares);
    if (end === 'linear') return of(`${outputs} logits, softmax`, softmax, 'assumed');
  }
  throw new Error(
    `its ${outputs} ${outputs === 1 ? 'output comes' : 'outputs come'} from ${end}, which gives neither probabilities nor logits; ` +
      'export it with a softmax or a sigmoid at its end',
  );
}

function byRow(outputs: number, classes: number, toRow: (values: Float64Array) => ArrayLike<number>) {
  return (values: Float32Array): Float32Array => {
    const count = values.length / outputs;
    const probabilities = new Float32Array(count * classes);
    for (let row = 0; row < count; row++) {
      const own = Float64Array.from(values.subarray(row * outputs, (row + 1) * outputs));
      probabilities.set(toRow(own), row * classes);
    }
    return probabilities;
  };
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

function softmax(logits: Float64Array): Float64Array {
  const largest = Math.max(...logits);
  return shares(logits.map((z) => Math.exp(z - largest)));
}

function shares(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}
