import type { InputConfig } from '../layers/input.js';
import { isSymbolicTensor, type SymbolicTensor } from '../layers/layer.js';
import { summary } from './summary.js';
import { type LayerNode, topology } from './topology.js';
import { createWeight, fromStorage, layerOfWeight, toStorage, type Weight } from './weight.js';

/** What a network is made of. */
export interface NetworkOptions {
  readonly input: SymbolicTensor;
  readonly output: SymbolicTensor;
  /** Default `functional`, as in Keras. */
  readonly name?: string;
  /** Seed of the initial weights; the same seed gives the same weights. Default 0. */
  readonly seed?: number;
}

/** Layers and their weights: what a training changes and a prediction reads. `Model` adds Keras' methods to it. */
export class Network {
  readonly name: string;
  /** Every layer after those that feed it, in Keras' order. */
  readonly layers: readonly LayerNode[];
  /** All weights, layer by layer. */
  readonly weights: readonly Weight[];
  readonly inputShape: readonly number[];
  readonly inputType: 'float32' | 'uint8';
  readonly outputShape: readonly number[];

  /** @throws RangeError when layers share a name, or the output does not depend on the input */
  constructor({ input, output, name = 'functional', seed = 0 }: NetworkOptions) {
    if (!isSymbolicTensor(input) || !isSymbolicTensor(output)) {
      throw new RangeError(
        'a model is made of the outputs of input() and of the last layer: new Model(images, dense({ units: 2 })(x)), or new Model({ input: images, output })',
      );
    }
    this.name = name;
    this.layers = topology(input, output);
    const inputConfig = input.layer.config as InputConfig;
    this.inputShape = inputConfig.shape;
    this.inputType = inputConfig.dtype;
    this.outputShape = output.shape.slice(1) as number[];
    this.weights = this.layers.flatMap((node) =>
      node.layer
        .weights(node.inputs.map((source) => source.tensor.shape))
        .map((definition) => createWeight(`${node.name}/${definition.name}`, definition, seed)),
    );
  }

  /** @throws RangeError with the nearest names when there is no such layer */
  layer(name: string): LayerNode {
    const node = this.layers.find((candidate) => candidate.name === name);
    if (node) return node;
    throw new RangeError(
      `model "${this.name}" has no layer "${name}"; its layers are ${this.layers.map((layer) => layer.name).join(', ')}`,
    );
  }

  /** The weights that training changes: those of layers that are not frozen. */
  trainableWeights(): readonly Weight[] {
    return this.unfrozenWeights().filter(({ definition }) => definition.trainable);
  }

  /** Those, and the statistics of the same layers that follow the batches. */
  unfrozenWeights(): readonly Weight[] {
    const frozen = new Set(this.layers.filter(({ layer }) => !layer.trainable).map(({ name }) => name));
    return this.weights.filter(({ name }) => !frozen.has(layerOfWeight(name)));
  }

  /** Numbers in all weights, in those that are trained, and in the others. */
  countParameters(): { total: number; trainable: number; nonTrainable: number } {
    const count = (weights: readonly Weight[]) => weights.reduce((sum, { size }) => sum + size, 0);
    const total = count(this.weights);
    const trainable = count(this.trainableWeights());
    return { total, trainable, nonTrainable: total - trainable };
  }

  /** Keras' summary table. */
  summary(): string {
    return summary(this);
  }

  /** Copies of all weights by name, in Keras' order of axes. */
  getWeights(): Record<string, Float32Array> {
    return Object.fromEntries(
      this.weights.map(({ name, data, definition }) => [name, fromStorage(data, definition)]),
    );
  }

  /**
   * Replaces weights, given by name in Keras' order of axes; names that are not given keep their values.
   * @throws RangeError on an unknown name or a wrong number of values
   */
  setWeights(values: Readonly<Record<string, Float32Array>>): void {
    const byName = new Map(this.weights.map((weight) => [weight.name, weight]));
    for (const [name, data] of Object.entries(values)) {
      const weight = byName.get(name);
      if (!weight) throw new RangeError(`model "${this.name}" has no weight "${name}"`);
      if (data.length !== weight.size) {
        throw new RangeError(
          `weight "${name}" holds ${weight.size} values ([${weight.definition.shape.join(', ')}]), received ${data.length}`,
        );
      }
      weight.data = toStorage(data, weight.definition);
    }
  }
}
