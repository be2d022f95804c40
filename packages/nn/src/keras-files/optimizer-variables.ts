import type { Network } from '../network/network.js';
import { type KerasArray, toKerasOrder } from './keras-array.js';
import type { TrainingRecord } from './trained-network.js';

export interface OptimizerVariable {
  readonly name: string;
  readonly array: KerasArray;
}

/**
 * The optimizer's variables in the order in which Keras 3 makes them: iteration, learning rate, the moving averages of
 * the weights, then the slots weight by weight; none where its state is not known. Source: `build` in keras/src/optimizers (Keras 3.15).
 */
export function optimizerVariables(network: Network, training: TrainingRecord): OptimizerVariable[] {
  const { optimizer, emaMomentum, step, learningRate, slots } = training;
  if (!slots) return [];
  const weights = network.trainableWeights();
  const variable = (weight: (typeof weights)[number], slot: string, scale = 1): OptimizerVariable => ({
    name: `${weight.name.replaceAll('/', '_')}_${slot}`,
    array: toKerasOrder(scaled(slots[`${weight.name}/${slot}`]!.data, scale), weight.definition),
  });
  const kept =
    optimizer.name === 'sgd'
      ? optimizer.momentum === 0
        ? []
        : weights.map((weight) => variable(weight, 'momentum'))
      : // giemsa's Adam keeps its moments divided by 1 - beta.
        weights.flatMap((weight) => [
          variable(weight, 'momentum', 1 - optimizer.beta1),
          variable(weight, 'velocity', 1 - optimizer.beta2),
        ]);
  return [
    { name: 'iteration', array: { shape: [], data: BigInt64Array.of(BigInt(step)) } },
    { name: 'learning_rate', array: { shape: [], data: Float32Array.of(learningRate) } },
    ...(emaMomentum === null ? [] : weights.map((weight) => variable(weight, 'average'))),
    ...kept,
  ];
}

const scaled = (values: Float32Array, scale: number): Float32Array =>
  scale === 1 ? values : values.map((value) => value * scale);
