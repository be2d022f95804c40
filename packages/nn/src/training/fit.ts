import type { Callback, EpochLogs, TrainingControl } from '../callbacks/callback.js';
import type { Json } from '../checkpoint/training-state.js';
import { type Dataset, range } from '../data/dataset.js';
import { createMonitor } from '../metrics/monitor.js';
import { checkExamples } from '../network/check-examples.js';
import { modelConfig } from '../network/model-config.js';
import type { Network } from '../network/network.js';
import { createRandom } from '../random/random.js';
import type { SessionOptions } from '../runtime/device.js';
import { checkTargets } from './check-targets.js';
import { evaluate } from './evaluate.js';
import { type FitOptions, type History, TrainingDivergedError } from './fit-options.js';
import { frozenFeatures, splitBehindFrozenLayers } from './frozen-part.js';
import { captureState, initialProgress, type Progress, restoreState } from './progress.js';
import { TrainingBuffers } from './training-buffers.js';
import type { TrainingSettings } from './training-graph.js';
import { TrainingStep } from './training-step.js';

/**
 * Trains a model, as Keras' `fit`: each epoch goes once through all examples in an order that follows from the seed, the
 * last batch holds what is left, and validation data are evaluated after it.
 * The same seed, data, machine and number of threads give the same weights, bit for bit, also when the training was
 * stopped at any moment and resumed from its checkpoint. At the end the model holds the trained weights, or their
 * moving averages where `emaMomentum` is set.
 * @throws TrainingDivergedError when the loss or a weight is no longer finite
 * @throws RangeError on an empty data set, examples or targets that do not fit the network, or options out of range
 */
export async function fit(
  model: Network,
  settings: TrainingSettings,
  dataset: Dataset,
  options: FitOptions,
): Promise<History> {
  return new Fit(model, settings, dataset, options).run();
}

class Fit {
  readonly #buffers: TrainingBuffers;
  readonly #callbacks: readonly Callback[];
  readonly #batchSize: number;
  readonly #seed: number;
  readonly #alwaysFrozen: ReadonlySet<string>;
  readonly #steps = new Map<number, TrainingStep>();
  /** What is trained in this epoch, on what: the whole model on the examples, or the part behind its frozen layers. */
  #trained: { readonly model: Network; readonly dataset: Dataset };
  /** The layers that were frozen when the steps were compiled. */
  #frozen: string | undefined;
  readonly #settingsRecord: Json;
  #progress: Progress = initialProgress();
  #savedAt = performance.now();

  constructor(
    private readonly model: Network,
    private readonly settings: TrainingSettings,
    private readonly dataset: Dataset,
    private readonly options: FitOptions,
  ) {
    const { epochs, batchSize = 32, seed = 0, callbacks = [] } = options;
    if (!Number.isInteger(epochs) || epochs < 1)
      throw new RangeError(`fit: epochs must be a positive integer, received ${epochs}`);
    if (!Number.isInteger(batchSize) || batchSize < 1)
      throw new RangeError(`fit: batchSize must be a positive integer, received ${batchSize}`);
    if (dataset.length === 0) throw new RangeError('fit: the data set is empty');
    this.#batchSize = Math.min(batchSize, dataset.length);
    this.#seed = seed;
    this.#callbacks = callbacks;
    this.#trained = { model, dataset };
    this.#alwaysFrozen = new Set(
      model.layers.filter(({ layer }) => !layer.trainable).map((node) => node.name),
    );
    this.#buffers = new TrainingBuffers(model, settings.optimizer, settings.emaMomentum !== undefined);
    this.#settingsRecord = this.#describe();
  }

  async run(): Promise<History> {
    await this.#resume();
    const { epochs } = this.options;
    for (const callback of this.#callbacks) await callback.onTrainBegin?.(this.#control, epochs);
    try {
      while (this.#progress.epoch < epochs && this.#progress.stopped === null) await this.#epoch();
      this.#buffers.writeToModel(true);
    } finally {
      for (const callback of this.#callbacks) await callback.onTrainEnd?.(this.#control);
      await this.#releaseSteps();
      this.#freeze([]);
    }
    return { epochs: this.#progress.history, stopped: this.#progress.stopped };
  }

  async #epoch(): Promise<void> {
    const progress = this.#progress;
    for (const callback of this.#callbacks) await callback.onEpochBegin?.(progress.epoch);
    await this.#chooseTrained();
    await this.#trainEpoch();
    const validationStart = performance.now();
    const validation = await this.#validate();
    const logs: EpochLogs = {
      loss: progress.lossSum / progress.images,
      accuracy: progress.correct / progress.images,
      ...validation,
      learning_rate: this.#learningRate(progress.step - 1),
      seconds: progress.seconds + (performance.now() - validationStart) / 1000,
      images_per_second: progress.images / progress.seconds,
    };
    progress.history.push(logs);
    this.settings.optimizer.schedule.onEpochEnd?.(logs);
    for (const callback of this.#callbacks) await callback.onEpochEnd?.(progress.epoch, logs, this.#control);
    Object.assign(progress, {
      epoch: progress.epoch + 1,
      stepInEpoch: 0,
      lossSum: 0,
      correct: 0,
      images: 0,
      seconds: 0,
    });
    await this.#save(this.#isBest(logs) ? 'best' : 'last');
  }

  /** Freezes this epoch's layers. Where they differ from the last epoch's, the optimizer begins anew. */
  async #chooseTrained(): Promise<void> {
    const { model, dataset, options, settings } = this;
    const progress = this.#progress;
    const layersOf = (epoch: number) => options.frozenLayers?.(epoch) ?? [];
    const frozen = layersOf(progress.epoch).join();
    if (frozen === this.#frozen) return;
    await this.#releaseSteps();
    this.#frozen = frozen;
    this.#freeze(layersOf(progress.epoch));
    const changed = progress.epoch > 0 && layersOf(progress.epoch - 1).join() !== frozen;
    if (changed && progress.stepInEpoch === 0) {
      this.#buffers.resetOptimizer(settings.optimizer.slots);
      progress.optimizerStart = progress.step;
    }
    this.#trained = { model, dataset };
    if (settings.transform) return;
    this.#buffers.writeToModel(false);
    const split = splitBehindFrozenLayers(model);
    const features = split && (await frozenFeatures(split.frozen, dataset, this.#session()));
    if (features) this.#trained = { model: split.rest, dataset: features };
  }

  #freeze(names: readonly string[]): void {
    for (const name of names) this.model.layer(name);
    for (const { name, layer } of this.model.layers)
      layer.trainable = !this.#alwaysFrozen.has(name) && !names.includes(name);
  }

  #session(): SessionOptions {
    const { device, threads } = this.options;
    return { ...(device ? { device } : {}), ...(threads ? { threads } : {}) };
  }

  async #releaseSteps(): Promise<void> {
    for (const step of this.#steps.values()) await step.release();
    this.#steps.clear();
  }

  async #trainEpoch(): Promise<void> {
    const progress = this.#progress;
    const order = this.#order(progress.epoch);
    const steps = Math.ceil(order.length / this.#batchSize);
    const everyMilliseconds = (this.options.checkpoints?.everySeconds ?? 120) * 1000;
    while (progress.stepInEpoch < steps) {
      const started = performance.now();
      const indices = order.subarray(
        progress.stepInEpoch * this.#batchSize,
        (progress.stepInEpoch + 1) * this.#batchSize,
      );
      const learningRate = this.#learningRate(progress.step);
      const { loss, correct } = await this.#step(indices, learningRate);
      const last = progress.stepInEpoch + 1 === steps;
      const save = performance.now() - this.#savedAt > everyMilliseconds && !last;
      // Weights that are no longer numbers must not reach a checkpoint, even when the loss before them still was one.
      if (!Number.isFinite(loss) || ((save || last) && !this.#buffers.areFinite())) {
        throw new TrainingDivergedError(loss, progress.epoch, progress.stepInEpoch + 1, learningRate);
      }
      progress.step++;
      progress.stepInEpoch++;
      progress.lossSum += loss * indices.length;
      progress.correct += correct;
      progress.images += indices.length;
      progress.seconds += (performance.now() - started) / 1000;
      await this.#reportBatch('train', progress.images, order.length, learningRate, progress.seconds);
      if (save) await this.#save('last');
    }
  }

  async #step(indices: Uint32Array, learningRate: number) {
    const { options, settings } = this;
    const { dataset, model } = this.#trained;
    const [examples, targets] = [dataset.examples(indices), dataset.targets(indices)];
    checkExamples(model, examples, indices.length);
    checkTargets(model, settings.loss, targets, indices.length);
    const batch = {
      examples,
      targets,
      ...(options.classWeight
        ? { sampleWeights: classWeights(targets, indices.length, options.classWeight) }
        : {}),
    };
    const step = await this.#compiled(indices.length);
    const { step: done, optimizerStart } = this.#progress;
    return step.run(batch, this.#buffers, done - optimizerStart + 1, learningRate, [
      this.#seed,
      'step',
      done,
    ]);
  }

  /** The step for a batch size; the last batch of an epoch is smaller, and keeps no memory between its runs. */
  async #compiled(batchSize: number): Promise<TrainingStep> {
    const known = this.#steps.get(batchSize);
    if (known) return known;
    const step = await TrainingStep.compile(this.#trained.model, this.settings, batchSize, {
      ...this.#session(),
      keepMemory: batchSize === this.#batchSize,
    });
    this.#steps.set(batchSize, step);
    return step;
  }

  async #validate(): Promise<{ val_loss?: number; val_accuracy?: number }> {
    const { validationData } = this.options;
    if (!validationData) return {};
    const dataset =
      typeof validationData === 'function' ? await validationData(this.#progress.epoch) : validationData;
    this.#buffers.writeToModel(true);
    const learningRate = this.#learningRate(this.#progress.step - 1);
    const started = performance.now();
    const { loss, accuracy } = await evaluate(this.model, this.settings.loss, dataset, {
      ...this.#session(),
      onBatch: (done, total) =>
        this.#reportBatch('validation', done, total, learningRate, (performance.now() - started) / 1000),
    });
    return { val_loss: loss, val_accuracy: accuracy };
  }

  async #reportBatch(
    phase: 'train' | 'validation',
    images: number,
    totalImages: number,
    learningRate: number,
    seconds: number,
  ): Promise<void> {
    const { epoch, stepInEpoch, lossSum, correct, images: trained } = this.#progress;
    for (const callback of this.#callbacks) {
      await callback.onBatchEnd?.({
        epoch,
        epochs: this.options.epochs,
        step: stepInEpoch - 1,
        steps: Math.ceil(this.dataset.length / this.#batchSize),
        batchSize: this.#batchSize,
        images,
        totalImages,
        loss: lossSum / trained,
        accuracy: correct / trained,
        learningRate,
        imagesPerSecond: images / seconds,
        phase,
      });
    }
  }

  #order(epoch: number): Uint32Array {
    const order = range(0, this.dataset.length);
    return (this.options.shuffle ?? true) ? createRandom(this.#seed, 'shuffle', epoch).shuffle(order) : order;
  }

  #learningRate(step: number): number {
    return this.settings.optimizer.schedule.learningRate(step);
  }

  #isBest(logs: EpochLogs): boolean {
    const monitor = createMonitor('checkpoints', {
      monitor: logs.val_loss === undefined ? 'loss' : 'val_loss',
      mode: 'min',
      minDelta: 0,
    });
    const value = monitor.read(logs);
    if (!monitor.isImprovement(value, this.#progress.best)) return false;
    this.#progress.best = value;
    return true;
  }

  async #save(label: 'last' | 'best'): Promise<void> {
    const { checkpoints } = this.options;
    if (!checkpoints) return;
    const state = captureState(
      this.#buffers,
      this.#progress,
      this.#settingsRecord,
      this.settings.optimizer.schedule,
      this.#callbacks,
    );
    await checkpoints.store.save(state, label);
    this.#savedAt = performance.now();
  }

  async #resume(): Promise<void> {
    const { checkpoints } = this.options;
    if (!checkpoints?.resume) return;
    const loaded = await checkpoints.store.loadLatest();
    if (!loaded) return;
    for (const warning of loaded.warnings) checkpoints.onWarning?.(warning);
    this.#progress = restoreState(
      loaded.state,
      this.#buffers,
      this.#settingsRecord,
      this.settings.optimizer.schedule,
      this.#callbacks,
    );
  }

  /** What a checkpoint must agree with to be resumed. The number of epochs may change; a schedule that depends on it may not. */
  #describe(): Json {
    const { loss, optimizer, globalClipnorm = null, emaMomentum = null, transform } = this.settings;
    const { learningRateMultipliers = null } = this.settings;
    const description = {
      model: modelConfig(this.model),
      loss,
      optimizer: optimizer.config,
      globalClipnorm,
      emaMomentum,
      // Checkpoints from before the warm-up hold other averages.
      ...(emaMomentum === null ? {} : { averageOf: 'weights and statistics, warmed up' }),
      learningRateMultipliers,
      transform: transform?.config ?? null,
      batchSize: this.#batchSize,
      seed: this.#seed,
      shuffle: this.options.shuffle ?? true,
      classWeight: this.options.classWeight ?? null,
      examples: this.dataset.length,
    };
    return JSON.parse(JSON.stringify(description)) as Json;
  }

  readonly #control: TrainingControl = {
    stopTraining: (reason) => {
      this.#progress.stopped = reason;
    },
    getWeights: () => {
      this.#buffers.writeToModel(true);
      return this.model.getWeights();
    },
    setWeights: (weights) => {
      this.model.setWeights(weights);
      this.#buffers.readFromModel();
      // Features of frozen layers may come from the old weights.
      this.#frozen = undefined;
    },
  };
}

/** Keras' class weights as sample weights: that of the class with the largest target, or for one unit of 0 or 1. */
function classWeights(targets: Float32Array, count: number, weights: readonly number[]): Float32Array {
  const units = targets.length / count;
  return Float32Array.from({ length: count }, (_, example) => {
    const row = targets.subarray(example * units, (example + 1) * units);
    const classIndex = units === 1 ? Math.round(row[0]!) : row.indexOf(Math.max(...row));
    const weight = weights[classIndex];
    if (weight === undefined)
      throw new RangeError(`classWeight has no weight for class ${classIndex}; it has ${weights.length}`);
    return weight;
  });
}
