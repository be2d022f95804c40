import { createBufferSession } from '#runtime';
import { type Dataset, range } from '../data/dataset.js';
import { serialize } from '../graph/serialize.js';
import type { SessionOptions } from '../runtime/device.js';
import type { BufferSession, Values } from '../runtime/session.js';
import { checkDataset, checkExamples } from './check-examples.js';
import { inferenceGraph } from './inference-graph.js';
import type { Network } from './network.js';

/** How many examples are computed at a time. */
export interface PredictOptions {
  /** Default 64. */
  readonly batchSize?: number;
  /** Called after each batch with the number of examples that are done. */
  readonly onBatch?: (done: number, total: number) => void | Promise<void>;
}

/** Examples without targets. */
export type Examples = Pick<Dataset, 'length' | 'examples' | 'exampleShape'>;

/** The outputs of a network for some examples, [N, units] row-major. */
export interface Outputs {
  readonly outputs: Float32Array;
  readonly logits?: Float32Array;
}

/** A model compiled for prediction with the weights it had then. */
export class Predictor {
  private constructor(
    private readonly session: BufferSession,
    private readonly network: Pick<Network, 'layers' | 'inputShape' | 'inputType' | 'outputShape'>,
    private readonly hasLogits: boolean,
  ) {}

  /** Compiles a network as it is now. */
  static async create(network: Network, options: SessionOptions = {}): Promise<Predictor> {
    const { graph, output, logits } = inferenceGraph(network);
    const outputs = { probabilities: output, ...(logits ? { logits } : {}) };
    const session = await createBufferSession(serialize(graph, outputs, { name: network.name }), options);
    return new Predictor(session, network, logits !== undefined);
  }

  /** Outputs for all examples of a data set, [N, units] row-major. */
  async predict(examples: Examples, options: PredictOptions = {}): Promise<Float32Array> {
    return (await this.predictWithLogits(examples, options)).outputs;
  }

  /** Outputs, and the logits that they were made of where the model ends in a sigmoid or softmax; [N, units] each. */
  async predictWithLogits(
    examples: Examples,
    { batchSize = 64, onBatch }: PredictOptions = {},
  ): Promise<Outputs> {
    checkDataset(this.network, examples);
    const units = this.#units();
    const outputs = new Float32Array(examples.length * units);
    const logits = this.hasLogits ? new Float32Array(outputs.length) : undefined;
    for (let start = 0; start < examples.length; start += batchSize) {
      const end = Math.min(start + batchSize, examples.length);
      const result = await this.run(examples.examples(range(start, end)), end - start);
      outputs.set(result.outputs, start * units);
      if (result.logits) logits?.set(result.logits, start * units);
      await onBatch?.(end, examples.length);
    }
    return { outputs, ...(logits ? { logits } : {}) };
  }

  /**
   * Outputs for one batch.
   * @param examples [N, H, W, C] or [N, features]
   * @throws RangeError when they do not fit the input layer
   */
  async run(examples: Uint8Array | Float32Array, count: number): Promise<Outputs> {
    checkExamples(this.network, examples, count);
    const images: Values = {
      type: examples instanceof Uint8Array ? 'uint8' : 'float32',
      data: examples,
      dims: [count, ...this.network.inputShape],
    };
    const output = () => ({
      type: 'float32' as const,
      data: new Float32Array(count * this.#units()),
      dims: [count, ...this.network.outputShape],
    });
    const [probabilities, logits] = [output(), this.hasLogits ? output() : undefined];
    await this.session.run({ images }, { probabilities, ...(logits && { logits }) });
    return { outputs: probabilities.data, ...(logits && { logits: logits.data }) };
  }

  #units(): number {
    return this.network.outputShape.reduce((product, size) => product * size, 1);
  }

  /** Gives back the memory of the runtime. */
  async release(): Promise<void> {
    await this.session.release();
  }
}
