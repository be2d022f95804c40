/** Examples and their classes, row by row. */
export interface Rows {
  /** `[rows, features]` */
  readonly values: Float32Array;
  readonly features: number;
  readonly classes: Uint8Array;
}

/** A layer that takes features as they are: `features · kernel + bias`. */
export interface Fitted {
  /** `[features, classes]` */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

const ITERATIONS = 400;

/**
 * Softmax regression on standardised features, with an L2 penalty; the standardisation becomes part of the layer.
 * Source: scikit-learn's `make_pipeline(StandardScaler(), LogisticRegression(C=inversePenalty))`, which minimises
 * `inversePenalty · Σ cross-entropy + ½ ‖kernel‖²`; here by Nesterov's accelerated gradient descent.
 */
export function fitSoftmaxRegression(rows: Rows, classCount: number, inversePenalty: number): Fitted {
  const { features } = rows;
  const count = rows.classes.length;
  const { mean, scale } = standardisation(rows);
  const x = rows.values.map((value, k) => (value - mean[k % features]!) / scale[k % features]!);
  const penalty = 1 / (inversePenalty * count);
  const step = 1 / (0.5 * largestEigenvalue(x, count, features) + penalty);
  const size = (features + 1) * classCount;
  let [weights, ahead, momentum] = [new Float64Array(size), new Float64Array(size), 1];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const gradient = gradientAt(ahead, x, rows.classes, features, classCount);
    const next = ahead.map(
      (weight, k) => weight - step * (gradient[k]! + (k < features * classCount ? penalty * weight : 0)),
    );
    const following = (1 + Math.sqrt(1 + 4 * momentum ** 2)) / 2;
    const share = (momentum - 1) / following;
    ahead = next.map((weight, k) => weight + share * (weight - weights[k]!));
    [weights, momentum] = [next, following];
  }
  return unstandardised(weights, mean, scale, classCount);
}

function standardisation({ values, features, classes }: Rows): { mean: Float64Array; scale: Float64Array } {
  const [mean, squares] = [new Float64Array(features), new Float64Array(features)];
  for (let k = 0; k < values.length; k++) mean[k % features]! += values[k]! / classes.length;
  for (let k = 0; k < values.length; k++)
    squares[k % features]! += (values[k]! - mean[k % features]!) ** 2 / classes.length;
  return { mean, scale: squares.map((square) => Math.sqrt(square) || 1) };
}

/** Of the features' covariance, by power iteration. */
function largestEigenvalue(x: Float32Array, count: number, features: number): number {
  let direction = new Float64Array(features).fill(1 / Math.sqrt(features));
  let eigenvalue = 0;
  for (let iteration = 0; iteration < 50; iteration++) {
    const product = new Float64Array(features);
    for (let row = 0; row < count; row++) {
      let along = 0;
      for (let k = 0; k < features; k++) along += x[row * features + k]! * direction[k]!;
      for (let k = 0; k < features; k++) product[k]! += (x[row * features + k]! * along) / count;
    }
    eigenvalue = Math.hypot(...product);
    direction = product.map((value) => value / eigenvalue);
  }
  // The bias is a feature of ones.
  return eigenvalue + 1;
}

/** Of the mean cross-entropy, at weights `[features + 1, classes]`; the last row is the bias. */
function gradientAt(
  weights: Float64Array,
  x: Float32Array,
  classes: Uint8Array,
  features: number,
  classCount: number,
): Float64Array {
  const gradient = new Float64Array(weights.length);
  const count = classes.length;
  const bias = features * classCount;
  for (let row = 0; row < count; row++) {
    const logits = weights.slice(bias);
    for (let k = 0; k < features; k++) {
      const value = x[row * features + k]!;
      for (let c = 0; c < classCount; c++) logits[c]! += value * weights[k * classCount + c]!;
    }
    const largest = Math.max(...logits);
    const exponentials = logits.map((logit) => Math.exp(logit - largest));
    const sum = exponentials.reduce((total, value) => total + value, 0);
    const errors = exponentials.map((value, c) => (value / sum - (classes[row] === c ? 1 : 0)) / count);
    for (let k = 0; k < features; k++) {
      const value = x[row * features + k]!;
      for (let c = 0; c < classCount; c++) gradient[k * classCount + c]! += value * errors[c]!;
    }
    for (let c = 0; c < classCount; c++) gradient[bias + c]! += errors[c]!;
  }
  return gradient;
}

function unstandardised(
  weights: Float64Array,
  mean: Float64Array,
  scale: Float64Array,
  classCount: number,
): Fitted {
  const features = mean.length;
  const kernel = new Float32Array(features * classCount);
  const bias = Float64Array.from(weights.subarray(features * classCount));
  for (let k = 0; k < features; k++) {
    for (let c = 0; c < classCount; c++) {
      const weight = weights[k * classCount + c]! / scale[k]!;
      kernel[k * classCount + c] = weight;
      bias[c]! -= weight * mean[k]!;
    }
  }
  return { kernel, bias: Float32Array.from(bias) };
}
