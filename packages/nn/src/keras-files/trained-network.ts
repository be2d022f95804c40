import type { LossConfig } from '../losses/losses.js';
import type { Network } from '../network/network.js';

/** An optimizer's settings as a checkpoint records them. */
export type OptimizerRecord =
  | { readonly name: 'sgd'; readonly momentum: number; readonly nesterov: boolean }
  | ({ readonly name: 'adam' } & AdamRecord)
  | ({ readonly name: 'adamw'; readonly weightDecay: number } & AdamRecord);

/** Settings of Adam or AdamW, as Keras' files name them. */
export interface AdamRecord {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** How a model was trained, and where its training stands. */
export interface TrainingRecord {
  readonly loss: LossConfig;
  readonly optimizer: OptimizerRecord;
  readonly emaMomentum: number | null;
  readonly globalClipnorm: number | null;
  /** Optimizer steps done. */
  readonly step: number;
  /** Of the next step. */
  readonly learningRate: number;
  /** The optimizer's state, as `<layer>/<weight>/<slot>`, in the storage order of the weight; left out where it is not known. */
  readonly slots?: Readonly<Record<string, { readonly data: Float32Array }>>;
}

/** A network with its weights and, where it is known, its training. */
export interface TrainedNetwork {
  readonly network: Network;
  readonly training?: TrainingRecord | undefined;
  /** Texts that are written beside it under their names; Keras ignores them. */
  readonly attributes?: Readonly<Record<string, string>>;
}
