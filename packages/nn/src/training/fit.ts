import type { BatchLogs, Callback, EpochLogs, TrainingControl } from '../callbacks/callback.js';
import { type Dataset, range } from '../data/dataset.js';
import { checkDataset, checkExamples } from '../network/check-examples.js';
import type { Network } from '../network/network.js';
import { randomFromKey } from '../random/random.js';
import { DeviceError, reasonOf, type SessionOptions } from '../runtime/device.js';
import { checkTargets } from './check-targets.js';
import { Checkpointing } from './checkpointing.js';
import { classWeights } from './class-weights.js';
import { compareWithCpu } from './compare-with-cpu.js';
import { evaluate } from './evaluate.js';
import { type FitOptions, type History, TrainingDivergedError } from './fit-options.js';
import { Freezing } from './freezing.js';
import { initialProgress, type Progress } from './progress.js';
import { describeTraining } from './resume.js';
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
 * @throws DeviceError when a device other than the cpu fails, or does not compute what the cpu does at the first step
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
  readonly #freezing: Freezing;
  readonly #checkpointing: Checkpointing;
  readonly #steps = new Map<number, TrainingStep>();
  /** Whether the device was compared with the cpu. */
  #compared = false;
  #progress: Progress = initialProgress();

  constructor(
    private readonly model: Network,
    private readonly settings: TrainingSettings,
    private readonly dataset: Dataset,
    private readonly options: FitOptions,
  ) {
    checkDataset(model, dataset);
    const { epochs, batchSize = 32, seed = 0, callbacks = [] } = options;
    if (!Number.isInteger(epochs) || epochs < 1)
      throw new RangeError(`fit: epochs must be a positive integer, received ${epochs}`);
    if (!Number.isInteger(batchSize) || batchSize < 1)
      throw new RangeError(`fit: batchSize must be a positive integer, received ${batchSize}`);
    if (dataset.length === 0) throw new RangeError('fit: the data set is empty');
    this.#batchSize = Math.min(batchSize, dataset.length);
    this.#seed = seed;
    this.#callbacks = callbacks;
    this.#buffers = new TrainingBuffers(model, settings.optimizer, settings.emaMomentum !== undefined);
    this.#freezing = new Freezing(model, settings, dataset, this.#buffers, options.frozenLayers);
    this.#checkpointing = new Checkpointing(options.checkpoints, {
      buffers: this.#buffers,
      settings: describeTraining(model, settings, dataset, { ...options, batchSize: this.#batchSize, seed }),
      schedule: settings.optimizer.schedule,
      callbacks,
    });
  }

  async run(): Promise<History> {
    this.#progress = (await this.#checkpointing.resume()) ?? this.#progress;
    const { epochs } = this.options;
    for (const callback of this.#callbacks) await callback.onTrainBegin?.(this.#control, epochs);
    try {
      while (this.#progress.epoch < epochs && this.#progress.stopped === null) await this.#epoch();
      this.#buffers.writeToModel(true);
    } finally {
      for (const callback of this.#callbacks) await callback.onTrainEnd?.(this.#control);
      await this.#releaseSteps();
      this.#freezing.undo();
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
    await this.#checkpointing.saveEpoch(progress, logs);
  }

  /** Where an epoch freezes other layers than the one before, the optimizer begins again. */
  async #chooseTrained(): Promise<void> {
    const { epoch, step, stepInEpoch } = this.#progress;
    if (!this.#freezing.isDue(epoch)) return;
    await this.#releaseSteps();
    if (stepInEpoch === 0 && this.#freezing.changesAt(epoch)) {
      this.#buffers.resetOptimizer(this.settings.optimizer.slots);
      this.#progress.optimizerStart = step;
    }
    await this.#freezing.apply(epoch, this.#session());
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
    while (progress.stepInEpoch < steps) {
      const started = performance.now();
      const indices = order.subarray(
        progress.stepInEpoch * this.#batchSize,
        (progress.stepInEpoch + 1) * this.#batchSize,
      );
      const learningRate = this.#learningRate(progress.step);
      const { loss, correct } = await this.#step(indices, learningRate);
      const last = progress.stepInEpoch + 1 === steps;
      const save = this.#checkpointing.isDue() && !last;
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
      const { images, seconds } = progress;
      const own = { batchLoss: loss, batchAccuracy: correct / indices.length };
      await this.#reportBatch('train', images, order.length, learningRate, seconds, own);
      if (save) await this.#checkpointing.save(progress, 'last');
    }
  }

  async #step(indices: Uint32Array, learningRate: number) {
    const { options, settings } = this;
    const { dataset, model } = this.#freezing.trained;
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
    const run = (of: TrainingStep, buffers: TrainingBuffers) =>
      of.run(batch, buffers, done - optimizerStart + 1, learningRate, [this.#seed, 'step', done]);
    const { device = 'cpu' } = options;
    if (device === 'cpu') return run(step, this.#buffers);
    try {
      if (!this.#compared) {
        const { model: whole, options } = this;
        const plan = { device, threads: options.threads, whole, model, settings, batchSize: indices.length };
        await compareWithCpu(plan, step, this.#buffers, run);
      }
      this.#compared = true;
      return await run(step, this.#buffers);
    } catch (error) {
      if (error instanceof DeviceError) throw error;
      throw new DeviceError(
        `device "${device}" failed at step ${done + 1}: ${reasonOf(error)}. Checkpoints of earlier steps are kept: resume on it, or on the cpu.`,
      );
    }
  }

  /** The step for a batch size; the last batch of an epoch is smaller, and keeps no memory between its runs. */
  async #compiled(batchSize: number): Promise<TrainingStep> {
    const known = this.#steps.get(batchSize);
    if (known) return known;
    const step = await TrainingStep.compile(this.#freezing.trained.model, this.settings, batchSize, {
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
    own: Pick<BatchLogs, 'batchLoss' | 'batchAccuracy'> = {},
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
        ...own,
      });
    }
  }

  #order(epoch: number): Uint32Array {
    const order = range(0, this.dataset.length);
    return (this.options.shuffle ?? true)
      ? randomFromKey(this.#seed, 'shuffle', epoch).shuffle(order)
      : order;
  }

  #learningRate(step: number): number {
    return this.settings.optimizer.schedule.learningRate(step);
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
      this.#freezing.forget();
    },
  };
}
