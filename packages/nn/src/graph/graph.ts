import type { DataType, Shape, Tensor } from './tensor.js';
import { sizeOf } from './tensor.js';

/** A value of an ONNX attribute: an integer, a string, integers, or a float. */
export type AttributeValue = number | string | readonly number[] | { readonly float: number };
/** Attributes of an ONNX node by name. */
export type Attributes = Readonly<Record<string, AttributeValue>>;
/** Values of a constant, row-major; the type is that of the tensor. */
export type ConstantData = Float32Array | Uint8Array | Uint16Array | Int32Array | BigInt64Array;

/** A node of an ONNX graph. */
export interface GraphNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Attributes;
}

/** A constant tensor of a graph. */
export interface ConstantTensor {
  readonly tensor: Tensor;
  readonly data: ConstantData;
}

/** What one differentiable operator did: how gradients of its output become gradients of its inputs. */
export interface TapeEntry {
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  /** Gradient of each input from the gradient of the output; `null` where none flows. */
  readonly gradient: (outputGradient: Tensor) => readonly (Tensor | null)[];
}

/**
 * Order of an image tensor's axes inside a graph.
 * `CHWN` trains: the batch is innermost, so a convolution is one matrix product over all images and batch
 * statistics run along contiguous rows. `NCHW` predicts: the usual ONNX order, in which the batch size may vary.
 */
export type Layout = 'CHWN' | 'NCHW';

/** A graph under construction: ONNX nodes in execution order, and the tape from which gradients are derived. */
export class Graph {
  readonly nodes: GraphNode[] = [];
  readonly inputs: Tensor[] = [];
  readonly initializers = new Map<string, ConstantTensor>();
  readonly tape: TapeEntry[] = [];
  /** What each reshaped tensor was before. */
  readonly reshapedFrom = new WeakMap<Tensor, Tensor>();
  readonly #names = new Map<string, number>();
  readonly #constants = new Map<string, Tensor>();

  constructor(readonly layout: Layout) {}

  /** A tensor that is fed at every run. @throws RangeError when the name is taken. */
  input(name: string, dtype: DataType, shape: Shape): Tensor {
    if (this.#names.has(name))
      throw new RangeError(`graph input "${name}" is declared twice; input names are unique`);
    const tensor = this.#tensor(name, dtype, shape);
    this.inputs.push(tensor);
    return tensor;
  }

  /** A tensor whose data is part of the graph. Equal small constants are shared. */
  constant(data: ConstantData, shape: Shape, name?: string): Tensor {
    if (data.length !== sizeOf(shape)) {
      throw new RangeError(
        `constant of shape [${shape.join(', ')}] needs ${sizeOf(shape)} values, received ${data.length}`,
      );
    }
    const dtype = dataTypeOf(data);
    const key =
      name === undefined && data.length <= 16 ? `${dtype}:${shape.join()}:${data.join()}` : undefined;
    const known = key === undefined ? undefined : this.#constants.get(key);
    if (known) return known;
    const tensor = this.#tensor(name ?? 'constant', dtype, shape);
    this.initializers.set(tensor.name, { tensor, data });
    if (key !== undefined) this.#constants.set(key, tensor);
    return tensor;
  }

  /** A float32 constant of one repeated value; equal ones are shared. */
  filled(value: number, shape: readonly number[]): Tensor {
    const key = `filled:${value}:${shape.join()}`;
    const known = this.#constants.get(key);
    if (known) return known;
    const tensor = this.constant(new Float32Array(sizeOf(shape)).fill(value), shape);
    this.#constants.set(key, tensor);
    return tensor;
  }

  /** A float32 scalar constant, shape []. */
  scalar(value: number): Tensor {
    return this.constant(Float32Array.of(value), []);
  }

  /** Appends an ONNX node; inputs left out (ONNX's optional inputs) are `null`. */
  node(
    operator: string,
    inputs: readonly (Tensor | null)[],
    attributes: Attributes,
    outputs: readonly { readonly dtype?: DataType; readonly shape: Shape }[],
  ): Tensor[] {
    const tensors = outputs.map((output) => this.#tensor(operator, output.dtype ?? 'float32', output.shape));
    this.nodes.push({
      operator,
      inputs: inputs.map((input) => input?.name ?? ''),
      outputs: tensors.map((tensor) => tensor.name),
      attributes,
    });
    return tensors;
  }

  /** Records how gradients flow through an operator that was just emitted; returns its output. */
  differentiable(output: Tensor, inputs: readonly Tensor[], gradient: TapeEntry['gradient']): Tensor {
    this.tape.push({ inputs, output, gradient });
    return output;
  }

  #tensor(wanted: string, dtype: DataType, shape: Shape): Tensor {
    const count = this.#names.get(wanted) ?? 0;
    this.#names.set(wanted, count + 1);
    return { graph: this, name: count === 0 ? wanted : `${wanted}:${count}`, dtype, shape };
  }
}

function dataTypeOf(data: ConstantData): DataType {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Uint8Array) return 'uint8';
  if (data instanceof Uint16Array) return 'float16';
  return data instanceof Int32Array ? 'int32' : 'int64';
}
