import type { Dataset } from '../data/dataset.js';
import type { Network } from '../network/network.js';
import type { SessionOptions } from '../runtime/device.js';
import type { FitOptions } from './fit-options.js';
import { frozenFeatures, splitBehindFrozenLayers } from './frozen-part.js';
import type { TrainingBuffers } from './training-buffers.js';
import type { TrainingSettings } from './training-graph.js';

/** Freezes the layers of each epoch, and says what is left to train. */
export class Freezing {
  readonly #alwaysFrozen: ReadonlySet<string>;
  /** The layers that were frozen when {@link trained} was chosen. */
  #frozen: string | undefined;
  /**
   * What is trained: the whole model on the examples, or the part after its frozen layers on their outputs.
   */
  trained: { readonly model: Network; readonly dataset: Dataset };

  constructor(
    private readonly model: Network,
    private readonly settings: TrainingSettings,
    private readonly dataset: Dataset,
    private readonly buffers: TrainingBuffers,
    private readonly frozenLayers: NonNullable<FitOptions['frozenLayers']> = () => [],
  ) {
    this.trained = { model, dataset };
    this.#alwaysFrozen = new Set(
      model.layers.filter(({ layer }) => !layer.trainable).map((node) => node.name),
    );
  }

  /** Whether {@link trained} has to be chosen again for an epoch. */
  isDue(epoch: number): boolean {
    return this.#layersOf(epoch) !== this.#frozen;
  }

  /** Whether an epoch freezes other layers than the one before it. */
  changesAt(epoch: number): boolean {
    return epoch > 0 && this.#layersOf(epoch - 1) !== this.#layersOf(epoch);
  }

  /** Freezes an epoch's layers and chooses what is trained. */
  async apply(epoch: number, session: SessionOptions): Promise<void> {
    const { model, dataset, settings } = this;
    this.#frozen = this.#layersOf(epoch);
    this.#freeze(this.frozenLayers(epoch));
    this.trained = { model, dataset };
    // It changes the examples at every step, so the outputs of the frozen layers change too.
    if (settings.transform) return;
    this.buffers.writeToModel(false);
    const split = splitBehindFrozenLayers(model);
    const features = split && (await frozenFeatures(split.frozen, dataset, session));
    if (features) this.trained = { model: split.rest, dataset: features };
  }

  /** The weights were replaced: the stored outputs of the frozen layers may come from the old ones. */
  forget(): void {
    this.#frozen = undefined;
  }

  /** Leaves frozen what was so before the training. */
  undo(): void {
    this.#freeze([]);
  }

  #layersOf(epoch: number): string {
    return this.frozenLayers(epoch).join();
  }

  #freeze(names: readonly string[]): void {
    for (const name of names) this.model.layer(name);
    for (const { name, layer } of this.model.layers)
      layer.trainable = !this.#alwaysFrozen.has(name) && !names.includes(name);
  }
}
