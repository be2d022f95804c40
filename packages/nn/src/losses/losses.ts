import { abs, cast, greater } from '../graph/elementwise.js';
import { reduceMax } from '../graph/reduce.js';
import type { Tensor } from '../graph/tensor.js';
import { logitsOf } from '../ops/activations.js';
import { add, clip, div, exp, log, mul, positivePart, sub, sum } from '../ops/math.js';

/** Keras' names. */
export const LOSS_NAMES = [
  'binary_crossentropy',
  'categorical_crossentropy',
  'sparse_categorical_crossentropy',
  'mean_squared_error',
  'mean_absolute_error',
] as const;

/** Keras' names of the losses. */
export type LossName = (typeof LOSS_NAMES)[number];

/** Keras' short names. */
const ALIASES = { mse: 'mean_squared_error', mae: 'mean_absolute_error' } as const;

/** A loss by its name, with its arguments. */
export interface LossConfig {
  readonly name: LossName;
  /** The outputs are logits rather than probabilities. Crossentropies only. Default false. */
  readonly fromLogits?: boolean;
  /** Share of the target that is spread over all classes, in [0, 1). Not for class indices. Default 0. */
  readonly labelSmoothing?: number;
}

/** What `compile` takes as `loss`: a name with the defaults, or a name with its options. */
export type LossChoice = LossName | keyof typeof ALIASES | LossConfig;

/** A loss of each example: targets and outputs [units, N] to [1, N]. */
export type Loss = (targets: Tensor, outputs: Tensor) => Tensor;

/** Keras' epsilon: probabilities are kept this far from 0 and 1. */
const EPSILON = 1e-7;

/** Name and options of a loss. @throws RangeError on an unknown name */
export function lossConfig(choice: LossChoice): LossConfig {
  if (typeof choice === 'object' && choice !== null) return choice;
  return { name: choice in ALIASES ? ALIASES[choice as keyof typeof ALIASES] : (choice as LossName) };
}

/** Whether the targets are class indices, [N, 1], rather than one column for each output unit. */
export const hasClassIndices = ({ name }: LossConfig): boolean => name === 'sparse_categorical_crossentropy';

/** Whether it is computed from the logits of a sigmoid or softmax, where there are any. */
export const usesLogits = ({ name }: LossConfig): boolean => name.endsWith('_crossentropy');

/**
 * Writes a loss as part of a graph. Targets are one column for each unit, class indices made one-hot before.
 * @throws RangeError on an unknown name, options that the loss does not have, or label smoothing outside [0, 1)
 */
export function createLoss(config: LossConfig): Loss {
  const { name, fromLogits = false, labelSmoothing = 0 } = config;
  if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
    throw new RangeError(`labelSmoothing must lie in [0, 1), received ${labelSmoothing}`);
  }
  if (labelSmoothing > 0 && (hasClassIndices(config) || !usesLogits(config)))
    throw new RangeError(`${name} has no labelSmoothing`);
  if (fromLogits && !usesLogits(config)) throw new RangeError(`${name} has no fromLogits`);
  switch (name) {
    case 'binary_crossentropy':
      return binaryCrossentropy(fromLogits, labelSmoothing);
    case 'categorical_crossentropy':
    case 'sparse_categorical_crossentropy':
      return categoricalCrossentropy(fromLogits, labelSmoothing);
    case 'mean_squared_error':
      return meanError((difference) => mul(difference, difference));
    case 'mean_absolute_error':
      return meanError(absolute);
    default:
      throw new RangeError(
        `unknown loss "${name}"; known are ${[...LOSS_NAMES, ...Object.keys(ALIASES)].join(', ')}`,
      );
  }
}

/**
 * What a loss is computed from. Probabilities that come straight from a sigmoid or softmax are traced back to their
 * logits, as Keras does: that is exact where probabilities would round to 0 or 1.
 */
function predictions(outputs: Tensor, fromLogits: boolean): { values: Tensor; areLogits: boolean } {
  const logits = fromLogits ? outputs : logitsOf(outputs);
  return { values: logits ?? outputs, areLogits: logits !== undefined };
}

/**
 * `-(t · log p + (1 - t) · log(1 - p))`, the mean over the units of each example.
 * After a softmax Keras takes p as the sigmoid of each logit, not as the softmax's output; so does this.
 * From logits z: `max(z, 0) - z · t + log(1 + exp(-|z|))`. Smoothing: `t · (1 - s) + s / 2`.
 * Source: Keras `binary_crossentropy`.
 */
function binaryCrossentropy(fromLogits: boolean, smoothing: number): Loss {
  return (targets, outputs) => {
    const { graph } = targets;
    const one = graph.scalar(1);
    const t =
      smoothing === 0 ? targets : add(mul(targets, graph.scalar(1 - smoothing)), graph.scalar(smoothing / 2));
    const units = graph.scalar(1 / (outputs.shape[0] as number));
    const { values, areLogits } = predictions(outputs, fromLogits);
    if (areLogits) {
      const tail = log(add(one, exp(sub(graph.scalar(0), absolute(values)))));
      return mul(sum(add(sub(positivePart(values), mul(values, t)), tail), [0]), units);
    }
    const p = clip(values, EPSILON, 1 - EPSILON);
    const likelihood = add(mul(t, log(p)), mul(sub(one, t), log(sub(one, p))));
    return mul(sum(likelihood, [0]), mul(units, graph.scalar(-1)));
  };
}

/**
 * `-Σ t · log p` over the classes. Probabilities are first divided by their sum, as Keras does.
 * From logits z: `p = softmax(z)`, by log-sum-exp. Smoothing: `t · (1 - s) + s / classes`.
 * Source: Keras `categorical_crossentropy`.
 */
function categoricalCrossentropy(fromLogits: boolean, smoothing: number): Loss {
  return (targets, outputs) => {
    const { graph } = targets;
    const classes = outputs.shape[0] as number;
    const t =
      smoothing === 0
        ? targets
        : add(mul(targets, graph.scalar(1 - smoothing)), graph.scalar(smoothing / classes));
    const { values, areLogits } = predictions(outputs, fromLogits);
    return mul(sum(mul(t, areLogits ? logSoftmax(values) : logProbability(values)), [0]), graph.scalar(-1));
  };
}

/** The mean over the units of each example. Source: Keras `mean_squared_error`, `mean_absolute_error`. */
function meanError(error: (difference: Tensor) => Tensor): Loss {
  return (targets, outputs) => {
    const units = outputs.shape[0] as number;
    return mul(sum(error(sub(targets, outputs)), [0]), targets.graph.scalar(1 / units));
  };
}

const logProbability = (outputs: Tensor): Tensor =>
  log(clip(div(outputs, sum(outputs, [0])), EPSILON, 1 - EPSILON));

/** The maximum is taken out first so that no exponential overflows; it has no part in the gradient. */
function logSoftmax(logits: Tensor): Tensor {
  const shifted = sub(logits, reduceMax(logits, [0], true));
  return sub(shifted, log(sum(exp(shifted), [0])));
}

/** `|x|`; the gradient is the sign. */
function absolute(x: Tensor): Tensor {
  const { graph } = x;
  const zero = graph.scalar(0);
  const sign = sub(cast(greater(x, zero), 'float32'), cast(greater(zero, x), 'float32'));
  return graph.differentiable(abs(x), [x], (dy) => [mul(dy, sign)]);
}
