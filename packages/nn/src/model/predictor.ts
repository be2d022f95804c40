import { type InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { serialize } from '../graph/serialize.js';
import { type SessionOptions, createSession } from '../runtime/device.js';
import { type Dataset, range } from '../training/dataset.js';
import { inferenceGraph } from './inference-graph.js';
import type { Model } from './model.js';

export interface PredictOptions {
  /** Default 64. */
  readonly batchSize?: number;
  /** Called after each batch with the number of examples that are done. */
  readonly onBatch?: (done: number, total: number) => void;
}

/** A model compiled for prediction with the weights it had then. */
export class Predictor {
  private constructor(
    private readonly session: InferenceSession,
    private readonly exampleShape: readonly number[],
    private readonly units: number,
  ) {}

  static async create(model: Model, options: SessionOptions = {}): Promise<Predictor> {
    const { graph, output } = inferenceGraph(model);
    const session = await createSession(serialize(graph, { probabilities: output }, { name: model.name }), options);
    return new Predictor(session, model.inputShape, model.outputShape.reduce((product, size) => product * size, 1));
  }

  /** Outputs for all examples of a data set, [N, units] row-major. */
  async predict(dataset: Pick<Dataset, 'length' | 'examples'>, { batchSize = 64, onBatch }: PredictOptions = {}): Promise<Float32Array> {
    const outputs = new Float32Array(dataset.length * this.units);
    for (let start = 0; start < dataset.length; start += batchSize) {
      const end = Math.min(start + batchSize, dataset.length);
      outputs.set(await this.run(dataset.examples(range(start, end)), end - start), start * this.units);
      onBatch?.(end, dataset.length);
    }
    return outputs;
  }

  /** Outputs for one batch. @param examples [N, H, W, C] or [N, features] */
  async run(examples: Uint8Array | Float32Array, count: number): Promise<Float32Array> {
    const shape = [count, ...this.exampleShape];
    const images = examples instanceof Uint8Array ? new OrtTensor('uint8', examples, shape) : new OrtTensor('float32', examples, shape);
    const { probabilities } = await this.session.run({ images });
    return probabilities!.data as Float32Array;
  }

  async release(): Promise<void> {
    await this.session.release();
  }
}
