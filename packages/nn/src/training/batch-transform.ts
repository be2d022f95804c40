import type { DataType, Shape, Tensor } from '../graph/tensor.js';
import type { Random } from '../random/random.js';

/** Something done to every training batch inside the graph, such as random rotations, with fresh numbers each time. */
export interface BatchTransform {
  /** Recorded with a training run: a run can only be resumed under the same one. */
  readonly config: object;
  /** What is fed beside the images, for a batch of `batchSize`. */
  inputs(batchSize: number): Readonly<Record<string, { readonly dtype: DataType; readonly shape: Shape }>>;
  /**
   * Adds the transform to a graph.
   * @param examples [N, H, W, C], the type of the model's input
   * @returns float32 in the training layout, [C, H, W, N]
   */
  build(examples: Tensor, inputs: Readonly<Record<string, Tensor>>): Tensor;
  /** The numbers of one batch; the same `random` gives the same numbers. */
  sample(random: Random, batchSize: number): Readonly<Record<string, Float32Array>>;
}
