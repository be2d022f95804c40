import { ELEMENT_TYPE } from './onnx-schema.js';
import type { DataType, Dimension, Shape, Tensor } from './tensor.js';

/** Shape of two operands under ONNX's (NumPy's) broadcasting. @throws RangeError when they do not fit. */
export function broadcastShape(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  const shape: Dimension[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new RangeError(
        `shapes [${a.join(', ')}] and [${b.join(', ')}] do not broadcast (axis ${axis}: ${left} and ${right})`,
      );
    }
    shape.push(left === 1 ? right : left);
  }
  return shape;
}

function binary(operator: string, a: Tensor, b: Tensor, dtype: DataType = a.dtype): Tensor {
  return a.graph.node(operator, [a, b], {}, [{ dtype, shape: broadcastShape(a.shape, b.shape) }])[0]!;
}

function unary(operator: string, x: Tensor, attributes = {}): Tensor {
  return x.graph.node(operator, [x], attributes, [{ dtype: x.dtype, shape: x.shape }])[0]!;
}

// ONNX's elementwise operators, with its names and broadcasting. They record no gradient.
/** ONNX `Add`: a + b. */
export const add = (a: Tensor, b: Tensor): Tensor => binary('Add', a, b);
/** ONNX `Sub`: a - b. */
export const sub = (a: Tensor, b: Tensor): Tensor => binary('Sub', a, b);
/** ONNX `Mul`: a · b. */
export const mul = (a: Tensor, b: Tensor): Tensor => binary('Mul', a, b);
/** ONNX `Div`: a / b. */
export const div = (a: Tensor, b: Tensor): Tensor => binary('Div', a, b);
/** ONNX `Max`: the larger of a and b. */
export const max = (a: Tensor, b: Tensor): Tensor => binary('Max', a, b);
/** ONNX `Min`: the smaller of a and b. */
export const min = (a: Tensor, b: Tensor): Tensor => binary('Min', a, b);
/** ONNX `Equal`: whether a = b, bool. */
export const equal = (a: Tensor, b: Tensor): Tensor => binary('Equal', a, b, 'bool');
/** ONNX `Greater`: whether a > b, bool. */
export const greater = (a: Tensor, b: Tensor): Tensor => binary('Greater', a, b, 'bool');
/** ONNX `And`: whether a and b, bool. */
export const and = (a: Tensor, b: Tensor): Tensor => binary('And', a, b, 'bool');
/** ONNX `Neg`: -x. */
export const neg = (x: Tensor): Tensor => unary('Neg', x);
/** ONNX `Exp`: e to the power of x. */
export const exp = (x: Tensor): Tensor => unary('Exp', x);
/** ONNX `Log`: natural logarithm. */
export const log = (x: Tensor): Tensor => unary('Log', x);
/** ONNX `Sqrt`: square root. */
export const sqrt = (x: Tensor): Tensor => unary('Sqrt', x);
/** ONNX `Abs`: absolute value. */
export const abs = (x: Tensor): Tensor => unary('Abs', x);
/** ONNX `Identity`: x itself, under another name. */
export const identity = (x: Tensor): Tensor => unary('Identity', x);

/** `a` where the condition holds, else `b`. @param condition bool */
export function where(condition: Tensor, a: Tensor, b: Tensor): Tensor {
  const shape = broadcastShape(condition.shape, broadcastShape(a.shape, b.shape));
  return a.graph.node('Where', [condition, a, b], {}, [{ dtype: a.dtype, shape }])[0]!;
}

/** `x` limited to [low, high]. */
export function clip(x: Tensor, low: number, high: number): Tensor {
  const { graph } = x;
  return graph.node('Clip', [x, graph.scalar(low), graph.scalar(high)], {}, [{ shape: x.shape }])[0]!;
}

/** ONNX `Cast` to another type. */
export function cast(x: Tensor, dtype: DataType): Tensor {
  return x.graph.node('Cast', [x], { to: ELEMENT_TYPE[dtype] }, [{ dtype, shape: x.shape }])[0]!;
}

/** `x · factor` for a number known when the graph is built. */
export const scale = (x: Tensor, factor: number): Tensor => mul(x, x.graph.scalar(factor));
