import { scaled } from '../graph/affine.js';
import { reshape } from '../graph/arrange.js';
import { add, div, max, mul, sqrt } from '../graph/elementwise.js';
import { sumAll } from '../graph/reduce.js';
import { sizeOf, type Tensor } from '../graph/tensor.js';
import { layerOfWeight } from '../network/weight.js';
import type { Optimizer } from '../optimizers/optimizer.js';

export interface UpdateSettings {
  readonly optimizer: Optimizer;
  /** Limit of the norm of all gradients together. None when left out. Keras' `global_clipnorm`. */
  readonly globalClipnorm?: number;
  /**
   * Keeps an exponential moving average of the trained weights and, with them, of the statistics of batch
   * normalizations: what the model predicts by. Keras' `ema_momentum`, warmed up: `min(momentum, t / (9 + t))`. None when left out.
   */
  readonly emaMomentum?: number;
  /** What the learning rate is multiplied by, by layer name; 1 where a layer is not named. */
  readonly learningRateMultipliers?: Readonly<Record<string, number>>;
}

export interface ParameterGradient {
  readonly name: string;
  readonly parameter: Tensor;
  readonly gradient: Tensor;
}

/** Names of the optimizer's state of a weight. */
export const slotName = (weight: string, slot: string): string => `${weight}/${slot}`;
export const averageName = (weight: string): string => `${weight}/average`;

/** The name of an optimizer's scalar for weights whose learning rate is multiplied. */
const scalarName = (name: string, multiplier: number): string =>
  multiplier === 1 ? name : `${name} at ${multiplier}`;

/**
 * The momentum of the moving average at a step: `min(momentum, t / (9 + t))`, and 0 at the first step, where the average
 * begins as in Keras. At a constant momentum of 0.995 an average of 132 steps would still be half of what it began with;
 * so it is about the last ninth of the steps, until that is as long as the momentum's own memory.
 * Source: TensorFlow `ExponentialMovingAverage` with `num_updates` t - 1.
 * @param step the number of this step, from 1
 */
export const averageMomentum = (momentum: number, step: number): number =>
  step === 1 ? 0 : Math.min(momentum, step / (9 + step));

/**
 * Numbers that are fed at each step, as `scalar/<name>` [1].
 * @param step the number of this step, from 1
 */
export function stepScalars(
  { optimizer, emaMomentum, learningRateMultipliers = {} }: UpdateSettings,
  step: number,
  learningRate: number,
): Record<string, number> {
  const scalars: Record<string, number> = {};
  for (const multiplier of new Set([1, ...Object.values(learningRateMultipliers)])) {
    for (const [name, value] of Object.entries(optimizer.scalars(step, learningRate * multiplier)))
      scalars[scalarName(name, multiplier)] = value;
  }
  if (emaMomentum === undefined) return scalars;
  const momentum = averageMomentum(emaMomentum, step);
  return { ...scalars, average_kept: momentum, average_taken: 1 - momentum };
}

/**
 * Emits the update of all parameters, with inputs for the optimizer's state and for the scalars.
 * @param statistics of this batch, by the name of the weight that follows them. Their average is over the same steps, by the
 * same momentum, as that of the weights that they belong to.
 * @returns the new value of everything that changes, by the name of its weight, slot or average; weights as plain vectors,
 * since ONNX Runtime would copy what is only reshaped for an output
 */
export function updateParameters(
  settings: UpdateSettings,
  parameters: readonly ParameterGradient[],
  statistics: readonly { readonly name: string; readonly value: Tensor }[] = [],
): Record<string, Tensor> {
  const { optimizer, globalClipnorm, emaMomentum, learningRateMultipliers = {} } = settings;
  const { graph } = parameters[0]!.parameter;
  const names = Object.keys(stepScalars(settings, 1, 1));
  const scalars = Object.fromEntries(
    names.map((name) => [name, graph.input(`scalar/${name}`, 'float32', [1])]),
  );
  const scalarsOf = (weight: string): Record<string, Tensor> => {
    const multiplier = learningRateMultipliers[layerOfWeight(weight)] ?? 1;
    const own = Object.keys(optimizer.scalars(1, 1));
    return Object.fromEntries(own.map((name) => [name, scalars[scalarName(name, multiplier)]!]));
  };
  const outputs: Record<string, Tensor> = {};
  const follow = (name: string, value: Tensor) => {
    if (emaMomentum === undefined) return;
    const average = graph.input(averageName(name), 'float32', value.shape);
    outputs[averageName(name)] = add(
      scaled(average, scalars.average_kept!),
      scaled(value, scalars.average_taken!),
    );
  };
  for (const { name, value } of statistics) follow(name, value);
  for (const { name, parameter, gradient } of clipped(parameters, globalClipnorm)) {
    // As plain vectors: ONNX Runtime broadcasts a scalar over [2048, 512, 1, 1] one value at a time.
    const flat = [sizeOf(parameter.shape)];
    const slots = Object.fromEntries(
      optimizer.slots.map((slot) => [slot, graph.input(slotName(name, slot), 'float32', flat)]),
    );
    const updated = optimizer.update({
      name,
      parameter: reshape(parameter, flat),
      gradient: reshape(gradient, flat),
      slots,
      scalars: scalarsOf(name),
    });
    outputs[name] = updated.parameter;
    for (const [slot, value] of Object.entries(updated.slots)) outputs[slotName(name, slot)] = value;
    follow(name, updated.parameter);
  }
  return outputs;
}

/** All gradients scaled by `limit / max(norm, limit)`. Source: Pascanu et al. 2013; Keras `clip_by_global_norm`. */
function clipped(
  parameters: readonly ParameterGradient[],
  limit: number | undefined,
): readonly ParameterGradient[] {
  if (limit === undefined) return parameters;
  const { graph } = parameters[0]!.gradient;
  const squares = parameters.map(({ gradient }) => sumAll(mul(gradient, gradient)));
  const norm = sqrt(squares.reduce(add));
  const factor = reshape(div(graph.scalar(limit), max(norm, graph.scalar(limit))), [1]);
  return parameters.map(({ name, parameter, gradient }) => ({
    name,
    parameter,
    gradient: scaled(gradient, factor),
  }));
}
