import { cropping2D } from '@giemsa/nn';
import type { Slice } from '../calls.js';
import type { LayerWeights } from '../layer-weights.js';
import { asTensor, isChannels, type Operand, type Value } from './value.js';

/**
 * `x[…]` of an image: channels chosen or reversed, rows and columns cut off.
 * @throws Error on any other index
 */
export function getItem(value: Value, index: Operand, name: string, fixed: LayerWeights[]): Value {
  const x = asTensor(value, `${name}_input`, fixed);
  const rank = x.shape.length;
  const [batch, ...inner] = indexByAxis(Array.isArray(index) ? index : [index], rank);
  const channel = inner.pop()!;
  if (!isWhole(batch!)) throw new Error('it takes single images out of a batch');
  let cut = x;
  if (!inner.every(isWhole)) {
    if (rank !== 4) throw new Error('it takes values out of something that is not an image');
    const [rows, columns] = inner.map((part, axis) => sides(part, x.shape[axis + 1]!));
    cut = cropping2D({ cropping: [rows!, columns!] as const, name: `${name}_crop` } as never)(x);
  }
  if (isWhole(channel)) return cut;
  const all = Array.from({ length: x.shape.at(-1)! }, (_, position) => position);
  if (typeof channel === 'number') return { source: cut, channels: [all.at(channel)!], withoutAxis: true };
  return { source: cut, channels: sliced(all, channel), withoutAxis: false };
}

/** Channels put beside each other again. @throws Error when they are of several tensors */
export function stackedChannels(values: readonly Operand[]): Value {
  const [first] = values;
  if (!isChannels(first) || !values.every((value) => isChannels(value) && value.source === first.source))
    throw new Error('it stacks more than the channels of one image');
  const channels = (values as readonly (typeof first)[]).flatMap((value) => value.channels);
  return { source: first.source, channels, withoutAxis: false };
}

type AxisIndex = Slice | number;

const WHOLE: Slice = { start: null, stop: null, step: null };
const isWhole = (index: AxisIndex): boolean =>
  typeof index === 'object' && !index.start && index.stop === null && (index.step ?? 1) === 1;

const isSlice = (part: Operand): part is { readonly slice: Slice } =>
  typeof part === 'object' && part !== null && !Array.isArray(part) && 'slice' in part;

function indexByAxis(parts: readonly Operand[], rank: number): AxisIndex[] {
  const filled = parts.flatMap((part): AxisIndex[] => {
    if (typeof part === 'number') return [part];
    if (isSlice(part)) return [part.slice];
    if (typeof part === 'object' && part !== null && 'ellipsis' in part)
      return Array<Slice>(rank - parts.length + 1).fill(WHOLE);
    throw new Error(`it takes out ${JSON.stringify(part)}`);
  });
  return [...filled, ...Array<Slice>(Math.max(0, rank - filled.length)).fill(WHOLE)];
}

/** How much of an axis is cut off before and after. */
function sides(index: AxisIndex, length: number): [number, number] {
  const all = Array.from({ length }, (_, position) => position);
  if (typeof index === 'number' || (index.step ?? 1) !== 1)
    throw new Error('it leaves out rows or columns between');
  const kept = sliced(all, index);
  return [kept[0]!, length - 1 - kept.at(-1)!];
}

/** Python's slices. */
function sliced(all: readonly number[], { start, stop, step }: Slice): number[] {
  const by = step ?? 1;
  if (by > 0) return all.slice(start ?? 0, stop ?? undefined).filter((_, index) => index % by === 0);
  const from = start === null ? all.length - 1 : start < 0 ? start + all.length : start;
  const to = stop === null ? -1 : stop < 0 ? stop + all.length : stop;
  return all
    .filter((position) => position <= from && position > to)
    .reverse()
    .filter((_, index) => index % -by === 0);
}
