import { isProgress, isShownByDefault, progressBar } from '#progress-bar';
import type { Callback } from '../callbacks/callback.js';
import { type Dataset, slice } from '../data/dataset.js';
import type { OptimizerRecord, TrainingRecord } from '../keras-files/trained-network.js';
import { isSymbolicTensor, type SymbolicTensor } from '../layers/layer.js';
import { createLoss, type LossChoice, lossConfig } from '../losses/losses.js';
import { checkDataset } from '../network/check-examples.js';
import { Network, type NetworkOptions } from '../network/network.js';
import type { SaveOptions } from '../network/onnx-file.js';
import { type Examples, type PredictOptions, Predictor } from '../network/predictor.js';
import { getOptimizer, type OptimizerName } from '../optimizers/get-optimizer.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import type { SessionOptions } from '../runtime/device.js';
import { type Evaluation, evaluate } from '../training/evaluate.js';
import { fit } from '../training/fit.js';
import type { FitOptions, History } from '../training/fit-options.js';
import type { TrainingSettings } from '../training/training-graph.js';
import { type ModelFormat, modelBytes, saveModel } from './save-model.js';

/** What `compile` takes: a loss and an optimizer, by name or with their options, and what `TrainingSettings` adds. */
export interface CompileOptions extends Omit<TrainingSettings, 'loss' | 'optimizer'> {
  /** A name such as `'categorical_crossentropy'` or `'mse'`, or `{ name, labelSmoothing, fromLogits }`. */
  readonly loss: LossChoice;
  /** A name, with Keras' defaults, or `adam({ learningRate: 1e-4 })`. */
  readonly optimizer: OptimizerName | Optimizer;
}

/** As of Keras' `fit`, with checkpoints and callbacks. */
export interface ModelFitOptions extends Omit<FitOptions, 'epochs'> {
  /** Passes over the examples; default 1. */
  readonly epochs?: number;
  /**
   * Share of the examples, in (0, 1), that is not trained on but evaluated after each epoch: the last ones, before any
   * shuffling, as in Keras. Not together with `validationData`.
   */
  readonly validationSplit?: number;
  /**
   * Whether a progress bar is shown on standard error. Default: where that is a terminal and no callback shows one.
   * In browsers it is a line in the console for each epoch, and none by default. Keras' `verbose`.
   */
  readonly verbose?: boolean;
}

/**
 * A network with Keras' methods around it: what Keras calls a functional `Model`.
 * @example
 * ```ts
 * import { conv2d, dense, globalAveragePooling2D, input, Model } from '@giemsa/nn';
 *
 * const images = input({ shape: [32, 32, 3] });
 * const x = globalAveragePooling2D()(conv2d({ filters: 8, kernelSize: 3 })(images));
 * const model = new Model(images, dense({ units: 2, activation: 'softmax' })(x));
 * model.compile({ loss: 'categorical_crossentropy', optimizer: 'adam' });
 * ```
 */
export class Model extends Network {
  #settings: TrainingSettings | undefined;

  /** @throws RangeError when layers share a name, or the output does not depend on the input */
  constructor(options: NetworkOptions);
  constructor(
    inputs: SymbolicTensor,
    outputs: SymbolicTensor,
    options?: Pick<NetworkOptions, 'name' | 'seed'>,
  );
  constructor(
    inputs: NetworkOptions | SymbolicTensor,
    outputs?: SymbolicTensor,
    options: Pick<NetworkOptions, 'name' | 'seed'> = {},
  ) {
    super(isSymbolicTensor(inputs) ? { ...options, input: inputs, output: outputs! } : inputs);
  }

  /**
   * Chooses how the model is trained; Keras' `compile`. Accuracy is always reported.
   * @throws RangeError on an unknown loss or optimizer, or options out of range
   */
  compile(options: CompileOptions): void {
    const { loss, optimizer, ...others } = options ?? {};
    if (loss === undefined || optimizer === undefined)
      throw new RangeError(
        "compile needs both: compile({ loss: 'categorical_crossentropy', optimizer: 'adam' })",
      );
    const settings = { ...others, loss: lossConfig(loss), optimizer: getOptimizer(optimizer) };
    createLoss(settings.loss);
    this.#settings = settings;
  }

  /**
   * Trains the model; Keras' `fit`. See `ModelFitOptions` and `FitOptions`.
   * @throws Error when the model was not compiled
   * @throws RangeError when examples or targets do not fit the model, or options are out of range
   */
  fit(dataset: Dataset, options: ModelFitOptions = {}): Promise<History> {
    const { epochs = 1, validationSplit, verbose, callbacks = [], ...others } = options;
    const settings = this.#compiled();
    const { training, validationData } = splitOff(dataset, validationSplit, others.validationData);
    const shown = withProgress(callbacks, verbose);
    return fit(this, settings, training, {
      ...others,
      epochs,
      callbacks: shown,
      ...(validationData && { validationData }),
    });
  }

  /** Loss, accuracy and outputs on a data set; Keras' `evaluate`. @throws Error when the model was not compiled */
  evaluate(dataset: Dataset, options: PredictOptions & SessionOptions = {}): Promise<Evaluation> {
    return evaluate(this, this.#compiled().loss, dataset, options);
  }

  /**
   * Outputs for all examples, [N, units] row-major; Keras' `predict`.
   * @throws RangeError when the examples do not fit the input layer
   */
  async predict(dataset: Examples, options: PredictOptions & SessionOptions = {}): Promise<Float32Array> {
    checkDataset(this, dataset);
    const predictor = await Predictor.create(this, options);
    try {
      return await predictor.predict(dataset, options);
    } finally {
      await predictor.release();
    }
  }

  /**
   * Writes the model to a file of the format that its name says: `.onnx`, or Keras' `.h5` and `.keras`, with what it was
   * compiled with; Keras' `save`. In browsers the path is one of the site's origin private file system.
   * @param options of `.onnx` files
   * @throws RangeError on another ending
   */
  save(path: string, options: SaveOptions = {}): Promise<void> {
    return saveModel(this, path, options, { training: this.#training() });
  }

  /**
   * The bytes of the file that `save` writes, such as for a download.
   * @param options of `.onnx` files
   */
  toBytes(format: ModelFormat, options: SaveOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    return modelBytes(this, `${this.name}.${format}`, options, { training: this.#training() });
  }

  /** As Keras records it; the optimizer's state is in checkpoints only. */
  #training(): TrainingRecord | undefined {
    if (!this.#settings) return undefined;
    const { loss, optimizer, emaMomentum = null, globalClipnorm = null } = this.#settings;
    return {
      ...{ loss, emaMomentum, globalClipnorm, step: 0 },
      optimizer: optimizer.config as unknown as OptimizerRecord,
      learningRate: optimizer.schedule.learningRate(0),
    };
  }

  #compiled(): TrainingSettings {
    if (this.#settings) return this.#settings;
    throw new Error(
      `model "${this.name}" must be compiled before it is trained or evaluated: call compile({ loss, optimizer })`,
    );
  }
}

/** @throws RangeError when both a share and data are given, or the share leaves one side empty */
function splitOff(
  dataset: Dataset,
  share: number | undefined,
  validationData: FitOptions['validationData'],
): { training: Dataset; validationData: FitOptions['validationData'] } {
  if (share === undefined) return { training: dataset, validationData };
  if (validationData) throw new RangeError('fit: give validationSplit or validationData, not both');
  if (!(share > 0 && share < 1))
    throw new RangeError(`fit: validationSplit must lie between 0 and 1, received ${share}`);
  const first = Math.floor(dataset.length * (1 - share));
  if (first === 0 || first === dataset.length)
    throw new RangeError(
      `fit: a validationSplit of ${share} leaves one side of ${dataset.length} examples empty`,
    );
  return {
    training: slice(dataset, 0, first),
    validationData: slice(dataset, first, dataset.length),
  };
}

function withProgress(callbacks: readonly Callback[], verbose: boolean | undefined): readonly Callback[] {
  const wanted = verbose ?? isShownByDefault();
  return wanted && !callbacks.some(isProgress) ? [progressBar(), ...callbacks] : callbacks;
}
