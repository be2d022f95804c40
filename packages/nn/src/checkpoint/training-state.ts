/** A tensor of a checkpoint. */
export interface StoredTensor {
  readonly shape: readonly number[];
  /** Row-major; as many values as the product of `shape`. */
  readonly data: Float32Array;
}

/** What JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** All that a training needs to continue: tensors by name, and the rest as JSON. */
export interface TrainingState {
  readonly tensors: Record<string, StoredTensor>;
  readonly metadata: Json;
}

/** A checkpoint that is not what was written; `message` says what differs and where. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError';
  readonly path: string;

  constructor(path: string, difference: string) {
    super(`${path} is damaged: ${difference}`);
    this.path = path;
  }
}
