import { type InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { type Dataset, range } from '../data/dataset.js';
import { serialize } from '../graph/serialize.js';
import { createSession, type SessionOptions } from '../runtime/device.js';
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
    private readonly session: InferenceSession,
    private readonly network: Pick<Network, 'layers' | 'inputShape' | 'inputType'>,
    private readonly units: number,
  ) {}

  /** Compiles a network as it is now. */
  static async create(network: Network, options: SessionOptions = {}): Promise<Predictor> {
    const { graph, output, logits } = inferenceGraph(network);
    const outputs = { probabilities: output, ...(logits ? { logits } : {}) };
    const session = await createSession(serialize(graph, outputs, { name: network.name }), options);
    return new Predictor(
      session,
      network,
      network.outputShape.reduce((product, size) => product * size, 1),
    );
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
    const outputs = new Float32Array(examples.length * this.units);
    const logits = this.session.outputNames.includes('logits') ? new Float32Array(outputs.length) : undefined;
    for (let start = 0; start < examples.length; start += batchSize) {
      const end = Math.min(start + batchSize, examples.length);
      const result = await this.run(examples.examples(range(start, end)), end - start);
      outputs.set(result.outputs, start * this.units);
      if (result.logits) logits?.set(result.logits, start * this.units);
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
    const shape = [count, ...this.network.inputShape];
    const images =
      examples instanceof Uint8Array
        ? new OrtTensor('uint8', examples, shape)
        : new OrtTensor('float32', examples, shape);
    const { probabilities, logits } = await this.session.run({ images });
    return {
      outputs: probabilities!.data as Float32Array,
      ...(logits ? { logits: logits.data as Float32Array } : {}),
    };
  }

  /** Gives back the memory of the runtime. */
  async release(): Promise<void> {
    await this.session.release();
  }
}
