import { ASSUMED_RESCALE, type RescaleName } from './rescale.js';

/** `x · scale + offset`. */
export interface Affine {
  readonly scale: number;
  readonly offset: number;
}

/** The scaling before a network, and what the file says about it. */
export interface InputRange {
  readonly name: RescaleName;
  readonly source: 'file' | 'given' | 'assumed';
  readonly text?: string;
}

/**
 * What is done to pixels before a network that scales its input by channel, as far as that tells: what it makes of bytes,
 * or of bytes / 255, must be what networks are trained on.
 * @param scaling what the network does to its input; `undefined` where it does nothing
 * @param given `--rescale`, which is over all of this
 */
export function rangeTold(
  scaling: readonly Affine[] | undefined,
  given: RescaleName | undefined,
): InputRange {
  if (given !== undefined) return { name: given, source: 'given' };
  if (scaling && fits(scaling, 255)) {
    const text = `pixels 0 to 255, scaled inside to ${rangeOf(scaling, 255)}`;
    return { name: 'none', source: 'file', text };
  }
  if (scaling && fits(scaling, 1))
    return { name: '1/255', source: 'file', text: `pixels / 255, scaled inside to ${rangeOf(scaling, 1)}` };
  return { name: ASSUMED_RESCALE, source: 'assumed' };
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
