import type { Dataset } from '../data/dataset.js';
import { createLoss } from '../losses/losses.js';
import { Network } from '../network/network.js';
import { type SaveOptions, saveModel } from '../network/onnx-file.js';
import { type PredictOptions, Predictor } from '../network/predictor.js';
import type { SessionOptions } from '../runtime/device.js';
import { type Evaluation, evaluate } from '../training/evaluate.js';
import { fit } from '../training/fit.js';
import type { FitOptions, History } from '../training/fit-options.js';
import type { TrainingSettings } from '../training/training-graph.js';

/** A network with Keras' methods around it: what Keras calls a functional `Model`. */
export class Model extends Network {
  #settings: TrainingSettings | undefined;

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
