import type { InputConfig } from '../layers/input.js';
import type { SymbolicTensor } from '../layers/layer.js';
import { createLoss } from '../losses/losses.js';
import type { SessionOptions } from '../runtime/device.js';
import type { Dataset } from '../training/dataset.js';
import { type Evaluation, evaluate } from '../training/evaluate.js';
import { fit } from '../training/fit.js';
import type { FitOptions, History } from '../training/fit-options.js';
import type { TrainingSettings } from '../training/training-graph.js';
import { type SaveOptions, saveModel } from './onnx-file.js';
import { type PredictOptions, Predictor } from './predictor.js';
import { summary } from './summary.js';
import { type LayerNode, topology } from './topology.js';
import { createWeight, fromStorage, layerOfWeight, toStorage, type Weight } from './weight.js';

export interface ModelOptions {
  readonly input: SymbolicTensor;
  readonly output: SymbolicTensor;
  /** Default `functional`, as in Keras. */
  readonly name?: string;
  /** Seed of the initial weights; the same seed gives the same weights. Default 0. */
  readonly seed?: number;
}

/** A network with its weights: what Keras calls a functional `Model`. */
export class Model {
  readonly name: string;
  /** Every layer after those that feed it, in Keras' order. */
  readonly layers: readonly LayerNode[];
  /** All weights, layer by layer. */
  readonly weights: readonly Weight[];
  readonly inputShape: readonly number[];
  readonly inputType: 'float32' | 'uint8';
  readonly outputShape: readonly number[];
  #settings: TrainingSettings | undefined;

  /** @throws RangeError when layers share a name, or the output does not depend on the input */
  constructor({ input, output, name = 'functional', seed = 0 }: ModelOptions) {
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
    const frozen = new Set(this.layers.filter(({ layer }) => !layer.trainable).map(({ name }) => name));
    return this.weights.filter(
      ({ name, definition }) => definition.trainable && !frozen.has(layerOfWeight(name)),
    );
  }

  countParameters(): { total: number; trainable: number; nonTrainable: number } {
    const count = (weights: readonly Weight[]) => weights.reduce((sum, { data }) => sum + data.length, 0);
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
      if (data.length !== weight.data.length) {
        throw new RangeError(
          `weight "${name}" holds ${weight.data.length} values ([${weight.definition.shape.join(', ')}]), received ${data.length}`,
        );
      }
      weight.data = toStorage(data, weight.definition);
    }
  }

  /**
   * Chooses how the model is trained; Keras' `compile`. Accuracy is always reported.
   * @throws RangeError on an unknown loss or options out of range
   */
  compile(settings: TrainingSettings): void {
    createLoss(settings.loss);
    this.#settings = settings;
  }

  /** Trains the model; Keras' `fit`. See `FitOptions`. @throws Error when the model was not compiled */
  fit(dataset: Dataset, options: FitOptions): Promise<History> {
    return fit(this, this.#compiled(), dataset, options);
  }

  /** Loss, accuracy and outputs on a data set; Keras' `evaluate`. @throws Error when the model was not compiled */
  evaluate(dataset: Dataset, options: PredictOptions & SessionOptions = {}): Promise<Evaluation> {
    return evaluate(this, this.#compiled().loss, dataset, options);
  }

  /** Outputs for all examples, [N, units] row-major; Keras' `predict`. */
  async predict(
    dataset: Pick<Dataset, 'length' | 'examples'>,
    options: PredictOptions & SessionOptions = {},
  ): Promise<Float32Array> {
    const predictor = await Predictor.create(this, options);
    try {
      return await predictor.predict(dataset, options);
    } finally {
      await predictor.release();
    }
  }

  /** Writes the model as an ONNX file that `loadModel` reads again; Keras' `save`. */
  save(path: string, options: SaveOptions = {}): Promise<void> {
    return saveModel(this, path, options);
  }

  #compiled(): TrainingSettings {
    if (this.#settings) return this.#settings;
    throw new Error(
      `model "${this.name}" must be compiled before it is trained or evaluated: call compile({ loss, optimizer })`,
    );
  }
}
