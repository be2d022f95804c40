import { scaled } from '../graph/affine.js';
import { beforeReshape } from '../graph/arrange.js';
import { clip, mul, sub } from '../graph/elementwise.js';
import { reduceSum } from '../graph/reduce.js';
import type { Tensor } from '../graph/tensor.js';

const unary = (operator: string, x: Tensor, attributes = {}): Tensor =>
  x.graph.node(operator, [x], attributes, [{ shape: x.shape }])[0]!;

/** So large that any normal positive float32 times it is at least 1. */
const LARGE = 3e38;

/**
 * Rectified linear unit: `y = max(x, 0)`.
 * Gradient: `dx = dy` where `y > 0`, else 0. The mask is `clip(y · 3e38, 0, 1)`, which is faster than `Greater` and `Where`
 * (`npm run bench:kernels`).
 * Source: ONNX Relu; the gradient at 0 is 0 as in TensorFlow and PyTorch.
 */
export function relu(x: Tensor): Tensor {
  const y = beforeReshape(x, (values) => unary('Relu', values));
  return x.graph.differentiable(y, [x], (dy) => [mul(dy, positiveMask(y))]);
}

/** 1 where `y > 0`, else 0. */
function positiveMask(y: Tensor): Tensor {
  return beforeReshape(scaled(y, y.graph.filled(LARGE, [1])), (values) => clip(values, 0, 1));
}

/** What went into the sigmoid or softmax that made a tensor; Keras' `_keras_logits`. */
const logits = new WeakMap<Tensor, Tensor>();

/** The logits that became these probabilities; `undefined` when they did not come from a sigmoid or softmax. */
export const logitsOf = (probabilities: Tensor): Tensor | undefined => logits.get(probabilities);

/** Logistic sigmoid, `y = 1 / (1 + exp(-x))`; `dx = dy · y · (1 - y)`. Source: ONNX Sigmoid. */
export function sigmoid(x: Tensor): Tensor {
  const y = unary('Sigmoid', x);
  logits.set(y, x);
  return x.graph.differentiable(y, [x], (dy) => [mul(dy, mul(y, sub(x.graph.scalar(1), y)))]);
}

/**
 * Logarithm of the logistic sigmoid, `y = -ln(1 + exp(-x))`, finite for every x; `dx = dy · (1 - exp(y))`.
 * Source: Keras' `log_sigmoid`; ONNX Softplus.
 */
export function logSigmoid(x: Tensor): Tensor {
  const y = unary('Neg', unary('Softplus', unary('Neg', x)));
  return x.graph.differentiable(y, [x], (dy) => [mul(dy, sub(x.graph.scalar(1), unary('Exp', y)))]);
}

/** Hyperbolic tangent; `dx = dy · (1 - y²)`. Source: ONNX Tanh. */
export function tanh(x: Tensor): Tensor {
  const y = unary('Tanh', x);
  return x.graph.differentiable(y, [x], (dy) => [mul(dy, sub(x.graph.scalar(1), mul(y, y)))]);
}

/**
 * Softmax over one axis: `y = exp(x) / sum(exp(x))`; `dx = y · (dy - sum(dy · y))`. Source: ONNX Softmax.
 * @param axis the axis of the classes
 */
export function softmax(x: Tensor, axis: number): Tensor {
  const y = unary('Softmax', x, { axis });
  logits.set(y, x);
  return x.graph.differentiable(y, [x], (dy) => [mul(y, sub(dy, reduceSum(mul(dy, y), [axis], true)))]);
}
