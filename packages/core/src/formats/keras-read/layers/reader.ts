import type { SymbolicTensor } from '@giemsa/nn';
import { z } from 'zod';

/** A layer as both generations of Keras' configurations hold it. */
export interface KerasLayerRecord {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** A layer to build, with the name that it has in the whole network. */
export interface LayerSource {
  readonly className: string;
  readonly name: string;
  readonly trainable: boolean;
  readonly config: Readonly<Record<string, unknown>>;
  /** Generation of Keras that wrote it: some defaults and formulas differ. */
  readonly keras: 2 | 3;
}

/** A layer, or a few, ready to be applied. */
export type Built = (inputs: SymbolicTensor | readonly SymbolicTensor[]) => SymbolicTensor;

/** Makes a layer of Keras' configuration. @throws z.ZodError, or another error with the reason, when it is not supported */
export type LayerReader = (source: LayerSource) => Built;

/** Name and `trainable`, as every layer takes them. */
export const options = ({ name, trainable }: LayerSource) => (trainable ? { name } : { name, trainable });

/** The arguments that matter, checked. */
export const parse = <Shape extends z.ZodRawShape>({ config }: LayerSource, shape: Shape) =>
  z.object(shape).parse(config);

export const pair = z.union([z.number(), z.tuple([z.number(), z.number()])]);
export const padding = z.enum(['same', 'valid']);
/** Old files leave it out; both mean the last axis. */
export const lastAxis = z.literal('channels_last').nullish();
