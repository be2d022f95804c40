import { reshape, transpose } from '../graph/arrange.js';
import { cast, equal, greater } from '../graph/elementwise.js';
import { gradients } from '../graph/gradients.js';
import { Graph } from '../graph/graph.js';
import { sumAll } from '../graph/reduce.js';
import type { Shape, Tensor } from '../graph/tensor.js';
import { createLoss, hasClassIndices, type LossConfig } from '../losses/losses.js';
import { forward, toLayout } from '../network/forward.js';
import type { Network } from '../network/network.js';
import * as math from '../ops/math.js';
import type { BatchTransform } from './batch-transform.js';
import { targetUnits } from './check-targets.js';
import { type ParameterGradient, type UpdateSettings, updateParameters } from './parameter-update.js';

/** What a training step is made of: loss, optimizer, transform of the examples. */
export interface TrainingSettings extends UpdateSettings {
  readonly loss: LossConfig;
  readonly transform?: BatchTransform;
}

/** The training step as a graph, with the names under which it is fed and fetched. */
export interface TrainingGraph {
  readonly graph: Graph;
  readonly outputs: Readonly<Record<string, Tensor>>;
  readonly dropout: ReadonlyMap<string, { readonly rate: number; readonly shape: Shape }>;
}

/**
 * Writes one training step of a model: forward pass, loss, gradients, and the optimizer's update.
 * Fed: `examples`, `targets` [N, units] or class indices [N, 1], `sample_weights` [N], scalars [1], all weights and all optimizer state.
 * Fetched: `loss` (mean over the batch), `correct` (how many examples), and the new value of everything that changes, weights
 * as plain vectors.
 */
export function trainingGraph(model: Network, settings: TrainingSettings, batchSize: number): TrainingGraph {
  const graph = new Graph('CHWN');
  const units = model.outputShape[0]!;
  const examples = graph.input('examples', model.inputType, [batchSize, ...model.inputShape]);
  const targets = targetColumns(graph, settings.loss, batchSize, units);
  const sampleWeights = graph.input('sample_weights', 'float32', [batchSize]);
  const weights = new Map(
    model.weights.map(({ name, shape }) => [name, graph.input(name, 'float32', shape)]),
  );
  const pass = forward(model, graph, transformed(examples, settings.transform, batchSize), {
    training: true,
    weight: (name) => weights.get(name)!,
  });
  const perExample = createLoss(settings.loss)(targets, pass.output);
  const loss = math.meanAll(math.mul(perExample, reshape(sampleWeights, [1, batchSize])));
  const outputs: Record<string, Tensor> = {
    loss,
    correct: countCorrect(targets, pass.output, settings.loss),
  };
  for (const [name, { updated }] of pass.statistics) outputs[name] = updated;
  const ofBatch = [...pass.statistics].map(([name, statistic]) => ({ name, value: statistic.ofBatch }));
  Object.assign(outputs, updateParameters(settings, trainedParameters(model, weights, loss), ofBatch));
  return { graph, outputs, dropout: pass.dropout };
}

/** The targets that are fed, [N, units] or class indices [N, 1], as [units, N]. */
function targetColumns(graph: Graph, loss: LossConfig, batchSize: number, units: number): Tensor {
  const fed = graph.input('targets', 'float32', [batchSize, targetUnits(loss, units)]);
  const columns = transpose(fed, [1, 0]);
  if (!hasClassIndices(loss)) return columns;
  const classes = graph.constant(
    Float32Array.from({ length: units }, (_, index) => index),
    [units, 1],
  );
  return cast(equal(columns, classes), 'float32');
}

function transformed(
  examples: Tensor,
  batchTransform: BatchTransform | undefined,
  batchSize: number,
): Tensor {
  if (!batchTransform) return toLayout(examples);
  const inputs = Object.entries(batchTransform.inputs(batchSize)).map(
    ([name, { dtype, shape }]) => [name, examples.graph.input(`transform/${name}`, dtype, shape)] as const,
  );
  return batchTransform.build(examples, Object.fromEntries(inputs));
}

/** The parameters that are trained and that the loss depends on. @throws RangeError when there are none */
function trainedParameters(
  model: Network,
  weights: ReadonlyMap<string, Tensor>,
  loss: Tensor,
): readonly ParameterGradient[] {
  const trained = model.trainableWeights().map(({ name }) => ({ name, parameter: weights.get(name)! }));
  const all = gradients(
    loss,
    trained.map(({ parameter }) => parameter),
  );
  const reached = trained.flatMap(({ name, parameter }, index) => {
    const gradient = all[index];
    return gradient ? [{ name, parameter, gradient }] : [];
  });
  if (reached.length === 0)
    throw new RangeError(
      `model "${model.name}" has nothing to train: every layer is frozen or has no weights`,
    );
  return reached;
}

/**
 * How many examples of a batch are right, [1]: the largest output is the largest target, or for a single output
 * both lie on the same side of the threshold (0.5 for probabilities, 0 for logits).
 * Source: Keras `CategoricalAccuracy` and `BinaryAccuracy`, chosen by the output's shape as `metrics=['accuracy']` does.
 */
function countCorrect(targets: Tensor, outputs: Tensor, loss: LossConfig): Tensor {
  const { graph } = targets;
  const [units, batch] = outputs.shape as [number, number];
  if (units === 1) {
    const predicted = cast(greater(outputs, graph.scalar(loss.fromLogits ? 0 : 0.5)), 'float32');
    const actual = cast(greater(targets, graph.scalar(0.5)), 'float32');
    return reshape(sumAll(cast(equal(predicted, actual), 'float32')), [1]);
  }
  const argMax = (x: Tensor) =>
    graph.node('ArgMax', [x], { axis: 0, keepdims: 0 }, [{ dtype: 'int64', shape: [batch] }])[0]!;
  return reshape(sumAll(cast(equal(argMax(outputs), argMax(targets)), 'float32')), [1]);
}
