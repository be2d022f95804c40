import {
  type ActivationName,
  activation,
  add,
  concatenate,
  globalAveragePooling2D,
  globalMaxPooling2D,
  leakyReLU,
  maximum,
  minimum,
  multiply,
  permute,
  reLU,
  reshape,
  resizing,
  type SymbolicTensor,
  subtract,
  zeroPadding2D,
} from '@giemsa/nn';
import type { LayerWeights } from '../layer-weights.js';
import { affine, constantOf } from './affine.js';
import { getItem, stackedChannels } from './slicing.js';
import { asTensor, isValue, type Operand, type Value } from './value.js';

/** A function in a Keras graph, its arguments by position and by name. */
export interface OperationCall {
  /** Of the layer that stands for it. */
  readonly name: string;
  readonly args: readonly Operand[];
  readonly kwargs: Readonly<Record<string, Operand>>;
  readonly fixed: LayerWeights[];
}

type Operation = (call: OperationCall) => Value;

/** Arguments by position first, then by these names. */
const operands = ({ args, kwargs }: OperationCall, ...names: string[]): Operand[] => [
  ...args,
  ...names.filter((name) => kwargs[name] !== undefined).map((name) => kwargs[name]!),
];

function tensorOf({ name, fixed }: OperationCall, operand: Operand | undefined): SymbolicTensor {
  if (isValue(operand)) return asTensor(operand, `${name}_channels`, fixed);
  throw new Error('it is not applied to a tensor');
}

const first = (call: OperationCall): SymbolicTensor =>
  tensorOf(
    call,
    operands(call, 'x', 'input', 'images', 'input_tensor', 'features', 'value', 'tensor', 'logits')[0],
  );

/** Of a tensor and a constant, in either order, or of two tensors. */
function binary(
  layer: ((options: { name: string }) => (inputs: SymbolicTensor[]) => SymbolicTensor) | undefined,
  withConstant: (x: SymbolicTensor, call: OperationCall, constant: Operand, constantFirst: boolean) => Value,
): Operation {
  return (call) => {
    const [a, b] = operands(call, 'x', 'x1', 'value', 'y', 'x2', 'bias');
    if (isValue(a) && isValue(b)) {
      if (!layer) throw new Error('it divides one tensor by another');
      return layer({ name: call.name })([tensorOf(call, a), tensorOf(call, b)]);
    }
    if (a === undefined || b === undefined) throw new Error('it lacks an argument');
    return isValue(a)
      ? withConstant(tensorOf(call, a), call, b, false)
      : withConstant(tensorOf(call, b), call, a, true);
  };
}

const each = (values: number | readonly number[], change: (value: number) => number) =>
  typeof values === 'number' ? change(values) : values.map(change);

const adding = binary(add, (x, { name }, constant) =>
  affine(x, { scale: 1, offset: constantOf(constant, x) }, name),
);
const subtracting = binary(subtract, (x, { name }, constant, constantFirst) => {
  const value = constantOf(constant, x);
  return affine(
    x,
    constantFirst ? { scale: -1, offset: value } : { scale: 1, offset: each(value, (v) => -v) },
    name,
  );
});
const multiplying = binary(multiply, (x, { name }, constant) =>
  affine(x, { scale: constantOf(constant, x), offset: 0 }, name),
);
const dividing = binary(undefined, (x, { name }, constant, constantFirst) => {
  if (constantFirst) throw new Error('it divides a constant by a tensor');
  return affine(x, { scale: each(constantOf(constant, x), (value) => 1 / value), offset: 0 }, name);
});
const onlyTensors = (call: OperationCall): never => {
  throw new Error(
    `it computes with a constant, ${JSON.stringify(call.args.find((value) => !isValue(value)))}`,
  );
};

const activated =
  (name: ActivationName): Operation =>
  (call) =>
    activation(name, { name: call.name })(first(call));

const passedOn: Operation = (call) => first(call);

function pooled(layer: typeof globalAveragePooling2D): Operation {
  return (call) => {
    const { axis, keepdims, keep_dims } = call.kwargs;
    const axes = numbersOf(axis ?? call.args[1]).map((value) => (value < 0 ? value + 4 : value));
    const x = first(call);
    if (x.shape.length !== 4 || [...axes].sort().join() !== '1,2')
      throw new Error(`it reduces the axes ${JSON.stringify(axis)}; supported are rows and columns, [1, 2]`);
    return layer({ name: call.name, keepdims: (keepdims ?? keep_dims) === true })(x);
  };
}

const numbersOf = (operand: Operand | undefined): number[] =>
  (Array.isArray(operand) ? operand : [operand]).filter(
    (value): value is number => typeof value === 'number',
  );

/** By the function's name in Python, without its module. Keras 2 writes it so; Keras 3's `TrueDivide` is `truedivide`. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  add: adding,
  bias_add: adding,
  subtract: subtracting,
  multiply: multiplying,
  truediv: dividing,
  divide: dividing,
  true_divide: dividing,
  maximum: binary(maximum, (_x, call) => onlyTensors(call)),
  minimum: binary(minimum, (_x, call) => onlyTensors(call)),
  negative: (call) => affine(first(call), { scale: -1, offset: 0 }, call.name),
  cast: (call) => {
    const dtype = String(call.kwargs.dtype ?? call.args[1] ?? 'float32');
    if (/float/.test(dtype)) return first(call);
    throw new Error(`it rounds to ${dtype}`);
  },
  convert_to_tensor: passedOn,
  identity: passedOn,
  stop_gradient: passedOn,
  concat: (call) => joined(call),
  concatenate: (call) => joined(call),
  stack: (call) => stackedChannels((Array.isArray(call.args[0]) ? call.args[0] : call.args) as Operand[]),
  getitem: (call) => {
    const [x, index] = operands(call, 'slice_spec');
    if (!isValue(x) || index === undefined) throw new Error('it is not applied to a tensor');
    return getItem(x, index, call.name, call.fixed);
  },
  mean: pooled(globalAveragePooling2D),
  reduce_mean: pooled(globalAveragePooling2D),
  max: pooled(globalMaxPooling2D),
  reduce_max: pooled(globalMaxPooling2D),
  pad: (call) => {
    const paddings = (call.kwargs.paddings ?? call.kwargs.pad_width ?? call.args[1]) as [number, number][];
    const [batch, rows, columns, channels] = paddings;
    const outside = [...(batch ?? [1]), ...(channels ?? [1])].some((count) => count !== 0);
    const mode = String(call.kwargs.mode ?? 'constant').toLowerCase();
    if (outside || mode !== 'constant' || (call.kwargs.constant_values ?? 0) !== 0)
      throw new Error('it pads other than with zeros around images');
    return zeroPadding2D({ padding: [rows!, columns!], name: call.name })(first(call));
  },
  reshape: (call) => {
    const shape = numbersOf(call.kwargs.shape ?? call.kwargs.newshape ?? call.args[1]);
    return reshape({ targetShape: shape.slice(1), name: call.name })(first(call));
  },
  resize: (call) => {
    const [height, width] = numbersOf(call.kwargs.size ?? call.args[1]);
    const method = String(call.kwargs.method ?? call.kwargs.interpolation ?? 'bilinear');
    const plain = ['antialias', 'preserve_aspect_ratio', 'crop_to_aspect_ratio', 'pad_to_aspect_ratio'];
    if ((method !== 'bilinear' && method !== 'nearest') || plain.some((key) => call.kwargs[key] === true))
      throw new Error(`it resizes by ${method}, or with antialiasing; supported are bilinear and nearest`);
    return resizing({ height: height!, width: width!, interpolation: method, name: call.name })(first(call));
  },
  transpose: (call) => {
    const [batch, ...dims] = numbersOf(call.kwargs.perm ?? call.kwargs.axes ?? call.args[1]);
    if (batch !== 0) throw new Error('it moves the axis of the batch');
    return permute({ dims, name: call.name })(first(call));
  },
  gelu: (call) => {
    const approximate = call.kwargs.approximate ?? call.args[1];
    return activation(approximate === true ? 'gelu_approximate' : 'gelu', { name: call.name })(first(call));
  },
  leaky_relu: (call) => {
    const slope = call.kwargs.alpha ?? call.kwargs.negative_slope ?? call.args[1] ?? 0.2;
    return leakyReLU({ negativeSlope: Number(slope), name: call.name })(first(call));
  },
  clip: (call) => clipped(call),
  clip_by_value: (call) => clipped(call),
  elu: activated('elu'),
  exp: activated('exponential'),
  hard_sigmoid: activated('hard_sigmoid'),
  hard_silu: activated('hard_silu'),
  hard_swish: activated('hard_silu'),
  relu: activated('relu'),
  relu6: activated('relu6'),
  selu: activated('selu'),
  sigmoid: activated('sigmoid'),
  silu: activated('silu'),
  softmax: activated('softmax'),
  softplus: activated('softplus'),
  softsign: activated('softsign'),
  swish: activated('silu'),
  tanh: activated('tanh'),
};

function joined(call: OperationCall): Value {
  const values = (call.kwargs.values ?? call.args[0]) as Operand[];
  const axis = Number(call.kwargs.axis ?? call.args[1] ?? -1);
  return concatenate({ axis, name: call.name })(values.map((value) => tensorOf(call, value)));
}

function clipped(call: OperationCall): Value {
  const low = call.kwargs.clip_value_min ?? call.kwargs.x_min ?? call.args[1];
  const high = call.kwargs.clip_value_max ?? call.kwargs.x_max ?? call.args[2];
  if (low !== 0 || typeof high !== 'number')
    throw new Error('it clips elsewhere than at 0 and a number above');
  return reLU({ maxValue: high, name: call.name })(first(call));
}
