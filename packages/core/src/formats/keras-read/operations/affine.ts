import { rescaling, type SymbolicTensor } from '@giemsa/nn';
import type { Operand } from './value.js';

type PerChannel = number | readonly number[];

interface Affine {
  readonly scale: PerChannel;
  readonly offset: PerChannel;
}

/** Layers that stand for arithmetic with constants: what follows one is taken into it. */
const made = new WeakSet<object>();

/** `x · scale + offset` as a `Rescaling`, joined with one that was made so before: `x / 127.5 - 1` is one layer. */
export function affine(x: SymbolicTensor, { scale, offset }: Affine, name: string): SymbolicTensor {
  if (!made.has(x.layer)) return remember(rescaling({ scale, offset, name })(x));
  const before = x.layer.config as Affine;
  const joined = {
    scale: combine(before.scale, scale, (a, b) => a * b),
    offset: combine(
      combine(before.offset, scale, (a, b) => a * b),
      offset,
      (a, b) => a + b,
    ),
  };
  return remember(rescaling({ ...joined, name })(x.inputs[0]!));
}

function remember(x: SymbolicTensor): SymbolicTensor {
  made.add(x.layer);
  return x;
}

function combine(a: PerChannel, b: PerChannel, join: (a: number, b: number) => number): PerChannel {
  if (typeof a === 'number') return typeof b === 'number' ? join(a, b) : b.map((value) => join(a, value));
  return a.map((value, index) => join(value, typeof b === 'number' ? b : b[index]!));
}

/** A number, or numbers along the channels. @throws Error when it is something else */
export function constantOf(operand: Operand, x: SymbolicTensor): PerChannel {
  const values = flatNumbers(operand);
  const channels = x.shape.at(-1)!;
  if (values.length === 1) return values[0]!;
  if (values.length === channels && lengthOfLast(operand) === channels) return values;
  throw new Error(
    `it computes with an array of ${values.length} numbers; supported are one, or one for each channel`,
  );
}

function flatNumbers(operand: Operand): number[] {
  if (Array.isArray(operand)) return operand.flatMap(flatNumbers);
  if (typeof operand === 'number') return [operand];
  throw new Error(`it computes with ${JSON.stringify(operand)}; expected numbers`);
}

const lengthOfLast = (operand: Operand): number =>
  Array.isArray(operand) && Array.isArray(operand[0])
    ? lengthOfLast(operand[0])
    : (operand as unknown[]).length;
