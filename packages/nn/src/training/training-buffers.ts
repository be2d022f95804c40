import type { Network } from '../network/network.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import { averageName, slotName } from './parameter-update.js';

/** Numbers that training changes. */
export interface TrainingBuffer {
  readonly type: 'float32';
  readonly data: Float32Array<ArrayBuffer>;
  readonly dims: readonly number[];
}

/**
 * The weights and the optimizer's state, in two sets of buffers: a step reads one and writes the other, then
 * they are swapped. ONNX Runtime writes into memory that it is given at ten times the rate at which it fills
 * new memory.
 */
export class TrainingBuffers {
  readonly current: Record<string, TrainingBuffer> = {};
  readonly next: Record<string, TrainingBuffer> = {};

  constructor(
    private readonly model: Network,
    optimizer: Optimizer,
    averaged: boolean,
  ) {
    for (const { name, shape, data } of model.weights) this.#allocate(name, shape, data);
    for (const { name, data } of model.trainableWeights()) {
      for (const slot of optimizer.slots)
        this.#allocate(slotName(name, slot), [data.length], new Float32Array(data.length));
    }
    if (!averaged) return;
    for (const { name, data } of model.unfrozenWeights())
      this.#allocate(averageName(name), [data.length], data);
  }

  /** The named buffers that a step wrote become the current ones. */
  swap(names: readonly string[]): void {
    for (const name of names) {
      const written = this.next[name]!;
      this.next[name] = this.current[name]!;
      this.current[name] = written;
    }
  }

  /** Everything that training changes, by name; the arrays are the buffers themselves. */
  tensors(): Record<string, { shape: number[]; data: Float32Array }> {
    return Object.fromEntries(
      Object.entries(this.current).map(([name, tensor]) => [
        name,
        { shape: [...tensor.dims], data: tensor.data },
      ]),
    );
  }

  /** @throws RangeError when names or sizes are not those of this model and optimizer */
  restore(tensors: Readonly<Record<string, { readonly data: Float32Array }>>): void {
    for (const [name, tensor] of Object.entries(this.current)) {
      const saved = tensors[name];
      if (!saved || saved.data.length !== tensor.data.length) {
        throw new RangeError(
          `the checkpoint holds ${saved ? `${saved.data.length} values` : 'nothing'} for "${name}", expected ${tensor.data.length}`,
        );
      }
      tensor.data.set(saved.data);
    }
  }

  /** Copies the weights into the model: as trained, or where they are averaged their moving averages. */
  writeToModel(averaged: boolean): void {
    for (const weight of this.model.weights) {
      const average = averaged ? this.current[averageName(weight.name)] : undefined;
      weight.data = (average ?? this.current[weight.name]!).data.slice();
    }
  }

  /** Whether all weights are numbers: a step of finite loss can still have overflowing gradients. */
  areFinite(): boolean {
    return this.model.weights.every(({ name }) => this.current[name]!.data.every(Number.isFinite));
  }

  /** The optimizer begins again: its state is 0. The averages follow the weights from its first step on. */
  resetOptimizer(slots: readonly string[]): void {
    for (const { name } of this.model.weights) {
      for (const slot of slots) this.current[slotName(name, slot)]?.data.fill(0);
      const average = this.current[averageName(name)];
      average?.data.set(this.current[name]!.data);
    }
  }

  /** Takes the model's weights, for instance those that a callback restored. */
  readFromModel(): void {
    for (const { name, data } of this.model.weights) this.current[name]!.data.set(data);
  }

  #allocate(name: string, shape: readonly number[], initial: Float32Array): void {
    this.current[name] = { type: 'float32', data: Float32Array.from(initial), dims: shape };
    this.next[name] = { type: 'float32', data: new Float32Array(initial.length), dims: shape };
  }
}
