import { conv2d, type SymbolicTensor } from '@giemsa/nn';
import type { Argument } from '../calls.js';
import type { LayerWeights } from '../layer-weights.js';

/** Channels of an image taken out, as `x[..., ::-1]` and `x[..., 0]` do: a tensor only when they are put to use. */
export interface Channels {
  readonly source: SymbolicTensor;
  readonly channels: readonly number[];
  /** `x[..., 0]` loses the axis. */
  readonly withoutAxis: boolean;
}

/** What a layer or a function in a Keras graph gives. */
export type Value = SymbolicTensor | Channels;

/** An argument whose tensors are known. */
export type Operand =
  | Exclude<Argument, { tensor: unknown } | readonly Argument[]>
  | Value
  | readonly Operand[];

export const isValue = (operand: unknown): operand is Value =>
  typeof operand === 'object' && operand !== null && ('layer' in operand || 'source' in operand);

export const isChannels = (operand: unknown): operand is Channels =>
  typeof operand === 'object' && operand !== null && 'source' in operand;

/**
 * The tensor itself; chosen channels by a frozen 1×1 convolution of zeros and ones.
 * @param name of that convolution
 * @param fixed takes its weights, which stand in no file
 * @throws Error when a single channel has lost its axis
 */
export function asTensor(value: Value, name: string, fixed: LayerWeights[]): SymbolicTensor {
  if (!isChannels(value)) return value;
  const { source, channels, withoutAxis } = value;
  if (withoutAxis) throw new Error('it uses a channel without its axis, which is not supported');
  const all = source.shape.at(-1)!;
  const kernel = new Float32Array(all * channels.length);
  channels.forEach((from, to) => {
    kernel[from * channels.length + to] = 1;
  });
  fixed.push({ layer: name, arrays: [{ shape: [1, 1, all, channels.length], data: kernel }] });
  return conv2d({ filters: channels.length, kernelSize: 1, useBias: false, trainable: false, name })(source);
}
