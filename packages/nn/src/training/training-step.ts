import { createBufferSession } from '#runtime';
import { serialize, usedInputs } from '../graph/serialize.js';
import { sizeOf, staticShape } from '../graph/tensor.js';
import type { Network } from '../network/network.js';
import { randomFromKey } from '../random/random.js';
import type { SessionOptions } from '../runtime/device.js';
import type { BufferSession, Values } from '../runtime/session.js';
import { stepScalars } from './parameter-update.js';
import type { TrainingBuffers } from './training-buffers.js';
import { type TrainingGraph, type TrainingSettings, trainingGraph } from './training-graph.js';

/** Examples of one step. */
export interface Batch {
  /** [N, H, W, C] or [N, features], the type of the model's input. */
  readonly examples: Uint8Array | Float32Array;
  /** [N, units], or class indices [N, 1] */
  readonly targets: Float32Array;
  /** [N]; a weight of 1 for each example when left out. */
  readonly sampleWeights?: Float32Array;
}

/** What a step says about its batch. */
export interface StepResult {
  /** Mean loss over the batch. */
  readonly loss: number;
  /** How many examples were classified correctly. */
  readonly correct: number;
}

/** A graph's outputs cannot bear the names of its inputs. */
const fetchName = (name: string): string => `new ${name}`;

const float32 = (data: Float32Array, dims: readonly number[]) => ({ type: 'float32', data, dims }) as const;

/** A compiled training step for one batch size. */
export class TrainingStep {
  private constructor(
    readonly batchSize: number,
    private readonly session: BufferSession,
    private readonly compiled: TrainingGraph,
    private readonly settings: TrainingSettings,
    private readonly exampleShape: readonly number[],
    private readonly changing: readonly string[],
    private readonly fed: ReadonlySet<string>,
  ) {}

  /** Makes the graph of a step and opens it. */
  static async compile(
    model: Network,
    settings: TrainingSettings,
    batchSize: number,
    options: SessionOptions = {},
  ): Promise<TrainingStep> {
    const compiled = trainingGraph(model, settings, batchSize);
    const fetched = Object.fromEntries(
      Object.entries(compiled.outputs).map(([name, value]) => [fetchName(name), value]),
    );
    const bytes = serialize(compiled.graph, fetched, { name: `${model.name} training step` });
    // `all` would rewrite convolutions with constant kernels for blocked channels, and reorder around each of them.
    const session = await createBufferSession(bytes, { optimization: 'extended', ...options });
    const changing = Object.keys(compiled.outputs).filter((name) => name !== 'loss' && name !== 'correct');
    const fed = new Set(usedInputs(compiled.graph, Object.values(compiled.outputs)).map(({ name }) => name));
    return new TrainingStep(
      batchSize,
      session,
      compiled,
      settings,
      [batchSize, ...model.inputShape],
      changing,
      fed,
    );
  }

  /**
   * Changes the weights by one batch.
   * @param step the number of this optimizer step, from 1
   * @param randomKey everything random in this step follows from it (augmentation, dropout)
   */
  async run(
    batch: Batch,
    buffers: TrainingBuffers,
    step: number,
    learningRate: number,
    randomKey: readonly (number | string)[],
  ): Promise<StepResult> {
    const feeds = {
      ...this.#examples(batch),
      ...this.#scalars(step, learningRate),
      ...this.#random(randomKey),
      ...buffers.current,
    };
    const used = Object.fromEntries(Object.entries(feeds).filter(([name]) => this.fed.has(name)));
    const loss = float32(new Float32Array(1), []);
    const correct = float32(new Float32Array(1), [1]);
    const fetches: Record<string, Values> = { [fetchName('loss')]: loss, [fetchName('correct')]: correct };
    for (const name of this.changing) {
      const { data } = buffers.next[name]!;
      fetches[fetchName(name)] = float32(data, staticShape(this.compiled.outputs[name]!.shape));
    }
    await this.session.run(used, fetches);
    buffers.swap(this.changing);
    return { loss: loss.data[0]!, correct: correct.data[0]! };
  }

  /** Gives back the memory of the runtime. */
  async release(): Promise<void> {
    await this.session.release();
  }

  #examples({ examples, targets, sampleWeights }: Batch): Record<string, Values> {
    const type = examples instanceof Uint8Array ? 'uint8' : 'float32';
    const weights = sampleWeights ?? new Float32Array(this.batchSize).fill(1);
    return {
      examples: { type, data: examples, dims: this.exampleShape },
      targets: float32(targets, [this.batchSize, targets.length / this.batchSize]),
      sample_weights: float32(weights, [this.batchSize]),
    };
  }

  #scalars(step: number, learningRate: number): Record<string, Values> {
    const scalars = Object.entries(stepScalars(this.settings, step, learningRate));
    return Object.fromEntries(
      scalars.map(([name, value]) => [`scalar/${name}`, float32(Float32Array.of(value), [1])]),
    );
  }

  #random(key: readonly (number | string)[]): Record<string, Values> {
    const feeds: Record<string, Values> = {};
    const { transform } = this.settings;
    if (transform) {
      const sampled = transform.sample(randomFromKey(...key, 'transform'), this.batchSize);
      for (const [name, { shape }] of Object.entries(transform.inputs(this.batchSize))) {
        feeds[`transform/${name}`] = float32(sampled[name]!, staticShape(shape));
      }
    }
    for (const [name, { rate, shape }] of this.compiled.dropout) {
      const random = randomFromKey(...key, name);
      const mask = Float32Array.from({ length: sizeOf(shape) }, () =>
        random.uniform(0, 1) < rate ? 0 : 1 / (1 - rate),
      );
      feeds[name] = float32(mask, staticShape(shape));
    }
    return feeds;
  }
}
