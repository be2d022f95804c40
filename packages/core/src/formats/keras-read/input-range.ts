import type { SymbolicTensor } from '@giemsa/nn';
import { type Affine, type InputRange, rangeTold } from '../input-scaling.js';
import type { RescaleName } from '../rescale.js';
import type { LayerWeights } from './layer-weights.js';
import type { Network } from './structure.js';

/** Layers that move pixels, or do nothing when a model predicts, but leave their values. */
const KEEPING = new Set([
  'ZeroPadding2D',
  'Cropping2D',
  'Resizing',
  'Permute',
  'Reshape',
  'Dropout',
  'SpatialDropout2D',
]);

/** What a `Rescaling` does: one number for all channels, or one for each. */
interface Scaling {
  readonly scale: number | readonly number[];
  readonly offset: number | readonly number[];
}

/**
 * What is done to pixels before a network. A `Rescaling` or a `Normalization` says it where every path from the input goes through it before
 * anything else is computed, and where it makes of bytes, or of bytes / 255, what networks are trained on.
 * @param reordering names of layers that only put channels in another order
 * @param weights statistics of a `Normalization` among them
 * @param given `--rescale`, which is over all of this
 */
export function inputRange(
  network: Network,
  reordering: ReadonlySet<string>,
  weights: readonly LayerWeights[],
  given: RescaleName | undefined,
): InputRange {
  return rangeTold(scalingAtEntrance(network, reordering, weights), given);
}

/** All that is done to the values on the only path from the input, until a layer computes something else. */
function scalingAtEntrance(
  { input, output }: Network,
  reordering: ReadonlySet<string>,
  weights: readonly LayerWeights[],
): readonly Affine[] | undefined {
  const users = usersOf(output);
  let scaling: readonly Affine[] | undefined;
  for (let tensor = input; ; ) {
    const [next, ...others] = users.get(tensor) ?? [];
    if (!next || others.length > 0 || next.inputs.length > 1) return scaling;
    const { className, config, givenName } = next.layer;
    if (className === 'Rescaling') scaling = after(scaling, next, config as Scaling);
    else if (className === 'Normalization')
      scaling = after(scaling, next, standardization(weights.find(({ layer }) => layer === givenName)!));
    else if (!KEEPING.has(className) && !reordering.has(givenName!)) return scaling;
    tensor = next;
  }
}

/** `(x - mean) / √variance` as a scale and an offset. */
function standardization({ arrays: [mean, variance] }: LayerWeights): Scaling {
  const deviations = Array.from(variance!.data, Math.sqrt);
  const scale = deviations.map((deviation) => 1 / deviation);
  const offset = deviations.map((deviation, channel) => -mean!.data[channel]! / deviation);
  return deviations.length === 1 ? { scale: scale[0]!, offset: offset[0]! } : { scale, offset };
}

/** By channel; channels that are put in another order behind a first scaling are scaled alike in practice. */
function after(first: readonly Affine[] | undefined, { shape }: SymbolicTensor, scaling: Scaling): Affine[] {
  return Array.from({ length: shape.at(-1)! }, (_, channel) => {
    const of = (values: number | readonly number[]) =>
      typeof values === 'number' ? values : values[channel]!;
    const before = first?.[channel] ?? { scale: 1, offset: 0 };
    const scale = of(scaling.scale);
    return { scale: before.scale * scale, offset: before.offset * scale + of(scaling.offset) };
  });
}

/** What takes each tensor of a network. */
function usersOf(output: SymbolicTensor): Map<SymbolicTensor, SymbolicTensor[]> {
  const users = new Map<SymbolicTensor, SymbolicTensor[]>();
  const seen = new Set([output]);
  for (const tensor of seen) {
    for (const source of tensor.inputs) {
      users.set(source, [...(users.get(source) ?? []), tensor]);
      seen.add(source);
    }
  }
  return users;
}
