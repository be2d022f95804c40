/** Labelled examples that batches are drawn from by position. */
export interface Dataset {
  readonly length: number;
  /** Of one example, where it is known: it is compared with that of the model's input. */
  readonly exampleShape?: readonly number[];
  /** The examples at these positions, one after another: [N, H, W, C] or [N, features]. */
  examples(indices: Uint32Array): Uint8Array | Float32Array;
  /** Their targets, [N, units]. */
  targets(indices: Uint32Array): Float32Array;
}

/**
 * A data set in memory: all examples one after another, and targets [N, units], row-major.
 * @throws TypeError when `examples` or `targets` are no typed arrays of these kinds
 * @throws RangeError when the number of examples and targets cannot be the same
 * @example
 * ```ts
 * import { arrayDataset } from '@giemsa/nn';
 *
 * // Two grey pictures of 2 × 2 pixels, of class 0 and class 1.
 * const examples = Float32Array.of(0, 0, 0, 0, 1, 1, 1, 1);
 * const dataset = arrayDataset({ examples, exampleShape: [2, 2, 1], targets: Float32Array.of(0, 1), units: 1 });
 * ```
 */
export function arrayDataset(options: {
  readonly examples: Uint8Array | Float32Array;
  readonly exampleShape: readonly number[];
  readonly targets: Float32Array;
  readonly units: number;
}): Dataset {
  const { examples, exampleShape, targets, units } = options;
  checkArray('examples', examples, [Uint8Array, Float32Array]);
  checkArray('targets', targets, [Float32Array]);
  const size = exampleShape.reduce((product, length) => product * length, 1);
  const length = examples.length / size;
  const shape = `[${exampleShape.join(', ')}]`;
  if (!Number.isInteger(length)) {
    throw new RangeError(
      `arrayDataset: an example of exampleShape ${shape} has ${size} values, and ${examples.length} values are not a multiple of that`,
    );
  }
  if (targets.length !== length * units) {
    throw new RangeError(
      `arrayDataset: ${examples.length} values make ${length} examples of ${shape}, ` +
        `but there are ${targets.length / units} targets of ${units} units`,
    );
  }
  return {
    length,
    exampleShape,
    examples: (indices) => gather(examples, size, indices),
    targets: (indices) => gather(targets, units, indices),
  };
}

/** @throws TypeError that says how to make a data set of it */
function checkArray(
  name: string,
  values: unknown,
  kinds: readonly { readonly name: string; new (length: number): object }[],
): void {
  if (kinds.some((kind) => values instanceof kind)) return;
  const names = kinds.map((kind) => kind.name);
  const received = (values as object | undefined)?.constructor?.name ?? String(values);
  throw new TypeError(
    `arrayDataset: ${name} must be a ${names.join(' or a ')}, received ${received}: ${names.at(-1)}.from(${name}) makes one`,
  );
}

function gather<Values extends Uint8Array | Float32Array>(
  values: Values,
  size: number,
  indices: Uint32Array,
): Values {
  const gathered = new (values.constructor as new (length: number) => Values)(indices.length * size);
  for (const [position, index] of indices.entries()) {
    gathered.set(values.subarray(index * size, (index + 1) * size) as never, position * size);
  }
  return gathered;
}

/** The positions `from` (inclusive) to `to` (exclusive). */
export const range = (from: number, to: number): Uint32Array =>
  Uint32Array.from({ length: to - from }, (_, index) => from + index);

/** The examples `from` (inclusive) to `to` (exclusive) of a data set. */
export function slice(dataset: Dataset, from: number, to: number): Dataset {
  const moved = (indices: Uint32Array) => indices.map((index) => index + from);
  return {
    ...(dataset.exampleShape && { exampleShape: dataset.exampleShape }),
    length: to - from,
    examples: (indices) => dataset.examples(moved(indices)),
    targets: (indices) => dataset.targets(moved(indices)),
  };
}
