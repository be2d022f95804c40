import { add, cast, div, equal, greater, max, mul, sqrt } from '../graph/elementwise.js';
import { scaled } from '../graph/affine.js';
import { gradients } from '../graph/gradients.js';
import { Graph } from '../graph/graph.js';
import { reshape, transpose } from '../graph/arrange.js';
import { sumAll } from '../graph/reduce.js';
import { type Shape, type Tensor, sizeOf } from '../graph/tensor.js';
import { type LossConfig, createLoss } from '../losses/losses.js';
import { forward, toLayout } from '../model/forward.js';
import type { Model } from '../model/model.js';
import * as math from '../ops/math.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import type { BatchTransform } from './batch-transform.js';

export interface TrainingSettings {
  readonly loss: LossConfig;
  readonly optimizer: Optimizer;
  /** Limit of the norm of all gradients together. None when left out. Keras' `global_clipnorm`. */
  readonly globalClipnorm?: number;
  /** Keeps an exponential moving average of the trained weights. Keras' `ema_momentum`. None when left out. */
  readonly emaMomentum?: number;
  readonly transform?: BatchTransform;
}

/** The training step as a graph, with the names under which it is fed and fetched. */
export interface TrainingGraph {
  readonly graph: Graph;
  readonly outputs: Readonly<Record<string, Tensor>>;
  readonly dropout: ReadonlyMap<string, { readonly rate: number; readonly shape: Shape }>;
  readonly scalarNames: readonly string[];
}

/** Names of the optimizer's state of a weight. */
export const slotName = (weight: string, slot: string): string => `${weight}/${slot}`;
export const averageName = (weight: string): string => `${weight}/average`;

/**
 * Writes one training step of a model: forward pass, loss, gradients, and the optimizer's update.
 * Fed: `examples`, `targets` [N, units], `sample_weights` [N], scalars [1], all weights and all optimizer state.
 * Fetched: `loss` (mean over the batch), `correct` (how many examples), and the new value of everything that changes.
 */
export function trainingGraph(model: Model, settings: TrainingSettings, batchSize: number): TrainingGraph {
  const graph = new Graph('CHWN');
  const units = model.outputShape[0]!;
  const examples = graph.input('examples', model.inputType, [batchSize, ...model.inputShape]);
  const targets = transpose(graph.input('targets', 'float32', [batchSize, units]), [1, 0]);
  const sampleWeights = graph.input('sample_weights', 'float32', [batchSize]);
  const weights = new Map(model.weights.map(({ name, shape }) => [name, graph.input(name, 'float32', shape)]));
  const pass = forward(model, graph, transformed(examples, settings.transform, batchSize), { training: true, weight: (name) => weights.get(name)! });
  const perExample = createLoss(settings.loss)(targets, pass.output);
  const loss = math.meanAll(math.mul(perExample, reshape(sampleWeights, [1, batchSize])));
  const outputs: Record<string, Tensor> = { loss, correct: countCorrect(targets, pass.output, settings.loss) };
  for (const [name, value] of pass.updates) outputs[name] = value;
  const scalarNames = Object.keys(settings.optimizer.scalars(1, 1));
  const scalars = Object.fromEntries(scalarNames.map((name) => [name, graph.input(`scalar/${name}`, 'float32', [1])]));
  update(model, settings, weights, loss, scalars, outputs);
  return { graph, outputs, dropout: pass.dropout, scalarNames };
}

function transformed(examples: Tensor, batchTransform: BatchTransform | undefined, batchSize: number): Tensor {
  if (!batchTransform) return toLayout(examples);
  const inputs = Object.entries(batchTransform.inputs(batchSize)).map(
    ([name, { dtype, shape }]) => [name, examples.graph.input(`transform/${name}`, dtype, shape)] as const,
  );
  return batchTransform.build(examples, Object.fromEntries(inputs));
}

function update(
  model: Model,
  settings: TrainingSettings,
  weights: ReadonlyMap<string, Tensor>,
  loss: Tensor,
  scalars: Readonly<Record<string, Tensor>>,
  outputs: Record<string, Tensor>,
): void {
  const { optimizer, emaMomentum } = settings;
  const trained = model.trainableWeights().map(({ name }) => ({ name, parameter: weights.get(name)! }));
  const all = gradients(loss, trained.map(({ parameter }) => parameter));
  const reached = trained.flatMap(({ name, parameter }, index) => {
    const gradient = all[index];
    return gradient ? [{ name, parameter, gradient }] : [];
  });
  if (reached.length === 0) throw new RangeError(`model "${model.name}" has nothing to train: every layer is frozen or has no weights`);
  for (const { name, parameter, gradient } of clipped(reached, settings.globalClipnorm)) {
    const { graph } = parameter;
    // As plain vectors: ONNX Runtime broadcasts a scalar over [2048, 512, 1, 1] one value at a time.
    const flat = [sizeOf(parameter.shape)];
    const slots = Object.fromEntries(optimizer.slots.map((slot) => [slot, graph.input(slotName(name, slot), 'float32', flat)]));
    const updated = optimizer.update({
      name,
      parameter: reshape(parameter, flat),
      gradient: reshape(gradient, flat),
      slots,
      scalars,
    });
    outputs[name] = reshape(updated.parameter, parameter.shape);
    for (const [slot, value] of Object.entries(updated.slots)) outputs[slotName(name, slot)] = value;
    if (emaMomentum === undefined) continue;
    const average = graph.input(averageName(name), 'float32', flat);
    outputs[averageName(name)] = add(
      scaled(average, graph.filled(emaMomentum, [1])),
      scaled(updated.parameter, graph.filled(1 - emaMomentum, [1])),
    );
  }
}

interface ParameterGradient {
  readonly name: string;
  readonly parameter: Tensor;
  readonly gradient: Tensor;
}

/** All gradients scaled by `limit / max(norm, limit)`. Source: Pascanu et al. 2013; Keras `clip_by_global_norm`. */
function clipped(gradientsOf: readonly ParameterGradient[], limit: number | undefined): readonly ParameterGradient[] {
  if (limit === undefined) return gradientsOf;
  const { graph } = gradientsOf[0]!.gradient;
  const squares = gradientsOf.map(({ gradient }) => sumAll(mul(gradient, gradient)));
  const norm = sqrt(squares.reduce(add));
  const factor = reshape(div(graph.scalar(limit), max(norm, graph.scalar(limit))), [1]);
  return gradientsOf.map(({ name, parameter, gradient }) => ({ name, parameter, gradient: scaled(gradient, factor) }));
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
  const argMax = (x: Tensor) => graph.node('ArgMax', [x], { axis: 0, keepdims: 0 }, [{ dtype: 'int64', shape: [batch] }])[0]!;
  return reshape(sumAll(cast(equal(argMax(outputs), argMax(targets)), 'float32')), [1]);
}
