import { activation, dense, type SymbolicTensor, softmax } from '@giemsa/nn';
import { UnusableModel } from '../../errors/kinds.js';
import { beforeActivation } from '../last-activation.js';
import type { LayerWeights } from './layer-weights.js';
import type { TrainingLoss } from './training-loss.js';

/** A network that ends in one probability for each class. */
export interface Probabilities {
  /** `[N, classes]`, rows that sum to 1. */
  readonly output: SymbolicTensor;
  /** Weights of layers that were put behind the network. */
  readonly weights: readonly LayerWeights[];
  /** What the file's outputs were taken for, in words. */
  readonly text: string;
  /** Whether the file tells it, by an activation or by its loss. */
  readonly source: 'file' | 'assumed';
}

/** Losses of values that are neither logits nor trained as probabilities. */
const NO_LOGITS =
  /mean_(squared|absolute)|^ms[el]|^ma[ep]|huber|hinge|poisson|log_?cosh|cosine|kl_?divergence|kullback/;

/**
 * What the outputs of a network mean, by its last activation and the loss it was trained with, and the network with a
 * probability for each class behind it: softmax as it is; linear outputs as logits; sigmoids divided by their sum; one
 * sigmoid or one logit as `[1 − p, p]`, p the probability of the second class.
 * @throws UserError where neither tells, so that any probability would be a guess
 */
export function toProbabilities(output: SymbolicTensor, loss: TrainingLoss | undefined): Probabilities {
  if (output.shape.length !== 2) {
    throw new UnusableModel(
      `it gives outputs of shape [${output.shape.slice(1)}]; expected one number for each class`,
    );
  }
  const end = lastActivation(output);
  const outputs = output.shape[1]!;
  if (outputs === 1) return ofOne(output, end, loss);
  if (end === 'softmax') return as(output, `${outputs} probabilities, softmax`);
  if (end === 'sigmoid') return as(ofSigmoids(output), `${outputs} sigmoids, by their sum`);
  const source = checkLogits(end, loss);
  const text = `${outputs} logits, softmax`;
  if (loss?.name === 'binary_crossentropy' && loss.fromLogits)
    return as(softmaxOf(logSigmoid(output)), `${outputs} logits of sigmoids, by their sum`);
  return as(softmaxOf(output), text, source);
}

const as = (
  output: SymbolicTensor,
  text: string,
  source: Probabilities['source'] = 'file',
  weights: readonly LayerWeights[] = [],
): Probabilities => ({ output, weights, text, source });

const softmaxOf = (logits: SymbolicTensor): SymbolicTensor => softmax({ name: 'giemsa_softmax' })(logits);

function ofOne(output: SymbolicTensor, end: End, loss: TrainingLoss | undefined): Probabilities {
  if (end === 'softmax')
    throw new UnusableModel(
      'it ends in a softmax of one output, which is always 1; expected a sigmoid, or two outputs',
    );
  if (end === 'sigmoid') {
    const text = '1 sigmoid, of the second class';
    const logit = beforeActivation(output, 'sigmoid');
    if (logit) return ofLogit(logit, text, 'file');
    // The mean of many sigmoids and the like: p to [1 − p, p].
    const pair = dense({ units: 2, name: PAIR, trainable: false })(output);
    return as(pair, text, 'file', [pairWeights([-1, 1], [1, 0])]);
  }
  if (end === 'linear' && loss?.fromLogits === false && loss.name.endsWith('crossentropy')) {
    throw new UnusableModel(
      `its one output is linear, and its loss ${loss.name} says from_logits=False: it is neither a logit nor a probability. ` +
        'Compile it with BinaryCrossentropy(from_logits=True), or end it in a sigmoid, and save it again',
    );
  }
  return ofLogit(output, '1 logit, of the second class', checkLogits(end, loss));
}

const PAIR = 'giemsa_two_classes';

const pairWeights = (kernel: number[], bias?: number[]): LayerWeights => ({
  layer: PAIR,
  arrays: [
    { shape: [1, 2], data: Float32Array.from(kernel) },
    ...(bias ? [{ shape: [2], data: Float32Array.from(bias) }] : []),
  ],
});

/** softmax([0, z]) = [1 − σ(z), σ(z)]. */
function ofLogit(logit: SymbolicTensor, text: string, source: Probabilities['source']): Probabilities {
  const options = { units: 2, useBias: false, activation: 'softmax', name: PAIR, trainable: false } as const;
  return as(dense(options)(logit), text, source, [pairWeights([0, 1])]);
}

/** @returns how it is known that they are logits. @throws UserError if it is known that they are not */
function checkLogits(end: End, loss: TrainingLoss | undefined): Probabilities['source'] {
  if (loss?.fromLogits) return 'file';
  const advice =
    'End it in a softmax or sigmoid, or compile it with a loss with from_logits=True, and save it again';
  if (end !== 'linear')
    throw new UnusableModel(`it ends in ${end}, which does not give probabilities. ${advice}`);
  if (loss && NO_LOGITS.test(loss.name))
    throw new UnusableModel(
      `its outputs are linear and were trained with ${loss.name}, so they are not logits. ${advice}`,
    );
  return 'assumed';
}

/** An activation's name, or a layer's class where its values may be anything. */
type End = string;

/** Layers that keep the range of what goes through them, and the sum of a softmax. */
const KEEPING = new Set([
  'Flatten',
  'Reshape',
  'Dropout',
  'GlobalAveragePooling2D',
  'AveragePooling2D',
  'Average',
]);
/** Layers that keep the range, but not the sum of a softmax. */
const KEEPING_RANGE = new Set(['GlobalMaxPooling2D', 'MaxPooling2D', 'Concatenate', 'Maximum', 'Minimum']);
/** Layers of a sum of products, whose values are logits if nothing follows. */
const LINEAR = new Set([
  'Dense',
  'Conv2D',
  'DepthwiseConv2D',
  'SeparableConv2D',
  'Rescaling',
  'BatchNormalization',
]);

function lastActivation({ layer, inputs }: SymbolicTensor): End {
  const { className } = layer;
  const { activation: name } = layer.config as { activation?: string };
  if (className === 'Softmax') return 'softmax';
  if (className === 'Activation' && name === 'linear') return lastActivation(inputs[0]!);
  if (name !== undefined && name !== 'linear') return name;
  if (LINEAR.has(className)) return 'linear';
  if (KEEPING.has(className)) return common(inputs.map(lastActivation)) ?? `a mean of different outputs`;
  if (KEEPING_RANGE.has(className)) {
    const end = common(inputs.map(lastActivation));
    return end === 'softmax' || end === undefined ? 'outputs of several branches' : end;
  }
  return `a ${className} layer`;
}

const common = (ends: readonly End[]): End | undefined =>
  ends.every((end) => end === ends[0]) ? ends[0] : undefined;

/** p / sum(p) = softmax(ln p), and ln p = log_sigmoid(z). */
function ofSigmoids(output: SymbolicTensor): SymbolicTensor {
  const logits = beforeActivation(output, 'sigmoid');
  if (logits) return softmaxOf(logSigmoid(logits));
  throw new UnusableModel(
    `it ends in ${output.layer.className} behind sigmoids; supported are a Dense layer or an Activation with a sigmoid at the end`,
  );
}

const logSigmoid = (logits: SymbolicTensor): SymbolicTensor =>
  activation('log_sigmoid', { name: 'giemsa_log_sigmoid' })(logits);
