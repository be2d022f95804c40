import type { SymbolicTensor } from '@giemsa/nn';
import { ASSUMED_RESCALE, type RescaleName } from '../rescale.js';
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

/** `x · scale + offset`. */
interface Affine {
  readonly scale: number;
  readonly offset: number;
}

/** What a `Rescaling` does: one number for all channels, or one for each. */
interface Scaling {
  readonly scale: number | readonly number[];
  readonly offset: number | readonly number[];
}

/** What goes before a network, and what of it the file tells. */
export interface InputRange {
  readonly name: RescaleName;
  readonly source: 'file' | 'given' | 'assumed';
  readonly text?: string;
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
  if (given !== undefined) return { name: given, source: 'given' };
  const scaling = scalingAtEntrance(network, reordering, weights);
  if (scaling && fits(scaling, 255))
    return {
      name: 'none',
      source: 'file',
      text: `pixels 0 to 255, scaled inside to ${rangeOf(scaling, 255)}`,
    };
  if (scaling && fits(scaling, 1))
    return { name: '1/255', source: 'file', text: `pixels / 255, scaled inside to ${rangeOf(scaling, 1)}` };
  return { name: ASSUMED_RESCALE, source: 'assumed' };
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

/** Of all channels together. */
function endsOf(scaling: readonly Affine[], top: number): [number, number] {
  const ends = scaling.flatMap(({ scale, offset }) => [offset, offset + scale * top]);
  return [Math.min(...ends), Math.max(...ends)];
}

/** Whether 0 to `top` becomes about 0 to 1, -1 to 1 and the like, or stays 0 to 255, perhaps less a mean. */
function fits(scaling: readonly Affine[], top: number): boolean {
  return scaling.every((channel) => {
    const [low, high] = endsOf([channel], top);
    const width = high - low;
    const isStandard = width >= 0.9 && width <= 14 && low >= -10 && high <= 10;
    return isStandard || (width > 200 && width < 300 && low >= -150);
  });
}

const rangeOf = (scaling: readonly Affine[], top: number): string =>
  endsOf(scaling, top)
    .map((value) => String(Number(value.toPrecision(3))))
    .join(' to ');
