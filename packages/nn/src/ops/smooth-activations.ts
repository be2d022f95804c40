import { abs, add, and, cast, div, greater, mul, scale, sub } from '../graph/elementwise.js';
import { reduceSum } from '../graph/reduce.js';
import type { Tensor } from '../graph/tensor.js';
import { tanh } from './activations.js';
import * as math from './math.js';

const unary = (operator: string, x: Tensor, attributes = {}): Tensor =>
  x.graph.node(operator, [x], attributes, [{ shape: x.shape }])[0]!;

/** SiLU, or swish: `y = x · s` with `s = sigmoid(x)`; `dx = dy · (s + y · (1 - s))`. */
export function silu(x: Tensor): Tensor {
  const gate = unary('Sigmoid', x);
  const y = mul(x, gate);
  return x.graph.differentiable(y, [x], (dy) => [mul(dy, add(gate, mul(y, sub(x.graph.scalar(1), gate))))]);
}

/** GELU: `y = x · Φ(x)`, Φ the normal distribution; `dx = dy · (Φ(x) + x · φ(x))`. Source: Hendrycks & Gimpel 2016. */
export function gelu(x: Tensor): Tensor {
  const { graph } = x;
  const area = scale(add(unary('Erf', scale(x, Math.SQRT1_2)), graph.scalar(1)), 0.5);
  return graph.differentiable(mul(x, area), [x], (dy) => {
    const density = scale(unary('Exp', scale(mul(x, x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
    return [mul(dy, add(area, mul(x, density)))];
  });
}

/** GELU by a hyperbolic tangent: `x / 2 · (1 + tanh(√(2/π) · (x + 0.044715 x³)))`. Source: as GELU, section 2. */
export function geluApproximate(x: Tensor): Tensor {
  const constant = (value: number) => x.graph.scalar(value);
  const inner = math.mul(
    x,
    math.add(
      math.mul(math.mul(x, x), constant(0.044715 * Math.sqrt(2 / Math.PI))),
      constant(Math.sqrt(2 / Math.PI)),
    ),
  );
  return math.mul(math.mul(x, constant(0.5)), math.add(tanh(inner), constant(1)));
}

/** Keras 3's hard sigmoid: `clip(x / 6 + 0.5, 0, 1)`. (Keras 2's is `clip(0.2 · x + 0.5, 0, 1)`.) Source: ONNX HardSigmoid. */
export function hardSigmoid(x: Tensor): Tensor {
  const { graph } = x;
  const y = unary('HardSigmoid', x, { alpha: { float: 1 / 6 }, beta: { float: 0.5 } });
  return graph.differentiable(y, [x], (dy) => {
    const passes = and(greater(y, graph.scalar(0)), greater(graph.scalar(1), y));
    return [scale(mul(dy, cast(passes, 'float32')), 1 / 6)];
  });
}

/** Hard swish: `x · hardSigmoid(x)`. Source: Howard et al. 2019, Searching for MobileNetV3. */
export const hardSilu = (x: Tensor): Tensor => math.mul(x, hardSigmoid(x));

/** `log(exp(x) + 1)`; `dx = dy · sigmoid(x)`. Source: ONNX Softplus. */
export function softplus(x: Tensor): Tensor {
  return x.graph.differentiable(unary('Softplus', x), [x], (dy) => [mul(dy, unary('Sigmoid', x))]);
}

/** `x / (1 + |x|)`; `dx = dy / (1 + |x|)²`. Source: ONNX Softsign. */
export function softsign(x: Tensor): Tensor {
  return x.graph.differentiable(unary('Softsign', x), [x], (dy) => {
    const divisor = add(abs(x), x.graph.scalar(1));
    return [div(dy, mul(divisor, divisor))];
  });
}

/** `x · tanh(softplus(x))`. Source: Misra 2019, Mish. */
export const mish = (x: Tensor): Tensor => math.mul(x, tanh(softplus(x)));

/** `log(softmax(x))`; `dx = dy - exp(y) · Σ dy`. @param axis the axis of the classes. Source: ONNX LogSoftmax. */
export function logSoftmax(x: Tensor, axis: number): Tensor {
  const y = unary('LogSoftmax', x, { axis });
  return x.graph.differentiable(y, [x], (dy) => [sub(dy, mul(unary('Exp', y), reduceSum(dy, [axis], true)))]);
}
